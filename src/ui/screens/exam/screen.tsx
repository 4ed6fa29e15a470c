// The tasks of the exam in progress: which are answered, flagged, how long each took.
import type { ExamTask } from '../../../session.ts';
import type { App, AppScreen } from '../../app.ts';
import { List, type Row } from '../../frame/list.ts';
import { Panel, panelWidth } from '../../frame/panel.tsx';
import type { Key } from '../../screen/keyboard.ts';
import { duration } from '../../text/duration.ts';
import { ends } from '../../text/width.ts';
import { count } from '../../text/words.ts';
import { wrapSpans } from '../../text/wrap.ts';
import { functionKey } from '../work/screen.tsx';
import { RunningExam } from './clock.ts';
import { askToFinish, finishNow } from './finish.tsx';

const notesOf = (notes: readonly string[], width: number): string[] => notes.flatMap((note) => wrapSpans([{ text: note }], width));

const states = { new: 'new', opened: 'open', current: 'here' } as const;

/** What stands at the right end of a row: marks, weight, time. */
const right = (flag: string, state: string, weight: string, time: string, target: string): string =>
  ` ${flag.padEnd(5)}${state.padEnd(4)}${weight.padStart(7)}${time.padStart(8)} / ${target.padStart(6)}`;

class TasksState {
  readonly exam: RunningExam;
  readonly list = new List<ExamTask>([]);

  constructor(private readonly app: App) {
    this.exam = new RunningExam(app, () => finishNow(app, 'The time is over. '));
    this.list.rows = this.rows();
    this.list.choose(({ n }) => n === this.exam.view.current);
  }

  private get width(): number {
    return panelWidth(this.app.size.columns);
  }

  rows(): Row<ExamTask>[] {
    return this.exam.view.tasks.map((task) => {
      const time = task.state === 'new' ? '-' : duration(this.exam.timeOf(task));
      const marks = right(task.flagged ? 'flag' : '', task.answered ? 'done' : states[task.state], `${task.weight} %`, time, `${task.minutes} min`);
      return { text: ends(`${String(task.n).padStart(2)}. ${task.lab.title}`, marks, this.width - 2), item: task };
    });
  }

  get head(): string[] {
    const { tasks, notes } = this.exam.view;
    const answered = tasks.filter((task) => task.answered).length;
    const flagged = tasks.filter((task) => task.flagged).length;
    const whole = notesOf(notes, this.width);
    const isLong = whole.length > 1 && whole.length + tasks.length > this.app.size.rows - 6;
    return [
      `${count(tasks.length, 'task')}, ${answered} marked as done, ${flagged} flagged.`,
      ...(isLong ? [`${notes.length} notes say what is not as planned: n shows them.`] : whole),
      '',
      this.app.theme.quiet(ends('', right('', 'state', 'weight', 'time', 'target'), this.width)),
    ];
  }

  press(key: Key): void {
    const { app, list } = this;
    const { exam } = app.session;
    const task = list.current;
    if (list.press(key)) return;
    const name = functionKey(key.name);
    if (key.name === 'enter' && task) this.open(task.n);
    else if ((name === 'f2' || key.text === 'f') && task) this.change('', () => exam.flag(task.n));
    else if ((name === 'f3' || key.text === 'a') && task) this.change('', () => exam.answer(task.n));
    else if (key.text === 'p') this.turnPause();
    else if (key.text === 'n') app.read({ title: 'Not as planned', lines: (width) => ['', ...this.exam.view.notes.flatMap((note) => [...notesOf([note], width), ''])] });
    else if (name === 'f9') askToFinish(app, this.exam.view);
    else if (['escape', 'ctrl-c', 'f6'].includes(name)) app.go('home');
    else if (name === 'f10') app.quit();
  }

  /** In a pause the clusters of the exam are put aside: nothing may run in them. */
  private turnPause(): void {
    const { app } = this;
    const { exam } = app.session;
    const { practice, state } = this.exam.view;
    if (!practice) app.tell('The clock can be paused in practice alone.');
    else if (state === 'paused') this.change('Going on ...', () => exam.resume());
    else
      this.change('Pausing ...', () => {
        app.closeWork();
        exam.pause();
      });
  }

  private open(n: number): void {
    const { app } = this;
    if (this.exam.view.state === 'paused') {
      app.tell('The exam is paused: p goes on.');
      return;
    }
    app.busy('Preparing the task ...', () => {
      if (n !== this.exam.view.current) app.closeWork();
      app.session.exam.open(n);
      app.work('examTask', `exam/${n}`);
    });
  }

  private change(message: string, work: () => unknown): void {
    this.app.busy(message, () => {
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
