// The world of one program in a container: its clock, files, network and output. It can be played again from the start at any time.
import { type Command, FileError, PlainSink, Shell, type Io, type Machine, type Source, type Station, TextSource, type Voice } from '../../nodes/shell/index.ts';
import type { Instant, Wait } from '../../sim/index.ts';
import type { Program, Reach, Start, User } from '../program.ts';
import { ContainerFiles } from './files.ts';
import type { Chunk } from './lines.ts';
import { stationOf } from './station.ts';
import { voiceOf } from './voices.ts';

/** A command takes this long at least. */
const commandTime = 1;
/** Whoever takes so many steps without a pause does nothing else. */
const longestHurry = 20_000;

/** Why the playing stopped before the program ended: its time or its steps are over, it does nothing more of its own accord, it wants to read. */
export type Halt = 'until' | 'budget' | 'forever' | 'input';

/** What is inside of the image. */
export interface Inside {
  family: 'busybox' | 'debian';
  /** The resolver's tools are those of BIND. */
  hasBind: boolean;
  /** What a name on the PATH stands for. */
  program(name: string): Command | undefined;
  /** What is on the machine that the container runs on, for whom the machine's files are mounted. */
  readonly host: Inside;
}

/** Standard input that nobody has given yet: whoever reads it has to be asked first. */
const unknownInput: Source = {
  *read() {
    return (yield { for: 'input' }) as string | undefined;
  },
  unread() {},
  close() {},
  terminal: false,
};

export class World implements Machine {
  clock: Instant;
  readonly files: ContainerFiles;
  readonly chunks: Chunk[] = [];
  readonly ports: { port: number; since: Instant }[] = [];
  /** Signals that it sent: to whom, which, when. */
  readonly signals: { at: Instant; pid: number; signal: string }[] = [];
  /** How many requests went where. */
  readonly requests = new Map<string, number>();
  /** What its shells do when they are sent a signal, where they said so. */
  readonly traps = new Map<string, string>();
  readonly columns = 80;
  /** The directory that is its root, when it is not the container's. */
  readonly root: string = '';
  /** The program of the image that took over for good. */
  child: Program | undefined;
  /** What this runs beside, when it is not process 1 itself. */
  beside: Program | undefined;
  /** What process 1 was started with. */
  commandLine: string;
  terminal = false;
  /** Cores that it keeps busy until it is ended, and bytes that it holds. */
  cores = 0;
  memory = 0;
  asksNetwork = false;
  outOfMemory = false;
  private steps = 0;
  private hurry = 0;
  private halted: Halt | undefined;
  private readonly known = new Map<string, Command>();

  constructor(
    readonly start: Start,
    readonly inside: Inside,
    readonly until: Instant,
    /** More steps than this are not played at once. */
    private readonly budget: number,
  ) {
    this.clock = start.at;
    this.files = new ContainerFiles(start, () => this.clock);
    this.commandLine = start.argv.join(' ');
  }

  readonly now = (): Instant => this.clock;

  get hostname(): string {
    return this.start.hostname;
  }

  /** Whom it runs as, by number. */
  get person(): User {
    return this.start.user ?? { uid: 0, gid: 0, groups: [0] };
  }

  get pid(): number {
    return this.beside ? 37 : 1;
  }

  get user(): string {
    return this.person.uid === 0 ? 'root' : String(this.person.uid);
  }

  get tools(): 'busybox' | 'gnu' {
    return this.inside.family === 'debian' ? 'gnu' : 'busybox';
  }

  homeOf(user: string): string | undefined {
    return this.lineOf('/etc/passwd', (fields) => fields[0] === user)?.[5];
  }

  /** The name of a user or group in /etc/passwd or /etc/group. */
  nameOf(file: '/etc/passwd' | '/etc/group', id: number): string | undefined {
    return this.lineOf(file, (fields) => fields[2] === String(id))?.[0];
  }

  private lineOf(file: string, fits: (fields: string[]) => boolean): string[] | undefined {
    return (this.textOf(file) ?? '')
      .split('\n')
      .map((line) => line.split(':'))
      .find(fits);
  }

  /** A file's text; nothing where there is none. */
  textOf(path: string): string | undefined {
    try {
      return this.files.read(path);
    } catch (error) {
      if (error instanceof FileError) return undefined;
      throw error;
    }
  }

  program(name: string): Command | undefined {
    const known = this.known.get(name) ?? this.inside.program(name);
    if (known) this.known.set(name, known);
    return known;
  }

  /** Nobody completes names here. */
  programs(): readonly string[] {
    return [];
  }

