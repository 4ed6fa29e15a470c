// From an object to one of its pods, and from a pod to one of its containers (upstream: polymorphichelpers, podcmd, podutils).
import { type Json, type KubeObject, parseTime } from '../apimachinery/object.ts';
import { podSelectorOf } from '../apis/podSelectors.ts';
import type { Call, Program } from './call.ts';
import { resourceText } from './discovery/mapping.ts';
import { CommandError } from './errors.ts';
import type { Info } from './resources/index.ts';

export const isPod = ({ mapping }: Pick<Info, 'mapping'>): boolean => resourceText(mapping) === 'pods';

const readyCondition = ({ status }: KubeObject): Json => status?.conditions?.find((c: Json) => c.type === 'Ready' && c.status === 'True');
const phases: Readonly<Record<string, number>> = { Running: 0, Unknown: 1, Pending: 2 };
const restartsOf = ({ status }: KubeObject): number => Math.max(0, ...(status?.containerStatuses ?? []).map((c: Json) => c.restartCount ?? 0));
const readySince = (pod: KubeObject): number => parseTime(readyCondition(pod)?.lastTransitionTime) || 0;

/** What tells pods apart, the most telling first; less is better. */
const virtues: readonly ((pod: KubeObject) => number)[] = [(pod) => (pod.spec.nodeName ? 0 : 1), (pod) => phases[pod.status?.phase] ?? 0, (pod) => (readyCondition(pod) ? 0 : 1)];

function compareBy(a: KubeObject, b: KubeObject, values: readonly ((pod: KubeObject) => number)[]): number {
  for (const value of values) {
    const difference = value(a) - value(b);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The pod whose logs are of most interest comes first: among equals the one that is ready the longest. */
export const byLogging = (a: KubeObject, b: KubeObject): number => compareBy(a, b, [...virtues, readySince, (pod) => -restartsOf(pod), (pod) => parseTime(pod.metadata.creationTimestamp)]);

/** The pod that controllers would delete last. */
export const byActivity = (a: KubeObject, b: KubeObject): number =>
  compareBy(a, b, [...virtues, (pod) => (pod.metadata.deletionTimestamp ? 1 : 0), readySince, restartsOf, (pod) => parseTime(pod.metadata.creationTimestamp)]);

/** The object's pods, the best first; waits for the first one. `refusal` begins the sentence for kinds without pods. */
export function* podsOf(call: Call, info: Info, order: (a: KubeObject, b: KubeObject) => number, timeout: number, refusal: string): Program<KubeObject[]> {
  const { mapping } = info;
  const type = `*${mapping.version}.${mapping.kind}`;
  const labelSelector = selectorText(info, `${refusal} ${type}: `, type);
  const end = call.environment.now() + timeout;
  for (;;) {
    const { items } = call.factory.request('GET', `/api/v1/namespaces/${info.namespace}/pods`, { query: { labelSelector } });
    if (items.length > 0) return [...items].sort(order);
    if (call.environment.now() >= end) throw new CommandError('timed out waiting for the condition');
    yield { for: 'change', until: end };
  }
}

function selectorText({ mapping, object }: Info, before: string, type: string): string {
  const selector = podSelectorOf(resourceText(mapping));
  if (!selector) throw new CommandError(`${before}selector for ${type} not implemented`);
  try {
    return selector(object);
  } catch (error) {
    throw new CommandError(`${before}${(error as Error).message}`);
  }
}

const defaultContainer = 'kubectl.kubernetes.io/default-container';
const lists = ['containers', 'initContainers', 'ephemeralContainers'] as const;

export interface Container {
  spec: Json;
  /** `containers`, ... */
  list: (typeof lists)[number];
}

export const containersOf = ({ spec }: KubeObject, ...which: readonly Container['list'][]): Container[] =>
  which.flatMap((list) => (spec[list] ?? []).map((container: Json) => ({ spec: container, list })));

export const containerNamed = (pod: KubeObject, name: string): Container | undefined => containersOf(pod, ...lists).find(({ spec }) => spec.name === name);

const remarks = { containers: '', ephemeralContainers: ' (ephem)', initContainers: ' (init)' } as const;

/** `web, debugger (ephem), setup (init)` */
export const containerNames = (pod: KubeObject): string =>
  containersOf(pod, 'containers', 'ephemeralContainers', 'initContainers')
    .map(({ spec, list }) => spec.name + remarks[list])
    .join(', ');

export const annotatedContainer = ({ metadata }: KubeObject): string => metadata.annotations?.[defaultContainer] ?? '';

export function requireContainer(pod: KubeObject, name: string): Container {
  const found = containerNamed(pod, name);
  if (!found) throw new CommandError(`container ${name} is not valid for pod ${pod.metadata.name} out of: ${containerNames(pod)}`);
  return found;
}

export const defaulted = (pod: KubeObject): string => `Defaulted container ${JSON.stringify(pod.spec.containers[0].name)} out of: ${containerNames(pod)}`;
export const hasSeveralContainers = ({ spec }: KubeObject): boolean => spec.containers.length > 1 || spec.initContainers?.length > 0 || spec.ephemeralContainers?.length > 0;

/** The container asked for, the one that the pod itself names, or the first. */
export function containerFor(call: Call, pod: KubeObject, name: string, quiet: boolean): Container {
  const wanted = name || annotatedContainer(pod);
  if (wanted) return requireContainer(pod, wanted);
  if (!quiet && hasSeveralContainers(pod)) call.printError(defaulted(pod));
  return { spec: pod.spec.containers[0], list: 'containers' };
}
