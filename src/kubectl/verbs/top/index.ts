// kubectl top node and pod: what is used of CPU and memory, as the metrics API tells it.
import { formatGoDuration } from '../../../apimachinery/duration.ts';
import { type Json, parseTime } from '../../../apimachinery/object.ts';
import { parseQuantity } from '../../../apimachinery/quantity.ts';
import { type Call, CommandError, type Program, usageError, type Verb } from '../../call.ts';
import { checkSort, fetchMetrics, inOrder, metricsPath, type Usage, usageOf } from './metrics.ts';
import { amountText, measured, printTable, shareText } from './print.ts';

/** A pod may live this long before it is odd that nothing is known of it. */
const metricsDelay = 120_000;
const unknown = '<unknown>';
const nameOf = ({ metadata }: Json): string => metadata.name;

function oneName(call: Call, usage: string): string {
  if (call.args.length > 1) throw usageError(call, usage);
  return call.args[0] ?? '';
}

function findNodes(call: Call, name: string, labelSelector: string): Json[] {
  if (name) return [call.factory.request('GET', `/api/v1/nodes/${name}`)];
  return call.factory.request('GET', '/api/v1/nodes', { query: labelSelector ? { labelSelector } : {} }).items;
}

function availableOf({ status }: Json, all: boolean): Usage {
  const swap = status.nodeInfo?.swap?.capacity;
  return { ...usageOf(all ? status.capacity : status.allocatable), ...(swap === undefined ? {} : { swap: parseQuantity(String(swap)) }) };
}

const nodeTitles = { cpu: ['CPU(cores)', 'CPU(%)'], memory: ['MEMORY(bytes)', 'MEMORY(%)'], swap: ['SWAP(bytes)', 'SWAP(%)'] } as const;

function nodeCells(call: Call, usage: Usage, available: Usage | undefined): string[] {
  return measured(call).flatMap((resource) => {
    if (!available) return [amountText(resource, usage)];
    return resource === 'swap' && !available.swap ? [unknown, unknown] : [amountText(resource, usage), shareText(resource, usage, available)];
  });
}

export const topNode: Verb = {
  command: 'top node',
  *run(call): Program<number> {
    const { flags } = call;
    const name = oneName(call, 'node [NAME | -l label]');
    const selector = flags.string('selector');
    checkSort(call);
    if (name && selector) throw new CommandError('only one of NAME or --selector can be provided');
    const metrics = fetchMetrics(call, `${metricsPath(call)}/nodes`, name, selector);
    if (metrics.length === 0) throw new CommandError('metrics not available yet');
    const available = new Map(findNodes(call, name, selector).map((node) => [nameOf(node), availableOf(node, flags.bool('show-capacity'))]));
    const sorted = inOrder(call, metrics, ({ usage }) => usageOf(usage), nameOf);
    const rows = sorted.map((each) => [nameOf(each), ...nodeCells(call, usageOf(each.usage), available.get(nameOf(each)))]);
    const silent = [...available.keys()].filter((node) => !metrics.some((each) => nameOf(each) === node));
    const resources = measured(call);
    printTable(
      call,
      ['NAME', ...resources.flatMap((resource) => nodeTitles[resource as keyof typeof nodeTitles])],
      [...rows, ...silent.map((node) => [node, ...resources.flatMap(() => [unknown, unknown])])],
    );
    return 0;
  },
};

const podTitles: Readonly<Record<string, string>> = { cpu: 'CPU(cores)', memory: 'MEMORY(bytes)', swap: 'SWAP(bytes)' };

function sumOf(usages: readonly Usage[]): Usage {
  const out: Record<string, NonNullable<Usage[string]>> = {};
  for (const usage of usages) for (const [resource, amount] of Object.entries(usage)) out[resource] = out[resource]?.add(amount) ?? amount;
  return out;
}

const podUsage = ({ containers = [] }: Json): Usage => sumOf(containers.map(({ usage }: Json) => usageOf(usage)));

