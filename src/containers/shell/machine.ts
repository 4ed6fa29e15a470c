// The world of one program in a container: its clock, files and output. It can be played again from the start at any time.
import type { Instant } from '../../sim/index.ts';
import type { Ending, FileChange, Line, Program, Reach, Start, User } from '../program.ts';
import { WantsInput } from './input.ts';
import { type Entry, Files } from './files.ts';

export interface Chunk {
  at: Instant;
  text: string;
  stream: 'stdout' | 'stderr';
}

/** Why the playing stopped before the program ended. */
export class Halt extends Error {
  constructor(readonly why: 'until' | 'budget' | 'forever' | 'input') {
    super(why);
  }
}

export class Exit extends Error {
  constructor(readonly code: number) {
    super('exit');
  }
}

/** Steps that are played to learn how a program ends, before it is left to run for a while. */
const budget = 4_000;
/** A command takes this long at least. */
const commandTime = 1;
/** How long it takes to fill the memory. */
const outOfMemoryAfter = 700;

export class Machine {
  now: Instant;
  readonly vars: Record<string, string>;
  readonly exported = new Set<string>();
  readonly functions = new Map<string, unknown>();
  readonly files: Files;
  readonly chunks: Chunk[] = [];
  readonly ports: { port: number; since: Instant }[] = [];
  readonly jobs: Instant[] = [];
  cwd = '/';
  status = 0;
  args: readonly string[] = [];
  errexit = false;
  /** What SIGTERM makes the shell do, when it said so. */
  trap: string | undefined;
  /** The program that took over for good. */
  child: Program | undefined;
  /** Cores that it keeps busy until it is ended, and bytes that it holds. */
  cores = 0;
  memory = 0;
  /** More steps than this are not played at once. */
  budget: number;
  private steps = 0;
  terminal = false;
  asksNetwork = false;
  outOfMemory = false;
  /** How many requests went where. */
  readonly requests = new Map<string, number>();
  /** What process 1 was started with. */
  commandLine = '';
  /** The resolver's tools are those of BIND. */
  hasBind = false;
  /** The shell that complains: bash has words of its own. */
  shell: 'sh' | 'bash' = 'sh';
  knows: (name: string) => boolean = () => true;
  /** A shell at a terminal was left. */
  left = false;
  /** What this runs beside, when it is not process 1 itself. */
  program: Program | undefined;
  family: 'busybox' | 'debian' = 'busybox';
  /** Signals that it sent: to whom, which, when. */
  readonly signals: { at: Instant; pid: number; signal: string }[] = [];

  constructor(
    readonly start: Start,
    public until: Instant,
    /** Plays a program of the image that the shell does not know itself. */
    readonly native: (start: Start) => Program | undefined,
  ) {
    this.now = start.at;
    this.budget = until === Number.POSITIVE_INFINITY ? budget : Number.POSITIVE_INFINITY;
    this.files = new Files(start);
    this.cwd = start.directory ?? '/';
    this.vars = { ...start.env };
    for (const name in start.env) this.exported.add(name);
  }

  /** Whom it runs as. */
  get user(): User {
    return this.start.user ?? { uid: 0, gid: 0, groups: [0] };
  }

  /** The network, and the memory that it was asked: others may change what this program does. */
  network(): Reach | undefined {
    this.asksNetwork = true;
    return this.start.network;
  }

  /** A request goes out. */
  sent(host: string, port: number): void {
    const key = `${host}:${port}`;
    this.requests.set(key, (this.requests.get(key) ?? 0) + 1);
  }

  /** Memory is taken; more than the limit, and the kernel kills. */
  hold(bytes: number): void {
    this.memory = bytes;
    if (this.start.memoryLimit !== undefined && bytes > this.start.memoryLimit) {
      this.pass(outOfMemoryAfter);
      this.outOfMemory = true;
      throw new Exit(137);
    }
  }

