// An exam that is over, as it is remembered: what was reached in every task, and how long it took.
import type { Instant } from '../../sim/index.ts';
import type { Domain } from '../lab.ts';
import type { CheckResult } from '../score.ts';
import type { Drawn } from '../values.ts';

export interface TaskRecord {
  n: number;
  lab: string;
  title: string;
  domain: Domain;
  competency: string;
  weight: number;
  /** The target, in minutes. */
  minutes: number;
  values?: Drawn;
  /** Milliseconds in which it was the current task. */
  time: number;
  opened: boolean;
  flagged: boolean;
  answered: boolean;
  /** Of 100. */
  points: number;
  results: readonly CheckResult[];
}

export interface ExamRecord {
  /** `mock-a`, `random`. */
  exam: string;
  title: string;
  seed: number;
  practice: boolean;
  startedAt: Instant;
  /** When it was finished, or when its time was over. */
  at: Instant;
  /** Milliseconds that passed, and that there were. */
  time: number;
  duration: number;
  /** Of 100. */
  score: number;
  /** What is needed. */
  pass: number;
  tasks: readonly TaskRecord[];
}
