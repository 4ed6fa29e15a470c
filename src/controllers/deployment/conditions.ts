// A deployment's conditions, and the status that is made from its replica sets.
import { formatTime, type Json, type KubeObject, parseTime } from '../../apimachinery/object.ts';
import type { Instant } from '../../sim/index.ts';
import { conditionOf } from '../shared/pods.ts';
import { withoutZeros } from '../shared/status.ts';
import type { Rollout } from './rollout.ts';
import { maxUnavailable, replicasOf, sum, totalAvailable, totalReplicas } from './sizes.ts';

export interface NewCondition {
  type: 'Progressing' | 'Available' | 'ReplicaFailure';
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
}

const noDeadline = 2_147_483_647;
export const hasProgressDeadline = (deployment: KubeObject): boolean => deployment.spec.progressDeadlineSeconds !== undefined && deployment.spec.progressDeadlineSeconds !== noDeadline;

/** The conditions with `next` at the end in place of its predecessor; unchanged when status and reason are the same. */
export function setCondition(conditions: readonly Json[], next: NewCondition, now: Instant, transition?: string): Json[] {
  const known = conditions.find((c) => c.type === next.type);
  if (known && known.status === next.status && known.reason === next.reason) return [...conditions];
  const time = formatTime(now);
  const lastTransitionTime = transition ?? (known?.status === next.status ? known.lastTransitionTime : time);
  return [...withoutCondition(conditions, next.type), { type: next.type, status: next.status, lastUpdateTime: time, lastTransitionTime, reason: next.reason, message: next.message }];
}

export const withoutCondition = (conditions: readonly Json[], type: string): Json[] => conditions.filter((c) => c.type !== type);

/** The numbers, and whether enough pods are available. */
export function calculateStatus(rollout: Rollout): Json {
  const { deployment, all, newSet, context } = rollout;
  const available = totalAvailable(all);
  const enough = available >= replicasOf(deployment) - maxUnavailable(deployment);
  const condition: NewCondition = enough
    ? { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable', message: 'Deployment has minimum availability.' }
    : { type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable', message: 'Deployment does not have minimum availability.' };
  return {
    ...withoutZeros({
      observedGeneration: deployment.metadata.generation,
      replicas: sum(all, (set) => set.status?.replicas),
      updatedReplicas: newSet?.status?.replicas,
      readyReplicas: sum(all, (set) => set.status?.readyReplicas),
      availableReplicas: available,
      unavailableReplicas: Math.max(0, totalReplicas(all) - available),
    }),
    ...(deployment.status?.collisionCount ? { collisionCount: deployment.status.collisionCount } : {}),
    terminatingReplicas: sum(all, (set) => set.status?.terminatingReplicas),
    conditions: setCondition(deployment.status?.conditions ?? [], condition, context.now),
  };
}

export function isComplete(deployment: KubeObject, status: Json): boolean {
  const wanted = replicasOf(deployment);
  return (
    (status.updatedReplicas ?? 0) === wanted &&
    (status.replicas ?? 0) === wanted &&
    (status.availableReplicas ?? 0) === wanted &&
    (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  );
}

/** Whether the status tells of progress since the one before. */
export function isProgressing(old: Json, status: Json): boolean {
  const n = (s: Json, field: string): number => s?.[field] ?? 0;
  const oldReplicas = (s: Json): number => n(s, 'replicas') - n(s, 'updatedReplicas');
  return (
    n(status, 'updatedReplicas') > n(old, 'updatedReplicas') ||
    oldReplicas(status) < oldReplicas(old) ||
    n(status, 'readyReplicas') > n(old, 'readyReplicas') ||
    n(status, 'availableReplicas') > n(old, 'availableReplicas')
  );
}

/** When the deployment's patience ends; nothing when it is not waiting for anything. */
export function deadlineOf(deployment: KubeObject, status: Json): Instant | undefined {
  const condition = conditionOf({ ...deployment, status }, 'Progressing');
  if (!hasProgressDeadline(deployment) || !condition || condition.reason === 'NewReplicaSetAvailable' || condition.reason === 'ProgressDeadlineExceeded') return undefined;
  return parseTime(condition.lastUpdateTime) + deployment.spec.progressDeadlineSeconds * 1000;
}
