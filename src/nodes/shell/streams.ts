// What flows between commands: pipes, files, the terminal. Reading and writing are programs, as both may have to wait.
import type { ShellProgram } from './tasks.ts';

/** A writer whose reader has gone: it ends as SIGPIPE ends a program. */
export class BrokenPipe extends Error {}

/** The exit status that goes with it: 128 + SIGPIPE. */
export const sigpipe = 141;

/** Where a command reads. */
export interface Source {
  /** What is there, at least one character; nothing at the end. */
  read(): ShellProgram<string | undefined>;
  /** Gives back what was read too much. */
  unread(text: string): void;
  close(): void;
  /** Whether a person types here. */
  readonly terminal: boolean;
}

/** Where a command writes. */
export interface Sink {
  /** Does not wait; throws BrokenPipe when nobody reads any more. */
  push(text: string): void;
  /** Waits until the reader is not too far behind. */
  drain(): ShellProgram<void>;
  close(): void;
  readonly terminal: boolean;
}

/** How much a pipe holds before its writer waits: Linux' 64 KiB. */
const capacity = 65_536;

export class Pipe implements Source, Sink {
  private text = '';
  private writers = 1;
  private readers = 1;
  readonly terminal = false;

  *read(): ShellProgram<string | undefined> {
    while (this.text === '' && this.writers > 0) yield { for: 'stream', ready: () => this.text !== '' || this.writers === 0 };
    if (this.text === '') return undefined;
    const text = this.text;
    this.text = '';
    return text;
  }

  unread(text: string): void {
    this.text = text + this.text;
  }

  push(text: string): void {
    if (this.readers === 0) throw new BrokenPipe();
    this.text += text;
  }

  *drain(): ShellProgram<void> {
    while (this.text.length > capacity && this.readers > 0) yield { for: 'stream', ready: () => this.text.length <= capacity || this.readers === 0 };
    if (this.readers === 0) throw new BrokenPipe();
  }

  close(): void {
    this.writers = 0;
  }

  /** The end that reads, as something of its own: closing it leaves the other end without a reader. */
  get out(): Source {
    return {
      terminal: false,
      read: () => this.read(),
      unread: (text) => this.unread(text),
      close: () => {
        this.readers = 0;
      },
    };
  }
}

/** A text that is there from the beginning. */
export class TextSource implements Source {
  readonly terminal = false;
  constructor(private text = '') {}

  // biome-ignore lint/correctness/useYield: it never has to wait
  *read(): ShellProgram<string | undefined> {
    const { text } = this;
    this.text = '';
    return text === '' ? undefined : text;
  }

  unread(text: string): void {
    this.text = text + this.text;
  }

  close(): void {}
}

/** A place that never makes its writer wait. */
export class PlainSink implements Sink {
  constructor(
    readonly push: (text: string) => void,
    readonly terminal = false,
  ) {}

  *drain(): ShellProgram<void> {}
  close(): void {}
}

/** The lines that a person types. */
export class TerminalSource implements Source {
  readonly terminal = true;
  private text = '';

  *read(): ShellProgram<string | undefined> {
    if (this.text !== '') {
      const { text } = this;
      this.text = '';
      return text;
    }
    const line = (yield { for: 'line' }) as string | undefined;
    return line === undefined ? undefined : `${line}\n`;
  }

  unread(text: string): void {
    this.text = text + this.text;
  }

  close(): void {}
}

/** One line without its end; nothing when there is none left. `ended` says whether the end was there. */
export function* readLine(source: Source, delimiter = '\n'): ShellProgram<{ line: string; ended: boolean } | undefined> {
  let line = '';
  for (;;) {
    const text = yield* source.read();
    if (text === undefined) return line === '' ? undefined : { line, ended: false };
    const end = text.indexOf(delimiter);
    if (end < 0) {
      line += text;
      continue;
    }
    if (end + 1 < text.length) source.unread(text.slice(end + 1));
    return { line: line + text.slice(0, end), ended: true };
  }
}

/** Everything up to the end. */
export function* readAll(source: Source): ShellProgram<string> {
  let all = '';
  for (let text = yield* source.read(); text !== undefined; text = yield* source.read()) all += text;
  return all;
}

/** Writes, and waits while the reader is behind. */
export function* write(sink: Sink, text: string): ShellProgram<void> {
  if (text === '') return;
  sink.push(text);
  yield* sink.drain();
}
