// The command that runs: it has the window and the keyboard until it ends.
import type { Outlet, Running, Shell } from '../machine.ts';
import type { Display } from './display.ts';
import type { EditedLine } from './lineEditor.ts';
import { Reader } from './reader.ts';

/** What was typed while it ran: whole lines that it did not read, and the one that was not entered. */
export interface Unread {
  lines: string[];
  begun: EditedLine;
}

export class Foreground {
  private running: Running | undefined;
  /** What was entered while it ran: the arrows find it again. */
  private answers: string[] = [];
  /** What is typed there. */
  reader: Reader | undefined;

  constructor(
    private readonly shell: Shell,
    private readonly display: Display,
    private readonly outlet: Pick<Outlet, 'write' | 'handOver' | 'edit'>,
  ) {}

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /** `early` is what was typed before it began: it is the command's, if it reads it. */
  async run(command: string, early: readonly string[]): Promise<Unread> {
    const { display } = this;
    display.printed.commandBegins();
    this.running = this.shell.run(command, {
      ...this.outlet,
      // The window may change while it runs.
      get columns() {
        return display.size.width;
      },
      get rows() {
        return display.size.height;
      },
    });
    this.answers = [];
    const reader = new Reader(() => this.answers);
    this.reader = reader;
    for (const line of early) this.running.input(`${line}\n`);
    const { unread } = await this.running.done;
    this.running = undefined;
    this.reader = undefined;
    display.printed.commandEnds();
    return { lines: unread.split('\n').slice(0, -1), begun: reader.line };
  }

  answer(lines: readonly string[]): void {
    this.answers.push(...lines);
    for (const line of lines) this.running?.input(`${line}\n`);
  }

  interrupt(): void {
    this.running?.interrupt();
  }

  suspend(): void {
    this.running?.suspend();
  }

  endInput(): void {
    this.running?.endInput();
  }
}
