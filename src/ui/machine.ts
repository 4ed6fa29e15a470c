// What the app is given by the machine that it runs on (src/cli wires it): the session, and a shell for the terminal.
import type { Session } from '../session.ts';
import type { Child as Running, Outlet } from '../store/shell/index.ts';

export type { Outlet, Running };

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
