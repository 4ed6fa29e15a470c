// Keeps as many equal pods as their owner wants: what ReplicaSets and ReplicationControllers have in common.
import { controllerOf, deepEqual, formatTime, type Json, type KubeObject, splitKey } from '../../apimachinery/object.ts';
import { ApiError } from '../../apimachinery/status.ts';
import type { Component, ComponentContext } from '../../client/index.ts';
import type { Look } from '../../sim/index.ts';
import { tell } from './events.ts';
import { controllerCredential } from './identity.ts';
import { claim, controllerReference, keysOfOwners } from './owners.ts';
import { conditionOf, isActive, isAvailable, isReady, isTerminated, nextAvailability, podFromTemplate } from './pods.ts';
import { withoutZeros } from './status.ts';
import { byDeletion, siblingUids } from './rank.ts';

/** What differs between the two kinds that keep a number of equal pods. */
export interface ReplicaKind {
  name: string;
  resource: string;
  apiVersion: string;
  kind: string;
  selects(owner: KubeObject, labels: Record<string, string> | undefined): boolean;
  /** Whether its status tells of pods on their way out. */
  countsTerminating: boolean;
}

/** At most so many pods are made or deleted in one go. */
const burst = 500;

export const replicaController = (of: ReplicaKind): Component => ({
  name: of.name,
  credential: controllerCredential(of.name),
  watches: [{ resource: of.resource }, { resource: 'pods', keys: keysOfOwners(of) }],
  reconcile: (key, context) => reconcile(of, key, context),
});

function reconcile(of: ReplicaKind, key: string, context: ComponentContext): Look {
  const { namespace, name } = splitKey(key);
  const { client, now } = context;
  const set = client.find(of.resource, name, namespace);
  if (!set) return undefined;
  const all = client.list('pods', { namespace });
  const terminating = all.filter((pod) => controllerOf(pod)?.uid === set.metadata.uid && pod.metadata.deletionTimestamp && !isTerminated(pod));
  const pods = claim(client, all.filter(isActive), { resource: 'pods', owner: set, matches: (labels) => of.selects(set, labels) });
  let failure: unknown;
  try {
    if (!set.metadata.deletionTimestamp) manage(of, set, pods, all, context);
  } catch (error) {
    failure = error;
  }
  writeStatus(of, set, pods, terminating.length, failure, context);
  if (failure !== undefined) throw failure;
  return nextAvailability(pods, set.spec.minReadySeconds ?? 0, now);
}

function manage(of: ReplicaKind, set: KubeObject, pods: readonly KubeObject[], all: readonly KubeObject[], context: ComponentContext): void {
  const surplus = pods.length - (set.spec.replicas ?? 0);
  if (surplus < 0) {
    createPods(of, set, Math.min(-surplus, burst), context);
    return;
  }
  if (surplus === 0) return;
  const siblings = siblingUids(set, context.client.list(of.resource, { namespace: set.metadata.namespace }));
  const related = all.filter((pod) => isActive(pod) && siblings.has(controllerOf(pod)?.uid ?? ''));
  for (const pod of byDeletion(pods, related, context.now).slice(0, Math.min(surplus, burst))) deletePod(of, set, pod, context);
}

function createPods(of: ReplicaKind, set: KubeObject, count: number, context: ComponentContext): void {
  for (let i = 0; i < count; i++) {
    try {
      const pod = context.client.create('pods', podFromTemplate(set.spec.template, set, controllerReference(set)));
      tell(context, of.name, { about: set, type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${pod.metadata.name}` });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status.details?.causes?.some((cause) => cause.reason === 'NamespaceTerminating')) return;
      tell(context, of.name, { about: set, type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${error.message}` });
      throw error;
    }
  }
}

function deletePod(of: ReplicaKind, set: KubeObject, pod: KubeObject, context: ComponentContext): void {
  try {
    context.client.delete('pods', pod.metadata.name, pod.metadata.namespace);
    tell(context, of.name, { about: set, type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${pod.metadata.name}` });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.reason === 'NotFound') return;
    tell(context, of.name, { about: set, type: 'Warning', reason: 'FailedDelete', message: `Error deleting: ${error.message}` });
    throw error;
  }
}

function writeStatus(of: ReplicaKind, set: KubeObject, pods: readonly KubeObject[], terminating: number, failure: unknown, context: ComponentContext): void {
  const wanted = Object.entries(set.spec.template?.metadata?.labels ?? {});
  const minReady = set.spec.minReadySeconds ?? 0;
  const status: Json = {
    replicas: pods.length,
    ...withoutZeros({
      fullyLabeledReplicas: pods.filter((pod) => wanted.every(([name, value]) => pod.metadata.labels?.[name] === value)).length,
      readyReplicas: pods.filter(isReady).length,
      availableReplicas: pods.filter((pod) => isAvailable(pod, minReady, context.now)).length,
      observedGeneration: set.metadata.generation,
      conditions: conditions(set, pods.length, failure, context),
    }),
    ...(of.countsTerminating ? { terminatingReplicas: terminating } : {}),
  };
  if (deepEqual(status, set.status)) return;
  if (!context.client.find(of.resource, set.metadata.name, set.metadata.namespace)) return;
  context.client.updateStatus(of.resource, set, (draft) => {
    draft.status = status;
  });
}

function conditions(set: KubeObject, count: number, failure: unknown, { now }: ComponentContext): Json[] {
  const known: Json[] = set.status?.conditions ?? [];
  if (failure === undefined) return known.filter((c) => c.type !== 'ReplicaFailure');
  if (conditionOf(set, 'ReplicaFailure')) return known;
  const reason = count < (set.spec.replicas ?? 0) ? 'FailedCreate' : 'FailedDelete';
  return [...known, { type: 'ReplicaFailure', status: 'True', lastTransitionTime: formatTime(now), reason, message: (failure as Error).message }];
}
