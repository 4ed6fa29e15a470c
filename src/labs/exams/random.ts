// An exam that is drawn: each domain with its share of the time, easy, usual and hard labs in their proportions, the whole within the clock.
import { type Domain, type Lab, weightOf } from '../lab.ts';
import { type Hash, inDomain } from './fill.ts';
import type { ExamPlan } from './plan.ts';

export const examMinutes = 120;
/** The share of the clock that the targets of all tasks take. */
const share = { least: 0.85, most: 1.05, aim: 0.95 };

/** How many of the tasks are easy, usual, hard. */
const levels: Readonly<Record<Lab['difficulty'], number>> = { 1: 0.3, 2: 0.5, 3: 0.2 };

const minutesOf = (labs: readonly Lab[]): number => labs.reduce((sum, { minutes }) => sum + minutes, 0);

/** The next of a domain: of the level that lags most behind its share. */
function nextOf(free: readonly Lab[], chosen: readonly Lab[], room: number): Lab | undefined {
  const lag = (level: Lab['difficulty']): number => levels[level] * (chosen.length + 1) - chosen.filter(({ difficulty }) => difficulty === level).length;
  const fitting = free.filter(({ minutes }) => minutes <= room);
  return [...fitting].sort((a, b) => lag(b.difficulty) - lag(a.difficulty))[0];
}

/** Labs of one domain for about so many minutes. */
function drawDomain(free: readonly Lab[], aim: number): Lab[] {
  const chosen: Lab[] = [];
  for (;;) {
    const left = aim - minutesOf(chosen);
    // What is nearer to the aim with one more is taken with it.
    const lab = nextOf(
      free.filter((one) => !chosen.includes(one)),
      chosen,
      left * 1.5,
    );
    if (!lab || left < 2) return chosen;
    chosen.push(lab);
  }
}

/** Exchanges and adds single labs until the whole takes as long as it should, where the labs allow it. */
function balanced(chosen: readonly Lab[], labs: readonly Lab[]): Lab[] {
  const aim = examMinutes * share.aim;
  let best = [...chosen];
  const off = (some: readonly Lab[]): number => Math.abs(minutesOf(some) - aim);
  const isGood = (some: readonly Lab[]): boolean => minutesOf(some) >= examMinutes * share.least && minutesOf(some) <= examMinutes * share.most;
  while (!isGood(best)) {
    const free = labs.filter((lab) => !best.includes(lab));
    const changed = [
      ...best.flatMap((lab, i) => free.filter(({ domain }) => domain === lab.domain).map((other) => replaced(best, i, other))),
      ...(minutesOf(best) < aim ? free.map((lab) => [...best, lab]) : best.map((_, i) => best.filter((__, j) => j !== i))),
    ];
    const [next] = changed.sort((a, b) => off(a) - off(b));
    if (!next || off(next) >= off(best)) break;
    best = next;
  }
  return best;
}

const replaced = (labs: readonly Lab[], at: number, other: Lab): Lab[] => labs.map((lab, i) => (i === at ? other : lab));

/** Whole numbers that make 100 in the proportions of the numbers given. */
function percents(numbers: readonly number[]): number[] {
  const sum = numbers.reduce((total, number) => total + number, 0);
  const exact = numbers.map((number) => (number / sum) * 100);
  const floors = exact.map(Math.floor);
  const missing = 100 - floors.reduce((total, number) => total + number, 0);
  const order = exact.map((number, i) => ({ i, rest: number - Math.floor(number) })).sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of order.slice(0, missing)) floors[i] = (floors[i] as number) + 1;
  return floors;
}

/** The same labs and seed, the same exam. */
export function drawExam(labs: readonly Lab[], seed: number, hash: Hash): ExamPlan {
  // Seeds that are alike are spread first.
  const start = hash(`random/${seed}`);
  const order = (lab: Lab): number => hash(`${start}/${lab.id}/${start}`);
  const shuffled = [...labs].sort((a, b) => order(a) - order(b) || (a.id < b.id ? -1 : 1));
  const drawn = (Object.keys(weightOf) as Domain[]).flatMap((domain) => drawDomain(inDomain(shuffled, domain), (examMinutes * share.aim * weightOf[domain]) / 100));
  const places = Object.keys(weightOf);
  const chosen = balanced(drawn, shuffled).sort((a, b) => places.indexOf(a.domain) - places.indexOf(b.domain));
  const weights = percents(chosen.map(({ domain, minutes }) => (weightOf[domain] * minutes) / minutesOf(inDomain(chosen, domain))));
  return {
    id: 'random',
    title: `A drawn exam (seed ${seed})`,
    minutes: examMinutes,
    pass: 66,
    tasks: chosen.map(({ id, minutes, domain }, i) => ({ n: i + 1, lab: id, weight: Math.max(1, weights[i] as number), minutes, domain })),
  };
}
