// The exam in progress as the screens show it: read when something changes, its clock computed in between.
import { type ExamTask, type ExamView, examWarnings } from '../../../session.ts';
import type { App } from '../../app.ts';
import { duration } from '../../text/duration.ts';
import type { Theme } from '../../text/theme.ts';

const minute = 60_000;
/** How long a warning stands over the task. */
const shownFor = 30_000;
/** How often it is read anew: somebody may go on with it by commands meanwhile. */
const lookEvery = 5_000;

export class RunningExam {
  view: ExamView;
  private readAt: number;
  private lookedAt: number;
  /** The last threshold that was passed, in minutes. */
  private passed = Number.POSITIVE_INFINITY;
  private told: { minutes: number; at: number } | undefined;
  private isEnding = false;

  constructor(
    private readonly app: App,
    /** The time is over. */
    private readonly over: () => void,
    /** It is shown as the task that is open, with its terminal. */
    private readonly isTask = false,
  ) {
    this.view = app.session.exam.running();
    this.readAt = app.machine.now();
    this.lookedAt = this.readAt;
  }

  refresh(): void {
    this.view = this.app.session.exam.running();
    this.readAt = this.app.machine.now();
  }

  private look(): void {
    const { app, view } = this;
    const { screen } = app;
    if (app.machine.now() - this.lookedAt < lookEvery) return;
    this.lookedAt = app.machine.now();
    setTimeout(() => {
      // A key may have led to another screen.
      if (app.screen !== screen) return;
      if (!app.session.exam.isRunning) return this.leave('exams', 'The exam was ended in another window.');
      this.refresh();
      const { current, state } = this.view;
      if (this.isTask && (current !== view.current || state === 'paused')) this.leave('exam', 'The exam went on in another window.');
    });
  }

  /** A terminal of it would be on another cluster now. */
  private leave(to: 'exam' | 'exams', why: string): void {
    this.app.closeWork();
    this.app.go(to);
    this.app.tell(why);
  }

  get remaining(): number {
    const passed = this.view.state === 'running' ? this.app.machine.now() - this.readAt : 0;
    return Math.max(0, this.view.remaining - Math.max(0, passed));
  }

  get current(): ExamTask | undefined {
    return this.view.tasks.find(({ n }) => n === this.view.current);
  }

  /** With the time since it was read. */
  timeOf(task: ExamTask): number {
    return task.time + (task.n === this.view.current && this.view.state === 'running' ? Math.max(0, this.app.machine.now() - this.readAt) : 0);
  }

  /** `1:29:41 left`, with marks that get more; before it a warning, or else what is `usual`. Looks whether a warning is due, or the end. */
  clock(theme: Theme, usual = ''): string {
    const { remaining } = this;
    if (remaining === 0 && !this.isEnding) {
      this.isEnding = true;
      setTimeout(this.over);
    }
    this.look();
    this.warn(remaining);
    const late = examWarnings.filter((minutes) => remaining <= minutes * minute).length;
    const left = `${late > 0 ? `${'!'.repeat(late)} ` : ''}${theme.strong(duration(remaining))} left`;
    return this.view.state === 'paused' ? `${left}, paused` : `${this.warning(theme) ?? usual}${left}`;
  }

  /** When another threshold is behind, the session says whether somebody has been told already. */
  private warn(remaining: number): void {
    const passed = Math.min(...examWarnings.filter((minutes) => remaining <= minutes * minute));
    if (passed === this.passed) return;
    this.passed = passed;
    setTimeout(() => {
      const { exam } = this.app.session;
      if (!exam.isRunning) return;
      this.refresh();
      const { warning } = this.view;
      if (warning === undefined) return;
      this.told = { minutes: warning, at: this.app.machine.now() };
      exam.warningSeen();
      this.app.changed();
    });
  }

  private warning(theme: Theme): string | undefined {
    const { told } = this;
    return told && this.app.machine.now() - told.at < shownFor ? `${theme.warn(`ONLY ${told.minutes} MINUTES LEFT`)}  ` : undefined;
  }
}
