// Which exams there are, and how one begins: its tasks filled with labs that are there, their values drawn.
import { countThere, draw, drawExam, type ExamPlan, examMinutes, fill, type Lab, type RunningExam, type RunningTask } from '../labs/index.ts';
import { fnv32 } from '../sim/index.ts';
import { type Desk, SessionError } from './desk.ts';

/** An exam that can be started. */
export interface ExamOffer {
  /** `mock-a`, `random`. */
  id: string;
  title: string;
  minutes: number;
  /** How many tasks it has, and how many of them with the lab that was meant; unknown until it is drawn. */
  tasks?: number;
  there?: number;
  attempts: number;
  /** Of 100. */
  best?: number;
}

export interface ExamOptions {
  seed?: number;
  practice?: boolean;
}

export function offersOf(desk: Desk): ExamOffer[] {
  const labs = desk.labs();
  const past = desk.readProgress().exams;
  const offer = (id: string, rest: Omit<ExamOffer, 'id' | 'attempts' | 'best'>): ExamOffer => {
    const own = past.filter(({ exam }) => exam === id);
    return { id, ...rest, attempts: own.length, ...(own.length > 0 ? { best: Math.max(...own.map(({ score }) => score)) } : {}) };
  };
  return [
    ...desk.exams().map((plan) => offer(plan.id, { title: plan.title, minutes: plan.minutes, tasks: plan.tasks.length, there: countThere(plan, labs) })),
    offer('random', { title: 'A draw from all labs, by domain and difficulty', minutes: examMinutes }),
  ];
}

/** Another attempt, other values and labs that stand in. */
function seedFor(desk: Desk, id: string): number {
  return id === 'random' ? desk.now() % 1_000_000 : desk.readProgress().exams.filter(({ exam }) => exam === id).length;
}

function planOf(desk: Desk, id: string, seed: number): ExamPlan {
  if (id === 'random') return drawExam(desk.labs(), seed, fnv32);
  const plan = desk.exams().find((one) => one.id === id);
  if (!plan) throw new SessionError(`There is no exam "${id}". \`cka-lab exam list\` shows them.`);
  return plan;
}

function drawn(labs: readonly Lab[], id: string, seed: number): Pick<RunningTask, 'values'> {
  const lab = labs.find((one) => one.id === id) as Lab;
  return lab.values ? { values: draw(lab, (name, of) => (fnv32(`${id}/${name}`) + seed) % of) } : {};
}

/** Its clock starts now. */
export function begun(desk: Desk, id: string, { seed = seedFor(desk, id), practice = false }: ExamOptions): RunningExam {
  const labs = desk.labs();
  const plan = planOf(desk, id, seed);
  const { tasks, notes } = fill(plan, labs, seed, fnv32);
  if (tasks.length === 0) throw new SessionError('There are no labs for this exam.');
  const minutes = tasks.reduce((sum, task) => sum + task.minutes, 0);
  const short = minutes < plan.minutes * 0.85 ? [`The labs that are there make ${minutes} minutes of work, for ${plan.minutes} minutes of clock.`] : [];
  return {
    exam: id,
    title: plan.title,
    seed,
    practice,
    minutes: plan.minutes,
    pass: plan.pass,
    startedAt: desk.now(),
    paused: 0,
    tasks: tasks.map((task): RunningTask => ({ ...task, ...drawn(labs, task.lab, seed), flagged: false, answered: false, time: 0 })),
    warned: [],
    notes: [...notes, ...short],
  };
}
