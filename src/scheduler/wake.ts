// Which changes can make a pod that found no node try again: the keys of the pods that wait, the most urgent first.
import type { Json, KubeObject } from '../apimachinery/object.ts';
import { deepEqual, keyOf, parseTime } from '../apimachinery/object.ts';
import type { Change, ComponentContext, WatchOf } from '../client/index.ts';
import { isGated } from './plugins/schedulingGates.ts';
import { priorityOf } from './snapshot.ts';

export const isMine = (pod: KubeObject, name: string): boolean =>
  !pod.spec.nodeName && !pod.metadata.deletionTimestamp && (pod.spec.schedulerName ?? 'default-scheduler') === name && pod.status?.phase !== 'Failed' && pod.status?.phase !== 'Succeeded';

const created = (pod: KubeObject): number => parseTime(pod.metadata.creationTimestamp);

function waitingPods(name: string, { client }: ComponentContext): string[] {
  const pods = client.list('pods', { fieldSelector: 'spec.nodeName=' }).filter((pod) => isMine(pod, name) && !isGated(pod.spec));
  return pods.sort((a, b) => priorityOf(b) - priorityOf(a) || created(a) - created(b)).map(keyOf);
}

/** What of a node matters to the plugins. */
const nodeFacts = (node: KubeObject | undefined): Json =>
  node && { labels: node.metadata.labels, taints: node.spec?.taints, unschedulable: node.spec?.unschedulable, allocatable: node.status?.allocatable };

const isOver = (pod: KubeObject | undefined): boolean => pod?.status?.phase === 'Succeeded' || pod?.status?.phase === 'Failed';

/** A pod that runs matters to others when it comes, goes, ends, or is labelled anew. */
function matters({ type, object, old }: Change): boolean {
  if (!object.spec.nodeName) return type === 'DELETED' && Boolean(object.status?.nominatedNodeName);
  if (type !== 'MODIFIED') return true;
  return !old?.spec.nodeName || isOver(object) !== isOver(old) || !deepEqual(object.metadata.labels, old.metadata.labels) || !deepEqual(object.spec, old.spec);
}

/** What of the pod itself makes another attempt worth it. */
const podFacts = (pod: KubeObject | undefined): Json => pod && { spec: pod.spec, labels: pod.metadata.labels };

function* keysOfPod(name: string, change: Change, context: ComponentContext): Iterable<string> {
  const { type, object, old } = change;
  if (type !== 'DELETED' && isMine(object, name)) {
    if (type === 'ADDED' || !deepEqual(podFacts(object), podFacts(old))) yield keyOf(object);
  } else if (matters(change)) yield* waitingPods(name, context);
}

export function watchesOf(name: string): WatchOf[] {
  const all = (_: Change, context: ComponentContext): string[] => waitingPods(name, context);
  const claimFacts = (claim: KubeObject | undefined): Json => claim && { spec: claim.spec, phase: claim.status?.phase, annotations: claim.metadata.annotations };
  return [
    { resource: 'pods', keys: (change, context) => keysOfPod(name, change, context) },
    { resource: 'nodes', keys: (change, context) => (change.type === 'MODIFIED' && deepEqual(nodeFacts(change.object), nodeFacts(change.old)) ? [] : all(change, context)) },
    { resource: 'persistentvolumeclaims', keys: (change, context) => (deepEqual(claimFacts(change.object), claimFacts(change.old)) ? [] : all(change, context)) },
    { resource: 'persistentvolumes', keys: all },
    { resource: 'storageclasses.storage.k8s.io', keys: all },
    { resource: 'csinodes.storage.k8s.io', keys: all },
  ];
}
