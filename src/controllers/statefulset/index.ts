// Keeps a stateful set's pods, each with its own name and claims, in order.
import { deepEqual, type Json, type KubeObject, splitKey } from '../../apimachinery/object.ts';
import { scaledValue } from '../../apimachinery/intOrString.ts';
import { fromLabelSelector } from '../../apimachinery/labels.ts';
import type { Component, ComponentContext } from '../../client/index.ts';
import type { Look } from '../../sim/index.ts';
import { controllerCredential } from '../shared/identity.ts';
import { claim, keysOfOwners, type OwnerKind } from '../shared/owners.ts';
import { isAvailable, isReady, isTerminated, nextAvailability } from '../shared/pods.ts';
import { currentRevision, revisionsOf, truncateHistory } from '../shared/revisions.ts';
import { withoutZeros } from '../shared/status.ts';
import { createClaims, createPod, deletePod, source, syncClaimOwners, tellOfReplacement } from './actions.ts';
import { ordinalOf, podFor, podName, replicasOf, revisionOfPod, startOf } from './identity.ts';

const flavor = { hashLabel: 'controller.kubernetes.io/hash' };

const statefulSets: OwnerKind = {
  resource: 'statefulsets.apps',
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  selects: (owner, labels) => fromLabelSelector(owner.spec.selector).matches(labels),
};

export const statefulSet: Component = {
  name: source,
  credential: controllerCredential('statefulset-controller'),
  watches: [{ resource: statefulSets.resource }, { resource: 'pods', keys: keysOfOwners(statefulSets) }, { resource: 'controllerrevisions.apps', keys: keysOfOwners(statefulSets) }],
  reconcile,
};

/** What one look at a set knows. */
interface View {
  set: KubeObject;
  pods: readonly KubeObject[];
  /** The revision that pods below the partition have, and the one that the others get. */
  current: KubeObject;
  update: KubeObject;
  context: ComponentContext;
}

function reconcile(key: string, context: ComponentContext): Look {
  const { namespace, name } = splitKey(key);
  const { client, now } = context;
  const set = client.find(statefulSets.resource, name, namespace);
  if (!set) return undefined;
  const selector = fromLabelSelector(set.spec.selector);
  const pods = claim(client, client.list('pods', { namespace }), {
    resource: 'pods',
    owner: set,
    matches: (labels) => selector.matches(labels),
    adoptable: (pod) => ordinalOf(set, pod) >= 0,
  });
  const revisions = revisionsOf(client, set);
  const update = currentRevision(client, set, revisions, flavor, (collisionCount) => {
    client.updateStatus(statefulSets.resource, set, (draft) => {
      draft.status = { ...draft.status, collisionCount };
    });
  });
  const current = revisions.find((revision) => revision.metadata.name === set.status?.currentRevision) ?? update;
  const view: View = { set, pods, current, update, context };
  let failure: unknown;
  try {
    if (!set.metadata.deletionTimestamp) manage(view);
    syncClaimOwners(set, pods, context);
  } catch (error) {
    failure = error;
  }
  const live = new Set([current.metadata.name, update.metadata.name]);
  const hashes = new Set(pods.map(revisionOfPod));
  truncateHistory(client, revisions, (each) => live.has(each.metadata.name) || hashes.has(each.metadata.name), set.spec.revisionHistoryLimit ?? 10);
  writeStatus(view);
  if (failure !== undefined) throw failure;
  return nextAvailability(pods, set.spec.minReadySeconds ?? 0, now);
}

const isOrdered = (set: KubeObject): boolean => set.spec.podManagementPolicy !== 'Parallel';
const isRolling = (set: KubeObject): boolean => set.spec.updateStrategy?.type !== 'OnDelete';
const works = ({ set, context }: View, pod: KubeObject): boolean => isReady(pod) && isAvailable(pod, set.spec.minReadySeconds ?? 0, context.now);

/** Lowest ordinals first when making pods, highest first when removing or updating them; an ordered set does one at a time. */
function manage(view: View): void {
  const { set, pods } = view;
  const [first, end] = [startOf(set), startOf(set) + replicasOf(set)];
  const byOrdinal = new Map(pods.map((pod) => [ordinalOf(set, pod), pod]));
  for (let ordinal = first; ordinal < end; ordinal++) if (!settle(view, ordinal, byOrdinal.get(ordinal)) && isOrdered(set)) return;
  const condemned = pods.filter((pod) => ordinalOf(set, pod) < first || ordinalOf(set, pod) >= end).sort((a, b) => ordinalOf(set, b) - ordinalOf(set, a));
  if (!removeCondemned(view, condemned)) return;
  if (isRolling(set)) replaceOld(view, byOrdinal);
}

