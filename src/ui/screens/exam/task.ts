// A task of the exam, in the working view: flags, the next and the one before, and the end.
import type { ExamTask } from '../../../session.ts';
import type { App, AppScreen } from '../../app.ts';
import { duration } from '../../text/duration.ts';
import { renderMarkdown } from '../../text/markdown.ts';
import type { Theme } from '../../text/theme.ts';
import { count } from '../../text/words.ts';
import { wrapSpans } from '../../text/wrap.ts';
import { helpPage } from '../read/help.ts';
import { workScreen } from '../work/screen.tsx';
import { type Assignment, WorkState } from '../work/state.ts';
import { terminalFor } from '../work/terminalFor.ts';
import { RunningExam } from './clock.ts';
import { askToFinish, finishNow } from './finish.tsx';

class TaskAssignment implements Assignment {
  readonly exam: RunningExam;

  constructor(private readonly app: App) {
    this.exam = new RunningExam(app, () => finishNow(app, 'The time is over. '), true);
  }

  private get task(): ExamTask {
    return this.exam.current as ExamTask;
  }

  get title(): string {
    const { n, flagged, answered } = this.task;
    return [`Task ${n} of ${this.exam.view.tasks.length}`, flagged && 'flagged', answered && 'done'].filter(Boolean).join(', ');
  }

  lines(width: number, theme: Theme): string[] {
    const { task } = this;
    const about = [`${task.weight} % of the exam`, count(task.minutes, 'minute'), task.lab.namespace && `namespace ${task.lab.namespace}`].filter(Boolean).join(', ');
    return [
      ...wrapSpans([{ text: task.lab.title, style: theme.title }], width),
      theme.quiet(about),
      task.host ? `Work on this host: ${theme.hasColour ? theme.code(`ssh ${task.host}`) : `\`ssh ${task.host}\``}` : 'Work on the base host.',
      '',
      ...renderMarkdown(task.lab.task, width, theme),
    ];
  }

  clock(theme: Theme): string {
    return this.exam.clock(theme, `${duration(this.exam.timeOf(this.task))} of ${this.task.minutes}:00 here, `);
  }

  keys(): readonly string[] {
    const { flagged, answered } = this.task;
    return [flagged ? 'F2 Unflag' : 'F2 Flag', answered ? 'F3 Not done' : 'F3 Done', 'F4 Back', 'F5 Next', 'F6 Tasks', 'F9 Finish', 'F1 Keys', 'F10 Quit'];
  }

  readonly acts: Assignment['acts'] = {
    f1: () => this.app.read(helpPage(this.app.theme)),
    f2: () => this.mark(() => this.app.session.exam.flag(this.task.n)),
    f3: () => this.mark(() => this.app.session.exam.answer(this.task.n)),
    f4: () => this.step(-1),
    f5: () => this.step(1),
    f6: () => this.app.go('exam'),
    f9: () => askToFinish(this.app, this.exam.view),
    f10: () => this.app.quit(),
  };

  private mark(work: () => unknown): void {
    this.app.busy('', () => {
      work();
      this.exam.refresh();
    });
  }

  private step(by: -1 | 1): void {
    const { tasks } = this.exam.view;
    const next = tasks[tasks.findIndex(({ n }) => n === this.task.n) + by];
    if (!next) this.app.tell(by > 0 ? 'This is the last task.' : 'This is the first task.');
    else
      this.app.busy('Preparing the task ...', () => {
        this.app.closeWork();
        this.app.session.exam.open(next.n);
        this.app.work('examTask', `exam/${next.n}`);
      });
  }
}

/** The task that is open. */
export function examTaskScreen(app: App): AppScreen {
  const assignment = new TaskAssignment(app);
  const terminal = terminalFor(app, () => {
    app.closeWork();
    app.go('exam');
  });
  return workScreen(app, new WorkState(assignment, terminal), { shown: () => assignment.exam.refresh(), close: () => terminal.close() });
}
