// Notices nodes whose kubelet has gone silent, and turns what nodes say of themselves into taints.
import { deepEqual, formatTime, type Json, type KubeObject, parseTime } from '../../apimachinery/object.ts';
import type { Change, Component, ComponentContext } from '../../client/index.ts';
import type { Instant, Look } from '../../sim/index.ts';
import { tell } from '../shared/events.ts';
import { controllerCredential } from '../shared/identity.ts';
import { ignoringAbsence } from '../shared/owners.ts';
import { conditionOf, isReady } from '../shared/pods.ts';
import { type Taint, taintsOf } from '../shared/taints.ts';

/** How long a node may be silent (--node-monitor-grace-period, as the course teaches it; upstream's default grew to 50 s in v1.32). */
const grace = 40_000;
const leaseNamespace = 'kube-node-lease';
const source = 'node-controller';

export const nodeLifecycle: Component = {
  name: 'node-lifecycle-controller',
  credential: controllerCredential('node-controller'),
  watches: [
    { resource: 'nodes', keys: keysOfNode },
    { resource: 'leases.coordination.k8s.io', keys: keysOfLease },
  ],
  reconcile,
};

// Keys: `node <name>`, `new <name>` for a node that was not there before, `lease <name> <renewal>` for a lease that was written.
// A living kubelet's renewals are not written, so one look after each written one is enough.
function keysOfNode({ type, object }: Change): string[] {
  const { name } = object.metadata;
  return type === 'DELETED' ? [] : type === 'ADDED' ? [`new ${name}`, `node ${name}`] : [`node ${name}`];
}

function keysOfLease({ type, object }: Change): string[] {
  return object.metadata.namespace === leaseNamespace && type !== 'DELETED' ? [`lease ${object.metadata.name} ${parseTime(object.spec?.renewTime)}`] : [];
}

function reconcile(key: string, context: ComponentContext): Look {
  const [sort, name = '', renewal] = key.split(' ');
  const node = context.client.find('nodes', name);
  if (!node) return undefined;
  if (sort === 'new') return welcome(node, context);
  const due = Number(renewal) + grace;
  if (sort === 'lease' && context.now < due) return due;
  const silent = isSilent(node, context);
  const heard = silent ? markUnknown(node, context) : node;
  syncTaints(heard, context);
  if (conditionOf(heard, 'Ready')?.status !== 'True') markPodsNotReady(heard, context);
  // A node without a lease is judged by the heartbeats in its status.
  return sort === 'node' && !silent && !leaseOf(node, context) ? lastHeard(node, context) + grace : undefined;
}

const leaseOf = (node: KubeObject, { client }: ComponentContext): KubeObject | undefined => client.find('leases.coordination.k8s.io', node.metadata.name, leaseNamespace);

function lastHeard(node: KubeObject, context: ComponentContext): Instant {
  const lease = parseTime(leaseOf(node, context)?.spec?.renewTime);
  const heartbeat = parseTime(conditionOf(node, 'Ready')?.lastHeartbeatTime);
  return Math.max(Number.isNaN(lease) ? 0 : lease, Number.isNaN(heartbeat) ? 0 : heartbeat, parseTime(node.metadata.creationTimestamp));
}

const isSilent = (node: KubeObject, context: ComponentContext): boolean => context.now - lastHeard(node, context) >= grace;

/** Tells of a node that has just come; one that was there before this controller started is no news. */
function welcome(node: KubeObject, context: ComponentContext): Look {
  if (context.now - parseTime(node.metadata.creationTimestamp) > grace) return undefined;
  const selector = `involvedObject.kind=Node,involvedObject.name=${node.metadata.name},reason=RegisteredNode`;
  if (context.client.list('events', { namespace: 'default', fieldSelector: selector }).length > 0) return undefined;
  tell(context, source, { about: node, type: 'Normal', reason: 'RegisteredNode', message: `Node ${node.metadata.name} event: Registered Node ${node.metadata.name} in Controller` });
  return undefined;
}

const conditionTypes = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'];

