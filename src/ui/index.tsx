// Opens the app on this terminal, and gives the terminal back as it was, whatever happens.
import { render } from 'ink';
import { App, type Size } from './app.ts';
import { AppView } from './appView.tsx';
import type { Machine, Outlet } from './machine.ts';
import { Keyboard } from './screen/keyboard.ts';
import { Screen } from './screen/screen.ts';
import { personsTheme } from './text/theme.ts';

export type { Machine } from './machine.ts';

/** Signals that end a program, and what a shell answers then. */
const deadly = { SIGTERM: 143, SIGHUP: 129 } as const;

/** Whether there is a terminal on which a screen can be drawn and keys can be read. */
export const hasTerminal = (): boolean => Boolean(process.stdin.isTTY && process.stdout.isTTY && process.env.TERM !== 'dumb');

/** Ink writes its frames here; it neither reads keys nor hears of the window's size by itself. */
function inkStreams(size: () => Size, show: (frame: string) => void) {
  const deaf = { on: () => {}, off: () => {} };
  const stdout = {
    ...deaf,
    write: show,
    get columns() {
      return size().columns;
    },
    get rows() {
      return size().rows;
    },
  };
  return { stdout: stdout as unknown as NodeJS.WriteStream, stdin: deaf as unknown as NodeJS.ReadStream, debug: true, exitOnCtrlC: false, patchConsole: false };
}

/** The first frame as text, for those who measure. The app goes on. */
export function firstFrame(machine: Machine): string {
  const app = new App({ machine, theme: personsTheme(process.env), size: { columns: 80, rows: 24 }, handOver: () => Promise.reject(new Error('there is no terminal')), quit: () => {} });
  let first = '';
  render(
    <AppView app={app} />,
    inkStreams(
      () => app.size,
      (frame) => {
        first ||= frame;
      },
    ),
  );
  return first;
}

/** Opens the app; answers when the person has quit. */
export const runApp = (machine: Machine): Promise<void> => new Promise((resolve, reject) => new Window(machine, resolve, reject).open());

/** This process's terminal, while the app has it. */
class Window {
  private readonly app: App;
  private readonly screen: Screen;
  private readonly keyboard = new Keyboard((key) => this.app.press(key));
  private ink: { unmount(): void } | undefined;

  constructor(
    machine: Machine,
    private readonly closed: () => void,
    private readonly failed: (error: unknown) => void,
  ) {
    const handOver: Outlet['handOver'] = (work) => this.handOver(work);
    this.app = new App({ machine, theme: personsTheme(process.env), size: this.size, handOver, quit: () => this.close(this.closed) });
    const { stdout } = process;
    const output = {
      write: (text: string) => stdout.write(text),
      get rows() {
        return stdout.rows || 24;
      },
    };
    this.screen = new Screen(output, () => this.app.cursor);
  }

  private get size(): Size {
    return { columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 };
  }

  open(): void {
    process.on('exit', this.leave).on('uncaughtException', this.fail).on('unhandledRejection', this.fail);
    // While an editor has the terminal, Ctrl-C is the editor's.
    process.on('SIGINT', () => {});
    for (const [signal, status] of Object.entries(deadly)) process.on(signal, () => this.close(() => process.exit(status)));
    process.stdout.on('resize', this.resize);
    this.take();
    const streams = inkStreams(
      () => this.app.size,
      (frame) => this.screen.show(frame),
    );
    const ink = render(<AppView app={this.app} drawn={() => this.screen.refresh()} />, streams);
    this.ink = ink;
    ink.waitUntilExit().catch(this.fail);
  }

  private take(): void {
    process.stdin.setRawMode(true).setEncoding('utf8').on('data', this.feed).resume();
    this.screen.enter();
  }

  private give(): void {
    this.screen.leave();
    process.stdin.off('data', this.feed).pause();
    process.stdin.setRawMode(false);
  }

  private async handOver<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    this.give();
    try {
      return await work();
    } finally {
      this.app.resize(this.size);
      this.take();
    }
  }

  private close(then: () => void): void {
    this.give();
    process.stdout.off('resize', this.resize);
    this.app.close();
    this.ink?.unmount();
    then();
  }

  private readonly feed = (chunk: string): void => this.keyboard.feed(chunk);
  private readonly leave = (): void => this.screen.leave();
  private readonly fail = (error: unknown): void => this.close(() => this.failed(error));
  private readonly resize = (): void => {
    this.app.resize(this.size);
    this.screen.repaint();
  };
}
