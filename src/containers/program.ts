// What a container's program is: everything it will have done by an instant follows from what it was started with.
import type { WebAnswer, WebRequest } from '../nodes/shell/index.ts';
import type { Instant } from '../sim/index.ts';

/** What a program is started with. */
export interface Start {
  image: string;
  /** Entrypoint and arguments, as the runtime executes them. */
  argv: readonly string[];
  env: Readonly<Record<string, string>>;
  at: Instant;
  /** The host name inside, which is the pod's name. */
  hostname: string;
  ip: string;
  /** A file that is mounted or lies in the image, before anybody in a container wrote to it. */
  file(path: string): string | undefined;
  /** Mounted files that the program does not read again, as they were when it read them. */
  read?: Readonly<Record<string, string>>;
  /** What others wrote, in order: earlier runs, other containers in shared volumes, commands run beside the program. */
  changes?(): readonly FileChange[];
  /** The files under the mounts that `file` knows, for listings. */
  paths?(): readonly string[];
  mounts?: readonly Mount[];
  /** Where it starts; the image's own directory unless the pod says otherwise. */
  directory?: string;
  user?: User;
  /** Standard input is open: whoever reads it waits for somebody to attach. */
  stdin?: boolean;
  /** The root file system may not be written to. */
  readOnly?: boolean;
  network?: Reach;
  /** Bytes that its memory may hold. */
  memoryLimit?: number;
  /** It ran until here at least: how it ends is to be known for as long again. */
  seen?: Instant;
  /** Names the run, for keyed chance. */
  key: readonly (string | number)[];
}

/** Where something is mounted in a container. */
export interface Mount {
  path: string;
  /** `/dev/sda1`, `tmpfs` */
  device: string;
  readOnly: boolean;
  /** A single file. */
  isFile?: boolean;
  /** The root of the machine's files. */
  isHost?: boolean;
  /** In KiB, as df prints it. */
  size?: number;
}

/** Whom a process runs as. */
export interface User {
  uid: number;
  gid: number;
  groups: readonly number[];
  /** Whose group what is written to volumes belongs to. */
  fsGroup?: number;
}

export interface Line {
  at: Instant;
  text: string;
  stream: 'stdout' | 'stderr';
}

export interface Ending {
  at: Instant;
  code: number;
}

export type Request = WebRequest;
export type Answer = WebAnswer;

/** What comes of connecting: somebody listens, or why not. Without `respond` no HTTP is spoken. */
export type Connection = { outcome: 'refused' | 'timeout' | 'unreachable' } | { outcome: 'open'; ip: string; port: number; listener: { respond?(request: Request): Answer } };

/** The network as a container has it. */
export interface Reach {
  /** An absolute name; nothing where there is none. */
  resolve(name: string, at: Instant): { name: string; addresses: string[] } | undefined;
  reverse(ip: string): string | undefined;
  connect(ip: string, port: number, at: Instant, protocol?: 'TCP' | 'UDP'): Connection;
  /** Whether a ping is answered. */
  answers(ip: string, at: Instant): boolean;
}

export interface FileChange {
  at: Instant;
  path: string;
  /** Nothing when it was removed. */
  text?: string | undefined;
  /** It is a directory; its text is empty. */
  directory?: true;
  /** Permission bits, when they are not the usual ones. */
  mode?: number;
}

export interface Program {
  /** How it ends by itself, if it is known to. */
  ending?: Ending | undefined;
  /** Nothing is known of its ending after this instant. */
  knownUntil?: Instant | undefined;
  /** Seconds between SIGTERM and the end; `never` needs SIGKILL, as a shell that is process 1. */
  stopsIn: number | 'never';
  /** What it exits with when SIGTERM ends it. */
  stopCode: number;
  logs(until: Instant): Line[];
  /** Ports that it listens on, and since when. */
  ports: readonly { port: number; since: Instant }[];
  /** What it answers over HTTP on a port that it listens on. */
  respond?(port: number, path: string, at: Instant, request?: Request): Answer;
  /** Every file that it wrote or removed, in order, up to an instant. */
  changes?(until: Instant): FileChange[];
  /** What it uses of CPU (billionths of a core) and memory (bytes), where that follows from what it does. */
  usage?(at: Instant): { cpu: number; memory: number };
  /** A program of the image took over from the script. */
  serves?: boolean;
  /** Requests that it sends, each second, to hosts as it names them. */
  sends?: readonly { host: string; port: number; perSecond: number }[];
  /** It reads standard input, and goes on when somebody attaches. */
  waits?: boolean;
  /** The kernel ended it for want of memory. */
  outOfMemory?: boolean;
  /** What it does follows from the network, too. */
  asksNetwork?: boolean;
  /** The next instant after `at` at which it does something of its own accord. */
  next?(at: Instant): Instant | undefined;
}

/** The program cannot even be started. */
export interface StartFailure {
  startError: string;
}

/** What an image does when it runs. */
export interface ImageBehaviour {
  /** The last parts of the repositories that it is for: `nginx`, `library/nginx` is implied. */
  names: readonly string[];
  entrypoint?: readonly string[];
  command?: readonly string[];
  /** Programs in the image beyond the usual small ones; `run` plays them. */
  programs: readonly string[];
  /** No shell and no small tools inside. */
  distroless?: true;
  /** Whose tools and shell are inside; busybox's when nothing is said. */
  family?: 'busybox' | 'debian';
  bash?: true | undefined;
  /** Small tools that are not inside. */
  lacks?: readonly string[] | undefined;
  /** Larger tools that are: curl, dig. */
  has?: readonly string[];
  files?: Readonly<Record<string, string>>;
  /** What the program reads when it begins, and again only when such a command is run beside it. */
  reads?: { files: readonly string[]; again: RegExp };
  /** The working directory. */
  directory?: string;
  run(start: Start): Program;
}
