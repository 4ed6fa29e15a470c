// What listens on a node: programs in pods by their pod's address, and on the machine's own network.
import type { Json, KubeObject } from '../apimachinery/object.ts';
import type { Program } from '../containers/index.ts';
import type { Listener } from '../network/index.ts';
import type { ContainerRun, HostPod, HostState } from '../nodes/host/index.ts';
import { programOf } from './programs.ts';
import { staticPodsOf } from './staticPods.ts';
import { allContainers, ifReachable, isRunning, type KubeletContext, type Work } from './work.ts';

/** Programs that are being asked at this moment: one that asks the network may come back to itself. */
const asked = new Set<string>();

function programs(work: Work): { run: ContainerRun; program: Program }[] {
  return allContainers(work.spec).flatMap((container: Json) => {
    const slot = work.record.containers[container.name];
    if (!slot?.run || !isRunning(slot, work.now) || asked.has(slot.run.id)) return [];
    asked.add(slot.run.id);
    try {
      const program = programOf(work, container, slot.run);
      return program ? [{ run: slot.run, program }] : [];
    } finally {
      asked.delete(slot.run.id);
    }
  });
}

/** Ports that speak something else than HTTP. */
const silent = new Set([53, 2379, 2380, 3306, 5432, 6379, 11211, 27017, 5672]);

function listenerOf(work: Work, port: number, at: number): Listener | undefined {
  for (const { program } of programs(work)) {
    if (!program.ports.some((each) => each.port === port && each.since <= at)) continue;
    const { respond } = program;
    return respond && !silent.has(port) ? { respond: (request) => respond(port, request.path, at, request) } : {};
  }
  return undefined;
}

export function listenerIn(host: HostState, pod: KubeObject, port: number, at: number, context: KubeletContext): Listener | undefined {
  const record = host.pods[pod.metadata.uid as string];
  if (!record) return undefined;
  const work: Work = { host, context, now: context.now, pod, spec: pod.spec, record, looks: [] };
  // Machines that only pretend to run containers listen where the pod says.
  if (host.runtime === 'hollow') return allContainers(pod.spec).some(({ ports = [] }) => ports.some((each: Json) => each.containerPort === port)) ? {} : undefined;
  return listenerOf(work, port, at);
}

const podOf = (host: HostState, record: HostPod, context: KubeletContext): KubeObject | undefined =>
  record.manifest ? staticPodsOf(host).find(({ pod }) => pod.metadata.uid === record.uid)?.pod : ifReachable(() => context.client.find('pods', record.name, record.namespace));

/** On the machine's own network: its kubelet, pods that share it, and ports of containers that it lends. */
export function listenerOnHost(host: HostState, port: number, at: number, context: KubeletContext): Listener | undefined {
  if (port === 10250 && host.units.kubelet?.active === 'active') return { respond: () => ({ status: 401, body: 'Unauthorized' }) };
  for (const record of Object.values(host.pods)) {
    const pod = podOf(host, record, context);
    if (!pod) continue;
    const lent = pod.spec.hostNetwork
      ? port
      : allContainers(pod.spec)
          .flatMap(({ ports = [] }) => ports as Json[])
          .find((each) => each.hostPort === port)?.containerPort;
    const found = lent === undefined ? undefined : listenerOf({ host, context, now: context.now, pod, spec: pod.spec, record, looks: [] }, lent, at);
    if (found) return found;
  }
  return undefined;
}

/** Requests that the programs of a machine send each second, and whom they name. */
export function sendersOn(host: HostState, context: KubeletContext): { namespace: string; host: string; port: number; perSecond: number }[] {
  return Object.values(host.pods).flatMap((record) => {
    if (!Object.values(record.containers).some((slot) => slot.run?.asksNetwork && isRunning(slot, context.now))) return [];
    const pod = podOf(host, record, context);
    if (!pod) return [];
    const sent = programs({ host, context, now: context.now, pod, spec: pod.spec, record, looks: [] }).flatMap(({ program }) => program.sends ?? []);
    return sent.map((each) => ({ namespace: record.namespace, ...each }));
  });
}
