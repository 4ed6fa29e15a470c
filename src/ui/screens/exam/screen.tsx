// The tasks of the exam in progress: which are answered, flagged, how long each took.
import type { ExamTask } from '../../../session.ts';
import type { App, AppScreen } from '../../app.ts';
import { List } from '../../frame/list.ts';
import { Panel, panelWidth } from '../../frame/panel.tsx';
import type { Key } from '../../screen/keyboard.ts';
import { duration } from '../../text/duration.ts';
import { ends } from '../../text/width.ts';
import { wrapSpans } from '../../text/wrap.ts';
import { functionKey } from '../work/screen.tsx';
import { RunningExam } from './clock.ts';
import { askToFinish, finishNow } from './finish.ts';

class TasksState {
  readonly exam: RunningExam;
  readonly list = new List<ExamTask>([]);

  constructor(private readonly app: App) {
    this.exam = new RunningExam(app, () => finishNow(app, 'The time is over. '));
    this.list.rows = this.rows();
    this.list.choose(({ n }) => n === this.exam.view.current);
  }

  rows() {
    const width = panelWidth(this.app.size.columns) - 2;
    return this.exam.view.tasks.map((task) => {
      const marks = `${task.flagged ? 'flag ' : '     '}${(task.answered ? 'done' : task.state).padEnd(7)}`;
      const time = `${task.state === 'new' ? '-' : duration(this.exam.timeOf(task))}`.padStart(7);
      return { text: ends(`${String(task.n).padStart(2)}. ${task.lab.title}`, ` ${marks}${`${task.weight} %`.padStart(5)}${time} /${`${task.minutes} min`.padStart(6)}`, width), item: task };
    });
  }

  get head(): string[] {
    const { tasks, notes } = this.exam.view;
    const answered = tasks.filter((task) => task.answered).length;
    const flagged = tasks.filter((task) => task.flagged).length;
    const width = panelWidth(this.app.size.columns);
    const told = this.app.size.rows < 30 && notes.length > 1 ? [`${notes.length} tasks or figures are not as planned (n shows them).`] : notes.flatMap((note) => wrapSpans([{ text: note }], width));
    return [`${tasks.length} tasks, ${answered} marked as done, ${flagged} flagged.`, ...told, ''];
  }

  press(key: Key): void {
    const { app, list } = this;
    const { exam } = app.session;
    const task = list.current;
    if (list.press(key)) return;
    const name = functionKey(key.name);
    if (key.name === 'enter' && task) this.open(task.n);
    else if ((name === 'f2' || key.text === 'f') && task) this.change(() => exam.flag(task.n));
    else if ((name === 'f3' || key.text === 'a') && task) this.change(() => exam.answer(task.n));
    else if (key.text === 'p') this.change(() => (this.exam.view.state === 'paused' ? exam.resume() : exam.pause()));
    else if (key.text === 'n') app.read({ title: 'Not as planned', lines: (width) => ['', ...this.exam.view.notes.flatMap((note) => [...wrapSpans([{ text: note }], width), ''])] });
    else if (name === 'f9') askToFinish(app, this.exam.view.tasks.filter(({ answered }) => !answered).length);
    else if (['escape', 'ctrl-c', 'f6'].includes(name)) app.go('home');
    else if (name === 'f10') app.quit();
  }

  private open(n: number): void {
    const { app } = this;
    app.busy('Preparing the task ...', () => {
      if (n !== this.exam.view.current) app.closeWork();
      app.session.exam.open(n);
      app.work('examTask', `exam/${n}`);
    });
  }

  private change(work: () => unknown): void {
    this.app.busy('', () => {
      work();
      this.exam.refresh();
    });
  }
}

export function examScreen(app: App): AppScreen {
  const state = new TasksState(app);
  const keys = (): string[] => [
    'Enter Open',
    'f Flag',
    'a Done',
    ...(state.exam.view.practice ? [state.exam.view.state === 'paused' ? 'p Go on' : 'p Pause'] : []),
    'F9 Finish',
    'Esc Home',
    'F10 Quit',
  ];
  return {
    ticks: true,
    view: () => {
      state.list.rows = state.rows();
      return <Panel app={app} title={`cka-lab: ${state.exam.view.title}`} note={state.exam.clock(app.theme)} head={state.head} list={state.list} keys={keys()} />;
    },
    press: (key) => state.press(key),
  };
}