/** Answers whether the pod of this ordinal is there and works. */
function settle(view: View, ordinal: number, pod: KubeObject | undefined): boolean {
  const { set, context } = view;
  if (!pod) {
    const revision = revisionFor(view, ordinal);
    createPod(set, podFor(set, ordinal, revision, revision.metadata.name), context);
    return false;
  }
  if (isTerminated(pod)) {
    if (pod.metadata.deletionTimestamp) return false;
    tellOfReplacement(set, pod, context);
    deletePod(set, pod, context);
    return false;
  }
  if (pod.metadata.deletionTimestamp) return false;
  if (pod.status?.phase === 'Pending') createClaims(set, ordinal, podName(set, ordinal), context);
  return works(view, pod);
}

/** New pods below the partition, and until the update has come to them, are of the current revision. */
function revisionFor({ set, current, update }: View, ordinal: number): KubeObject {
  if (!isRolling(set)) return update;
  const partition: number | undefined = set.spec.updateStrategy?.rollingUpdate?.partition;
  const kept = partition === undefined ? (set.status?.currentReplicas ?? 0) : partition;
  return ordinal < startOf(set) + kept ? current : update;
}

function removeCondemned(view: View, condemned: readonly KubeObject[]): boolean {
  const { set, context } = view;
  const firstUnwell = [...view.pods].sort((a, b) => ordinalOf(set, a) - ordinalOf(set, b)).find((pod) => !works(view, pod));
  for (const pod of condemned) {
    if (pod.metadata.deletionTimestamp) {
      if (isOrdered(set)) return false;
      continue;
    }
    if (!isReady(pod) && isOrdered(set) && pod !== firstUnwell) return false;
    deletePod(set, pod, context);
    if (isOrdered(set)) return false;
  }
  return true;
}

/** From the highest ordinal down to the partition, as many at once as may be unavailable. */
function replaceOld(view: View, byOrdinal: ReadonlyMap<number, KubeObject>): void {
  const { set, update, context } = view;
  const { partition = 0, maxUnavailable } = set.spec.updateStrategy?.rollingUpdate ?? {};
  const most = maxUnavailable === undefined ? 1 : Math.max(1, scaledValue(maxUnavailable, replicasOf(set), false));
  let unavailable = 0;
  for (let ordinal = startOf(set) + replicasOf(set) - 1; ordinal >= startOf(set) + partition; ordinal--) {
    const pod = byOrdinal.get(ordinal);
    if (unavailable >= most) return;
    if (pod && revisionOfPod(pod) !== update.metadata.name && !pod.metadata.deletionTimestamp) {
      deletePod(set, pod, context);
      unavailable++;
    } else if (!pod || !works(view, pod)) unavailable++;
  }
}

function writeStatus(view: View): void {
  const { set, current, update, context } = view;
  const pods = context.client.list('pods', { namespace: set.metadata.namespace }).filter((pod) => view.pods.some((p) => p.metadata.uid === pod.metadata.uid));
  const alive = pods.filter((pod) => !pod.metadata.deletionTimestamp && !isTerminated(pod));
  const of = (revision: KubeObject): number => alive.filter((pod) => revisionOfPod(pod) === revision.metadata.name).length;
  const counts = { ready: pods.filter(isReady).length, current: of(current), updated: of(update) };
  const done = isRolling(set) && counts.updated === pods.length && counts.ready === pods.length && pods.length === replicasOf(set);
  const status: Json = {
    replicas: pods.length,
    availableReplicas: pods.filter((pod) => works(view, pod)).length,
    currentRevision: done ? update.metadata.name : current.metadata.name,
    updateRevision: update.metadata.name,
    collisionCount: set.status?.collisionCount ?? 0,
    ...withoutZeros({
      observedGeneration: set.metadata.generation,
      readyReplicas: counts.ready,
      currentReplicas: done ? counts.updated : counts.current,
      updatedReplicas: counts.updated,
    }),
  };
  const latest = context.client.find(statefulSets.resource, set.metadata.name, set.metadata.namespace);
  if (!latest || deepEqual(status, latest.status)) return;
  context.client.updateStatus(statefulSets.resource, latest, (draft) => {
    draft.status = status;
  });
}
