// Exams: started, one task after the other opened, each in its own cluster, under a clock that passes also while the program is closed.
import { countThere, draw, drawExam, type ExamPlan, type ExamRecord, examMinutes, fill, type KeptTerminal, type Lab, type RunningExam, type RunningTask } from '../labs/index.ts';
import { fnv32 } from '../sim/index.ts';
import { type Desk, SessionError } from './desk.ts';
import { type ExamReport, reportOf } from './examReport.ts';
import { isOver, minute, sinceOpened, usedBy } from './examClock.ts';
import { ExamTasks, placeOf } from './examTasks.ts';

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

export interface ExamOptions {
  seed?: number;
  practice?: boolean;
}

/** Minutes before the end. */
export const examWarnings = [30, 15, 5] as const;

export class ExamDesk {
  private readonly tasks: ExamTasks;

  constructor(private readonly desk: Desk) {
    this.tasks = new ExamTasks(desk);
  }

  offers(): ExamOffer[] {
    const { desk } = this;
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

  /** The exam in progress. */
  view(): ExamView | undefined {
    return this.isRunning ? this.running() : undefined;
  }

  get isRunning(): boolean {
    return this.desk.readExam() !== undefined;
  }

  /** Its clock starts at once. A lab that was open is left. */
  start(id: string, options: ExamOptions = {}): ExamView {
    const { desk } = this;
    if (this.isRunning) throw new SessionError('An exam is in progress: `cka-lab exam status` shows it, `cka-lab exam finish` ends it.');
    const attempt = desk.readProgress().exams.filter(({ exam }) => exam === id).length;
    const seed = options.seed ?? (id === 'random' ? desk.now() % 1_000_000 : attempt);
    const plan = this.planOf(id, seed);
    const filled = fill(plan, desk.labs(), seed, fnv32);
    const { tasks } = filled;
    if (tasks.length === 0) throw new SessionError('There are no labs for this exam.');
    const minutes = tasks.reduce((sum, task) => sum + task.minutes, 0);
    const short = `The labs that are there make ${minutes} minutes of work, for ${plan.minutes} minutes of clock.`;
    desk.leave();
    desk.clearShelf();
    desk.changeProgress((draft) => {
      delete draft.opened;
    });
    desk.changeExam(() => ({
      exam: id,
      title: plan.title,
      seed,
      practice: options.practice ?? false,
      minutes: plan.minutes,
      pass: plan.pass,
      startedAt: desk.now(),
      paused: 0,
      tasks: tasks.map((task): RunningTask => ({ ...task, ...this.drawn(task.lab, seed), flagged: false, answered: false, time: 0 })),
      warned: [],
      notes: [...filled.notes, ...(minutes < plan.minutes * 0.85 ? [short] : [])],
    }));
    return this.running();
  }

  /** Makes this the task that kubectl and the terminal work on; prepared when it is opened first. */
  open(n: number): ExamTask {
    const exam = this.atWork();
    this.taskIn(exam, n);
    if (exam.current !== n) this.tasks.change(n, exam.current);
    return this.taskOf(n);
  }

  /** Marks a task for a second look; without `on` the mark is turned. */
  flag(n: number, on?: boolean): ExamTask {
    return this.mark(n, (task) => {
      task.flagged = on ?? !task.flagged;
    });
  }

  /** Marks a task as answered; without `on` the mark is turned. */
  answer(n: number, on?: boolean): ExamTask {
    return this.mark(n, (task) => {
      task.answered = on ?? !task.answered;
    });
  }

  /** In practice alone. */
  pause(): ExamView {
    const exam = this.saved();
    const { practice, pausedAt, current } = exam;
    if (!practice) throw new SessionError('The clock of an exam does not stop; only one that was started with --practice can be paused.');
    if (pausedAt !== undefined) throw new SessionError('The exam is paused already: `cka-lab exam resume` goes on.');
    this.refuseWhenOver(exam);
    if (current !== undefined) this.tasks.putAside(current);
    const now = this.desk.now();
    this.save((draft) => {
      draft.pausedAt = now;
      delete draft.since;
    });
    return this.running();
  }

  resume(): ExamView {
    if (this.saved().pausedAt === undefined) throw new SessionError('The exam is not paused.');
    const now = this.desk.now();
    this.save((exam) => {
      exam.paused += now - (exam.pausedAt as number);
      delete exam.pausedAt;
      exam.entering = exam.current;
    });
    return this.running();
  }

  /** The person has read the warnings that are due. */
  warningSeen(): void {
    const { remaining } = this.running();
    this.save((exam) => {
      exam.warned = examWarnings.filter((minutes) => remaining <= minutes * minute);
    });
  }

  /** Ends the exam, grades every task as it was at the end, and gives the person's own cluster back. */
  finish(): ExamReport {
    const grading = this.finishing();
    for (;;) {
      const step = grading.next();
      if (step.done) return step.value;
    }
  }

  /** The same for somebody who wants to know which task is graded next: it takes a moment. */
  *finishing(): Generator<{ n: number; of: number }, ExamReport> {
    const { desk } = this;
    const exam = this.saved();
    // The program may have been killed after the exam was graded.
    if (!desk.readProgress().exams.some(({ startedAt }) => startedAt === exam.startedAt)) {
      const record = yield* this.tasks.graded(exam);
      desk.changeProgress((draft) => {
        draft.exams.push(record);
      });
    }
    desk.leave();
    desk.clearShelf();
    desk.changeExam(() => undefined);
    return this.report();
  }

  /** The report on an exam that is over: the last one, or the one of that number, counted from 1. */
  report(number?: number): ExamReport {
    const { exams } = this.desk.readProgress();
    const record = exams.at(number === undefined ? -1 : number - 1);
    if (!record || (number ?? 1) < 1)
      throw new SessionError(exams.length === 0 ? 'No exam is over yet.' : `There ${exams.length === 1 ? 'is 1 report' : `are ${exams.length} reports`}: ${number} is none of them.`);
    return reportOf(record, exams, this.desk.labs());
  }

  /** Where the person is in the terminal of the current task. */
  keepTerminal(terminal: KeptTerminal): void {
    this.save((exam) => {
      const task = exam.tasks.find(({ n }) => n === exam.current);
      if (task) task.terminal = terminal;
    });
  }

  reports(): readonly ExamRecord[] {
    return this.desk.readProgress().exams;
  }

  /** The exam in progress; an error when there is none. */
  running(): ExamView {
    return this.viewOf(this.saved());
  }

  private taskOf(n: number): ExamTask {
    return this.running().tasks.find((task) => task.n === n) as ExamTask;
  }

  private saved(): RunningExam {
    const { desk } = this;
    // The program may have been killed while a task was opened, or before the person had their own cluster in a pause.
    if (desk.readExam()?.entering !== undefined) this.tasks.enter();
    const exam = desk.readExam();
    if (exam?.pausedAt !== undefined) desk.leave();
    if (!exam) throw new SessionError('No exam is in progress: `cka-lab exam start mock-a` begins one.');
    return exam;
  }

  /** The exam, if somebody may work on it now. */
  private atWork(): RunningExam {
    const exam = this.saved();
    if (exam.pausedAt !== undefined) throw new SessionError('The exam is paused: `cka-lab exam resume` goes on.');
    this.refuseWhenOver(exam);
    return exam;
  }

  private refuseWhenOver(exam: RunningExam): void {
    if (isOver(exam, this.desk.now())) throw new SessionError('The time is over: `cka-lab exam finish` shows the result.');
  }

  private save(change: (exam: RunningExam) => void): void {
    this.desk.changeExam((exam) => {
      if (exam) change(exam);
      return exam;
    });
  }

  private mark(n: number, change: (task: RunningTask) => void): ExamTask {
    const saved = this.saved();
    this.refuseWhenOver(saved);
    this.taskIn(saved, n);
    this.save((exam) => change(this.taskIn(exam, n)));
    return this.taskOf(n);
  }

  private taskIn({ tasks }: RunningExam, n: number): RunningTask {
    const task = tasks.find((one) => one.n === n);
    if (!task) throw new SessionError(`The exam has the tasks 1 to ${tasks.at(-1)?.n}: there is no ${n}.`);
    return task;
  }

  private planOf(id: string, seed: number): ExamPlan {
    if (id === 'random') return drawExam(this.desk.labs(), seed, fnv32);
    const plan = this.desk.exams().find((one) => one.id === id);
    if (!plan) throw new SessionError(`There is no exam "${id}". \`cka-lab exam list\` shows them.`);
    return plan;
  }

  private drawn(id: string, seed: number): Pick<RunningTask, 'values'> {
    const lab = this.desk.labs().find((one) => one.id === id) as Lab;
    return lab.values ? { values: draw(lab, (name, of) => (fnv32(`${id}/${name}`) + seed) % of) } : {};
  }

  private viewOf(exam: RunningExam): ExamView {
    const { desk } = this;
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
      tasks: exam.tasks.filter(({ lab }) => desk.labs().some(({ id }) => id === lab)).map((task) => this.taskView(exam, task, now)),
      ...(exam.current === undefined ? {} : { current: exam.current }),
      notes: exam.notes,
    };
  }

  private taskView(exam: RunningExam, task: RunningTask, now: number): ExamTask {
    const lab = this.tasks.labOf(task);
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
      directory: this.desk.directoryOf(placeOf(task.n)),
    };
  }
}
