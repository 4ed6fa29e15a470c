// A shell: its state, and how it runs a line. The grammar is unbash's, what it means is bash's.
import { parse, type ParsedScript, type ProcessSubstitutionPart } from 'unbash';
import { ArithmeticError } from './arithmetic.ts';
import { builtins } from './builtins/index.ts';
import { jobRow } from './builtins/jobs.ts';
import { Evaluator } from './evaluate.ts';
import { ExpansionError } from './expand.ts';
import { Exit } from './flow.ts';
import type { Command, Machine, Voice } from './machine.ts';
import { resolve } from './patterns.ts';
import { Pipe, PlainSink, type Sink, type Source, TextSource } from './streams.ts';
import { Interrupted, type OuterProgram, type ShellProgram, sigtstp, Stopped, Task, Tasks } from './tasks.ts';
import { AssignmentError, Variables } from './variables.ts';

/** Where the commands of a line read and write; more descriptors by number. */
export interface Io {
  input: Source;
  out: Sink;
  err: Sink;
  more: ReadonlyMap<number, Source | Sink>;
}

export interface Job {
  number: number;
  task: Task;
  text: string;
  pid: number;
  /** Ctrl-Z stopped these with it. */
  group?: readonly Task[];
  /** A signal has just ended it. */
  isKilled?: boolean;
}

export interface FunctionDefinition {
  body: import('unbash').Function['body'];
  /** The text that the positions in the body speak of. */
  source: string;
}

/** What a login shell brings with it. */
export interface ShellOptions {
  machine: Machine;
  environment: Readonly<Record<string, string>>;
  cwd: string;
  /** `bash`, `-bash`, or a script's path: what its messages begin with. */
  name?: string;
  args?: readonly string[];
  interactive?: boolean;
  /** Lines typed before, the oldest first. */
  history?: string[];
  /** How it words its complaints. */
  voice?: Voice | undefined;
}

/** As bash at a prompt says it, and in a script. */
const typed: Voice = ({ name }, problem) => `${name}: ${problem}`;
const scripted: Voice = ({ name, line }, problem) => `${name}: line ${line}: ${problem}`;

const firstPid = 4_000;
/** What a shell sets for itself where nobody did. */
const usual = { IFS: ' \t\n', OPTIND: '1', PS1: '\\u@\\h:\\w\\$ ', PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };

export class Shell {
  readonly machine: Machine;
  variables: Variables;
  readonly functions: Map<string, FunctionDefinition>;
  readonly aliases: Map<string, string>;
  /** `set -o` and `shopt` options that are on, by name. */
  readonly options: Set<string>;
  args: readonly string[];
  name: string;
  cwd: string;
  status = 0;
  pipeStatus: readonly number[] = [0];
  jobs: Job[] = [];
  readonly history: string[];
  readonly traps = new Map<string, string>();
  readonly tasks: Tasks;
  readonly interactive: boolean;
  /** The text that is being run, and the place of the command in it. */
  source = '';
  place = 0;
  /** Functions and sourced files around what runs. */
  depth = 0;
  match: readonly string[] = [];
  /** Where programs were found, as long as PATH is the same. */
  readonly found: { path: string | undefined; programs: Map<string, string> };
  private readonly voice: Voice;
  private pids: { next: number };
  private processFiles = new Map<string, string>();

  constructor(options: ShellOptions, parent?: Shell, tasks?: Tasks) {
    this.machine = options.machine;
    this.variables = parent?.variables.copy() ?? Variables.from(options.environment);
    this.functions = new Map(parent?.functions);
    this.aliases = new Map(parent?.aliases);
    this.options = new Set(parent?.options ?? ['braceexpand', 'hashall', ...(options.interactive ? ['expand_aliases', 'history', 'emacs', 'monitor'] : [])]);
    this.args = options.args ?? [];
    this.name = options.name ?? 'bash';
    this.cwd = options.cwd;
    this.interactive = options.interactive ?? false;
    this.history = options.history ?? parent?.history ?? [];
    this.tasks = parent?.tasks ?? tasks ?? new Tasks(() => this.machine.now());
    this.pids = parent?.pids ?? { next: firstPid };
    this.found = parent?.found ?? { path: undefined, programs: new Map() };
    this.voice = options.voice ?? parent?.voice ?? (this.interactive ? typed : scripted);
    if (!parent) {
      this.variables.set('PWD', this.cwd);
      this.variables.mark('PWD', { exported: true });
      for (const [name, value] of Object.entries(usual)) if (this.variables.get(name) === undefined) this.variables.set(name, value);
    }
  }

