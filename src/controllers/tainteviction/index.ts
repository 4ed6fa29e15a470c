// Deletes pods from nodes with NoExecute taints that they do not tolerate, or no longer.
import { deepEqual, formatTime, type Json, type KubeObject, keyOf, parseTime, splitKey } from '../../apimachinery/object.ts';
import type { Change, Component, ComponentContext } from '../../client/index.ts';
import type { Look } from '../../sim/index.ts';
import { tell } from '../shared/events.ts';
import { controllerCredential } from '../shared/identity.ts';
import { ignoringAbsence } from '../shared/owners.ts';
import { noExecuteTaints, secondsTolerated } from '../shared/taints.ts';

const name = 'taint-eviction-controller';

export const taintEviction: Component = {
  name,
  credential: controllerCredential('node-controller'),
  watches: [
    { resource: 'pods', keys: keysOfPod },
    { resource: 'nodes', keys: keysOfNode },
  ],
  reconcile,
};

// Keys: `<namespace>/<pod> <since>`, where `since` is when the pod and the taints met; `<namespace>/<pod> cancel` when they parted.
function keysOfPod({ type, object, old }: Change, { now }: ComponentContext): string[] {
  if (type === 'DELETED' || !object.spec?.nodeName) return [];
  const same = old?.spec?.nodeName === object.spec.nodeName && deepEqual(old?.spec?.tolerations, object.spec.tolerations);
  return same ? [] : [`${keyOf(object)} ${now}`];
}

function keysOfNode({ type, object, old }: Change, { client, now }: ComponentContext): string[] {
  if (type === 'DELETED') return [];
  const taints = noExecuteTaints(object);
  const before = old ? noExecuteTaints(old) : [];
  if (deepEqual(taints, before)) return [];
  const pods = client.list('pods', { fieldSelector: `spec.nodeName=${object.metadata.name}` });
  if (taints.length > 0) return pods.map((pod) => `${keyOf(pod)} ${now}`);
  return pods.filter((pod) => secondsTolerated(pod.spec.tolerations ?? [], before)).map((pod) => `${keyOf(pod)} cancel`);
}

function reconcile(key: string, context: ComponentContext): Look {
  const [podKey = '', since] = key.split(' ');
  const { namespace, name: podName } = splitKey(podKey);
  const { client, now } = context;
  const pod = client.find('pods', podName, namespace);
  if (!pod || pod.metadata.deletionTimestamp) return undefined;
  if (since === 'cancel') return announce(pod, `Cancelling deletion of Pod ${podKey}`, context);
  const node = client.find('nodes', pod.spec.nodeName);
  const taints = node ? noExecuteTaints(node) : [];
  const seconds = secondsTolerated(pod.spec.tolerations ?? [], taints);
  if (seconds === undefined) return undefined;
  const added = Math.max(...taints.map((taint) => parseTime(taint.timeAdded) || 0));
  const due = Math.max(Number(since), added) + seconds * 1000;
  if (seconds > 0 && now < due) return due;
  announce(pod, `Marking for deletion Pod ${podKey}`, context);
  ignoringAbsence(() => {
    client.updateStatus('pods', pod, (draft) => markDisrupted(draft, now));
    client.delete('pods', podName, namespace);
  });
  return undefined;
}

function announce(pod: KubeObject, message: string, context: ComponentContext): undefined {
  tell(context, name, { about: pod, type: 'Normal', reason: 'TaintManagerEviction', message });
}

function markDisrupted(draft: Json, now: number): void {
  const condition = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'DeletionByTaintManager',
    message: 'Taint manager: deleting due to NoExecute taint',
    lastProbeTime: null,
    lastTransitionTime: formatTime(now),
  };
  draft.status.conditions = [...(draft.status.conditions ?? []).filter((c: Json) => c.type !== condition.type), condition];
}
