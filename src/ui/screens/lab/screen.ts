// The lab that is open, in the working view: check, hints, the solution, and the lab from its beginning.
import type { OpenLab } from '../../../session.ts';
import type { App, AppScreen } from '../../app.ts';
import { duration } from '../../text/duration.ts';
import { renderMarkdown } from '../../text/markdown.ts';
import type { Theme } from '../../text/theme.ts';
import { wrapSpans } from '../../text/wrap.ts';
import { startLab } from './start.ts';
import { helpPage } from '../read/help.ts';
import { scorePage } from '../read/score.ts';
import { solutionPage } from '../read/solution.ts';
import { workScreen } from '../work/screen.tsx';
import { type Assignment, WorkState } from '../work/state.ts';
import { terminalFor } from '../work/terminalFor.ts';

/** The lab as the session knows it, and the clock that goes on meanwhile. */
class LabAssignment implements Assignment {
  private open: OpenLab;
  private readAt: number;
  work: WorkState | undefined;

  constructor(private readonly app: App) {
    this.open = app.session.opened();
    this.readAt = app.machine.now();
  }

  get title(): string {
    return `cka-lab: ${this.open.lab.title}`;
  }

  refresh(): void {
    this.open = this.app.session.opened();
    this.readAt = this.app.machine.now();
  }

  lines(width: number, theme: Theme): string[] {
    return taskLines(this.open, width, theme);
  }

  /** The clock stands when the lab is solved. */
  clock(theme: Theme): string {
    const { timeUsed, solved, lab } = this.open;
    const used = timeUsed + (solved ? 0 : Math.max(0, this.app.machine.now() - this.readAt));
    const note = solved ? ', solved' : used > lab.minutes * 60_000 ? ', over target' : '';
    return `${theme.strong(duration(used))} of ${lab.minutes}:00${note}`;
  }

  keys(): readonly string[] {
    const { hintsLeft, hintsShown } = this.open;
    const hints = hintsLeft + hintsShown.length === 0 ? [] : [hintsLeft > 0 ? `F3 Hint (${hintsLeft})` : 'F3 Hint'];
    return ['F2 Check', ...hints, 'F4 Solution', 'F5 Reset', ...(this.open.solved ? ['F7 Next lab'] : []), 'F6 Labs', 'F1 Keys', 'F10 Quit'];
  }

  readonly acts: Assignment['acts'] = {
    f1: () => this.app.read(helpPage(this.app.theme)),
    f2: () => this.app.busy('Checking ...', () => this.check()),
    f3: () => this.app.busy('', () => this.hint()),
    f4: () => this.solution(),
    f5: () => this.app.ask('Begin this lab again? What you did in it is lost.', () => this.app.busy('Preparing the lab ...', () => this.reset())),
    f6: () => this.app.go('labs'),
    f7: () => startLab(this.app, this.app.session.progress.next().lab),
    f10: () => this.app.quit(),
  };

  private check(): void {
    const score = this.app.session.check();
    this.refresh();
    this.app.read({ ...scorePage(this.open, score, this.app.theme), acts: this.acts, keys: ['F4 Solution', 'F5 Reset', 'F6 Labs', ...(score.passed ? ['F7 Next lab'] : [])] });
  }

  private hint(): void {
    this.app.session.hint();
    this.app.closePage();
    this.refresh();
    this.work?.showEnd();
  }

  private solution(): void {
    const { app } = this;
    const show = (): void => app.busy('', () => app.read({ ...solutionPage(this.open, app.session.solution(), app.theme), acts: this.acts, keys: ['F4 Solution', 'F5 Reset', 'F6 Labs'] }));
    if (this.open.solved) show();
    else app.ask('Show the solution before you have solved it?', show);
  }

  private reset(): void {
    this.app.closeWork();
    this.app.session.reset();
    this.app.work('lab', this.open.lab.id);
  }
}

/** The lab that is open. The time of its task counts from now on. */
export function labScreen(app: App): AppScreen {
  app.session.taskShown();
  const assignment = new LabAssignment(app);
  const terminal = terminalFor(app, () => {
    app.closeWork();
    app.go('labs');
  });
  const work = new WorkState(assignment, terminal);
  assignment.work = work;
  return workScreen(app, work, { shown: () => assignment.refresh(), close: () => terminal.close() });
}

export function taskLines({ lab, hintsShown }: OpenLab, width: number, theme: Theme): string[] {
  const about = [lab.host && `on host ${lab.host}`, lab.namespace && `namespace ${lab.namespace}`].filter(Boolean).join(', ');
  const hints = hintsShown.flatMap((hint, index) => ['', theme.strong(`Hint ${index + 1} of ${lab.hints.length}`), ...renderMarkdown(hint, width, theme)]);
  return [...wrapSpans([{ text: lab.title, style: theme.title }], width), ...(about ? [theme.quiet(about)] : []), '', ...renderMarkdown(lab.task, width, theme), ...hints];
}
