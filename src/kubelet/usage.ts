// What the pods of a node use, as the kubelet's summary tells it.
import type { Json } from '../apimachinery/object.ts';
import { parseQuantity } from '../apimachinery/quantity.ts';
import { type Usage, usageOf } from '../containers/index.ts';
import type { HostPod } from '../nodes/host/index.ts';
import { programOf, startOf } from './programs.ts';
import { staticPodsOf } from './staticPods.ts';
import { allContainers, ifReachable, isRunning, type Work } from './work.ts';

export interface PodUsage {
  name: string;
  namespace: string;
  uid: string;
  startedAt: number;
  containers: (Usage & { name: string })[];
}

export interface NodeUsage {
  node: Usage;
  pods: PodUsage[];
}

/** What the machine itself uses: system, runtime and kubelet. */
const system: Usage = { cpu: 38_000_000, memory: 420 * 1_048_576 };

type Surroundings = Pick<Work, 'host' | 'context' | 'now'>;
/** Requests each second that reach an address. */
export type Load = (ip: string) => number;

const coresIn = (quantity: string | undefined): number | undefined => (quantity === undefined ? undefined : Number(parseQuantity(quantity).nanos) / 1e9);

function containerUsage(work: Work, container: Json, load: Load): (Usage & { name: string })[] {
  const slot = work.record.containers[container.name];
  if (!slot?.run || !isRunning(slot, work.now)) return [];
  const { run } = slot;
  const cpuLimit = coresIn(container.resources?.limits?.cpu);
  const ip = work.spec.hostNetwork ? undefined : work.record.sandbox?.ip;
  const usage = usageOf(startOf(work, container, run), programOf(work, container, run), work.now, { requests: ip === undefined ? 0 : load(ip), ...(cpuLimit === undefined ? {} : { cpuLimit }) });
  return [{ name: container.name, ...usage }];
}

function podUsage(around: Surroundings, record: HostPod, spec: Json, load: Load): PodUsage[] {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: record.name, namespace: record.namespace, uid: record.uid }, spec };
  const containers = allContainers(spec).flatMap((container) => containerUsage({ ...around, pod, spec, record, looks: [] }, container, load));
  if (containers.length === 0) return [];
  return [{ name: record.name, namespace: record.namespace, uid: record.uid, startedAt: record.sandbox?.readyAt ?? record.seenAt, containers }];
}

export function nodeUsage(around: Surroundings, load: Load = () => 0): NodeUsage {
  const manifests = staticPodsOf(around.host);
  const pods = Object.values(around.host.pods).flatMap((record) => {
    const own = record.manifest ? manifests.find((each) => each.pod.metadata.uid === record.uid)?.pod : undefined;
    const pod = own ?? ifReachable(() => around.context.client.find('pods', record.name, record.namespace));
    return pod ? podUsage(around, record, pod.spec, load) : [];
  });
  const all = pods.flatMap((pod) => pod.containers);
  const sum = (of: (usage: Usage) => number): number => all.reduce((total, each) => total + of(each), 0);
  return { node: { cpu: system.cpu + sum((u) => u.cpu), memory: system.memory + sum((u) => u.memory) }, pods };
}
