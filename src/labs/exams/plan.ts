// What an exam is: tasks with weights, as data (labs/exams/) or drawn, and filled with the labs that are there.
import type { Instant } from '../../sim/index.ts';
import type { Domain } from '../lab.ts';
import type { KeptTerminal } from '../progress.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Drawn } from '../values.ts';

export interface PlannedTask {
  n: number;
  lab: string;
  weight: number;
  /** The target. */
  minutes: number;
  domain: Domain;
}

export interface ExamPlan {
  /** `mock-a`. */
  id: string;
  title: string;
  minutes: number;
  /** What is needed of 100. */
  pass: number;
  tasks: readonly PlannedTask[];
}

/** A task of an exam in progress. Instants are of the person's clock. */
export interface RunningTask extends PlannedTask {
  /** The lab that the plan names, where this one stands in for it. */
  insteadOf?: string;
  values?: Drawn;
  flagged: boolean;
  answered: boolean;
  /** Milliseconds before `since`, in which it was the current task. */
  time: number;
  /** What `unchanged` checks compare with: there when its cluster is. */
  before?: Snapshot;
  /** How late it was on the exam's clock, in milliseconds, when its cluster was put aside: it lives on when it is taken up again. */
  asideAt?: number;
  terminal?: KeptTerminal;
}

/** An exam in progress, as it is saved. */
export interface RunningExam {
  exam: string;
  title: string;
  seed: number;
  practice: boolean;
  minutes: number;
  pass: number;
  startedAt: Instant;
  /** Milliseconds of all pauses that are over. */
  paused: number;
  pausedAt?: Instant;
  tasks: RunningTask[];
  /** The task whose cluster is in use; in a pause it is put aside too. */
  current?: number;
  /** Since when it counts for the current task. */
  since?: Instant;
  /** The task that is being opened: if the program was killed meanwhile, that is done again. */
  entering?: number;
  /** The warnings that the person has seen, in minutes. */
  warned: number[];
  /** What was not possible as planned, each in one line. */
  notes: string[];
}
