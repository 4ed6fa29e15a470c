// How the new replica set takes over from the old ones: step by step, or after they are gone.
import type { KubeObject } from '../../apimachinery/object.ts';
import type { Look } from '../../sim/index.ts';
import { isComplete } from './conditions.ts';
import { revisionOf, syncRevision } from './revision.ts';
import type { Rollout } from './rollout.ts';
import { byCreation, maxUnavailable, newSetSize, removableFromOld, replicasOf, totalAvailable, totalReplicas } from './sizes.ts';
import { writeRolloutStatus } from './status.ts';

export function rollOut(rollout: Rollout): Look {
  syncRevision(rollout, true);
  if (resizeNew(rollout) || shrinkOld(rollout)) return writeRolloutStatus(rollout);
  if (isComplete(rollout.deployment, rollout.deployment.status ?? {})) cleanUp(rollout);
  return writeRolloutStatus(rollout);
}

export function recreate(rollout: Rollout): Look {
  syncRevision(rollout, false);
  const shrunk = rollout.oldSets.filter((set) => replicasOf(set) > 0).map((set) => rollout.scale(set, 0));
  if (shrunk.length > 0 || oldPodsLeft(rollout)) return writeRolloutStatus(rollout);
  if (!rollout.newSet) syncRevision(rollout, true);
  if (rollout.newSet && replicasOf(rollout.newSet) !== replicasOf(rollout.deployment)) rollout.scale(rollout.newSet, replicasOf(rollout.deployment));
  if (isComplete(rollout.deployment, rollout.deployment.status ?? {})) cleanUp(rollout);
  return writeRolloutStatus(rollout);
}

const oldPodsLeft = (rollout: Rollout): boolean => rollout.oldSets.some((set) => rollout.podsOf(set).some((pod) => pod.status?.phase !== 'Failed' && pod.status?.phase !== 'Succeeded'));

function resizeNew(rollout: Rollout): boolean {
  const { newSet, deployment } = rollout;
  if (!newSet) return false;
  const wanted = replicasOf(deployment);
  if (replicasOf(newSet) === wanted) return false;
  return rollout.scale(newSet, replicasOf(newSet) > wanted ? wanted : newSetSize(deployment, rollout.all, newSet));
}

function shrinkOld(rollout: Rollout): boolean {
  const { newSet, deployment } = rollout;
  if (!newSet || totalReplicas(rollout.oldSets) === 0) return false;
  const removable = removableFromOld(deployment, rollout.all, newSet);
  if (removable <= 0) return false;
  const removed = removeUnhealthy(rollout, removable);
  return removed + removeHealthy(rollout) > 0;
}

const activeOld = (rollout: Rollout): KubeObject[] => rollout.oldSets.filter((set) => replicasOf(set) > 0).sort(byCreation);

/** Pods of old sets that are not available go first: nobody misses them. */
function removeUnhealthy(rollout: Rollout, most: number): number {
  let removed = 0;
  for (const set of activeOld(rollout)) {
    const count = Math.min(most - removed, replicasOf(set) - (set.status?.availableReplicas ?? 0));
    if (count <= 0) continue;
    rollout.scale(set, replicasOf(set) - count);
    removed += count;
  }
  return removed;
}

function removeHealthy(rollout: Rollout): number {
  const { deployment } = rollout;
  const spare = totalAvailable(rollout.all) - (replicasOf(deployment) - maxUnavailable(deployment));
  let removed = 0;
  for (const set of activeOld(rollout)) {
    const count = Math.min(replicasOf(set), spare - removed);
    if (count <= 0) break;
    rollout.scale(set, replicasOf(set) - count);
    removed += count;
  }
  return removed;
}

/** Old sets beyond the history limit go, the oldest revisions first. */
export function cleanUp(rollout: Rollout): void {
  const limit = rollout.deployment.spec.revisionHistoryLimit;
  if (limit === undefined || limit === 2_147_483_647) return;
  const old = rollout.oldSets.filter((set) => !set.metadata.deletionTimestamp).sort((a, b) => revisionOf(a) - revisionOf(b));
  for (const set of old.slice(0, Math.max(0, old.length - limit))) {
    if (set.status?.replicas || replicasOf(set) > 0 || (set.metadata.generation ?? 0) > (set.status?.observedGeneration ?? 0)) continue;
    rollout.context.client.delete('replicasets.apps', set.metadata.name, set.metadata.namespace);
  }
}
