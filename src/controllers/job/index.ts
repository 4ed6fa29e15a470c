// Runs a job's pods until enough have succeeded, or until it has failed.
import { deepCopy, deepEqual, formatTime, type Json, type KubeObject, splitKey } from '../../apimachinery/object.ts';
import { fromLabelSelector } from '../../apimachinery/labels.ts';
import type { Component, ComponentContext } from '../../client/index.ts';
import type { Look } from '../../sim/index.ts';
import { tell } from '../shared/events.ts';
import { hasFinalizer, patchFinalizerAway } from '../shared/finalizers.ts';
import { controllerCredential } from '../shared/identity.ts';
import { claim, keysOfOwners, type OwnerKind } from '../shared/owners.ts';
import { sooner } from '../shared/status.ts';
import { conditionIn, deadlineOf, ensure, isFinished, judge, newCondition, type Verdict } from './conditions.ts';
import { indexOf, isIndexed, nextIndexes } from './indexes.ts';
import { byRemoval, createPod, deletePod, nextStart, source, tracking } from './pods.ts';
import { countFields, releaseCounted, type Tally, tally } from './tally.ts';

const jobs: OwnerKind = {
  resource: 'jobs.batch',
  apiVersion: 'batch/v1',
  kind: 'Job',
  selects: (owner, labels) => fromLabelSelector(owner.spec.selector).matches(labels ?? {}),
};

export const job: Component = {
  name: source,
  credential: controllerCredential('job-controller'),
  watches: [{ resource: jobs.resource }, { resource: 'pods', keys: keysOfOwners(jobs) }],
  // Upstream's queue waits a second where others wait five milliseconds.
  retry: { base: 1000, longest: 60_000 },
  reconcile,
};

function reconcile(key: string, context: ComponentContext): Look {
  const { namespace, name } = splitKey(key);
  const { client, now } = context;
  const object = client.find(jobs.resource, name, namespace);
  if (!object) return releaseOrphans(namespace, name, context);
  if (object.spec.managedBy && object.spec.managedBy !== 'kubernetes.io/job-controller') return undefined;
  const selector = fromLabelSelector(object.spec.selector);
  const pods = claim(client, client.list('pods', { namespace }), {
    resource: 'pods',
    owner: object,
    matches: (labels) => selector.matches(labels ?? {}),
    releasing: (draft) => dropTracking(draft),
  });
  if (isFinished(object) || object.metadata.deletionTimestamp) {
    for (const pod of pods) if (hasFinalizer(pod, tracking)) patchFinalizerAway(client, 'pods', pod, tracking);
    return undefined;
  }
  const counted = tally(object, pods);
  const conditions: Json[] = deepCopy(object.status?.conditions ?? []);
  const started = startTime(object, conditions, context);
  const begun = { ...object, status: { ...object.status, ...(started ? { startTime: started } : {}) } };
  const verdict = judge(begun, counted, now);
  let failure: unknown;
  let again: Look;
  try {
    if (verdict) for (const pod of counted.activePods) deletePod(object, pod, true, context);
    else again = manage(object, pods, counted, context);
  } catch (error) {
    failure = error;
  }
  const over = verdict && conclude(object, conditions, verdict, counted, context);
  write(object, counted, { conditions, started, completed: over && verdict?.final === 'Complete' }, context);
  if (failure !== undefined) throw failure;
  // Once it is judged, what it waits for is that its pods go; a deadline that has passed is no time to look again.
  return verdict ? undefined : sooner(deadlineOf(begun), again);
}

/** Pods of a job that is gone are not held back by it. */
function releaseOrphans(namespace: string | undefined, name: string, { client }: ComponentContext): Look {
  for (const pod of client.list('pods', { namespace, labelSelector: `batch.kubernetes.io/job-name=${name}` })) if (hasFinalizer(pod, tracking)) patchFinalizerAway(client, 'pods', pod, tracking);
  return undefined;
}

function dropTracking(draft: Json): void {
  const left = (draft.metadata.finalizers ?? []).filter((f: string) => f !== tracking);
  if (left.length > 0) draft.metadata.finalizers = left;
  else delete draft.metadata.finalizers;
}