  /** A copy in which everything may change and nothing of it comes back. */
  subshell(): Shell {
    const child = new Shell({ machine: this.machine, environment: {}, cwd: this.cwd, name: this.name, args: this.args }, this);
    child.source = this.source;
    child.place = this.place;
    child.status = this.status;
    child.depth = this.depth;
    child.processFiles = this.processFiles;
    child.current = this.current;
    child.match = this.match;
    child.pipeStatus = this.pipeStatus;
    return child;
  }

  /** A complaint in the shell's words. */
  says(problem: string, doing?: 'open' | 'create'): string {
    return `${this.voice(this, problem, doing)}\n`;
  }

  /** The number of the line that is run. */
  get line(): number {
    return this.source.slice(0, this.place).split('\n').length;
  }

  /** IFS, as it is when nobody set it. */
  get separator(): string {
    return this.variables.find('IFS') ? (this.variables.get('IFS') ?? '') : ' \t\n';
  }

  /** The value of `$name`. */
  parameter(name: string): string | undefined {
    if (/^\d+$/.test(name)) return name === '0' ? this.name : this.args[Number(name) - 1];
    switch (name) {
      case '?':
        return String(this.status);
      case '#':
        return String(this.args.length);
      case '@':
      case '*':
        return this.args.length > 0 ? this.args.join(' ') : undefined;
      case '$':
        return String(this.machine.pid ?? firstPid - 1);
      case '!':
        return this.jobs.length > 0 ? String(this.jobs.at(-1)?.pid) : '';
      case '-':
        return `${this.options.has('errexit') ? 'e' : ''}hB${this.interactive ? 'i' : ''}`;
      case 'PIPESTATUS':
        return String(this.pipeStatus[0] ?? 0);
      case 'BASH_REMATCH':
        return this.match[0];
      case 'RANDOM':
        return String((this.pids.next++ * 7_919 + this.machine.now()) % 32_768);
      case 'SECONDS':
        return String(Math.floor(this.machine.now() / 1000) % 86_400);
      case 'EPOCHSECONDS':
        return String(Math.floor(this.machine.now() / 1000));
      case 'HOSTNAME':
        return this.machine.hostname;
      case 'UID':
      case 'EUID':
        return /^\d+$/.test(this.machine.user) ? this.machine.user : this.machine.user === 'root' ? '0' : '1000';
      case 'LINENO':
        return String(this.line);
      default:
        return this.variables.get(name);
    }
  }

  /** Lists that the shell keeps itself. */
  list(name: string): readonly string[] | undefined {
    return { BASH_REMATCH: this.match, PIPESTATUS: this.pipeStatus.map(String), FUNCNAME: [], DIRSTACK: undefined }[name];
  }

  resolve(path: string): string {
    return resolve(this.cwd, path);
  }

  /** What `$(...)` prints. */
  *capture(script: ParsedScript, source: string): ShellProgram<string> {
    let text = '';
    const child = this.subshell();
    const out = new PlainSink((more) => {
      text += more;
    });
    this.status = yield* new Evaluator(child).subshell(script, { ...child.standard, out }, script.source ?? source);
    return text;
  }

  /** `<(...)`: a file that holds what the commands print. */
  *processFile(part: ProcessSubstitutionPart): ShellProgram<string> {
    const path = `/dev/fd/${63 - this.processFiles.size}`;
    this.processFiles.set(path, part.script ? yield* this.capture(part.script, this.source) : '');
    return path;
  }

  /** A command that is part of the shell. */
  builtin(name: string): Command | undefined {
    return Object.hasOwn(builtins, name) ? builtins[name] : undefined;
  }

  /** Runs words as a command. */
  call(argv: readonly string[], io: Io): ShellProgram<number> {
    return new Evaluator(this).call(argv, io);
  }

  /** A script's text in a shell that knows nothing of this one but the environment. */
  *runScript(text: string, options: Pick<ShellOptions, 'environment' | 'name' | 'args' | 'voice'>, io: Io): ShellProgram<number> {
    const child = new Shell({ machine: this.machine, cwd: this.cwd, ...options }, undefined, this.tasks);
    const status = yield* child.guarded(text, io);
    yield* new Evaluator(child).exitTrap(io);
    return status;
  }

  /** The text of a file, or of what stands in for one. */
  readFile(path: string): string {
    return this.processFiles.get(path) ?? this.machine.files.read(this.resolve(path));
  }

  private current: Io | undefined;
  /** The streams of what runs now: substitutions print their errors there. */
  get standard(): Io {
    return this.current ?? { input: new TextSource(), out: new PlainSink(() => {}), err: new PlainSink(() => {}), more: new Map() };
  }
  set standard(io: Io) {
    this.current = io;
  }

  /** Sends a program to the background. */
  begin(program: ShellProgram<number>, text: string): Job {
    const task = new Task(program, text);
    task.background = true;
    const job = { number: (this.jobs.at(-1)?.number ?? 0) + 1, task: this.tasks.add(task), text, pid: this.pids.next++ };
    this.jobs.push(job);
    return job;
  }

