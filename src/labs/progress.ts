// What is remembered of a person's work: which lab is open, what was reached in each, and every attempt, drill and exam.
import type { Json } from '../apimachinery/object.ts';
import type { Instant } from '../sim/index.ts';
import type { JsonSchema } from './checks/kind.ts';
import type { ExamRecord } from './exams/record.ts';
import { domains } from './lab.ts';
import type { Snapshot } from './snapshot.ts';
import { faultsOf } from './validate.ts';
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

/** One attempt at a lab that was checked at least once. Its instants are of the person's clock. */
export interface Attempt {
  lab: string;
  startedAt: Instant;
  /** When it was checked last. */
  at: Instant;
  /** The best score of 100. */
  points: number;
  /** Milliseconds from the task to the solution, or to the last check. */
  time: number;
  hints: number;
  /** The solution was looked at before all points were reached. */
  helped?: true;
  values?: Drawn;
}

/** One drill in which something was tried, or that was given up. */
export interface DrillRun {
  drill: string;
  /** When its goal was shown. */
  at: Instant;
  /** Whether it was done, and not given up. */
  done: boolean;
  /** Milliseconds. */
  time: number;
  keys: number;
}

/** Where somebody is in the terminal, as the session keeps it: of no meaning here. */
export type KeptTerminal = Readonly<Record<string, unknown>>;

/** The lab that is open. Its instants are of the person's clock, not the cluster's. */
export interface Opened {
  lab: string;
  /** When it was opened; older versions of the program did not say. */
  startedAt?: Instant;
  /** What stands in the place of the lab's names in this attempt. */
  values?: Drawn;
  /** When the task was first shown; nothing before. */
  shownAt?: Instant;
  /** How many hints of this attempt have been shown. */
  hints: number;
  /** The solution has been shown in this attempt. */
  helped?: true;
  /** When all points were reached first. */
  solvedAt?: Instant;
  /** What `unchanged` checks compare with. */
  before: Snapshot;
  terminal?: KeptTerminal;
}

export interface Progress {
  opened?: Opened;
  labs: Record<string, LabRecord>;
  attempts: Attempt[];
  drills: DrillRun[];
  exams: ExamRecord[];
  /** The terminal on the person's own cluster. */
  terminal?: KeptTerminal;
}

export const noProgress = (): Progress => ({ labs: {}, attempts: [], drills: [], exams: [] });

const noRecord = (): LabRecord => ({ best: 0, attempts: 0, checks: 0, hints: 0, solutionSeen: false });

/** The record of a lab in a draft of the progress, made when there is none. */
export function recordOf(draft: Progress, lab: string): LabRecord {
  draft.labs[lab] ??= noRecord();
  return draft.labs[lab];
}

/** What was saved by this version or an older one, which kept less. */
export const asProgress = (saved: Partial<Progress>): Progress => ({ ...noProgress(), ...saved });

/** Notes how far an attempt has come; the same attempt is noted once. */
export function noteAttempt(draft: Progress, attempt: Attempt): void {
  const at = draft.attempts.findIndex(({ lab, startedAt }) => lab === attempt.lab && startedAt === attempt.startedAt);
  if (at < 0) draft.attempts.push(attempt);
  else draft.attempts[at] = { ...attempt, points: Math.max(attempt.points, draft.attempts[at]?.points ?? 0) };
}

/** Notes how far a run has come; the same run is noted once. */
export function noteDrill(draft: Progress, run: DrillRun): void {
  const at = draft.drills.findLastIndex((known) => known.drill === run.drill && known.at === run.at);
  if (at < 0) draft.drills.push(run);
  else draft.drills[at] = run;
}

/** `known` are the attempts of both. Counts are at least what either knows, and what the attempts show: added up they would grow with every merge. */
function mergedRecord(a: LabRecord, b: LabRecord, known: readonly Attempt[]): LabRecord {
  const fastest = Math.min(a.fastest ?? Number.POSITIVE_INFINITY, b.fastest ?? Number.POSITIVE_INFINITY);
  return {
    best: Math.max(a.best, b.best),
    attempts: Math.max(a.attempts, b.attempts, known.length),
    checks: Math.max(a.checks, b.checks, known.length),
    hints: Math.max(
      a.hints,
      b.hints,
      known.reduce((sum, { hints }) => sum + hints, 0),
    ),
    solutionSeen: a.solutionSeen || b.solutionSeen,
    ...(Number.isFinite(fastest) ? { fastest } : {}),
  };
}

