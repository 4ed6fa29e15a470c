// The kubelet's own Node: registration, capacity, conditions, and its lease.
import type { Json, KubeObject } from '../apimachinery/object.ts';
import { deepEqual, formatMicroTime, formatTime, parseTime } from '../apimachinery/object.ts';
import { isReason } from '../apimachinery/status.ts';
import type { ComponentContext } from '../client/index.ts';
import { flagsIn, type HostState, isActive, listDirectory, readFile } from '../nodes/host/index.ts';
import type { Instant } from '../sim/index.ts';
import { tellOfNode } from './nodeEvents.ts';

export const version = 'v1.36.2';
const leaseNamespace = 'kube-node-lease';
const leaseDuration = 40;

interface Condition {
  type: string;
  status: 'True' | 'False';
  reason: string;
  message: string;
}

function labelsOf(host: HostState): Record<string, string> {
  const arch = host.facts.architecture;
  return { 'beta.kubernetes.io/arch': arch, 'beta.kubernetes.io/os': 'linux', 'kubernetes.io/arch': arch, 'kubernetes.io/hostname': host.name, 'kubernetes.io/os': 'linux' };
}

const cniReady = (host: HostState): boolean => host.runtime === 'hollow' || (listDirectory(host, '/etc/cni/net.d') ?? []).some((name) => /\.(conf|conflist|json)$/.test(name));

function readyOf(host: HostState): Condition {
  const problems: string[] = [];
  if (host.runtime !== 'hollow' && !isActive(host, 'containerd')) problems.push('container runtime is down');
  if (!cniReady(host)) problems.push('container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized');
  if (problems.length) return { type: 'Ready', status: 'False', reason: 'KubeletNotReady', message: problems.length > 1 ? `[${problems.join(', ')}]` : (problems[0] as string) };
  return { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' };
}

const conditionsOf = (host: HostState): Condition[] => [
  { type: 'MemoryPressure', status: 'False', reason: 'KubeletHasSufficientMemory', message: 'kubelet has sufficient memory available' },
  { type: 'DiskPressure', status: 'False', reason: 'KubeletHasNoDiskPressure', message: 'kubelet has no disk pressure' },
  { type: 'PIDPressure', status: 'False', reason: 'KubeletHasSufficientPID', message: 'kubelet has sufficient PID available' },
  readyOf(host),
];

function datedConditions(host: HostState, known: Json[], now: Instant): Json[] {
  const mine = conditionsOf(host).map((condition) => {
    const before = known.find((c) => c.type === condition.type);
    const same = before && before.status === condition.status && before.reason === condition.reason && before.message === condition.message;
    const { type, status, reason, message } = condition;
    return {
      lastHeartbeatTime: same ? before.lastHeartbeatTime : formatTime(now),
      lastTransitionTime: before?.status === status ? before.lastTransitionTime : formatTime(now),
      message,
      reason,
      status,
      type,
    };
  });
  return [...known.filter((c) => !mine.some((m) => m.type === c.type)), ...mine];
}

/** How many pods it takes: --max-pods, its configuration, or as many as usual. */
const mostPods = (host: HostState): string =>
  flagsIn(host.processes.kubelet ?? []).get('max-pods') ?? /^maxPods:\s*(\d+)\s*$/m.exec(readFile(host, '/var/lib/kubelet/config.yaml') ?? '')?.[1] ?? host.facts.pods;

function statusOf(host: HostState, known: Json, now: Instant): Json {
  const facts = { ...host.facts, pods: mostPods(host) };
  const capacity = { cpu: facts.cpu, 'ephemeral-storage': facts.ephemeralStorage, 'hugepages-1Gi': '0', 'hugepages-2Mi': '0', memory: facts.memory, pods: facts.pods };
  const hollow = host.runtime === 'hollow';
  return {
    ...known,
    addresses: [
      { address: facts.address, type: 'InternalIP' },
      { address: host.name, type: 'Hostname' },
    ],
    allocatable: hollow ? { cpu: facts.cpu, memory: facts.memory, pods: facts.pods } : { ...capacity, ...allocatableOf(capacity) },
    capacity: hollow ? { cpu: facts.cpu, memory: facts.memory, pods: facts.pods } : capacity,
    conditions: datedConditions(host, known?.conditions ?? [], now),
    daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    images: host.images
      .map((image) => ({ names: image.names, sizeBytes: image.bytes }))
      .sort((a, b) => b.sizeBytes - a.sizeBytes)
      .slice(0, 50),
    nodeInfo: {
      architecture: facts.architecture,
      bootID: facts.bootID,
      containerRuntimeVersion: facts.containerRuntimeVersion,
      kernelVersion: facts.kernelVersion,
      kubeProxyVersion: '',
      kubeletVersion: version,
      machineID: facts.machineID,
      operatingSystem: 'linux',
      osImage: facts.osImage,
      swap: { capacity: 0 },
      systemUUID: facts.systemUUID,
    },
    runtimeHandlers: hollow
      ? undefined
      : [
          { features: { recursiveReadOnlyMounts: true, userNamespaces: true }, name: '' },
          { features: { recursiveReadOnlyMounts: true, userNamespaces: true }, name: 'runc' },
        ],
  };
}

/** What the default eviction thresholds leave: 100Mi of memory, nine tenths of the disk. */
function allocatableOf(capacity: { memory: string; 'ephemeral-storage': string }): Record<string, string> {
  const kib = (text: string): number => Number(text.replace('Ki', ''));
  return { memory: `${kib(capacity.memory) - 100 * 1024}Ki`, 'ephemeral-storage': String(Math.floor(kib(capacity['ephemeral-storage']) * 1024 * 0.9)) };
}

function register(host: HostState, { client }: ComponentContext): KubeObject {
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: host.name, labels: labelsOf(host), annotations: { 'volumes.kubernetes.io/controller-managed-attach-detach': 'true' } }, spec: {} };
  try {
    return client.create('nodes', node);
  } catch (error) {
    if (isReason(error, 'AlreadyExists')) return client.get('nodes', host.name);
    throw error;
  }
}

