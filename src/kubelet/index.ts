// The kubelet of one host: its node, its static pods, and the pods that the scheduler gave it.
import type { Json, KubeObject } from '../apimachinery/object.ts';
import { deepEqual, keyOf, splitKey } from '../apimachinery/object.ts';
import { isReason } from '../apimachinery/status.ts';
import type { Change, Component, ComponentContext } from '../client/index.ts';
import { type HostPod, type HostState, isActive } from '../nodes/host/index.ts';
import type { Instant, Look } from '../sim/index.ts';
import { hostKey } from './key.ts';
import { leaveLease, syncNode } from './node.ts';
import { advancePod, isOver } from './podWorker.ts';
import { logOnce } from './journal.ts';
import { brokenManifests, isMirror, mirrorOf, type StaticPod, staticPodsOf } from './staticPods.ts';
import { statusOf } from './status.ts';
import { allEnded, beginStop } from './termination.ts';
import { askApi, type KubeletContext, type NetworkFor, type Work } from './work.ts';

export { listenerIn, listenerOnHost, sendersOn } from './listeners.ts';
export { endsAtStart } from './starting.ts';
export type { NetworkFor } from './work.ts';

export { type KubeletApi, kubeletApi } from './api.ts';
export type { ExecAnswer, ExecRequest } from './exec.ts';
export type { NodeUsage, PodUsage } from './usage.ts';
export { logLines } from './logs.ts';

/** How often a kubelet tries again what the API server did not hear. */
const unheard = 10_000;

export function kubelet(host: HostState, network?: NetworkFor): Component {
  const mine = (object: KubeObject): boolean => object.spec?.nodeName === host.name;
  return {
    name: `kubelet/${host.name}`,
    credential: { kind: 'component', user: `system:node:${host.name}`, groups: ['system:nodes', 'system:authenticated'] },
    watches: [
      { resource: 'pods', keys: ({ object }) => (mine(object) ? [keyOf(object)] : []) },
      { resource: 'nodes', keys: (change) => (change.object.metadata.name === host.name && matters(change) ? [hostKey] : []) },
      { resource: 'services', keys: () => askingIn(host) },
      { resource: 'endpointslices.discovery.k8s.io', keys: () => askingIn(host) },
      { resource: 'networkpolicies.networking.k8s.io', keys: () => askingIn(host) },
      { resource: 'configmaps', keys: ({ object }) => waitingIn(host, object) },
      { resource: 'secrets', keys: ({ object }) => waitingIn(host, object) },
    ],
    start: () => [hostKey, ...Object.values(host.pods).map((pod) => `${pod.namespace}/${pod.name}`)],
    stop: (context) => {
      askApi(() => leaveLease(host, context));
    },
    reconcile(key, outer) {
      const context: KubeletContext = { ...outer, network };
      if (key === hostKey) return syncHost(host, context);
      if (!hasRuntime(host)) return context.now + unheard;
      const before = host.images.length;
      const look = syncPod(host, key, context);
      // A new image shows in the node's status.
      if (host.images.length !== before) askApi(() => syncNode(host, context));
      return look;
    },
  };
}

/** Without a runtime a kubelet can do nothing for its pods: what runs goes on. */
const hasRuntime = (host: HostState): boolean => host.runtime === 'hollow' || isActive(host, 'containerd');

/** Its own status updates do not wake a kubelet. */
const matters = ({ type, object, old }: Change): boolean => type !== 'MODIFIED' || !deepEqual([object.spec, object.metadata.labels], [old?.spec, old?.metadata.labels]);

/** Pods that could not start yet may have waited for this object. */
const waitingIn = (host: HostState, { metadata }: KubeObject): string[] =>
  Object.values(host.pods)
    .filter((pod) => pod.namespace === metadata.namespace && (!pod.mounted || Object.values(pod.containers).some((slot) => slot.waiting.reason === 'CreateContainerConfigError')))
    .map((pod) => `${pod.namespace}/${pod.name}`);

/** Pods with programs that ask the network: what they do now may be something else than before. */
const askingIn = (host: HostState): string[] =>
  Object.values(host.pods)
    .filter((pod) => Object.values(pod.containers).some(({ run }) => run?.asksNetwork && !run.exit))
    .map((pod) => `${pod.namespace}/${pod.name}`);

function syncHost(host: HostState, context: KubeletContext): Look {
  const pods = hasRuntime(host) ? staticPodsOf(host) : [];
  for (const { path, reason } of brokenManifests(host))
    logOnce(host, context.now, 'E', 'file.go:187', 'Could not process manifest file', { err: `${path}: couldn't parse as pod(${reason}), please check config file`, path });
  const gone = Object.values(host.pods).filter((record) => hasRuntime(host) && record.manifest && !pods.some((pod) => pod.key === `${record.namespace}/${record.name}`));
  const looks = [...pods.map((pod) => pod.key), ...gone.map((record) => `${record.namespace}/${record.name}`)].map((key) => syncPod(host, key, context));
  const heard = askApi(() => syncNode(host, context));
  if (heard === 'away') {
    logOnce(host, context.now, 'E', 'kubelet_node_status.go:548', 'Error updating node status, will retry', { err: `error getting node "${host.name}": connection refused` });
    looks.push(context.now + unheard);
  }
  return earliest(looks);
}

