// Rolls out a deployment's template by growing and shrinking replica sets.
import { controllerOf, formatTime, type Json, type KubeObject, splitKey } from '../../apimachinery/object.ts';
import { fromLabelSelector } from '../../apimachinery/labels.ts';
import type { Change, Component, ComponentContext } from '../../client/index.ts';
import type { Look } from '../../sim/index.ts';
import { tell } from '../shared/events.ts';
import { controllerCredential } from '../shared/identity.ts';
import { keysOfOwners, type OwnerKind } from '../shared/owners.ts';
import { conditionOf } from '../shared/pods.ts';
import { hasProgressDeadline, setCondition } from './conditions.ts';
import { syncRevision } from './revision.ts';
import { component, Rollout } from './rollout.ts';
import { desiredReplicasAnnotation, isRolling, proportionalSizes, replicasOf } from './sizes.ts';
import { writeNumbers } from './status.ts';
import { cleanUp, recreate, rollOut } from './strategies.ts';

const deployments: OwnerKind = {
  resource: 'deployments.apps',
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  selects: (owner, labels) => fromLabelSelector(owner.spec.selector).matches(labels ?? {}),
};

export const deployment: Component = {
  name: component,
  credential: controllerCredential(component),
  watches: [
    { resource: deployments.resource },
    { resource: 'replicasets.apps', keys: keysOfOwners(deployments) },
    // A deployment that recreates waits for the last old pod to be gone.
    { resource: 'pods', keys: keysOfGonePods },
  ],
  reconcile,
};

function keysOfGonePods(change: Change, { client }: ComponentContext): string[] {
  const { namespace } = change.object.metadata;
  const set = controllerOf(change.object);
  if (change.type !== 'DELETED' || set?.kind !== 'ReplicaSet') return [];
  const replicaSet = client.find('replicasets.apps', set.name, namespace);
  const owner = replicaSet && controllerOf(replicaSet);
  return owner?.kind === deployments.kind ? [`${namespace}/${owner.name}`] : [];
}

function reconcile(key: string, context: ComponentContext): Look {
  const { namespace, name } = splitKey(key);
  const object = context.client.find(deployments.resource, name, namespace);
  if (!object) return undefined;
  if (selectsEverything(object)) {
    const message = 'This deployment is selecting all pods. A non-empty selector is required.';
    tell(context, component, { about: object, type: 'Warning', reason: 'SelectingAll', message });
    return undefined;
  }
  const rollout = new Rollout(context, object);
  if (object.metadata.deletionTimestamp) {
    syncRevision(rollout, false);
    writeNumbers(rollout);
    return undefined;
  }
  markPause(rollout);
  if (object.spec.paused || isBeingScaled(rollout)) return resize(rollout);
  return isRolling(object) ? rollOut(rollout) : recreate(rollout);
}

const selectsEverything = ({ spec }: KubeObject): boolean => Object.keys(spec.selector?.matchLabels ?? {}).length === 0 && !spec.selector?.matchExpressions?.length;

/** A pause and its end show in the condition Progressing, whose deadline does not run meanwhile. */
function markPause(rollout: Rollout): void {
  const { deployment: object, context } = rollout;
  const current = conditionOf(object, 'Progressing');
  if (!hasProgressDeadline(object) || current?.reason === 'ProgressDeadlineExceeded') return;
  const marked = current?.reason === 'DeploymentPaused';
  if (Boolean(object.spec.paused) === marked) return;
  const [reason, message] = object.spec.paused ? ['DeploymentPaused', 'Deployment is paused'] : ['DeploymentResumed', 'Deployment is resumed'];
  rollout.deployment = context.client.updateStatus(deployments.resource, object, (draft: Json) => {
    draft.status = { ...draft.status, conditions: setCondition(draft.status?.conditions ?? [], { type: 'Progressing', status: 'Unknown', reason, message }, context.now) };
  });
}

const isBeingScaled = (rollout: Rollout): boolean =>
  rollout.all.some((set) => {
    const desired = set.metadata.annotations?.[desiredReplicasAnnotation];
    return replicasOf(set) > 0 && desired !== undefined && Number(desired) !== replicasOf(rollout.deployment);
  });

/** Scales without rolling out: the one active set, or all of them in proportion. */
function resize(rollout: Rollout): Look {
  syncRevision(rollout, false);
  resizeSets(rollout);
  if (rollout.deployment.spec.paused) cleanUp(rollout);
  writeNumbers(rollout);
  return undefined;
}

function resizeSets(rollout: Rollout): void {
  const { deployment: object, newSet } = rollout;
  const wanted = replicasOf(object);
  const active = rollout.all.filter((set) => replicasOf(set) > 0);
  if (active.length <= 1) {
    const latest = active[0] ?? newSet ?? [...rollout.oldSets].sort((a, b) => (formerly(a) < formerly(b) ? 1 : -1))[0];
    if (latest && (active.length === 1 || replicasOf(latest) !== wanted)) rollout.scale(latest, wanted);
    return;
  }
  if (newSet && isSaturated(object, newSet)) {
    for (const set of rollout.oldSets) if (replicasOf(set) > 0) rollout.scale(set, 0);
    return;
  }
  if (!isRolling(object)) return;
  for (const [set, size] of proportionalSizes(object, active)) rollout.scale(set, size);
}

const formerly = (set: KubeObject): string => set.metadata.creationTimestamp ?? formatTime(0);

const isSaturated = (object: KubeObject, set: KubeObject): boolean =>
  replicasOf(set) === replicasOf(object) && Number(set.metadata.annotations?.[desiredReplicasAnnotation]) === replicasOf(object) && (set.status?.availableReplicas ?? 0) === replicasOf(object);
