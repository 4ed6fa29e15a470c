// Exams: started, one task after the other opened, each in its own cluster, under a clock that passes also while the program is closed.
import type { ExamRecord, KeptTerminal, RunningExam, RunningTask } from '../labs/index.ts';
import { type Desk, SessionError } from './desk.ts';
import { isOver, minute } from './examClock.ts';
import { type ExamReport, reportOf } from './examReport.ts';
import { begun, type ExamOffer, type ExamOptions, offersOf } from './examStart.ts';
import { ExamTasks } from './examTasks.ts';
import { type ExamTask, type ExamView, examWarnings, viewOf } from './examView.ts';

export class ExamDesk {
  private readonly tasks: ExamTasks;

  constructor(private readonly desk: Desk) {
    this.tasks = new ExamTasks(desk);
  }

  offers(): ExamOffer[] {
    return offersOf(this.desk);
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
    const exam = begun(desk, id, options);
    desk.leave();
    desk.clearShelf();
    desk.changeProgress((draft) => {
      delete draft.opened;
    });
    desk.changeExam(() => exam);
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
    return viewOf(this.saved(), this.desk, this.tasks);
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
}
