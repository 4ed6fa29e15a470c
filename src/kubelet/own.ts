// What a kubelet tells of itself and of what it runs: /healthz, /configz, /pods, /stats/summary, /metrics/resource.
import type { Json } from '../apimachinery/object.ts';
import { formatTime } from '../apimachinery/object.ts';
import { parseYaml } from '../apimachinery/yaml.ts';
import { type HostState, readFile } from '../nodes/host/index.ts';
import { type Load, type NodeUsage, nodeUsage } from './usage.ts';
import { ifReachable, type KubeletContext } from './work.ts';

type Endpoint = (host: HostState, context: KubeletContext, load: Load | undefined) => string;

const json = (value: Json): string => JSON.stringify(value);

const configz: Endpoint = (host) => json({ kubeletconfig: parseYaml(readFile(host, '/var/lib/kubelet/config.yaml') ?? '{}') });

const pods: Endpoint = (host, { client }) =>
  json({ kind: 'PodList', apiVersion: 'v1', metadata: {}, items: ifReachable(() => client.list('pods', { fieldSelector: `spec.nodeName=${host.name}` })) ?? [] });

const usageOf = (host: HostState, context: KubeletContext, load: Load | undefined): NodeUsage => nodeUsage({ host, context, now: context.now }, load);

const summary: Endpoint = (host, context, load) => {
  const { node, pods: each } = usageOf(host, context, load);
  const time = formatTime(context.now);
  const figures = ({ cpu, memory }: { cpu: number; memory: number }): Json => ({ cpu: { time, usageNanoCores: cpu }, memory: { time, workingSetBytes: memory, usageBytes: memory } });
  const ofPod = (pod: NodeUsage['pods'][0]): Json => ({
    podRef: { name: pod.name, namespace: pod.namespace, uid: pod.uid },
    startTime: formatTime(pod.startedAt),
    containers: pod.containers.map((container) => ({ name: container.name, startTime: formatTime(pod.startedAt), ...figures(container) })),
  });
  return JSON.stringify({ node: { nodeName: host.name, startTime: formatTime(host.bootedAt), ...figures(node) }, pods: each.map(ofPod) }, undefined, 1);
};

const resourceMetrics: Endpoint = (host, context, load) => {
  const { node, pods: each } = usageOf(host, context, load);
  const containers = each.flatMap((pod) => pod.containers.map((c) => ({ labels: `container="${c.name}",namespace="${pod.namespace}",pod="${pod.name}"`, ...c })));
  const gauge = (name: string, help: string, lines: string[]): string[] => [`# HELP ${name} [STABLE] ${help}`, `# TYPE ${name} gauge`, ...lines];
  return `${[
    ...gauge(
      'container_memory_working_set_bytes',
      'Current working set of the container in bytes',
      containers.map((c) => `container_memory_working_set_bytes{${c.labels}} ${c.memory} ${context.now}`),
    ),
    ...gauge('node_memory_working_set_bytes', 'Current working set of the node in bytes', [`node_memory_working_set_bytes ${node.memory} ${context.now}`]),
    ...gauge('resource_scrape_error', '1 if there was an error while getting container metrics, 0 otherwise', ['resource_scrape_error 0']),
  ].join('\n')}\n`;
};

const endpoints: Readonly<Record<string, Endpoint>> = { healthz: () => 'ok', configz, pods, 'stats/summary': summary, 'metrics/resource': resourceMetrics };

/** Nothing for a path that the kubelet does not serve. */
export const ownAnswer = (host: HostState, path: string, context: KubeletContext, load: Load | undefined): string | undefined => endpoints[path.replace(/\/$/, '')]?.(host, context, load);
