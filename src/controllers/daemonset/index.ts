// Runs one pod of a daemon set on every node that is meant to have one.
import { deepEqual, type KubeObject, keyOf, parseTime, splitKey } from '../../apimachinery/object.ts';
import { fromLabelSelector } from '../../apimachinery/labels.ts';
import { ApiError } from '../../apimachinery/status.ts';
import type { Change, Component, ComponentContext } from '../../client/index.ts';
import type { Look } from '../../sim/index.ts';
import { tell } from '../shared/events.ts';
import { controllerCredential } from '../shared/identity.ts';
import { claim, ignoringAbsence, keysOfOwners, type OwnerKind } from '../shared/owners.ts';
import { isActive, isAvailable, isReady, isTerminated, nextAvailability } from '../shared/pods.ts';
import { currentRevision, hashOf, revisionLabel, revisionsOf, truncateHistory } from '../shared/revisions.ts';
import { withoutZeros } from '../shared/status.ts';
import { nodeOf, placement, podFor } from './placement.ts';
import { planUpdate } from './update.ts';

const source = 'daemonset-controller';
const generationAnnotation = 'deprecated.daemonset.template.generation';
const flavor = { hashLabel: revisionLabel };

const daemonSets: OwnerKind = {
  resource: 'daemonsets.apps',
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  selects: (owner, labels) => fromLabelSelector(owner.spec.selector).matches(labels),
};

export const daemonSet: Component = {
  name: source,
  credential: controllerCredential('daemon-set-controller'),
  watches: [
    { resource: daemonSets.resource },
    { resource: 'pods', keys: keysOfOwners(daemonSets) },
    { resource: 'controllerrevisions.apps', keys: keysOfOwners(daemonSets) },
    { resource: 'nodes', keys: keysOfNode },
  ],
  reconcile,
};

function keysOfNode({ object, old }: Change, { client }: ComponentContext): string[] {
  const same = old && deepEqual(object.metadata.labels, old.metadata.labels) && deepEqual(object.spec?.taints, old.spec?.taints);
  return same ? [] : client.list(daemonSets.resource).map(keyOf);
}

type ByNode = Map<string, KubeObject[]>;

function reconcile(key: string, context: ComponentContext): Look {
  const { namespace, name } = splitKey(key);
  const { client, now } = context;
  const set = client.find(daemonSets.resource, name, namespace);
  if (!set || set.metadata.deletionTimestamp) return undefined;
  const nodes = client.list('nodes');
  const revisions = revisionsOf(client, set);
  const revision = currentRevision(client, set, revisions, flavor, (collisionCount) => {
    client.updateStatus(daemonSets.resource, set, (draft) => {
      draft.status = { ...draft.status, collisionCount };
    });
  });
  const hash = hashOf(revision, flavor);
  const selector = fromLabelSelector(set.spec.selector);
  const pods = claim(client, client.list('pods', { namespace }), { resource: 'pods', owner: set, matches: (labels) => selector.matches(labels) });
  const byNode: ByNode = new Map();
  for (const pod of pods) byNode.set(nodeOf(pod), [...(byNode.get(nodeOf(pod)) ?? []), pod]);
  let failure: unknown;
  try {
    manage(set, nodes, byNode, hash, context);
  } catch (error) {
    failure = error;
  }
  const live = new Set([hash, ...pods.map((pod) => pod.metadata.labels?.[revisionLabel])]);
  truncateHistory(client, revisions, (each) => live.has(hashOf(each, flavor)), set.spec.revisionHistoryLimit ?? 10);
  writeStatus(set, nodes, byNode, hash, context);
  if (failure !== undefined) throw failure;
  return nextAvailability(pods, set.spec.minReadySeconds ?? 0, now);
}

/** Pods where they are missing, none where they should not be, and new for old. */
function manage(set: KubeObject, nodes: readonly KubeObject[], byNode: ByNode, hash: string, context: ComponentContext): void {
  const missing: string[] = [];
  const running: ByNode = new Map();
  for (const node of nodes) {
    const { name } = node.metadata;
    const pods = byNode.get(name) ?? [];
    const { run, keep } = placement(set, node);
    if (run) {
      running.set(name, pods);
      if (isMissing(set, pods, name, context)) missing.push(name);
      continue;
    }
    if (!keep) for (const pod of pods) remove(set, pod, context);
  }
  for (const [name, pods] of byNode) if (!nodes.some((node) => node.metadata.name === name)) for (const pod of pods) if (!pod.spec.nodeName) remove(set, pod, context);
  const update = planUpdate(set, running, hash, context.now);
  for (const pod of update.remove) remove(set, pod, context);
  for (const node of [...missing, ...update.surge]) create(set, node, hash, context);
}

