// What a shell runs on: files as one user sees them, programs, and a clock.
import type { Instant, Wait } from '../../sim/index.ts';
import type { Change } from './assign.ts';
import type { Shell } from './shell.ts';
import type { Station } from './station.ts';
import type { Sink, Source } from './streams.ts';
import type { ShellProgram } from './tasks.ts';

/** A failure of the file system, in the C library's words. */
export class FileError extends Error {
  constructor(readonly code: keyof typeof texts) {
    super(texts[code]);
  }
}

const texts = {
  EACCES: 'Permission denied',
  EEXIST: 'File exists',
  EISDIR: 'Is a directory',
  ELOOP: 'Too many levels of symbolic links',
  ENOENT: 'No such file or directory',
  ENOTDIR: 'Not a directory',
  ENOTEMPTY: 'Directory not empty',
  EPERM: 'Operation not permitted',
  EROFS: 'Read-only file system',
} as const;

export interface FileInfo {
  directory: boolean;
  /** Where a symbolic link leads; only when links are not followed. */
  link?: string | undefined;
  /** Permission bits. */
  mode: number;
  owner: string;
  group: string;
  /** In bytes. */
  size: number;
  at: Instant;
}

/** Files by absolute path, as one user may see and change them. Failures are FileErrors. */
export interface Files {
  /** Nothing when there is no such file. */
  stat(path: string, follow?: boolean): FileInfo | undefined;
  /** The names in a directory, sorted; nothing when there is no such directory. */
  names(path: string): string[] | undefined;
  read(path: string): string;
  write(path: string, text: string): void;
  makeDirectory(path: string): void;
  /** A file, a link, or a directory with nothing in it. */
  remove(path: string): void;
  rename(from: string, to: string): void;
  chmod(path: string, mode: number): void;
  chown(path: string, owner: string | undefined, group: string | undefined): void;
  link(target: string, path: string): void;
  touch(path: string, at?: Instant): void;
  /** Whether this user may read, write or execute it. */
  allows(path: string, what: 'r' | 'w' | 'x'): boolean;
}

/** A program that is called: its words, where it reads and writes, and the shell that calls it. */
export interface Call {
  name: string;
  args: readonly string[];
  shell: Shell;
  input: Source;
  out: Sink;
  err: Sink;
  /** Exported variables, and those set for this call. */
  env: Readonly<Record<string, string>>;
  /** The assignments among the words of `declare`, `local`, `export`, `readonly`; their names are among `args`. */
  declared: readonly Change[];
}

export type Command = (call: Call) => ShellProgram<number>;

export interface Machine {
  readonly hostname: string;
  readonly user: string;
  readonly files: Files;
  now(): Instant;
  homeOf(user: string): string | undefined;
  /** A program that is installed, by its bare name: the shell's own tools among them. */
  program(name: string): Command | undefined;
  /** The names of all of them, for completion and `type`. */
  programs(): readonly string[];
  /** Its network, where it has one. */
  readonly station?: Station | undefined;
  /** Columns of the terminal. */
  readonly columns: number;
  /** Whose tools are installed; GNU's when nothing is said. Lists of files look different. */
  readonly tools?: 'busybox' | 'gnu';
  /** The number of the shell's own process. */
  readonly pid?: number;
  /** How a shell that is called by this name words its complaints; as bash when nothing is said. */
  voice?(name: string): Voice | undefined;
  /** A command begins: what it has to wait for before it may. */
  begin?(): Wait | undefined;
  /** Sends a signal to a process that is no job of the shell; false when there is none. */
  signal?(pid: number, signal: string): boolean;
  /** A shell of this machine handles a signal, or no longer does. */
  trapped?(signal: string, action: string | undefined): void;
}

/** What a shell says of a problem, in one line without its end; `doing` is what it was about to do with a file. */
export type Voice = (shell: Shell, problem: string, doing?: 'open' | 'create') => string;
