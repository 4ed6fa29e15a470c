// What kubectl is given by whoever runs it: where it prints, which files it sees, how it reaches a server.
import type { Transport } from '../client/index.ts';

export interface FileStat {
  directory: boolean;
  size: number;
  /** Permission bits, as 0o644. */
  mode: number;
}

/**
 * The files of the person or host that runs kubectl. Paths come as typed: relative ones are of `Environment.cwd`.
 * Every failure is an Error whose message is Go's sentence and names the path as given (`open x: no such file or directory`);
 * its `code` is errno's name (ENOENT, EACCES, EISDIR, ENOTDIR) when there is one.
 */
export interface FileSystem {
  /** The text of a file (UTF-8). */
  readFile(path: string): string;
  /** The bytes of a file, where files may hold more than text. */
  readBytes?(path: string): Uint8Array;
  /** Writes the file, made with `mode` (0o644) when it is new. */
  writeFile(path: string, text: string, mode?: number): void;
  /** The names in a directory, sorted. */
  readDir(path: string): string[];
  /** Follows links. Message of its failure: `stat x: no such file or directory`. */
  stat(path: string): FileStat;
  /** Makes the directory and its parents. */
  mkdir(path: string, mode?: number): void;
  remove(path: string): void;
}

export interface Environment {
  stdout(text: string): void;
  stderr(text: string): void;
  files: FileSystem;
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  home: string;
  /** The person's name on the machine. */
  user: string;
  /** Where kubectl itself lies, for the programs that it runs. */
  program?: string;
  /** Whether standard output is a terminal. */
  terminal: boolean;
  /** Columns of the terminal. */
  width?: number;
  /** The API server behind `https://host:port`; nothing when nobody listens there. */
  connect(server: string): Transport | undefined;
  /** What a web address answers (`-f https://...`); nothing when nobody listens there. */
  fetch?(url: string): { code: number; text: string } | undefined;
  /** What the server serves is kept in the home's `.kube/cache`, as a person's kubectl does it. */
  keepsDiscovery?: boolean;
  /** The simulated instant. */
  now(): number;
}