  voice(name: string): Voice | undefined {
    return voiceOf(name, this.inside.family);
  }

  begin(): Wait | undefined {
    if (this.clock + commandTime > this.until) return { for: 'instant', at: this.clock + commandTime };
    this.clock += commandTime;
    if (!this.isSpent()) return undefined;
    this.halted = 'budget';
    return { for: 'change' };
  }

  /** One more step, and whether there were too many of them: altogether, or without a pause. */
  private isSpent(): boolean {
    this.steps += 1;
    this.hurry += 1;
    return this.steps > this.budget || this.hurry > longestHurry;
  }

  signal(pid: number, signal: string): boolean {
    if (!this.processes().some((process) => process.pid === pid)) return false;
    this.signals.push({ at: this.clock, pid, signal });
    return true;
  }

  trapped(signal: string, action: string | undefined): void {
    if (action === undefined) this.traps.delete(signal);
    else this.traps.set(signal, action);
  }

  /** Process 1, what it started, and, where it is named, the command that looks. */
  processes(looking?: string): { pid: number; command: string }[] {
    const isNginx = /^nginx/.test(this.commandLine);
    const first = isNginx ? 'nginx: master process nginx -g daemon off;' : this.commandLine;
    const workers = isNginx ? [29, 30].map((pid) => ({ pid, command: 'nginx: worker process' })) : [];
    return [{ pid: 1, command: first }, ...workers, ...(looking === undefined ? [] : [{ pid: 37, command: looking }])];
  }

  /** The network, and the memory that it was asked: others may change what this program does. */
  network(): Reach | undefined {
    this.asksNetwork = true;
    return this.start.network;
  }

  get station(): Station {
    return stationOf(this);
  }

  /** A request goes out. */
  sent(host: string, port: number): void {
    const key = `${host}:${port}`;
    this.requests.set(key, (this.requests.get(key) ?? 0) + 1);
  }

  /** Lets the time pass that a wait asks for; answers why it cannot. */
  pass(wait: { for: string; at?: Instant; until?: Instant | undefined }): Halt | undefined {
    if (this.halted) return this.halted;
    if (wait.for !== 'instant' && wait.for !== 'change') return 'input';
    const limit = wait.for === 'instant' ? wait.at : wait.until;
    const at = wait.for === 'instant' ? (limit as Instant) : Math.min(this.files.nextChange(), limit ?? Number.POSITIVE_INFINITY);
    if (at > this.until || at === Number.POSITIVE_INFINITY) {
      if (this.until !== Number.POSITIVE_INFINITY) this.clock = this.until;
      this.halted = limit === undefined ? 'forever' : 'until';
    } else if (at > this.clock) this.hurry = 0;
    else if (this.isSpent()) this.halted = 'budget';
    if (this.halted) return this.halted;
    this.clock = Math.max(at, this.clock + (at > this.clock ? 0 : commandTime));
    return undefined;
  }

  /** It keeps at least a hundredth of a core at work, or holds memory of its own. What only waits now does neither. */
  get isBusy(): boolean {
    return this.cores > 0 || this.memory > 0 || (this.halted !== 'forever' && this.steps * commandTime > (this.clock - this.start.at) / 100);
  }

  /** Commands take a core while they run; what burns for good says so itself. */
  usage(): { cpu: number; memory: number } {
    const share = this.clock > this.start.at ? Math.min(1, (this.steps * commandTime) / (this.clock - this.start.at)) : 0;
    return { cpu: Math.round((this.cores || share) * 1e9), memory: this.memory || 700_000 };
  }

  /** What is written when: to the log, or to whoever looks. */
  say(stream: Chunk['stream'], text: string, at = this.clock): void {
    if (text) this.chunks.push({ at, text, stream });
  }

  /** Where its first program reads and writes; without an input, whoever reads ends the playing. */
  io(input: string | undefined): Io {
    const sink = (stream: Chunk['stream']): PlainSink => new PlainSink((text) => this.say(stream, text), this.terminal);
    return { input: input === undefined ? unknownInput : new TextSource(input), out: sink('stdout'), err: sink('stderr'), more: new Map() };
  }

  /** A shell for its first program, or for a person at a terminal. */
  shell(name = 'sh', interactive = false): Shell {
    const { env, directory = '/' } = this.start;
    const shell = new Shell({ machine: this, environment: env, cwd: this.root === '' ? directory : '/', name, interactive, voice: this.voice(name) });
    if (env.PWD === undefined) shell.variables.mark('PWD', { exported: false });
    return shell;
  }
}