/** When the job's time began to run; a suspension stops it and a resumption begins it anew. */
function startTime(object: KubeObject, conditions: Json[], context: ComponentContext): string | undefined {
  const time = formatTime(context.now);
  if (object.spec.suspend) {
    if (ensure(conditions, newCondition('Suspended', 'True', 'JobSuspended', 'Job suspended', context.now))) say(object, 'Normal', 'Suspended', 'Job suspended', context);
    return undefined;
  }
  if (ensure(conditions, newCondition('Suspended', 'False', 'JobResumed', 'Job resumed', context.now))) {
    say(object, 'Normal', 'Resumed', 'Job resumed', context);
    return time;
  }
  return object.status?.startTime ?? time;
}

const say = (about: KubeObject, type: 'Normal' | 'Warning', reason: string, message: string, context: ComponentContext): void => tell(context, source, { about, type, reason, message });

/** Brings the number of pods at work to what is wanted. Answers when more may be made, if not now. */
function manage(object: KubeObject, pods: readonly KubeObject[], counted: Tally, context: ComponentContext): Look {
  const wanted = object.spec.suspend ? 0 : wantedActive(object, counted);
  const surplus = counted.active - wanted;
  if (surplus > 0) {
    for (const pod of byRemoval(counted.activePods).slice(0, surplus)) deletePod(object, pod, false, context);
    return undefined;
  }
  const leaving = object.spec.podReplacementPolicy === 'Failed' ? counted.terminating : 0;
  const missing = wanted - counted.active - leaving;
  if (missing <= 0) return undefined;
  const start = nextStart(pods);
  if (start > context.now) return start;
  if (!isIndexed(object)) for (let i = 0; i < missing; i++) createPod(object, undefined, context);
  else {
    const taken = new Set([...counted.completedIndexes, ...counted.failedIndexSet, ...counted.activePods.map(indexOf)]);
    for (const index of nextIndexes(missing, object.spec.completions, taken)) createPod(object, index, context);
  }
  return undefined;
}

function wantedActive(object: KubeObject, { active, succeeded }: Tally): number {
  const parallelism = object.spec.parallelism ?? 1;
  const { completions } = object.spec;
  if (completions === undefined || completions === null) return succeeded > 0 ? Math.min(active, parallelism) : parallelism;
  return Math.max(0, Math.min(completions - succeeded, parallelism));
}

/** Sets the conditions of the end. Answers whether it has come: not before the last pod has gone. */
function conclude(object: KubeObject, conditions: Json[], verdict: Verdict, counted: Tally, context: ComponentContext): boolean {
  ensure(conditions, conditionIn(conditions, verdict.interim) ?? newCondition(verdict.interim, 'True', verdict.reason, verdict.message, context.now));
  const left = context.client.list('pods', { namespace: object.metadata.namespace }).some((pod) => counted.activePods.some((active) => active.metadata.uid === pod.metadata.uid) && !isOver(pod));
  if (left || counted.terminating > 0) return false;
  ensure(conditions, newCondition(verdict.final, 'True', verdict.reason, verdict.message, context.now));
  if (verdict.final === 'Complete') say(object, 'Normal', 'Completed', 'Job completed', context);
  else say(object, 'Warning', verdict.reason, verdict.message, context);
  return true;
}

const isOver = (pod: KubeObject): boolean => pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';

interface Outcome {
  conditions: Json[];
  started: string | undefined;
  completed: boolean | undefined;
}

/** Counts first, then lets go of what is counted: a pod is never counted twice, because its finalizer goes in the same look. */
function write(object: KubeObject, counted: Tally, { conditions, started, completed }: Outcome, { client, now }: ComponentContext): void {
  const status: Json = {
    ...(conditions.length > 0 ? { conditions } : {}),
    ...(started ? { startTime: started } : {}),
    ...(completed ? { completionTime: formatTime(now) } : {}),
    ...countFields(object, counted),
    uncountedTerminatedPods: {},
  };
  if (!deepEqual(status, object.status)) {
    client.updateStatus(jobs.resource, object, (draft) => {
      draft.status = status;
    });
  }
  releaseCounted(client, counted);
}
