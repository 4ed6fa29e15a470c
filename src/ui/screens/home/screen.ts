// Home: what is open, and what one can do.
import { createElement } from 'react';
import type { App, AppScreen } from '../../app.ts';
import type { ExamView } from '../../../session.ts';
import type { Key } from '../../screen/keyboard.ts';
import { duration } from '../../text/duration.ts';
import { count, plainText } from '../../text/words.ts';
import { startLab } from '../lab/start.ts';
import { progressPage } from '../progress/page.ts';
import { helpPage } from '../read/help.ts';
import { HomeView } from './view.tsx';

export interface Choice {
  name: string;
  about: string;
  open(): void;
}

export class HomeState {
  chosen = 0;
  readonly choices: readonly Choice[];

  constructor(private readonly app: App) {
    this.choices = choicesOf(app);
  }

  press({ name, text }: Key): void {
    const steps: Readonly<Record<string, number>> = { up: -1, down: 1, 'ctrl-p': -1, 'ctrl-n': 1, home: -100, end: 100, k: -1, j: 1 };
    const step = steps[name === 'text' ? text : name];
    const digit = name === 'text' && /^[1-9]$/.test(text) ? Number(text) - 1 : undefined;
    if (step !== undefined) this.chosen = Math.max(0, Math.min(this.choices.length - 1, this.chosen + step));
    else if (digit !== undefined && this.choices[digit]) this.open(digit);
    else if (name === 'enter') this.open(this.chosen);
    else if (['f10', 'alt-0', 'ctrl-c', 'ctrl-d', 'escape'].includes(name) || text === 'q') this.app.quit();
  }

  private open(index: number): void {
    this.chosen = index;
    this.choices[index]?.open();
  }
}

/** What was left in the middle. */
function goingOn(app: App): Choice[] {
  const { session } = app;
  const exam = session.exam.view();
  if (exam) {
    const task = exam.current === undefined ? '' : ` at task ${exam.current} of ${exam.tasks.length}`;
    const time = exam.state === 'over' ? 'the time is over' : `${duration(exam.remaining)} left${exam.state === 'paused' ? ', paused' : ''}`;
    return [{ name: 'Go on', about: `with the exam${task}, ${time}`, open: () => app.busy('', () => goOnWithExam(app, exam)) }];
  }
  const open = session.current();
  return open ? [{ name: 'Go on', about: `with the lab "${open.lab.title}"`, open: () => app.busy('', () => app.work('lab', open.lab.id)) }] : recommended(app);
}

/** What to begin with, where nothing was left in the middle. */
function recommended(app: App): Choice[] {
  if (app.session.labs().length === 0) return [];
  const { lab } = app.session.progress.next();
  return [{ name: 'Next lab', about: `"${lab.title}", ${count(lab.minutes, 'minute')}`, open: () => startLab(app, lab) }];
}

/** At the same task; where none is open, or the time stands or is over, at the list of them. */
function goOnWithExam(app: App, { current, state }: ExamView): void {
  if (current === undefined || state !== 'running') app.go('exam');
  else app.work('examTask', `exam/${current}`);
}

function openSandbox(app: App): void {
  const { session } = app;
  const open = session.current();
  const enter = (): void => app.busy('', () => app.work('sandbox', 'sandbox'));
  const leave = (): void => {
    app.closeWork();
    session.stop();
    enter();
  };
  if (session.exam.isRunning) app.tell('An exam is in progress: your own cluster is put aside until it is finished.');
  else if (open) app.ask(`"${open.lab.title}" is open; what you did in it is lost. Leave it?`, leave);
  else enter();
}

function showProgress(app: App): void {
  const { progress, drills } = app.session;
  const titles = new Map([...app.session.labs().map(({ lab }): [string, string] => [lab.id, lab.title]), ...drills.offers().map(({ id, goal }): [string, string] => [id, plainText(goal)])]);
  const view = progress.view();
  const { next } = view;
  const start = (): void => {
    if (next) startLab(app, next.lab);
  };
  app.read({ ...progressPage(view, titles, app.theme), ...(next ? { acts: { f5: start }, keys: ['F5 Do the next one'] } : {}) });
}

function choicesOf(app: App): Choice[] {
  const { session } = app;
  const labs = session.labs();
  const solved = labs.filter(({ record }) => record?.best === 100).length;
  return [
    ...goingOn(app),
    { name: 'Labs', about: `${labs.length} labs, ${solved} solved: a task, a terminal, a score`, open: () => app.go('labs') },
    { name: 'Exam', about: 'many tasks under the clock, as in the real one', open: () => app.go(session.exam.isRunning ? 'exam' : 'exams') },
    { name: 'Drills', about: 'small things, fast', open: () => app.busy('', () => app.go('drills')) },
    { name: 'Progress', about: 'what you can do, what is due again', open: () => app.busy('', () => showProgress(app)) },
    { name: 'Sandbox', about: 'a terminal on your own cluster, without a task', open: () => openSandbox(app) },
    { name: 'Keys', about: 'all of them', open: () => app.read(helpPage(app.theme)) },
    { name: 'Quit', about: 'everything stays as it is', open: () => app.quit() },
  ];
}

export function homeScreen(app: App): AppScreen {
  const state = new HomeState(app);
  return { view: () => createElement(HomeView, { app, home: state }), press: (key) => state.press(key) };
}
