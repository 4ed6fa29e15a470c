// What the app is given by the machine that it runs on (src/cli wires it): the session, and a shell for the terminal.
import type { Session } from '../session.ts';

/** Where a line prints, and how it gets the whole terminal. */
export interface Outlet {
  columns: number;
  rows: number;
  write(text: string): void;
  handOver<Result>(work: () => Result | Promise<Result>): Promise<Result>;
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
  /** The directory, as a prompt shows it. */
  readonly place: string;
  /** The exit status of the last line. */
  readonly status: number;
  /** Whether the text is not a whole command yet. */
  wantsMore(text: string): Promise<boolean>;
  run(line: string, outlet: Outlet): Running;
  close(): void;
}

export interface Machine {
  session: Session;
  /** A new shell that begins in this directory. */
  openShell(directory: string): Shell;
  /** The person's clock, in milliseconds. */
  now(): number;
}
