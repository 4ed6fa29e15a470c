// What a command that waits is waiting for. Commands are generators that yield these; the driver answers.
import type { Instant } from './agenda.ts';

/** A text to be edited by the person's own editor; the answer is the text after it, and whether the editor succeeded. */
export interface EditorWait {
  for: 'editor';
  /** The name that the temporary file should begin and end with, as kubectl-edit- and .yaml. */
  prefix: string;
  extension: string;
  text: string;
  /** The editor's command line, from KUBE_EDITOR or EDITOR. */
  command: string;
}

/** Wait until something is written to the cluster, or `until` has come; the answer is nothing. */
export interface ChangeWait {
  for: 'change';
  until?: Instant;
}

/** Ctrl-C, as a program hears it that does not end with it. */
export const interruptKey = '\x03';

/** Wait until an instant; the answer is nothing, or Ctrl-C. */
export interface InstantWait {
  for: 'instant';
  at: Instant;
  hearsInterrupt?: boolean;
}

/** Wait for a line of input; the answer is the line without its end, nothing at the end of the input, or Ctrl-C. */
export interface LineWait {
  for: 'line';
  hearsInterrupt?: boolean;
}

/** Wait for all of standard input; the answer is the text. */
export interface InputWait {
  for: 'input';
}

/** Open a port of the person's machine; the answer is a Listening. */
export interface ListenWait {
  for: 'listen';
  network: 'tcp4' | 'tcp6' | 'unix';
  /** A host, or the path of a socket. */
  address: string;
  /** 0 takes a free one. */
  port: number;
}

/** Answer who connects to the ports that were opened, until the person or the service ends it; the answer is nothing. */
export interface ServeWait {
  for: 'serve';
  /** What is served, which is nothing to know here (src/client/listening.ts). */
  service: unknown;
  /** The machine whose ports these are, where there are several. */
  host?: string;
  /** Set where others run beside it: the service has had enough, and its program goes on. */
  isOver?: boolean;
}

/**
 * Run another program of the machine: it sees the command's input and variables, and what it says goes where the command's own
 * words go; the answer is a Ran.
 */
export interface ProgramWait {
  for: 'program';
  /** A path, or a name that is looked for on the PATH. */
  command: string;
  args: readonly string[];
  /** Variables besides the command's own. */
  env?: Readonly<Record<string, string>>;
  /** Directories that lie there while it runs, each with a name of its own; their paths come before the other arguments. */
  directories?: readonly { prefix: string; files: Readonly<Record<string, string>> }[];
}

export type Wait = EditorWait | ChangeWait | InstantWait | LineWait | InputWait | ListenWait | ServeWait | ProgramWait;

/** What an editor left behind: the text, and where its file lies (kept when kubectl asks for it). */
export interface Edited {
  text: string;
  /** The temporary file's path, for messages. */
  path: string;
  /** Set when the editor could not be run or failed. */
  error?: string;
}

/** What came of opening a port. */
export interface Listening {
  port: number;
  /** As Go says it: `bind: address already in use`. */
  error?: string;
}

/** How a program ended. */
export interface Ran {
  status: number;
  /** Set when it could not be run, as Go says it. */
  error?: string;
}

export type Answer = Edited | Listening | Ran | string | undefined;

/** A command in progress: yields what it waits for, is sent the answer, returns its result. */
export type Program<Result> = Generator<Wait, Result, Answer>;
