// Removes pods that nobody else will: of nodes that are gone, finished ones beyond a number, and some that cannot end by themselves.
import { formatTime, type KubeObject, keyOf, parseTime, splitKey } from '../../apimachinery/object.ts';
import type { Change, Component, ComponentContext } from '../../client/index.ts';
import type { Look } from '../../sim/index.ts';
import { controllerCredential } from '../shared/identity.ts';
import { ignoringAbsence } from '../shared/owners.ts';
import { isTerminated } from '../shared/pods.ts';
import { taintsOf } from '../shared/taints.ts';

/** A node is given time to come back (quarantine and the controller's period). */
const patience = 60_000;
/** --terminated-pod-gc-threshold */
const finishedKept = 12_500;
const outOfService = 'node.kubernetes.io/out-of-service';

export const podGarbageCollector: Component = {
  name: 'pod-garbage-collector-controller',
  credential: controllerCredential('pod-garbage-collector'),
  watches: [
    { resource: 'pods', keys: keysOfPod },
    { resource: 'nodes', keys: keysOfNode },
  ],
  reconcile,
};

// Keys: `finished`, and `<namespace>/<pod> <since>` for a pod that may have lost its node at that instant.
function keysOfPod({ type, object, old }: Change, { client, now }: ComponentContext): string[] {
  if (type === 'DELETED') return [];
  const keys = isTerminated(object) && !(old && isTerminated(old)) ? ['finished'] : [];
  const moved = object.spec?.nodeName !== old?.spec?.nodeName || object.metadata.deletionTimestamp !== old?.metadata.deletionTimestamp;
  if (moved && (object.metadata.deletionTimestamp || !client.find('nodes', object.spec?.nodeName ?? ''))) keys.push(`${keyOf(object)} ${now}`);
  return keys;
}

function keysOfNode({ type, object }: Change, { client, now }: ComponentContext): string[] {
  if (type !== 'DELETED' && !taintsOf(object).some(({ key }) => key === outOfService)) return [];
  return client.list('pods', { fieldSelector: `spec.nodeName=${object.metadata.name}` }).map((pod) => `${keyOf(pod)} ${now}`);
}

function reconcile(key: string, context: ComponentContext): Look {
  if (key === 'finished') return collectFinished(context);
  const [podKey = '', since] = key.split(' ');
  const { namespace, name } = splitKey(podKey);
  const pod = context.client.find('pods', name, namespace);
  if (!pod) return undefined;
  const nodeName = pod.spec.nodeName;
  if (!nodeName) {
    if (pod.metadata.deletionTimestamp) remove(pod, undefined, context);
    return undefined;
  }
  const node = context.client.find('nodes', nodeName);
  if (node) {
    const abandoned = pod.metadata.deletionTimestamp && taintsOf(node).some((taint) => taint.key === outOfService);
    if (abandoned) remove(pod, undefined, context);
    return undefined;
  }
  const due = Number(since) + patience;
  if (context.now < due) return due;
  remove(pod, 'PodGC: node no longer exists', context);
  return undefined;
}

function collectFinished(context: ComponentContext): Look {
  const finished = context.client.list('pods').filter(isTerminated);
  const oldestFirst = finished.sort((a, b) => parseTime(a.metadata.creationTimestamp) - parseTime(b.metadata.creationTimestamp));
  for (const pod of oldestFirst.slice(0, Math.max(0, finished.length - finishedKept))) remove(pod, undefined, context);
  return undefined;
}

/** A pod that was still running failed with its node. */
function remove(pod: KubeObject, disruption: string | undefined, { client, now }: ComponentContext): void {
  const { name, namespace } = pod.metadata;
  const condition = { type: 'DisruptionTarget', status: 'True', reason: 'DeletionByPodGC', message: disruption, lastProbeTime: null, lastTransitionTime: formatTime(now) };
  const status = { phase: 'Failed', ...(disruption ? { conditions: [condition] } : {}) };
  ignoringAbsence(() => {
    if (!isTerminated(pod)) client.patch('pods', name, namespace, { status }, { type: 'strategic', subresource: 'status' });
    client.delete('pods', name, namespace, { gracePeriodSeconds: 0 });
  });
}
