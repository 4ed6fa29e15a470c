// What the app is given by the machine that it runs on (src/cli wires it): the session, and a shell for the terminal.
import type { Session } from '../session.ts';

/** Where a line prints, and how it gets the whole terminal. */
export interface Outlet {
  columns: number;
  rows: number;
  write(text: string): void;
  handOver<Result>(work: () => Result | Promise<Result>): Promise<Result>;
  /** Lets the person edit a text here; nothing when they leave without saving. */
  edit(name: string, text: string): Promise<string | undefined>;
}

/** A line that runs. */
export interface Running {
  /** What is typed meanwhile. */
  input(text: string): void;
  endInput(): void;
  /** Ctrl-C. */
  interrupt(): void;
  /** `unread` is what was typed and not read. */
  done: Promise<{ status: number; unread: string }>;
}

export interface Shell {
  readonly prompt: string;
  /** The exit status of the last line. */
  readonly status: number;
  /** Whether the last shell has been left. */
  readonly left: boolean;
  /** What was typed, the oldest first. */
  readonly history: readonly string[];
  /** Whether the text is not a whole command yet. */
  wantsMore(text: string): boolean;
  /** What the last word of the text may become; it begins at `from`. */
  complete(text: string): { from: number; words: readonly string[] };
  /** Ctrl-D at an empty prompt. */
  endOfInput(write: (text: string) => void): void;
  run(line: string, outlet: Outlet): Running;
  close(): void;
}

export interface Machine {
  session: Session;
  /** The terminal of what is open now, where it was left. */
  openShell(): Shell;
  /** A new one where drills take place. */
  openDrillShell(): Shell;
  /** The person's clock, in milliseconds. */
  now(): number;
}
