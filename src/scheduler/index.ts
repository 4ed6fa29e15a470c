// The scheduler: gives each pod that asks for it a node, or says why there is none.
import type { Json, KubeObject } from '../apimachinery/object.ts';
import { deepCopy, formatTime, parseTime, splitKey } from '../apimachinery/object.ts';
import { isNotFound } from '../apimachinery/status.ts';
import { type Component, type ComponentContext, recordEvent } from '../client/index.ts';
import type { Look } from '../sim/index.ts';
import { cycleOf, type Diagnosis, runCycle } from './cycle.ts';
import type { Lister, NodeInfo } from './framework.ts';
import { failureMessage } from './message.ts';
import { plugins } from './plugins/index.ts';
import { isGated } from './plugins/schedulingGates.ts';
import { bindVolumes, isBinding } from './plugins/volumeBinding.ts';
import { findVictims, type Preemption } from './preemption.ts';
import { listerOf, nodeInfo, priorityOf, takeSnapshot } from './snapshot.ts';
import { isMine, watchesOf } from './wake.ts';

/** A pod that nothing wakes is tried again after this long (upstream: podMaxInUnschedulablePodsDuration). */
const flush = 300_000;

/** A scheduler for the pods that ask for it by name. */
export const schedulerNamed = (name: string): Component => ({
  name,
  credential: { kind: 'component', user: 'system:kube-scheduler', groups: ['system:authenticated'] },
  watches: watchesOf(name),
  reconcile: (key, context) => schedule(name, key, context),
});

export const scheduler: Component = schedulerNamed('default-scheduler');

function schedule(name: string, key: string, context: ComponentContext): Look {
  const { namespace, name: podName } = splitKey(key);
  const pod = context.client.find('pods', podName, namespace);
  if (!pod || !isMine(pod, name) || isGated(pod.spec)) return undefined;
  const lister = listerOf(context.client);
  if (isBinding(pod, lister)) return undefined;
  const nodes = withNominated(takeSnapshot(lister), pod, lister);
  const outcome = runCycle(plugins, cycleOf(pod, nodes, lister), context.seed);
  if ('node' in outcome) return bind(name, pod, outcome.node, lister, context);
  return reject(name, pod, nodes, outcome.diagnosis, lister, context);
}

/** Pods that others made room for count where they are expected, for pods that are no more urgent. */
function withNominated(nodes: NodeInfo[], pod: KubeObject, lister: Lister): NodeInfo[] {
  const expected = lister.list('pods').filter((other) => {
    const itself = other.metadata.uid === pod.metadata.uid;
    return !itself && !other.spec.nodeName && other.status?.nominatedNodeName && !other.metadata.deletionTimestamp && priorityOf(other) >= priorityOf(pod);
  });
  if (!expected.length) return nodes;
  return nodes.map((info) => nodeInfo(info.node, [...info.pods, ...expected.filter((other) => other.status.nominatedNodeName === info.name)]));
}

const controlPlane = 'node-role.kubernetes.io/control-plane';

/** The machine that the scheduler runs on, which its events name. */
const home = (lister: Lister): string => lister.list('nodes').find(({ metadata }) => metadata.labels?.[controlPlane] !== undefined)?.metadata.name ?? 'localhost';

function bind(name: string, pod: KubeObject, info: NodeInfo, lister: Lister, context: ComponentContext): Look {
  const { client } = context;
  if (!bindVolumes(pod, info, lister, client)) return undefined; // the bound claim wakes us
  const { name: podName, namespace, uid } = pod.metadata;
  const target = { kind: 'Node', name: info.name };
  client.create('pods', { apiVersion: 'v1', kind: 'Binding', metadata: { name: podName, namespace, uid }, target }, 'binding');
  recordEvent(context, name, {
    about: pod,
    type: 'Normal',
    reason: 'Scheduled',
    message: `Successfully assigned ${namespace}/${podName} to ${info.name}`,
    during: { action: 'Binding', on: home(lister) },
  });
  return undefined;
}

function reject(name: string, pod: KubeObject, nodes: readonly NodeInfo[], diagnosis: Diagnosis, lister: Lister, context: ComponentContext): Look {
  const preemption = findVictims(pod, nodes, diagnosis, plugins, lister);
  const message = failureMessage(nodes.length, diagnosis, preemption.message);
  const known: Json = conditionOf(pod);
  const since = known?.status === 'False' ? parseTime(known.lastTransitionTime) : Math.floor(context.now / 1000) * 1000;
  const waited = context.now - since;
  // The same answer is told again only when it is asked for again after a while, not at every change around it.
  if (known?.message !== message || (waited > 0 && waited % flush === 0))
    recordEvent(context, name, { about: pod, type: 'Warning', reason: 'FailedScheduling', message, during: { action: 'Scheduling', on: home(lister) } });
  evict(pod, preemption, lister, context, name);
  markUnschedulable(pod, message, preemption.node, context);
  return since + (Math.floor(waited / flush) + 1) * flush;
}

const conditionOf = (pod: KubeObject): Json => (pod.status?.conditions ?? []).find((c: Json) => c.type === 'PodScheduled');

function markUnschedulable(pod: KubeObject, message: string, nominated: string | undefined, { client, now }: ComponentContext): void {
  client.updateStatus('pods', pod, (draft) => {
    const known: Json = conditionOf(draft);
    const changed = known?.status === 'False' ? known.lastTransitionTime : formatTime(now);
    const generation = draft.metadata.generation;
    const condition = {
      type: 'PodScheduled',
      ...(generation ? { observedGeneration: generation } : {}),
      status: 'False',
      lastProbeTime: null,
      lastTransitionTime: changed,
      reason: 'Unschedulable',
      message,
    };
    const others = (draft.status?.conditions ?? []).filter((c: Json) => c.type !== 'PodScheduled');
    draft.status = { ...draft.status, conditions: [...others, condition] };
    if (nominated) draft.status.nominatedNodeName = nominated;
  });
}

function evict(pod: KubeObject, { node, victims }: Preemption, lister: Lister, context: ComponentContext, name: string): void {
  const { client, now } = context;
  for (const victim of victims) {
    if (victim.metadata.deletionTimestamp) continue;
    try {
      client.updateStatus('pods', victim, (draft) => {
        const message = `${name}: preempting to accommodate a higher priority pod`;
        const condition = { type: 'DisruptionTarget', status: 'True', lastProbeTime: null, lastTransitionTime: formatTime(now), reason: 'PreemptionByScheduler', message };
        draft.status = { ...draft.status, conditions: [...deepCopy(draft.status?.conditions ?? []), condition] };
      });
      client.delete('pods', victim.metadata.name, victim.metadata.namespace);
      recordEvent(context, name, {
        about: victim,
        type: 'Normal',
        reason: 'Preempted',
        message: `Preempted by pod ${pod.metadata.uid} on node ${node}`,
        during: { action: 'Preempting', on: home(lister), related: pod },
      });
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
}
