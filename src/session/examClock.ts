// The clock of an exam: it passes also while the program is closed, and stands still in a pause.
import type { RunningExam } from '../labs/index.ts';

export const minute = 60_000;

/** Milliseconds of the clock that have passed. */
export const usedBy = ({ startedAt, paused, pausedAt }: RunningExam, now: number): number => Math.max(0, (pausedAt ?? now) - startedAt - paused);

/** When its time is over, if it is not paused any more. */
export const zeroOf = (exam: RunningExam): number => exam.startedAt + exam.paused + exam.minutes * minute;

export const isOver = (exam: RunningExam, now: number): boolean => exam.pausedAt === undefined && now >= zeroOf(exam);

/** When it ends: now, or when its time was over. */
export const endOf = (exam: RunningExam, now: number): number => Math.min(exam.pausedAt ?? now, zeroOf(exam));

export const sinceOpened = (exam: RunningExam, now: number): number => (exam.since === undefined ? 0 : Math.max(0, endOf(exam, now) - exam.since));

/** Adds to the current task what it has taken until now. */
export function settle(exam: RunningExam, now: number): void {
  const task = exam.tasks.find(({ n }) => n === exam.current);
  if (task) task.time += sinceOpened(exam, now);
  if (exam.since !== undefined) exam.since = now;
}
