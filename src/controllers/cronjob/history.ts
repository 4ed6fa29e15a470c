// The jobs that a cron job has made: which are active, and which finished ones are kept.
import { deepEqual, type Json, type KubeObject, parseTime } from '../../apimachinery/object.ts';
import type { ComponentContext } from '../../client/index.ts';
import { tell } from '../shared/events.ts';
import { ignoringAbsence } from '../shared/owners.ts';

export const source = 'cronjob-controller';

export const outcomeOf = (job: KubeObject): 'Complete' | 'Failed' | undefined =>
  (job.status?.conditions ?? []).find((c: Json) => (c.type === 'Complete' || c.type === 'Failed') && c.status === 'True')?.type;

export const say = (cronJob: KubeObject, type: 'Normal' | 'Warning', reason: string, message: string, context: ComponentContext): void =>
  tell(context, source, { about: cronJob, type, reason, message });

export function deleteJob(cronJob: KubeObject, job: KubeObject, context: ComponentContext): void {
  ignoringAbsence(() => context.client.delete('jobs.batch', job.metadata.name, job.metadata.namespace, { propagationPolicy: 'Background' }));
  say(cronJob, 'Normal', 'SuccessfulDelete', `Deleted job ${job.metadata.name}`, context);
}

/** Deletes finished jobs beyond the limits, those that began first before the others. */
export function cleanUp(cronJob: KubeObject, jobs: readonly KubeObject[], context: ComponentContext): void {
  const limits: Record<string, number | undefined> = { Complete: cronJob.spec.successfulJobsHistoryLimit, Failed: cronJob.spec.failedJobsHistoryLimit };
  for (const [outcome, limit] of Object.entries(limits)) {
    if (limit === undefined || limit === null) continue;
    const finished = jobs.filter((job) => outcomeOf(job) === outcome && !job.metadata.deletionTimestamp).sort((a, b) => parseTime(a.status.startTime) - parseTime(b.status.startTime));
    for (const job of finished.slice(0, Math.max(0, finished.length - limit))) deleteJob(cronJob, job, context);
  }
}

/** Takes from the status what is no longer active, and says what became of it. */
export function syncActive(cronJob: KubeObject, jobs: readonly KubeObject[], context: ComponentContext): KubeObject {
  const byUid = new Map(jobs.map((job) => [job.metadata.uid, job]));
  const known: Json[] = cronJob.status?.active ?? [];
  let lastSuccessfulTime: string | undefined = cronJob.status?.lastSuccessfulTime;
  const active = known.filter((ref) => {
    const job = byUid.get(ref.uid);
    if (!job) say(cronJob, 'Normal', 'MissingJob', `Active job went missing: ${ref.name}`, context);
    else if (outcomeOf(job)) say(cronJob, 'Normal', 'SawCompletedJob', `Saw completed job: ${ref.name}, condition: ${outcomeOf(job)}`, context);
    return job && !outcomeOf(job);
  });
  for (const job of jobs) {
    const completed = outcomeOf(job) === 'Complete' ? job.status.completionTime : undefined;
    if (completed && !(parseTime(completed) <= parseTime(lastSuccessfulTime))) lastSuccessfulTime = completed;
  }
  if (deepEqual(active, known) && lastSuccessfulTime === cronJob.status?.lastSuccessfulTime) return cronJob;
  return context.client.updateStatus('cronjobs.batch', cronJob, (draft) => {
    draft.status = { ...draft.status, active, ...(lastSuccessfulTime ? { lastSuccessfulTime } : {}) };
    if (active.length === 0) delete draft.status.active;
  });
}
