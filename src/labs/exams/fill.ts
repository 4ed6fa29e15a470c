// Fills the tasks of an exam with labs that are there: what is missing is replaced from its domain, and no lab comes twice.
import type { Domain, Lab } from '../lab.ts';
import { domains } from '../lab.ts';
import type { ExamPlan, PlannedTask } from './plan.ts';

/** A number that follows from a text; the same text, the same number. */
export type Hash = (text: string) => number;

export interface FilledTask extends PlannedTask {
  insteadOf?: string;
}

export interface Filled {
  tasks: readonly FilledTask[];
  /** What is not as planned, each in one line. */
  notes: readonly string[];
}

/** Among how many labs of about the same length one is drawn. */
const choice = 3;

export function fill(plan: ExamPlan, labs: readonly Lab[], seed: number, hash: Hash): Filled {
  const known = new Map(labs.map((lab) => [lab.id, lab]));
  const used = new Set(plan.tasks.map(({ lab }) => lab));
  const notes: string[] = [];
  const tasks = plan.tasks.flatMap((task): FilledTask[] => {
    if (known.has(task.lab)) return [task];
    const free = labs.filter(({ id, domain }) => domain === task.domain && !used.has(id));
    const lab = drawOne(free, task.minutes, (id) => hash(`${plan.id}/${seed}/${task.n}/${id}`));
    if (!lab) {
      notes.push(`Task ${task.n} is left out: ${task.lab} is not there yet, and no other lab of ${domains[task.domain]} is left.`);
      return [];
    }
    used.add(lab.id);
    notes.push(`Task ${task.n} is "${lab.title}" instead of ${task.lab}, which is not there yet.`);
    return [{ ...task, lab: lab.id, minutes: lab.minutes, insteadOf: task.lab }];
  });
  return { tasks, notes };
}

/** One of those whose length is nearest. */
function drawOne(labs: readonly Lab[], minutes: number, order: (id: string) => number): Lab | undefined {
  const distance = (lab: Lab): number => Math.abs(lab.minutes - minutes);
  const nearest = [...labs].sort((a, b) => distance(a) - distance(b) || (a.id < b.id ? -1 : 1)).slice(0, choice);
  return nearest.sort((a, b) => order(a.id) - order(b.id))[0];
}

/** How many tasks of a plan have their own lab. */
export const countThere = (plan: ExamPlan, labs: readonly Lab[]): number => plan.tasks.filter((task) => labs.some(({ id }) => id === task.lab)).length;

export const inDomain = (labs: readonly Lab[], domain: Domain): Lab[] => labs.filter((lab) => lab.domain === domain);
