// The app in a window, for tests of whole frames: keys go in, frames come out.
import { render } from 'ink-testing-library';
import { afterEach } from 'vitest';
import { App } from '../../src/ui/app.ts';
import { AppView } from '../../src/ui/appView.tsx';
import { Keyboard } from '../../src/ui/screen/keyboard.ts';
import { makeTheme } from '../../src/ui/text/theme.ts';
import { fakeMachine } from './fakes.ts';

let opened: { app: App; frame(): string; unmount(): void } | undefined;

afterEach(() => {
  opened?.unmount();
  opened?.app.close();
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 30));

/** Everything that was asked for has been done and drawn: the frame stays as it is, on a busy machine too. */
export async function settled(): Promise<void> {
  await pause();
  for (let still = 0, seen = ''; still < 3; ) {
    const frame = opened?.frame() ?? '';
    still = frame === seen ? still + 1 : 0;
    seen = frame;
    await pause();
  }
}

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
  /** Without styles, and without blanks at the ends of lines. */
  const frame = (): string =>
    (ink.lastFrame() ?? '')
      .replace(/\x1b\[[\d;]*m/g, '')
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n');
  opened = { app, frame, unmount: ink.unmount };
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
    frame,
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
