// The arithmetic of a rollout: how many pods each replica set may have. Pure functions over the objects' numbers.
import { scaledValue } from '../../apimachinery/intOrString.ts';
import { type Json, type KubeObject, parseTime } from '../../apimachinery/object.ts';

export const desiredReplicasAnnotation = 'deployment.kubernetes.io/desired-replicas';
export const maxReplicasAnnotation = 'deployment.kubernetes.io/max-replicas';

export const isRolling = (deployment: KubeObject): boolean => deployment.spec.strategy?.type === 'RollingUpdate';
export const replicasOf = (object: KubeObject): number => object.spec.replicas ?? 0;
export const sum = (sets: readonly KubeObject[], of: (set: KubeObject) => number | undefined): number => sets.reduce((total, set) => total + (of(set) ?? 0), 0);
export const totalReplicas = (sets: readonly KubeObject[]): number => sum(sets, replicasOf);
export const totalAvailable = (sets: readonly KubeObject[]): number => sum(sets, (set) => set.status?.availableReplicas);

/** Surge rounds up, unavailability down; when both come out as 0, one pod may be unavailable, or nothing would move. */
export function fenceposts(strategy: Json, replicas: number): { surge: number; unavailable: number } {
  const surge = scaledValue(strategy?.rollingUpdate?.maxSurge ?? 0, replicas, true);
  const unavailable = scaledValue(strategy?.rollingUpdate?.maxUnavailable ?? 0, replicas, false);
  return surge === 0 && unavailable === 0 ? { surge, unavailable: 1 } : { surge, unavailable };
}

export const maxSurge = (deployment: KubeObject): number => (isRolling(deployment) ? fenceposts(deployment.spec.strategy, replicasOf(deployment)).surge : 0);

export function maxUnavailable(deployment: KubeObject): number {
  const replicas = replicasOf(deployment);
  if (!isRolling(deployment) || replicas === 0) return 0;
  return Math.min(fenceposts(deployment.spec.strategy, replicas).unavailable, replicas);
}

/** How many pods the new replica set should have now, among `all` sets. */
export function newSetSize(deployment: KubeObject, all: readonly KubeObject[], newSet: KubeObject): number {
  const wanted = replicasOf(deployment);
  if (!isRolling(deployment)) return wanted;
  const room = wanted + maxSurge(deployment) - totalReplicas(all);
  if (room <= 0) return replicasOf(newSet);
  return replicasOf(newSet) + Math.min(room, wanted - replicasOf(newSet));
}

/** How many pods of old sets may go, so that enough stay available: new pods that are not available yet do not count. */
export function removableFromOld(deployment: KubeObject, all: readonly KubeObject[], newSet: KubeObject): number {
  const atLeast = replicasOf(deployment) - maxUnavailable(deployment);
  const newUnavailable = replicasOf(newSet) - (newSet.status?.availableReplicas ?? 0);
  return totalReplicas(all) - atLeast - newUnavailable;
}

export const byCreation = (a: KubeObject, b: KubeObject): number => parseTime(a.metadata.creationTimestamp) - parseTime(b.metadata.creationTimestamp) || (a.metadata.name < b.metadata.name ? -1 : 1);

/** Sizes for a deployment that is scaled in the middle of a rollout: each active set gets its share. */
export function proportionalSizes(deployment: KubeObject, active: readonly KubeObject[]): Map<KubeObject, number> {
  const wanted = replicasOf(deployment);
  const allowed = wanted > 0 ? wanted + maxSurge(deployment) : 0;
  const toAdd = allowed - totalReplicas(active);
  // The largest first; of equals the newest when adding, the oldest when removing.
  const sets = [...active].sort((a, b) => replicasOf(b) - replicasOf(a) || (toAdd > 0 ? byCreation(b, a) : byCreation(a, b)));
  const sizes = new Map<KubeObject, number>();
  let added = 0;
  for (const set of sets) {
    const share = toAdd === 0 ? 0 : proportion(deployment, set, toAdd, added);
    sizes.set(set, replicasOf(set) + share);
    added += share;
  }
  const [first] = sets;
  if (first && toAdd !== 0) sizes.set(first, Math.max(0, (sizes.get(first) ?? 0) + toAdd - added));
  return sizes;
}

function proportion(deployment: KubeObject, set: KubeObject, toAdd: number, added: number): number {
  if (replicasOf(set) === 0 || toAdd === added) return 0;
  const fraction = fractionOf(deployment, set);
  return toAdd > 0 ? Math.min(fraction, toAdd - added) : Math.max(fraction, toAdd - added);
}

/** The set's change when it keeps its part of what the deployment was allowed before. */
function fractionOf(deployment: KubeObject, set: KubeObject): number {
  const wanted = replicasOf(deployment);
  if (wanted === 0) return -replicasOf(set);
  const before = Number(set.metadata.annotations?.[maxReplicasAnnotation]) || deployment.status?.replicas;
  if (!before) return 0;
  return Math.round((replicasOf(set) * (wanted + maxSurge(deployment))) / before) - replicasOf(set);
}
