// A drill, in the working view: the goal, the running clock, and what came of it.
import type { DrillView } from '../../../session.ts';
import type { App, AppScreen } from '../../app.ts';
import { duration } from '../../text/duration.ts';
import { renderMarkdown } from '../../text/markdown.ts';
import type { Theme } from '../../text/theme.ts';
import { Terminal } from '../../terminal/terminal.ts';
import { helpPage } from '../read/help.ts';
import { workScreen } from '../work/screen.tsx';
import { type Assignment, WorkState } from '../work/state.ts';
import { resultPage, roundPage } from './pages.ts';

class DrillAssignment implements Assignment {
  private view: DrillView;
  private readAt: number;

  constructor(private readonly app: App) {
    this.view = app.session.drills.view() as DrillView;
    this.readAt = app.machine.now();
  }

  private get passed(): number {
    return this.view.result ? 0 : Math.max(0, this.app.machine.now() - this.readAt);
  }

  get title(): string {
    const { n, of } = this.view;
    return `cka-lab: drill ${n}${of === undefined ? '' : ` of ${of}`}`;
  }

  lines(width: number, theme: Theme): string[] {
    return [theme.title('Goal'), '', ...renderMarkdown(this.view.goal, width, theme)];
  }

  clock(theme: Theme): string {
    const { elapsed, par, remaining } = this.view;
    const round = remaining === undefined ? '' : `, round ${duration(Math.max(0, remaining - this.passed))} left`;
    return `${theme.strong(duration(elapsed + this.passed))} of ${par} s${round}`;
  }

  keys(): readonly string[] {
    return ['F4 Give up and see the way', 'F6 End the round', 'F1 Keys', 'F10 Quit'];
  }

  readonly acts: Assignment['acts'] = {
    f1: () => this.app.read(helpPage(this.app.theme)),
    f4: () => this.take(this.app.session.drills.giveUp()),
    f6: () => this.end(),
    f10: () => this.app.quit(),
  };

  /** A line has run: it may have been the last. */
  ran(line: string, keys: number): void {
    if (!this.view.result) this.take(this.app.session.drills.ran(line, keys));
  }

  private take(view: DrillView): void {
    const { app } = this;
    this.view = view;
    this.readAt = app.machine.now();
    if (!view.result) return;
    const end = (): void => this.end();
    app.read({ ...resultPage(view.result, app.theme), enter: 'Go on', acts: { escape: end, 'ctrl-c': end, f6: end }, keys: ['Esc End the round'], left: () => this.next() });
  }

  private next(): void {
    const { app } = this;
    app.busy('Preparing ...', () => {
      app.closeWork();
      if (app.session.drills.next()) app.work('drill', `drill/${app.machine.now()}/${this.view.n}`);
      else this.end();
    });
  }

  private end(): void {
    const { app } = this;
    app.closeWork();
    const round = app.session.drills.stop();
    app.go('drills');
    if (round.results.length > 0) app.read(roundPage(round, app.theme));
  }
}

/** The drill that runs. */
export function drillScreen(app: App): AppScreen {
  const assignment = new DrillAssignment(app);
  const terminal = new Terminal({
    shell: app.machine.openDrillShell(),
    changed: app.changed,
    handOver: app.handOver,
    edit: app.edit,
    left: () => assignment.acts.f6?.(),
    ran: (line, keys) => assignment.ran(line, keys),
  });
  return workScreen(app, new WorkState(assignment, terminal), { close: () => terminal.close() });
}
