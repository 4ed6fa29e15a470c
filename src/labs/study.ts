// What somebody can do by now, what is due again, and which lab comes next.
import type { Instant } from '../sim/index.ts';
import { type Domain, domains, type Lab, weightOf } from './lab.ts';
import type { Attempt, DrillRun, Progress } from './progress.ts';

const day = 24 * 3600_000;
/** Days until something solved so many times in a row is due again. */
const intervals = [1, 3, 7, 14, 30] as const;

/** How well an attempt went, from 0 to 1: help counts against it. */
const quality = ({ points, hints, helped }: Attempt): number => (points / 100) * (helped ? 0.5 : Math.max(0.7, 1 - hints * 0.1));

const isClean = ({ points, helped }: Attempt): boolean => points === 100 && !helped;

export interface Standing {
  /** From 0 to 1. */
  mastery: number;
  /** How often it was solved without the solution, up to the last attempt. */
  streak: number;
  last?: Instant;
  /** When it is to be done again; only after an attempt that solved it. */
  due?: Instant;
}

const dueAfter = (at: Instant, streak: number): Instant => at + (intervals[Math.min(streak, intervals.length) - 1] ?? 1) * day;

/** The attempts at one lab, the oldest first. */
export function standingOf(attempts: readonly Attempt[], best = 0): Standing {
  const last = attempts.at(-1);
  // Older versions of the program remembered the best score alone.
  if (!last) return { mastery: best / 100, streak: 0 };
  const failed = attempts.findLastIndex((attempt) => !isClean(attempt));
  const streak = attempts.length - 1 - failed;
  return { mastery: quality(last), streak, last: last.at, ...(streak > 0 ? { due: dueAfter(last.at, streak) } : {}) };
}

export function standings(labs: readonly Lab[], { attempts, labs: records }: Pick<Progress, 'attempts' | 'labs'>): Map<string, Standing> {
  const by = new Map<string, Attempt[]>();
  for (const attempt of attempts) by.set(attempt.lab, [...(by.get(attempt.lab) ?? []), attempt]);
  return new Map(labs.map(({ id }) => [id, standingOf(by.get(id) ?? [], records[id]?.best)]));
}

/** The mean mastery of some labs; 0 without any. */
export const meanMastery = (labs: readonly Lab[], known: ReadonlyMap<string, Standing>): number =>
  labs.length === 0 ? 0 : labs.reduce((sum, { id }) => sum + (known.get(id)?.mastery ?? 0), 0) / labs.length;

export interface Recommendation {
  lab: Lab;
  /** One line. */
  why: string;
}

const days = (milliseconds: number): string => {
  const count = Math.floor(milliseconds / day);
  return count < 1 ? 'today' : count === 1 ? 'yesterday' : `${count} days ago`;
};

/** How much a lab needs to be done, from 0 to 1, and why. */
function needOf(lab: Lab, { mastery, last, due, streak }: Standing, now: Instant): { need: number; why: string } {
  if (due !== undefined && last !== undefined) {
    if (now < due) return { need: 0, why: 'solved not long ago' };
    const late = (now - due) / (due - last);
    return { need: Math.min(0.9, 0.55 + late * 0.2), why: `solved ${days(now - last)} (${streak === 1 ? 'once' : `${streak} times in a row`}), so it is due again` };
  }
  if (last !== undefined) return { need: 0.8 + (1 - mastery) * 0.2, why: mastery < 1 ? `tried ${days(now - last)} without solving it alone` : 'worth another look' };
  if (mastery === 1) return { need: 0.5, why: 'solved once' };
  // What warms up comes first.
  return { need: 0.78 - lab.difficulty * 0.06, why: 'new to you' };
}

function standingWords(own: readonly Lab[], known: ReadonlyMap<string, Standing>): string {
  const solved = own.filter(({ id }) => (known.get(id)?.mastery ?? 0) > 0.69).length;
  return `${solved} of ${own.length} of its labs solved`;
}

/** The lab to do now: of the domain that costs the most points, what is due or not yet done. Nothing without labs. */
export function recommend(labs: readonly Lab[], progress: Pick<Progress, 'attempts' | 'labs'>, now: Instant): Recommendation | undefined {
  const known = standings(labs, progress);
  const gap = new Map(
    Object.keys(domains).map((domain) => [
      domain as Domain,
      weightOf[domain as Domain] *
        (1.05 -
          meanMastery(
            labs.filter((lab) => lab.domain === domain),
            known,
          )),
    ]),
  );
  const rated = labs.map((lab) => {
    const { need, why } = needOf(lab, known.get(lab.id) as Standing, now);
    return { lab, why, rank: need * (gap.get(lab.domain) as number) };
  });
  const [first] = rated.sort((a, b) => b.rank - a.rank || a.lab.difficulty - b.lab.difficulty || (a.lab.id < b.lab.id ? -1 : 1));
  if (!first) return undefined;
  const { lab, why, rank } = first;
  const place = `${domains[lab.domain]} is ${weightOf[lab.domain]} % of the exam, ${standingWords(
    labs.filter(({ domain }) => domain === lab.domain),
    known,
  )}`;
  return {
    lab,
    why:
      rank === 0
        ? 'Nothing is due: everything was solved not long ago. This one comes back first.'
        : `${place}; this one is ${why.startsWith('new') || why.startsWith('worth') ? why : `due: ${why}`}.`,
  };
}

/** The labs that are due again. */
export const dueLabs = (labs: readonly Lab[], progress: Pick<Progress, 'attempts' | 'labs'>, now: Instant): Lab[] => {
  const known = standings(labs, progress);
  return labs.filter(({ id }) => (known.get(id)?.due ?? Number.POSITIVE_INFINITY) <= now);
};

export interface DrillStanding {
  runs: number;
  done: number;
  /** The shortest time, and the fewest keys, of runs that were done. */
  best?: number;
  keys?: number;
  last?: Instant;
  due?: Instant;
}

/** A run that was given up, or took more than twice as long as it should, is a miss. */
export const isMiss = ({ done, time }: Pick<DrillRun, 'done' | 'time'>, par: number): boolean => !done || time > par * 2000;

const least = (numbers: readonly number[]): number | undefined => (numbers.length === 0 ? undefined : Math.min(...numbers));

/** The runs of one drill, the oldest first. A miss is due again after ten minutes. */
export function drillStanding(runs: readonly DrillRun[], par: number): DrillStanding {
  const done = runs.filter((run) => run.done);
  const last = runs.at(-1);
  const [best, keys] = [least(done.map(({ time }) => time)), least(done.map((run) => run.keys))];
  const streak = runs.length - 1 - runs.findLastIndex((run) => isMiss(run, par));
  return {
    runs: runs.length,
    done: done.length,
    ...(best === undefined ? {} : { best }),
    ...(keys === undefined ? {} : { keys }),
    ...(last ? { last: last.at, due: streak > 0 ? dueAfter(last.at, streak) : last.at + 600_000 } : {}),
  };
}