const earliest = (looks: readonly Look[]): Look => looks.reduce((a, b) => (a === undefined ? b : b === undefined ? a : Math.min(a, b)), undefined);

function recordOf(host: HostState, pod: KubeObject, now: Instant, manifest?: string): HostPod {
  const uid = pod.metadata.uid as string;
  const known = host.pods[uid];
  if (known) return known;
  const record: HostPod = { uid, namespace: pod.metadata.namespace ?? 'default', name: pod.metadata.name, seenAt: now, containers: {}, since: {}, ...(manifest ? { manifest } : {}) };
  host.pods[uid] = record;
  return record;
}

function syncPod(host: HostState, key: string, context: KubeletContext): Look {
  const { namespace, name } = splitKey(key);
  const manifest = staticPodsOf(host).find((pod) => pod.key === key);
  const found = askApi(() => context.client.find('pods', name, namespace));
  const pod = found === 'away' ? undefined : found;
  const wanted = manifest?.pod.metadata.uid ?? (pod && !isMirror(pod) && pod.spec.nodeName === host.name ? pod.metadata.uid : undefined);
  const looks = Object.values(host.pods)
    .filter((record) => `${record.namespace}/${record.name}` === key && record.uid !== wanted && (record.manifest || found !== 'away'))
    .map((record) => abandon(host, record, context));
  if (manifest) {
    // The old one of the same name ends first.
    if (looks.some((look) => look !== undefined)) return earliest(looks);
    return earliest([...looks, syncStatic(host, manifest, context)]);
  }
  if (!wanted || !pod) {
    // What it ran before goes on once it hears of it again.
    if (found === 'away' && Object.values(host.pods).some((record) => `${record.namespace}/${record.name}` === key)) looks.push(context.now + unheard);
    if (pod && isMirror(pod) && pod.spec.nodeName === host.name) context.client.delete('pods', name, namespace, { gracePeriodSeconds: 0 });
    return earliest(looks);
  }
  return earliest([...looks, syncApiPod(host, pod, context)]);
}

const workOf = (host: HostState, pod: KubeObject, record: HostPod, context: KubeletContext): Work => ({ host, context, now: context.now, pod, spec: pod.spec, record, looks: [] });

/** What runs for a pod that nobody wants any more is ended, and then forgotten. */
function abandon(host: HostState, record: HostPod, context: KubeletContext): Look {
  const containers = Object.keys(record.containers).map((name) => ({ name }));
  const pod: Json = { apiVersion: 'v1', kind: 'Pod', metadata: { name: record.name, namespace: record.namespace, uid: record.uid }, spec: { containers } };
  const work = workOf(host, pod, record, context);
  if (!record.stopping) beginStop(work, record.manifest ? 30 : 0);
  if (allEnded(work)) {
    delete host.pods[record.uid];
    return undefined;
  }
  return earliest(Object.values(record.containers).map((slot) => (slot.run?.exit && slot.run.exit.at > context.now ? slot.run.exit.at : undefined)));
}

function syncStatic(host: HostState, manifest: StaticPod, context: KubeletContext): Look {
  const record = recordOf(host, manifest.pod, context.now, manifest.path);
  const work = workOf(host, manifest.pod, record, context);
  advancePod(work);
  const mirror = mirrorOf(host, manifest, context);
  if (mirror) writeStatus({ ...work, pod: mirror }, context);
  return earliest([...work.looks, mirror ? undefined : context.now + unheard]);
}

function syncApiPod(host: HostState, pod: KubeObject, context: KubeletContext): Look {
  const known = host.pods[pod.metadata.uid as string];
  const done = pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
  if (done && !known) {
    if (pod.metadata.deletionTimestamp) remove(pod, context);
    return undefined;
  }
  const record = recordOf(host, pod, context.now);
  const work = workOf(host, pod, record, context);
  advancePod(work);
  const current = writeStatus(work, context);
  if (pod.metadata.deletionTimestamp && allEnded(work)) {
    delete host.pods[record.uid];
    if (current) remove(current, context);
    return undefined;
  }
  if (isOver(work) && allEnded(work)) delete record.sandbox;
  return earliest(work.looks);
}

function writeStatus(work: Work, { client }: ComponentContext): KubeObject | undefined {
  const status = statusOf(work);
  if (deepEqual(status, work.pod.status)) return work.pod;
  try {
    return client.updateStatus('pods', work.pod, (draft) => Object.assign(draft, { status }));
  } catch (error) {
    if (isReason(error, 'NotFound')) return undefined;
    throw error;
  }
}

function remove(pod: KubeObject, { client }: ComponentContext): void {
  const { name, namespace, uid } = pod.metadata;
  try {
    client.delete('pods', name, namespace, { gracePeriodSeconds: 0, ...(uid ? { preconditions: { uid } } : {}) });
  } catch (error) {
    if (!isReason(error, 'NotFound')) throw error;
  }
}