/** Nothing is known any more of a node that has gone silent. */
function markUnknown(node: KubeObject, context: ComponentContext): KubeObject {
  const time = formatTime(context.now);
  const known: Json[] = node.status?.conditions ?? [];
  const conditions = known.map((c) => {
    if (!conditionTypes.includes(c.type) || c.status === 'Unknown') return c;
    return { ...c, status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.', lastTransitionTime: time };
  });
  for (const type of conditionTypes) {
    if (known.some((c) => c.type === type)) continue;
    const never = { reason: 'NodeStatusNeverUpdated', message: 'Kubelet never posted node status.' };
    conditions.push({ type, status: 'Unknown', lastHeartbeatTime: node.metadata.creationTimestamp, lastTransitionTime: time, ...never });
  }
  const wasReady = conditionOf(node, 'Ready')?.status === 'True';
  const marked = context.client.updateStatus('nodes', node, (draft) => {
    draft.status = { ...draft.status, conditions };
  });
  if (wasReady) tell(context, source, { about: node, type: 'Normal', reason: 'NodeNotReady', message: `Node ${node.metadata.name} status is now: NodeNotReady` });
  return marked;
}

const notReady = 'node.kubernetes.io/not-ready';
const unreachable = 'node.kubernetes.io/unreachable';
const unschedulable = 'node.kubernetes.io/unschedulable';

/** Which condition in which state becomes which taint. */
const taintsByCondition: readonly [type: string, status: string, key: string, effects: readonly Taint['effect'][]][] = [
  ['Ready', 'False', notReady, ['NoSchedule', 'NoExecute']],
  ['Ready', 'Unknown', unreachable, ['NoSchedule', 'NoExecute']],
  ['MemoryPressure', 'True', 'node.kubernetes.io/memory-pressure', ['NoSchedule']],
  ['DiskPressure', 'True', 'node.kubernetes.io/disk-pressure', ['NoSchedule']],
  ['NetworkUnavailable', 'True', 'node.kubernetes.io/network-unavailable', ['NoSchedule']],
  ['PIDPressure', 'True', 'node.kubernetes.io/pid-pressure', ['NoSchedule']],
];
const managedKeys = new Set([...taintsByCondition.map(([, , key]) => key), unschedulable]);

function syncTaints(node: KubeObject, context: ComponentContext): void {
  const wanted: Taint[] = taintsByCondition.filter(([type, status]) => conditionOf(node, type)?.status === status).flatMap(([, , key, effects]) => effects.map((effect) => ({ key, effect })));
  if (node.spec?.unschedulable) wanted.push({ key: unschedulable, effect: 'NoSchedule' });
  const same = (a: Taint, b: Taint): boolean => a.key === b.key && a.effect === b.effect;
  const kept = taintsOf(node).filter((taint) => !managedKeys.has(taint.key) || taint.effect === 'PreferNoSchedule' || wanted.some((w) => same(w, taint)));
  const added = wanted.filter((w) => !kept.some((taint) => same(w, taint))).map((taint) => ({ ...taint, timeAdded: formatTime(context.now) }));
  const taints = [...kept, ...added];
  if (deepEqual(taints, taintsOf(node))) return;
  context.client.update('nodes', node, (draft) => {
    if (taints.length > 0) draft.spec = { ...draft.spec, taints };
    else delete draft.spec.taints;
  });
}

function markPodsNotReady(node: KubeObject, context: ComponentContext): void {
  for (const pod of context.client.list('pods', { fieldSelector: `spec.nodeName=${node.metadata.name}` })) {
    if (!isReady(pod)) continue;
    const conditions = pod.status.conditions.map((c: Json) => (c.type === 'Ready' ? { ...c, status: 'False', lastTransitionTime: formatTime(context.now) } : c));
    ignoringAbsence(() =>
      context.client.updateStatus('pods', pod, (draft) => {
        draft.status.conditions = conditions;
      }),
    );
    tell(context, source, { about: pod, type: 'Warning', reason: 'NodeNotReady', message: 'Node is not ready' });
  }
}