function podRows(call: Call, pod: Json): string[][] {
  const before = call.flags.bool('all-namespaces') ? [pod.metadata.namespace] : [];
  const cells = (usage: Usage): string[] => measured(call).map((resource) => amountText(resource, usage));
  if (!call.flags.bool('containers')) return [[...before, nameOf(pod), ...cells(podUsage(pod))]];
  const sorted = inOrder(
    call,
    pod.containers as Json[],
    ({ usage }) => usageOf(usage),
    ({ name }) => name,
  );
  return sorted.map(({ name, usage }) => [...before, nameOf(pod), name, ...cells(usageOf(usage))]);
}

/** --sum: a line, and the totals below it. */
function sumRows(call: Call, pods: readonly Json[], width: number): string[][] {
  const blank = (count: number): string[] => Array.from({ length: Math.max(0, count) }, () => '');
  const total = sumOf(pods.map(podUsage));
  return [
    [...blank(width - 2), '________', '________'],
    [...blank(width - 3), '', ...measured(call).map((resource) => amountText(resource, total))],
  ];
}

/** Why nothing is known of the pods; nothing is wrong when there are none. */
function explainAbsence(call: Call, name: string, query: Record<string, string>): void {
  const path = `/api/v1/namespaces/${call.factory.namespace().namespace}/pods`;
  const pods: Json[] = name ? [call.factory.request('GET', `${path}/${name}`)] : call.factory.request('GET', path, { query }).items;
  if (pods.length === 0) return;
  for (const { metadata } of pods) {
    const age = call.environment.now() - parseTime(metadata.creationTimestamp);
    if (age > metricsDelay) throw new CommandError(`Metrics not available for pod ${metadata.namespace}/${metadata.name}, age: ${formatGoDuration(age)}`);
  }
  throw new CommandError('metrics not available yet');
}

/** --field-selector is about pods, which their metrics are not: the pods' names decide. */
function filtered(call: Call, metrics: readonly Json[], path: string, query: Record<string, string>): Json[] {
  if (!query.fieldSelector || metrics.length === 0) return [...metrics];
  const { items } = call.factory.request('GET', path, { query });
  const keys = new Set((items as Json[]).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
  return metrics.filter(({ metadata }) => keys.has(`${metadata.namespace}/${metadata.name}`));
}

function printPods(call: Call, metrics: readonly Json[]): void {
  const { flags } = call;
  const before = [...(flags.bool('all-namespaces') ? ['NAMESPACE'] : []), ...(flags.bool('containers') ? ['POD'] : [])];
  const titles = [...before, 'NAME', ...measured(call).map((resource) => podTitles[resource] as string)];
  const key = (pod: Json): string => (flags.bool('all-namespaces') ? `${pod.metadata.namespace}\u0000${nameOf(pod)}` : nameOf(pod));
  const pods = inOrder(call, metrics, podUsage, key);
  // Without headers upstream does not count the columns that stand before.
  const width = flags.bool('no-headers') ? titles.length - before.length : titles.length;
  printTable(call, titles, [...pods.flatMap((pod) => podRows(call, pod)), ...(flags.bool('sum') ? sumRows(call, pods, width) : [])]);
}

export const topPod: Verb = {
  command: 'top pod',
  // biome-ignore lint/correctness/useYield: verbs are programs; this one never waits
  *run(call): Program<number> {
    const { flags, factory } = call;
    const name = oneName(call, 'pod [NAME | -l label]');
    const [labelSelector, fieldSelector] = [flags.string('selector'), flags.string('field-selector')];
    checkSort(call);
    if (name && (labelSelector || fieldSelector)) throw new CommandError('only one of NAME or selector can be provided');
    const { namespace } = factory.namespace();
    const scope = flags.bool('all-namespaces') ? '/pods' : `/namespaces/${namespace}/pods`;
    const query = { ...(labelSelector ? { labelSelector } : {}), ...(fieldSelector ? { fieldSelector } : {}) };
    const metrics = filtered(call, fetchMetrics(call, metricsPath(call) + scope, name, labelSelector), `/api/v1${scope}`, query);
    if (metrics.length > 0) {
      printPods(call, metrics);
      return 0;
    }
    explainAbsence(call, name, query);
    call.printError(flags.bool('all-namespaces') ? 'No resources found' : `No resources found in ${namespace} namespace.`);
    return 0;
  },
};