function holdLease(host: HostState, node: KubeObject, { client, now }: ComponentContext): void {
  const known = client.find('leases.coordination.k8s.io', host.name, leaseNamespace);
  // While it lives, its renewals are read off the clock; only a lease that it did not keep is written again.
  if (known && now - parseTime(known.spec.renewTime) < renewEvery) return;
  const renewTime = formatMicroTime(now);
  if (known) {
    client.update('leases.coordination.k8s.io', known, (draft) => Object.assign(draft.spec, { renewTime }));
    return;
  }
  const ownerReferences = [{ apiVersion: 'v1', kind: 'Node', name: host.name, uid: node.metadata.uid }];
  const metadata = { name: host.name, namespace: leaseNamespace, ownerReferences };
  client.create('leases.coordination.k8s.io', { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata, spec: { holderIdentity: host.name, leaseDurationSeconds: leaseDuration, renewTime } });
}

/** How often a kubelet renews its lease. */
const renewEvery = 10_000;

/** The lease keeps the last renewal that a kubelet made before it stopped. */
export function leaveLease(host: HostState, { client, now }: ComponentContext): void {
  const known = client.find('leases.coordination.k8s.io', host.name, leaseNamespace);
  const written = parseTime(known?.spec.renewTime);
  if (!known || Number.isNaN(written)) return;
  const last = formatMicroTime(written + Math.floor((now - written) / renewEvery) * renewEvery);
  client.update('leases.coordination.k8s.io', known, (draft) => Object.assign(draft.spec, { renewTime: last }));
}

/** Says that no CSI driver is registered here, so that the node can be told from one that has not said so yet. */
function registerDrivers(host: HostState, node: KubeObject, { client }: ComponentContext): void {
  if (client.find('csinodes.storage.k8s.io', host.name)) return;
  const ownerReferences = [{ apiVersion: 'v1', kind: 'Node', name: host.name, uid: node.metadata.uid }];
  client.create('csinodes.storage.k8s.io', { apiVersion: 'storage.k8s.io/v1', kind: 'CSINode', metadata: { name: host.name, ownerReferences }, spec: { drivers: null } });
}

/** A kubelet registers its node once: one that is deleted comes back when the kubelet is started again. */
function ownNode(host: HostState, context: ComponentContext): KubeObject | undefined {
  const started = host.units.kubelet?.since;
  const known = context.client.find('nodes', host.name);
  if (!known && started !== undefined && host.registeredStart === started) return undefined;
  const node = known ?? register(host, context);
  if (started !== undefined) host.registeredStart = started;
  return node;
}

/** Registers the node, and makes its status say what the host is. */
export function syncNode(host: HostState, context: ComponentContext): void {
  const { client, now } = context;
  const own = ownNode(host, context);
  if (!own) return;
  let node = own;
  const wanted = labelsOf(host);
  const annotation = 'volumes.kubernetes.io/controller-managed-attach-detach';
  if (Object.keys(wanted).some((key) => node.metadata.labels?.[key] === undefined) || !node.metadata.annotations?.[annotation])
    node = client.update('nodes', node, (draft) => {
      draft.metadata.labels = { ...wanted, ...draft.metadata.labels };
      draft.metadata.annotations = { ...draft.metadata.annotations, [annotation]: 'true' };
    });
  const status = statusOf(host, node.status, now);
  tellOfNode(host, node.status, status, context);
  if (!deepEqual(status, node.status)) client.updateStatus('nodes', node, (draft) => Object.assign(draft, { status }));
  holdLease(host, node, context);
  registerDrivers(host, node, context);
}
