// Counts a job's pods: each finished pod once, remembered in the status until the pod's finalizer is gone.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import type { Client } from '../../client/index.ts';
import { hasFinalizer, patchFinalizerAway } from '../shared/finalizers.ts';
import { isActive, isReady, isTerminated } from '../shared/pods.ts';
import type { Counts } from './conditions.ts';
import { rulingOn } from './failurePolicy.ts';
import { indexesText, indexOf, isIndexed, parseIndexes } from './indexes.ts';
import { tracking } from './pods.ts';

export interface Tally extends Counts {
  activePods: KubeObject[];
  ready: number;
  terminating: number;
  completedIndexes: Set<number>;
  failedIndexSet: Set<number>;
  /** Finished pods that were not counted yet. */
  uncounted: { succeeded: KubeObject[]; failed: KubeObject[] };
}

/** Deleted pods count as failed, unless only failed ones are to be replaced. */
function hasFailed(job: KubeObject, pod: KubeObject): boolean {
  if (pod.status?.phase === 'Failed') return true;
  return Boolean(pod.metadata.deletionTimestamp) && pod.status?.phase !== 'Succeeded' && job.spec.podReplacementPolicy !== 'Failed';
}

export function tally(job: KubeObject, pods: readonly KubeObject[]): Tally {
  const tracked = pods.filter((pod) => hasFinalizer(pod, tracking));
  const activePods = pods.filter(isActive);
  const succeeded = tracked.filter((pod) => pod.status?.phase === 'Succeeded');
  const failed = tracked.filter((pod) => hasFailed(job, pod));
  const rulings = failed.map((pod) => ({ pod, ...rulingOn(job, pod) }));
  const counted = rulings.filter(({ action }) => action !== 'Ignore').map(({ pod }) => pod);
  const completedIndexes = parseIndexes(job.status?.completedIndexes);
  const before = completedIndexes.size;
  if (isIndexed(job)) for (const pod of succeeded) if (indexOf(pod) < job.spec.completions) completedIndexes.add(indexOf(pod));
  const failedIndexSet = failedIndexes(
    job,
    pods,
    rulings.filter(({ action }) => action === 'FailIndex').map(({ pod }) => pod),
    completedIndexes,
  );
  return {
    activePods,
    active: activePods.length,
    ready: activePods.filter(isReady).length,
    terminating: pods.filter((pod) => pod.metadata.deletionTimestamp && !isTerminated(pod)).length,
    succeeded: (job.status?.succeeded ?? 0) + (isIndexed(job) ? completedIndexes.size - before : succeeded.length),
    failed: (job.status?.failed ?? 0) + counted.length,
    restarts: activePods.reduce((sum, pod) => sum + (pod.status?.containerStatuses ?? []).reduce((n: number, c: Json) => n + c.restartCount, 0), 0),
    policy: rulings.find(({ action }) => action === 'FailJob')?.message,
    completedIndexes,
    failedIndexSet,
    failedIndexes: failedIndexSet.size,
    doneIndexes: completedIndexes.size,
    uncounted: { succeeded, failed },
  };
}

function failedIndexes(job: KubeObject, pods: readonly KubeObject[], condemned: readonly KubeObject[], completed: ReadonlySet<number>): Set<number> {
  const limit = job.spec.backoffLimitPerIndex;
  const found = parseIndexes(job.status?.failedIndexes);
  if (limit === undefined) return found;
  const failures = new Map<number, number>();
  for (const pod of pods.filter((p) => hasFailed(job, p))) failures.set(indexOf(pod), (failures.get(indexOf(pod)) ?? 0) + 1);
  for (const [index, count] of failures) if (count > limit && !completed.has(index)) found.add(index);
  for (const pod of condemned) found.add(indexOf(pod));
  return found;
}

/** The fields of status that follow from the count. */
export function countFields(job: KubeObject, { active, ready, terminating, succeeded, failed, completedIndexes, failedIndexSet }: Tally): Json {
  return {
    ...(active > 0 ? { active } : {}),
    ready,
    terminating,
    ...(succeeded > 0 ? { succeeded } : {}),
    ...(failed > 0 ? { failed } : {}),
    ...(isIndexed(job) && completedIndexes.size > 0 ? { completedIndexes: indexesText(completedIndexes) } : {}),
    ...(job.spec.backoffLimitPerIndex !== undefined ? { failedIndexes: indexesText(failedIndexSet) } : {}),
  };
}

/** Lets go of the pods that are counted. */
export function releaseCounted(client: Client, { uncounted }: Tally): void {
  for (const pod of [...uncounted.succeeded, ...uncounted.failed]) patchFinalizerAway(client, 'pods', pod, tracking);
}
