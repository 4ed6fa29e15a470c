// What the parts of the kubelet are handed when they work on one pod.
import type { Json, KubeObject } from '../apimachinery/object.ts';
import { ApiError } from '../apimachinery/status.ts';
import { type ComponentContext, recordEvent } from '../client/index.ts';
import type { Reach } from '../containers/index.ts';
import type { ContainerSlot, HostPod, HostState } from '../nodes/host/index.ts';
import type { Instant } from '../sim/index.ts';
import { logOnce } from './journal.ts';

/** The network as a pod on a node has it. */
export type NetworkFor = (pod: KubeObject | undefined, ip: string, node: string) => Reach;

export interface KubeletContext extends ComponentContext {
  /** Without one nothing can be reached. */
  network?: NetworkFor | undefined;
}

export interface Work {
  host: HostState;
  context: KubeletContext;
  now: Instant;
  /** The pod as the API has it, or as its manifest says when it is static. */
  pod: KubeObject;
  spec: Json;
  record: HostPod;
  /** Instants at which something will happen by itself. */
  looks: Instant[];
}

export type ContainerKind = 'init' | 'sidecar' | 'main' | 'ephemeral';

export const kindOf = (spec: Json, container: Json): ContainerKind =>
  (spec.ephemeralContainers ?? []).some((c: Json) => c.name === container.name)
    ? 'ephemeral'
    : (spec.initContainers ?? []).some((c: Json) => c.name === container.name)
      ? container.restartPolicy === 'Always'
        ? 'sidecar'
        : 'init'
      : 'main';

export const allContainers = (spec: Json): Json[] => [...(spec.initContainers ?? []), ...(spec.containers ?? []), ...(spec.ephemeralContainers ?? [])];

export function slotOf({ record }: Work, container: Json): ContainerSlot {
  const known = record.containers[container.name];
  if (known) return known;
  const fresh: ContainerSlot = { restarts: 0, waiting: { reason: 'ContainerCreating' }, probes: {} };
  record.containers[container.name] = fresh;
  return fresh;
}

export const isRunning = (slot: ContainerSlot | undefined, now: Instant): boolean => Boolean(slot?.run && !(slot.run.exit && slot.run.exit.at <= now));
export const hasExited = (slot: ContainerSlot | undefined, now: Instant): boolean => Boolean(slot?.run?.exit && slot.run.exit.at <= now);

export interface Told {
  type?: 'Normal' | 'Warning';
  reason: string;
  message: string;
  container?: Json;
}

const lists = ['containers', 'initContainers', 'ephemeralContainers'];

/** Tells an event about the pod. Kubelets without containers tell none, and nobody hears one while the API server is away. */
export function tell(work: Work, { type = 'Normal', reason, message, container }: Told): void {
  if (work.host.runtime === 'hollow') return;
  if (type === 'Warning') logTrouble(work, reason, message, container);
  const list = container && lists.find((each) => (work.spec[each] ?? []).includes(container));
  const fieldPath = container && list ? { fieldPath: `spec.${list}{${container.name}}` } : {};
  ifReachable(() => recordEvent(work.context, 'kubelet', { about: work.pod, type, reason, message, host: work.host.name, ...fieldPath }));
}

/** What goes wrong with a pod stands in the machine's journal, too. */
function logTrouble({ host, now, pod: { metadata }, record }: Work, reason: string, message: string, container: Json | undefined): void {
  const about = { pod: `${metadata.namespace}/${metadata.name}`, podUID: record.uid };
  const [, probeType, output] = /^(\w+) probe failed: (.*)$/s.exec(message) ?? [];
  if (reason === 'Unhealthy' && probeType !== undefined)
    logOnce(host, now, 'I', 'prober.go:120', 'Probe failed', { probeType, ...about, containerName: container?.name ?? '', probeResult: 'failure', output: output ?? '' });
  else logOnce(host, now, 'E', 'pod_workers.go:1324', 'Error syncing pod, skipping', { err: message, ...about });
}

/** Asks the API; nothing when the server is away or refuses. A kubelet goes on without it. */
export function ifReachable<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

/** Asks the API; undefined is for what is not there, `away` for a server that does not answer. */
export function askApi<T>(ask: () => T): T | 'away' {
  try {
    return ask();
  } catch (error) {
    if (error instanceof ApiError) throw error;
    return 'away';
  }
}
