// The app in a window, for tests of whole frames: keys go in, frames come out.
import { render } from 'ink-testing-library';
import { afterEach } from 'vitest';
import { App } from '../../src/ui/app.ts';
import { AppView } from '../../src/ui/appView.tsx';
import { Keyboard } from '../../src/ui/screen/keyboard.ts';
import { makeTheme } from '../../src/ui/text/theme.ts';
import { fakeMachine } from './fakes.ts';

let opened: { app: App; unmount(): void } | undefined;

afterEach(() => {
  opened?.unmount();
  opened?.app.close();
});

/** Everything that was asked for has been done and drawn. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 80));

export function open(columns: number, rows: number) {
  const machine = fakeMachine();
  let left = false;
  const app = new App({
    machine,
    theme: makeTheme(0),
    size: { columns, rows },
    handOver: async (work) => work(),
    quit: () => {
      left = true;
    },
  });
  const keyboard = new Keyboard((key) => app.press(key));
  const ink = render(<AppView app={app} />);
  Object.defineProperty(ink.stdout, 'columns', { value: columns });
  ink.rerender(<AppView app={app} />);
  opened = { app, unmount: ink.unmount };
  return {
    app,
    machine,
    hasQuit: () => left,
    type: async (...texts: string[]) => {
      for (const text of texts) {
        keyboard.feed(text);
        await settled();
      }
    },
    /** Without styles, and without blanks at the ends of lines. */
    frame: () =>
      (ink.lastFrame() ?? '')
        .replace(/\x1b\[[\d;]*m/g, '')
        .split('\n')
        .map((line) => line.trimEnd())
        .join('\n'),
  };
}

export const keys = {
  f2: '\x1bOQ',
  f3: '\x1bOR',
  f4: '\x1bOS',
  f5: '\x1b[15~',
  f9: '\x1b[20~',
  f6: '\x1b[17~',
  f10: '\x1b[21~',
  down: '\x1b[B',
  up: '\x1b[A',
  escape: '\x1b',
  ctrlC: '\x03',
  ctrlR: '\x12',
};

export const sizes = [
  [80, 24],
  [120, 40],
  [200, 60],
] as const;
