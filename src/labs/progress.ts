// What is remembered of a person's work: which lab is open, and what was reached in each.
import type { Instant } from '../sim/index.ts';
import type { Snapshot } from './snapshot.ts';
import type { Drawn } from './values.ts';

export interface LabRecord {
  /** The best score of 100. */
  best: number;
  /** How often it was opened or reset. */
  attempts: number;
  checks: number;
  /** Hints asked for, over all attempts. */
  hints: number;
  solutionSeen: boolean;
  /** The shortest time to 100 points, in milliseconds. */
  fastest?: number;
}

/** The lab that is open. Its instants are of the person's clock, not the cluster's. */
export interface Opened {
  lab: string;
  /** What stands in the place of the lab's names in this attempt. */
  values?: Drawn;
  /** When the task was first shown; nothing before. */
  shownAt?: Instant;
  /** How many hints of this attempt have been shown. */
  hints: number;
  /** When all points were reached first. */
  solvedAt?: Instant;
  /** What `unchanged` checks compare with. */
  before: Snapshot;
}

export interface Progress {
  opened?: Opened;
  labs: Record<string, LabRecord>;
}

export const noProgress = (): Progress => ({ labs: {} });

const noRecord = (): LabRecord => ({ best: 0, attempts: 0, checks: 0, hints: 0, solutionSeen: false });

/** The record of a lab in a draft of the progress, made when there is none. */
export function recordOf(draft: Progress, lab: string): LabRecord {
  draft.labs[lab] ??= noRecord();
  return draft.labs[lab];
}
