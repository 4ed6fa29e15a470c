// The world of one program in a container: its clock, files and output. It can be played again from the start at any time.
import type { Instant } from '../../sim/index.ts';
import type { Ending, FileChange, Line, Program, Start } from '../program.ts';

export interface Chunk {
  at: Instant;
  text: string;
  stream: 'stdout' | 'stderr';
}

/** Why the playing stopped before the program ended. */
export class Halt extends Error {
  constructor(readonly why: 'until' | 'budget' | 'forever') {
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

export class Machine {
  now: Instant;
  readonly vars: Record<string, string>;
  readonly exported = new Set<string>();
  readonly functions = new Map<string, unknown>();
  readonly changes: FileChange[] = [];
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
  private steps = 0;
  private readonly written = new Map<string, string | undefined>();

  constructor(
    readonly start: Start,
    readonly until: Instant,
    /** Plays a program of the image that the shell does not know itself. */
    readonly native: (start: Start) => Program | undefined,
  ) {
    this.now = start.at;
    this.vars = { ...start.env };
    for (const name in start.env) this.exported.add(name);
  }

  step(): void {
    this.pass(commandTime);
    if (++this.steps > budget && this.until === Number.POSITIVE_INFINITY) throw new Halt('budget');
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

  read(name: string): string | undefined {
    const path = this.path(name);
    if (path === '/dev/null') return '';
    if (this.written.has(path)) return this.written.get(path);
    return this.start.file(path) ?? (path === '/etc/hostname' ? `${this.start.hostname}\n` : undefined);
  }

  write(name: string, text: string | undefined): void {
    const path = this.path(name);
    if (path.startsWith('/dev/')) return;
    this.written.set(path, text);
    this.changes.push({ at: this.now, path, text });
  }

  isDirectory(name: string): boolean {
    const path = this.path(name);
    return (
      path === '/' ||
      ['/tmp', '/var', '/etc', '/usr', '/root', '/home', '/dev', '/proc', '/var/log', '/bin'].includes(path) ||
      [...this.written].some(([other, text]) => text !== undefined && other.startsWith(`${path}/`))
    );
  }

  names(directory: string): string[] {
    const prefix = directory === '/' ? '/' : `${this.path(directory)}/`;
    const names = [...this.written].filter(([path, text]) => text !== undefined && path.startsWith(prefix)).map(([path]) => path.slice(prefix.length).split('/')[0] as string);
    return [...new Set(names)].filter(Boolean).sort();
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
    if (error instanceof Halt) return { halted: error.why };
    throw error;
  }
}