  /** The stages of a pipe, each reading what the one before it writes. */
  *pipeline(stages: readonly ((input: Source, out: Sink) => ShellProgram<number>)[], io: Io): ShellProgram<number[]> {
    const pipes = stages.slice(1).map(() => new Pipe());
    const tasks = stages.map((stage, i) => {
      const input = pipes[i - 1]?.out ?? io.input;
      const out = pipes[i] ?? io.out;
      return this.tasks.add(new Task(closing(stage(input, out), i > 0 ? input : undefined, pipes[i])));
    });
    yield { for: 'tasks', tasks };
    return tasks.map(({ status }) => status ?? 0);
  }

  /** Runs a line to its end; answers the exit status. Ctrl-C is an Interrupted thrown in. */
  *run(text: string, io: Io): OuterProgram<number> {
    const main = new Task(this.guarded(text, io));
    while (!main.done) {
      try {
        yield* this.tasks.until(main);
      } catch (error) {
        if (error instanceof Stopped) return this.stop(main, text, io);
        if (!(error instanceof Interrupted)) throw error;
        this.tasks.interrupt(main);
      }
    }
    this.status = main.status as number;
    return this.status;
  }

  /** Ctrl-Z makes a job of the line, or of the job that it had called to the front. */
  private stop(main: Task, text: string, io: Io): number {
    const group = this.tasks.stop(main);
    const called = this.jobs.find(({ task }) => task !== main && group.includes(task));
    const job = called ?? { number: (this.jobs.at(-1)?.number ?? 0) + 1, task: main, text, pid: this.pids.next++ };
    if (called) main.kill(sigtstp);
    else this.jobs.push(job);
    job.group = group.filter((task) => !called || task !== main);
    io.out.push(jobRow(this, job));
    this.status = sigtstp;
    return this.status;
  }

  /** What has been sent to the background goes on; ends when nothing is left that could. */
  *rest(): OuterProgram<void> {
    if (this.tasks.background.length > 0) yield* this.tasks.until(new Task(waitFor(this.tasks.background)));
  }

  /** A script or a line, with what can go wrong in it said on standard error. Throws Exit alone. */
  *guarded(text: string, io: Io): ShellProgram<number> {
    this.standard = io;
    const script = parse(text);
    const [problem] = script.errors ?? [];
    if (problem) {
      io.err.push(this.says(syntaxError(text, problem)));
      return 2;
    }
    return yield* this.script(script, io, text);
  }

  *script(script: ParsedScript, io: Io, source: string): ShellProgram<number> {
    try {
      return yield* new Evaluator(this).script(script, io, source);
    } catch (error) {
      if (error instanceof Exit) {
        this.ended = true;
        return error.status;
      }
      if (!(error instanceof ExpansionError || error instanceof ArithmeticError || error instanceof AssignmentError)) throw error;
      io.err.push(this.says(error.message));
      if (!this.interactive) this.ended = true;
      return this.interactive || !(error instanceof ExpansionError) ? 1 : 127;
    }
  }

  /** `exit` was typed, or a failure ended it. */
  ended = false;
}

function* closing(program: ShellProgram<number>, input: Source | undefined, out: Sink | undefined): ShellProgram<number> {
  try {
    return yield* program;
  } finally {
    input?.close();
    out?.close();
  }
}

function* waitFor(tasks: readonly Task[]): ShellProgram<number> {
  yield { for: 'tasks', tasks };
  return 0;
}

function syntaxError(text: string, { message, pos: at }: { message: string; pos: number }): string {
  if (/^unterminated .*quote/.test(message)) return `unexpected EOF while looking for matching \`${/single|ANSI/.test(message) ? "'" : '"'}'`;
  const word = /^\S+/.exec(text.slice(at).trimStart())?.[0];
  return word ? `syntax error near unexpected token \`${word}'` : 'syntax error: unexpected end of file';
}

/** Whether a text is the beginning of something longer: more lines are to be read before it is run. */
export function wantsMore(text: string): boolean {
  if (/(^|[^\\])(\\\\)*\\$/.test(text)) return true;
  const script = parse(`${text}\n`);
  if (openDocument(script)) return true;
  return (script.errors ?? []).some(({ message, pos }) => /^unterminated|to close|expected/.test(message) && (pos >= text.trimEnd().length || message.startsWith('unterminated')));
}

function openDocument(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if (Array.isArray(node)) return node.some(openDocument);
  const { type, closing: end } = node as { type?: string; closing?: unknown };
  if (type === 'HereDoc' && end === undefined) return true;
  return Object.entries(node).some(([key, value]) => key !== 'parts' && typeof value === 'object' && openDocument(value));
}
