// What the app is given by the machine that it runs on (src/cli wires it): the session, and a shell for the terminal.
import type { Candidates, Expanded, Session } from '../session.ts';
import type { Child as Running, Outlet } from '../store/shell/index.ts';

export type { Outlet, Running };
export type { Candidates };

export interface Shell {
  readonly prompt: string;
  /** Before a line that goes on with a command. */
  readonly innerPrompt: string;
  /** The exit status of the last line. */
  readonly status: number;
  /** Whether the last shell has been left. */
  readonly left: boolean;
  /** What was typed, the oldest first. */
  readonly history: readonly string[];
  /** Whether the text is not a whole command yet. */
  wantsMore(text: string): boolean;
  /** A line with the earlier lines that it speaks of (`!!`) written out; it goes on with the lines that are no whole command yet. */
  expand(line: string, begun: readonly string[]): Expanded;
  /** What the last word of the text may become; it begins at `from`. */
  complete(text: string): Candidates;
  /** An empty line: what the next prompt says of jobs that have ended. */
  notices(write: (text: string) => void): void;
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