  /** Runs something no longer than this; nothing when its time is over. */
  limited(milliseconds: number, run: () => number): number | undefined {
    const end = this.now + milliseconds;
    const whole = this.until;
    if (end >= whole) return run();
    this.until = end;
    try {
      return run();
    } catch (error) {
      if (!(error instanceof Halt) || error.why === 'budget') throw error;
      this.now = end;
      return undefined;
    } finally {
      this.until = whole;
    }
  }

  /** It keeps at least a hundredth of a core at work, or holds memory of its own. */
  get isBusy(): boolean {
    return this.cores > 0 || this.memory > 0 || this.steps * commandTime > (this.now - this.start.at) / 100;
  }

  /** Commands take a core while they run; what burns for good says so itself. */
  usage(): { cpu: number; memory: number } {
    const share = this.now > this.start.at ? Math.min(1, (this.steps * commandTime) / (this.now - this.start.at)) : 0;
    return { cpu: Math.round((this.cores || share) * 1e9), memory: this.memory || 700_000 };
  }

  step(): void {
    this.pass(commandTime);
    if (++this.steps > this.budget) throw new Halt('budget');
  }

  pass(milliseconds: number): void {
    if (this.now + milliseconds > this.until) {
      this.now = this.until;
      throw new Halt('until');
    }
    this.now += milliseconds;
  }

  path(name: string): string {
    const parts: string[] = [];
    for (const part of (name.startsWith('/') ? name : `${this.cwd}/${name}`).split('/')) {
      if (part === '..') parts.pop();
      else if (part && part !== '.') parts.push(part);
    }
    return `/${parts.join('/')}`;
  }

  get changes(): FileChange[] {
    return this.files.written;
  }

  read(name: string): string | undefined {
    const path = this.path(name);
    return path === '/dev/null' ? '' : this.files.read(path, this.now);
  }

  /** Throws FileError when the file cannot be written. */
  write(name: string, text: string | undefined): void {
    const path = this.path(name);
    if (!path.startsWith('/dev/') || this.files.mountOf(path)) this.files.write(path, text, this.now);
  }

  makeDirectory(name: string): void {
    this.files.write(this.path(name), '', this.now, { directory: true });
  }

  changeMode(name: string, mode: number): void {
    const path = this.path(name);
    const directory = this.files.isDirectory(path, this.now);
    this.files.write(path, directory ? '' : (this.read(name) ?? ''), this.now, { mode, ...(directory ? { directory: true } : {}) });
  }

  entry(name: string): Entry | undefined {
    return this.files.entry(this.path(name), this.now);
  }

  get commandName(): string {
    return (this.commandLine.split(' ')[0] as string).split('/').pop() as string;
  }

  isDirectory(name: string): boolean {
    return this.files.isDirectory(this.path(name), this.now);
  }

  names(directory: string): string[] {
    return this.files.names(this.path(directory), this.now);
  }
}

/** Text that came in pieces, as lines with the instant at which each was complete. */
export function linesOf(chunks: readonly Chunk[]): Line[] {
  const lines: Line[] = [];
  const open: Record<string, string> = { stdout: '', stderr: '' };
  for (const { at, text, stream } of chunks) {
    const parts = ((open[stream] as string) + text).split('\n');
    open[stream] = parts.pop() as string;
    for (const part of parts) lines.push({ at, text: part, stream });
  }
  const last = chunks.at(-1);
  for (const stream of ['stdout', 'stderr'] as const) if (open[stream] && last) lines.push({ at: last.at, text: open[stream] as string, stream });
  return lines;
}

/** Plays a program until it ends, until `machine.until`, or as far as its ending can be told. */
export function play(machine: Machine, run: () => number): { ending?: Ending; halted?: Halt['why'] } {
  try {
    const code = run();
    return { ending: { at: machine.now, code } };
  } catch (error) {
    if (error instanceof Exit) return { ending: { at: machine.now, code: error.code } };
    if (error instanceof WantsInput && machine.start.stdin) return { halted: 'input' };
    if (error instanceof Halt) return { halted: error.why };
    throw error;
  }
}