/** Removes what has ended and what is one too many; answers whether the node is left without a pod. */
function isMissing(set: KubeObject, pods: readonly KubeObject[], node: string, context: ComponentContext): boolean {
  for (const pod of pods) {
    if (pod.metadata.deletionTimestamp || !isTerminated(pod)) continue;
    const failed = pod.status.phase === 'Failed';
    const message = `Found ${failed ? 'failed' : 'succeeded'} daemon pod ${keyOf(pod)} on node ${node}, will try to ${failed ? 'kill' : 'delete'} it`;
    tell(context, source, { about: set, type: failed ? 'Warning' : 'Normal', reason: failed ? 'FailedDaemonPod' : 'SucceededDaemonPod', message });
    remove(set, pod, context);
  }
  const active = pods.filter((pod) => isActive(pod));
  const surging = new Set(active.map((pod) => pod.metadata.labels?.[revisionLabel])).size > 1;
  if (active.length > 1 && !surging) {
    const oldestFirst = active.sort((a, b) => parseTime(a.metadata.creationTimestamp) - parseTime(b.metadata.creationTimestamp));
    for (const pod of oldestFirst.slice(1)) remove(set, pod, context);
  }
  // A pod on its way out still holds the place.
  return pods.every((pod) => !pod.metadata.deletionTimestamp && isTerminated(pod));
}

function create(set: KubeObject, node: string, hash: string, context: ComponentContext): void {
  try {
    const pod = context.client.create('pods', podFor(set, node, hash, set.metadata.annotations?.[generationAnnotation] ?? '1'));
    tell(context, source, { about: set, type: 'Normal', reason: 'SuccessfulCreate', message: `Created pod: ${pod.metadata.name}` });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status.details?.causes?.some((cause) => cause.reason === 'NamespaceTerminating')) return;
    tell(context, source, { about: set, type: 'Warning', reason: 'FailedCreate', message: `Error creating: ${error.message}` });
    throw error;
  }
}

function remove(set: KubeObject, pod: KubeObject, context: ComponentContext): void {
  if (pod.metadata.deletionTimestamp) return;
  ignoringAbsence(() => context.client.delete('pods', pod.metadata.name, pod.metadata.namespace));
  tell(context, source, { about: set, type: 'Normal', reason: 'SuccessfulDelete', message: `Deleted pod: ${pod.metadata.name}` });
}

function writeStatus(set: KubeObject, nodes: readonly KubeObject[], byNode: ByNode, hash: string, { client, now }: ComponentContext): void {
  const counts = { desired: 0, current: 0, misscheduled: 0, ready: 0, updated: 0, available: 0 };
  for (const node of nodes) {
    const pods = (byNode.get(node.metadata.name) ?? []).sort((a, b) => parseTime(a.metadata.creationTimestamp) - parseTime(b.metadata.creationTimestamp));
    if (!placement(set, node).run) {
      if (pods.length > 0) counts.misscheduled++;
      continue;
    }
    counts.desired++;
    const pod = pods.find((p) => p.metadata.labels?.[revisionLabel] === hash && isReady(p)) ?? pods.find(isReady) ?? pods[0];
    if (!pod) continue;
    counts.current++;
    if (isReady(pod)) counts.ready++;
    if (isAvailable(pod, set.spec.minReadySeconds ?? 0, now)) counts.available++;
    if (pod.metadata.labels?.[revisionLabel] === hash) counts.updated++;
  }
  const status = {
    currentNumberScheduled: counts.current,
    numberMisscheduled: counts.misscheduled,
    desiredNumberScheduled: counts.desired,
    numberReady: counts.ready,
    ...withoutZeros({
      observedGeneration: set.metadata.generation,
      updatedNumberScheduled: counts.updated,
      numberAvailable: counts.available,
      numberUnavailable: counts.desired - counts.available,
      collisionCount: set.status?.collisionCount,
    }),
  };
  if (deepEqual(status, set.status)) return;
  client.updateStatus(daemonSets.resource, set, (draft) => {
    draft.status = status;
  });
}
