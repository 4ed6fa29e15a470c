// Makes a job each time that a schedule says so.
import { deepCopy, formatTime, type Json, type KubeObject, parseTime, splitKey } from '../../apimachinery/object.ts';
import { ApiError, isReason } from '../../apimachinery/status.ts';
import type { Component, ComponentContext } from '../../client/index.ts';
import type { Instant, Look } from '../../sim/index.ts';
import { controllerCredential } from '../shared/identity.ts';
import { controllerReference, isControlledBy, keysOfOwners, type OwnerKind } from '../shared/owners.ts';
import { cleanUp, deleteJob, outcomeOf, say, source, syncActive } from './history.ts';
import { latestMissed, parseSchedule, type Schedule } from './schedule.ts';

const cronJobs: OwnerKind = { resource: 'cronjobs.batch', apiVersion: 'batch/v1', kind: 'CronJob' };
/** With more missed times than this, something is wrong with the clock or the controller. */
const manyMissed = 100;

export const cronJob: Component = {
  name: source,
  credential: controllerCredential('cronjob-controller'),
  watches: [{ resource: cronJobs.resource }, { resource: 'jobs.batch', keys: keysOfOwners(cronJobs) }],
  reconcile,
};

function reconcile(key: string, context: ComponentContext): Look {
  const { namespace, name } = splitKey(key);
  const { client } = context;
  const found = client.find(cronJobs.resource, name, namespace);
  if (!found) return undefined;
  const jobs = client.list('jobs.batch', { namespace }).filter((job) => isControlledBy(job, found));
  const object = syncActive(found, jobs, context);
  cleanUp(object, jobs, context);
  if (object.metadata.deletionTimestamp || object.spec.suspend) return undefined;
  const schedule = scheduleOf(object, context);
  if (!schedule) return undefined;
  const due = dueTime(object, schedule, context);
  if (due !== undefined) start(object, due, jobs, context);
  return schedule.next(context.now);
}

function scheduleOf(object: KubeObject, context: ComponentContext): Schedule | undefined {
  try {
    return parseSchedule(object.spec.schedule, object.spec.timeZone);
  } catch (error) {
    say(object, 'Warning', 'UnparseableSchedule', `unparseable schedule: "${object.spec.schedule}" : ${(error as Error).message}`, context);
    return undefined;
  }
}

/** The time for which a job should be made now, if there is one that is not too long ago. */
function dueTime(object: KubeObject, schedule: Schedule, context: ComponentContext): Instant | undefined {
  const { now } = context;
  const deadline: number | undefined = object.spec.startingDeadlineSeconds;
  const since = parseTime(object.status?.lastScheduleTime ?? object.metadata.creationTimestamp);
  const earliest = deadline === undefined ? since : Math.max(since, now - deadline * 1000 - 1);
  const { at, count } = latestMissed(schedule, earliest, now);
  if (count > manyMissed) {
    const message = 'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew';
    say(object, 'Warning', 'TooManyMissedTimes', message, context);
  }
  if (at === undefined) return undefined;
  if (deadline !== undefined && at + deadline * 1000 < now) {
    say(object, 'Warning', 'MissSchedule', `Missed scheduled time to start a job: ${rfc1123(at)}`, context);
    return undefined;
  }
  return at;
}

const rfc1123 = (at: Instant): string => new Date(at).toUTCString().replace('GMT', '+0000');

function start(object: KubeObject, at: Instant, jobs: readonly KubeObject[], context: ComponentContext): void {
  const active: Json[] = object.status?.active ?? [];
  if (object.spec.concurrencyPolicy === 'Forbid' && active.length > 0) {
    say(object, 'Normal', 'JobAlreadyActive', 'Not starting job because prior execution is running and concurrency policy is Forbid', context);
    return;
  }
  const replaced = object.spec.concurrencyPolicy === 'Replace' ? jobs.filter((job) => active.some((ref) => ref.uid === job.metadata.uid) && !outcomeOf(job)) : [];
  for (const job of replaced) deleteJob(object, job, context);
  const job = createJob(object, at, context);
  if (!job) return;
  const { apiVersion, kind, metadata } = job;
  const reference = { kind, namespace: metadata.namespace, name: metadata.name, uid: metadata.uid, apiVersion, resourceVersion: metadata.resourceVersion };
  context.client.updateStatus(cronJobs.resource, object, (draft) => {
    const kept = active.filter((ref) => !replaced.some(({ metadata: m }) => m.uid === ref.uid));
    draft.status = { ...draft.status, active: [...kept, reference], lastScheduleTime: formatTime(at) };
  });
}

function createJob(object: KubeObject, at: Instant, context: ComponentContext): KubeObject | undefined {
  const { metadata, spec } = object.spec.jobTemplate;
  const draft = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: `${object.metadata.name}-${Math.floor(at / 60_000)}`,
      namespace: object.metadata.namespace,
      ...(metadata?.labels ? { labels: { ...metadata.labels } } : {}),
      annotations: { ...metadata?.annotations, 'batch.kubernetes.io/cronjob-scheduled-timestamp': formatTime(at) },
      ownerReferences: [controllerReference(object)],
    },
    spec: deepCopy(spec),
  };
  try {
    const job = context.client.create('jobs.batch', draft);
    say(object, 'Normal', 'SuccessfulCreate', `Created job ${job.metadata.name}`, context);
    return job;
  } catch (error) {
    if (isReason(error, 'AlreadyExists')) return undefined;
    if (error instanceof ApiError) say(object, 'Warning', 'FailedCreate', `Error creating job: ${error.message}`, context);
    throw error;
  }
}
