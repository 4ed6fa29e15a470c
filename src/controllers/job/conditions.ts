// A job's conditions: how it ends, and whether it is suspended.
import { formatTime, type Json, type KubeObject, parseTime } from '../../apimachinery/object.ts';
import type { Instant } from '../../sim/index.ts';

export interface Verdict {
  /** What the job is about to be, and what it is when its last pod is gone. */
  interim: 'SuccessCriteriaMet' | 'FailureTarget';
  final: 'Complete' | 'Failed';
  reason: string;
  message: string;
}

export const conditionIn = (conditions: readonly Json[], type: string): Json => conditions.find((c) => c.type === type && c.status === 'True');
export const isFinished = (job: KubeObject): boolean => Boolean(conditionIn(job.status?.conditions ?? [], 'Complete') ?? conditionIn(job.status?.conditions ?? [], 'Failed'));

export function newCondition(type: string, status: string, reason: string, message: string, now: Instant): Json {
  const time = formatTime(now);
  return { type, status, lastProbeTime: time, lastTransitionTime: time, reason, message };
}

/** Sets a condition if that changes its status, reason or message; a condition that is not there is False already. */
export function ensure(conditions: Json[], next: Json): boolean {
  const known = conditions.findIndex((c) => c.type === next.type);
  if (known < 0) {
    if (next.status === 'False') return false;
    conditions.push(next);
    return true;
  }
  const before = conditions[known];
  if (before.status === next.status && before.reason === next.reason && before.message === next.message) return false;
  conditions[known] = next;
  return true;
}

const failed = (reason: string, message: string): Verdict => ({ interim: 'FailureTarget', final: 'Failed', reason, message });
const complete: Verdict = { interim: 'SuccessCriteriaMet', final: 'Complete', reason: 'CompletionsReached', message: 'Reached expected number of succeeded pods' };

export interface Counts {
  active: number;
  succeeded: number;
  failed: number;
  /** Restarts of containers in pods that restart by themselves. */
  restarts: number;
  /** What a rule of podFailurePolicy said. */
  policy?: string | undefined;
  /** Failed and all indexes, for jobs with a limit of failures for each. */
  failedIndexes: number;
  doneIndexes: number;
}

/** Whether the job is over, and how. */
export function judge(job: KubeObject, counts: Counts, now: Instant): Verdict | undefined {
  const target = conditionIn(job.status?.conditions ?? [], 'FailureTarget');
  if (target) return failed(target.reason, target.message);
  if (conditionIn(job.status?.conditions ?? [], 'SuccessCriteriaMet')) return complete;
  if (counts.policy) return failed('PodFailurePolicy', counts.policy);
  const limit = job.spec.backoffLimit ?? 6;
  const exhausted = counts.failed > limit || (job.spec.template.spec.restartPolicy === 'OnFailure' && counts.restarts > 0 && counts.restarts >= limit);
  if (exhausted) return failed('BackoffLimitExceeded', 'Job has reached the specified backoff limit');
  const deadline = deadlineOf(job);
  if (deadline !== undefined && now >= deadline) return failed('DeadlineExceeded', 'Job was active longer than specified deadline');
  return judgeIndexes(job, counts) ?? (isSatisfied(job, counts) ? complete : undefined);
}

function judgeIndexes(job: KubeObject, { failedIndexes, doneIndexes }: Counts): Verdict | undefined {
  if (job.spec.backoffLimitPerIndex === undefined || failedIndexes === 0) return undefined;
  if (job.spec.maxFailedIndexes !== undefined && failedIndexes > job.spec.maxFailedIndexes) {
    return failed('MaxFailedIndexesExceeded', 'Job has exceeded the specified maximal number of failed indexes');
  }
  return failedIndexes + doneIndexes >= job.spec.completions ? failed('FailedIndexes', 'Job has failed indexes') : undefined;
}

/** Enough pods have succeeded; without a number of completions, one is enough when the rest have ended. */
function isSatisfied(job: KubeObject, { succeeded, active }: Counts): boolean {
  if (job.spec.suspend) return false;
  return job.spec.completions === undefined || job.spec.completions === null ? succeeded > 0 && active === 0 : succeeded >= job.spec.completions;
}

/** When the job's time is over; a job that is suspended or has not begun has none. */
export function deadlineOf(job: KubeObject): Instant | undefined {
  const seconds = job.spec.activeDeadlineSeconds;
  const started = parseTime(job.status?.startTime);
  return seconds === undefined || Number.isNaN(started) || job.spec.suspend ? undefined : started + seconds * 1000;
}
