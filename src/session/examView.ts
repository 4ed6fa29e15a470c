// An exam in progress as a person sees it: its clock, the warning that is due, its tasks with their marks and times.
import type { Lab, RunningExam, RunningTask } from '../labs/index.ts';
import type { Desk } from './desk.ts';
import { isOver, minute, sinceOpened, usedBy } from './examClock.ts';
import { type ExamTasks, placeOf } from './examTasks.ts';

export interface ExamTask {
  n: number;
  lab: Lab;
  /** The lab that was meant, where this one stands in for it. */
  insteadOf?: string;
  weight: number;
  /** The target. */
  minutes: number;
  /** The machine to work on: `ssh HOST`; the person's own when undefined. */
  host?: string;
  state: 'new' | 'opened' | 'current';
  flagged: boolean;
  answered: boolean;
  /** Milliseconds. */
  time: number;
  directory: string;
}

export interface ExamView {
  exam: string;
  title: string;
  seed: number;
  practice: boolean;
  /** `over`: the time has run out; only finish() is left. */
  state: 'running' | 'paused' | 'over';
  /** Milliseconds. */
  duration: number;
  used: number;
  remaining: number;
  /** The smallest warning, in minutes, that is due and that nobody has seen: tell it, then call warningSeen(). */
  warning?: number;
  tasks: readonly ExamTask[];
  /** The number of the task that the terminal works on. */
  current?: number;
  /** What is not as planned, each in one line. */
  notes: readonly string[];
}

/** Minutes before the end. */
export const examWarnings = [30, 15, 5] as const;

export function viewOf(exam: RunningExam, desk: Desk, tasks: ExamTasks): ExamView {
  const now = desk.now();
  const duration = exam.minutes * minute;
  const used = Math.min(duration, usedBy(exam, now));
  const remaining = duration - used;
  const due = examWarnings.filter((minutes) => remaining <= minutes * minute && remaining > 0 && !exam.warned.includes(minutes));
  return {
    exam: exam.exam,
    title: exam.title,
    seed: exam.seed,
    practice: exam.practice,
    state: isOver(exam, now) ? 'over' : exam.pausedAt === undefined ? 'running' : 'paused',
    duration,
    used,
    remaining,
    ...(due.length > 0 ? { warning: Math.min(...due) } : {}),
    tasks: exam.tasks.filter(({ lab }) => desk.labs().some(({ id }) => id === lab)).map((task) => taskView(exam, task, now, tasks.labOf(task), desk.directoryOf(placeOf(task.n)))),
    ...(exam.current === undefined ? {} : { current: exam.current }),
    notes: exam.notes,
  };
}

function taskView(exam: RunningExam, task: RunningTask, now: number, lab: Lab, directory: string): ExamTask {
  return {
    n: task.n,
    lab,
    ...(task.insteadOf ? { insteadOf: task.insteadOf } : {}),
    weight: task.weight,
    minutes: task.minutes,
    ...(lab.host ? { host: lab.host } : {}),
    state: exam.current === task.n ? 'current' : task.before ? 'opened' : 'new',
    flagged: task.flagged,
    answered: task.answered,
    time: task.time + (exam.current === task.n ? sinceOpened(exam, now) : 0),
    directory,
  };
}
