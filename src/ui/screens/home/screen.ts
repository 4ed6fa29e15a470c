// Home: what is open, and what one can do.
import { createElement } from 'react';
import type { App, AppScreen } from '../../app.ts';
import type { Key } from '../../screen/keyboard.ts';
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

function choicesOf(app: App): Choice[] {
  const { session } = app;
  const open = session.current();
  const labs = session.labs();
  const solved = labs.filter(({ record }) => record?.best === 100).length;
  const sandbox = (): void => app.busy('', () => app.work('sandbox', 'sandbox'));
  return [
    ...(open ? [{ name: 'Go on', about: `with the lab "${open.lab.title}"`, open: () => app.busy('', () => app.work('lab', open.lab.id)) }] : []),
    { name: 'Labs', about: `${labs.length} labs, ${solved} solved: a task, a terminal, a score`, open: () => app.go('labs') },
    {
      name: 'Sandbox',
      about: 'a terminal on your own cluster, without a task',
      open: () =>
        open
          ? app.ask(`"${open.lab.title}" is open; what you did in it is lost. Leave it?`, () => {
              app.closeWork();
              session.stop();
              sandbox();
            })
          : sandbox(),
    },
    { name: 'Keys', about: 'all of them', open: () => app.read(helpPage(app.theme)) },
    { name: 'Quit', about: 'everything stays as it is', open: () => app.quit() },
  ];
}

export function homeScreen(app: App): AppScreen {
  const state = new HomeState(app);
  return { view: () => createElement(HomeView, { app, home: state }), press: (key) => state.press(key) };
}
