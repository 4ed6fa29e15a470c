// The report on an exam: what was reached in every task and check and why it matters, by domain and competency, beside earlier attempts, and how the time was used.
import { type CheckResult, type Domain, domains, type ExamRecord, type Lab, type TaskRecord, withValues } from '../labs/index.ts';

export interface TaskReport extends Omit<TaskRecord, 'results'> {
  results: readonly CheckResult[];
  /** Of the points of the whole exam, 0 to `weight`. */
  earned: number;
  /** Markdown and bash; nothing where this version of the program does not have the lab. */
  explanation?: string;
  solution?: string;
}

export interface Share {
  name: string;
  /** Of the weights of its tasks. */
  earned: number;
  weight: number;
  /** Of 100. */
  percent: number;
}

export interface EarlierExam {
  exam: string;
  at: number;
  score: number;
  passed: boolean;
  practice: boolean;
  time: number;
}

export interface ExamReport {
  /** Its number in the person's list, from 1. */
  number: number;
  exam: string;
  title: string;
  seed: number;
  practice: boolean;
  startedAt: number;
  at: number;
  time: number;
  duration: number;
  score: number;
  pass: number;
  passed: boolean;
  tasks: readonly TaskReport[];
  domains: readonly (Share & { domain: Domain })[];
  competencies: readonly (Share & { domain: Domain })[];
  /** All of them, the oldest first, without this one. */
  earlier: readonly EarlierExam[];
  /** Against the exam before, in points; nothing for the first. */
  change?: number;
  /** Sentences from one's own figures. */
  advice: readonly string[];
  /** The labs to do again now, those that cost the most first. */
  again: readonly string[];
}

const round = (number: number): number => Math.round(number * 10) / 10;

const earnedBy = ({ weight, points }: TaskRecord): number => (weight * points) / 100;

function shares<Key extends string>(tasks: readonly TaskRecord[], keyOf: (task: TaskRecord) => Key, nameOf: (key: Key) => string): (Share & { domain: Domain })[] {
  const keys = [...new Set(tasks.map(keyOf))];
  return keys.map((key) => {
    const own = tasks.filter((task) => keyOf(task) === key);
    const weight = own.reduce((sum, task) => sum + task.weight, 0);
    const earned = own.reduce((sum, task) => sum + earnedBy(task), 0);
    return { name: nameOf(key), domain: (own[0] as TaskRecord).domain, earned: round(earned), weight, percent: Math.round((earned / Math.max(1, weight)) * 100) };
  });
}

export function reportOf(record: ExamRecord, all: readonly ExamRecord[], labs: readonly Lab[]): ExamReport {
  const at = all.indexOf(record);
  const earlier = all.slice(0, at).map(({ exam, at: when, score, pass, practice, time }): EarlierExam => ({ exam, at: when, score, passed: score >= pass, practice, time }));
  const { tasks, ...rest } = record;
  const before = earlier.at(-1);
  return {
    number: at + 1,
    ...rest,
    passed: record.score >= record.pass,
    tasks: tasks.map((task) => ({ ...task, earned: round(earnedBy(task)), ...textsOf(task, labs) })),
    domains: shares(
      tasks,
      ({ domain }) => domain,
      (domain) => domains[domain],
    ),
    competencies: shares(
      tasks,
      ({ competency }) => competency,
      (competency) => competency,
    ),
    earlier,
    ...(before ? { change: round(record.score - before.score) } : {}),
    advice: adviceOn(record),
    again: [...tasks]
      .filter(({ points }) => points < 100)
      .sort((a, b) => b.weight - earnedBy(b) - (a.weight - earnedBy(a)))
      .map(({ lab }) => lab),
  };
}

function textsOf(task: TaskRecord, labs: readonly Lab[]): Pick<TaskReport, 'explanation' | 'solution'> {
  const shape = labs.find(({ id }) => id === task.lab);
  if (!shape) return {};
  const { explanation, solution } = withValues(shape, task.values ?? {});
  return { explanation, solution };
}

const minutes = (milliseconds: number): string => {
  const count = Math.round(milliseconds / 60_000);
  return count === 1 ? '1 minute' : `${count} minutes`;
};

/** Many are counted. */
function listed(numbers: readonly number[]): string {
  if (numbers.length > 8) return `${numbers.length} tasks`;
  return numbers.length === 1 ? `Task ${numbers[0]}` : `Tasks ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}

type Advice = (record: ExamRecord) => string | undefined;

const numbersOf = (tasks: readonly TaskRecord[]): string => listed(tasks.map(({ n }) => n).sort((a, b) => a - b));
const were = (tasks: readonly TaskRecord[]): string => (tasks.length === 1 ? 'was' : 'were');
const overtime = ({ time, minutes: target }: TaskRecord): number => time - target * 60_000;

const tookTooLong: Advice = ({ tasks }) => {
  const over = tasks.filter((task) => overtime(task) > task.minutes * 30_000).sort((a, b) => overtime(b) - overtime(a));
  const [worst] = over;
  if (!worst) return undefined;
  const lost = over.reduce((sum, task) => sum + overtime(task), 0);
  const it = `${minutes(worst.time)} instead of ${worst.minutes}, for ${round(earnedBy(worst))} of ${worst.weight} points`;
  const what = over.length === 1 ? `Task ${worst.n} took ${it}` : `${numbersOf(over)} took ${minutes(lost)} more than planned, task ${worst.n} the most: ${it}`;
  return `${what}. At the planned time, flag it and go on.`;
};

/** Nothing where it is not worth a word. */
const timeLeft = ({ duration, time }: ExamRecord): string => (duration - time > duration * 0.1 ? `${minutes(duration - time)} were left` : '');

const neverOpened: Advice = (record) => {
  const never = record.tasks.filter(({ opened }) => !opened);
  if (never.length === 0) return undefined;
  const weight = never.reduce((sum, task) => sum + task.weight, 0);
  const left = timeLeft(record);
  return `${numbersOf(never)} ${were(never)} never opened: ${weight} points${left && `, and ${left}`}. Open every task once in the first quarter of the time, the short and heavy ones first.`;
};

const pace: Advice = ({ tasks, duration, pass }) => {
  const used = tasks.reduce((sum, { time }) => sum + time, 0);
  const earned = tasks.reduce((sum, task) => sum + earnedBy(task), 0);
  if (used === 0 || earned === 0) return undefined;
  return `A point took you ${clockTime(used / earned)}; ${pass} points in ${minutes(duration)} leave ${clockTime(duration / pass)} for each.`;
};

const endedEarly: Advice = (record) => {
  const left = timeLeft(record);
  if (record.score === 100 || !left || record.tasks.some(({ opened }) => !opened)) return undefined;
  return `${left}. Use them to read every task again and to look at what you made: most lost points are slips.`;
};

const slips: Advice = ({ tasks }) => {
  const wrong = tasks.filter(({ opened, answered, points }) => opened && answered && points < 100);
  return wrong.length === 0 ? undefined : `${numbersOf(wrong)} ${were(wrong)} marked as done and not all right: look at the result with kubectl before the mark.`;
};

/** What the times tell. */
const adviceOn = (record: ExamRecord): string[] => [tookTooLong, neverOpened, pace, endedEarly, slips].flatMap((advice) => advice(record) ?? []);

/** `1:20` minutes of one point. */
const clockTime = (milliseconds: number): string => {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