/** Both lists in order of time; of two that are the same the better one. */
function union<Item extends { at: Instant }>(a: readonly Item[], b: readonly Item[], key: (item: Item) => string, better: (one: Item, other: Item) => boolean): Item[] {
  const found = new Map<string, Item>();
  for (const item of [...a, ...b]) {
    const known = found.get(key(item));
    if (!known || better(item, known)) found.set(key(item), item);
  }
  return [...found.values()].sort((one, other) => one.at - other.at || (key(one) < key(other) ? -1 : 1));
}

/** What two machines know of one person. Merged twice it is the same as once; the open lab and the terminal are of `own` alone. */
export function merged(own: Progress, other: Progress): Progress {
  const names = [...new Set([...Object.keys(own.labs), ...Object.keys(other.labs)])].sort();
  const attempts = union(
    own.attempts,
    other.attempts,
    ({ lab, startedAt }) => `${lab} ${startedAt}`,
    (one, known) => one.at > known.at || (one.at === known.at && one.points > known.points),
  );
  const recordFor = (name: string): LabRecord =>
    mergedRecord(
      own.labs[name] ?? noRecord(),
      other.labs[name] ?? noRecord(),
      attempts.filter(({ lab }) => lab === name),
    );
  return {
    ...own,
    labs: Object.fromEntries(names.map((name) => [name, recordFor(name)])),
    attempts,
    drills: union(
      own.drills,
      other.drills,
      ({ drill, at }) => `${drill} ${at}`,
      ({ done, time }, known) => (done === known.done ? time > known.time : done),
    ),
    exams: union(
      own.exams,
      other.exams,
      ({ exam, startedAt }) => `${exam} ${startedAt}`,
      () => false,
    ),
  };
}

const count: JsonSchema = { type: 'integer', minimum: 0 };
const points: JsonSchema = { ...count, maximum: 100 };
const text: JsonSchema = { type: 'string', minLength: 1 };
const bool: JsonSchema = { type: 'boolean' };
const figure: JsonSchema = { type: 'number', minimum: 0 };
const values: JsonSchema = { type: 'object' };

/** `required` must be there, `optional` may be. */
const shape = (required: Record<string, JsonSchema>, optional: Record<string, JsonSchema> = {}): JsonSchema => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
});
const each = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

const finding = shape({ expected: { type: 'string' }, found: { type: 'string' } });
const result = shape({ id: text, kind: text, title: text, weight: figure, points: figure, passed: bool, findings: each(finding) });
const about = { lab: text, title: text, domain: { type: 'string', enum: Object.keys(domains) }, competency: text } as const;
const task = shape({ ...about, n: count, weight: figure, minutes: count, time: count, opened: bool, flagged: bool, answered: bool, points, results: each(result) }, { values });

/** What a file from elsewhere must hold to be taken in: whatever is counted, compared or shown later. */
const schema = shape(
  { labs: { type: 'object', additionalProperties: shape({ best: points, attempts: count, checks: count, hints: count, solutionSeen: bool }, { fastest: count }) } },
  {
    attempts: each(shape({ lab: text, startedAt: count, at: count, points, time: count, hints: count }, { helped: bool, values })),
    drills: each(shape({ drill: text, at: count, done: bool, time: count, keys: count })),
    exams: each(shape({ exam: text, title: text, seed: count, practice: bool, startedAt: count, at: count, time: count, duration: count, score: figure, pass: figure, tasks: each(task) })),
  },
);

/** What is wrong with such a value, the first thing alone; nothing when it can be taken in. */
export function faultOfProgress(value: Json): string | undefined {
  const [fault] = faultsOf(schema, value);
  return fault && `${fault.path.join('.')}: ${fault.message}`;
}
