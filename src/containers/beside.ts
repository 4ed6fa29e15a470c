// Commands that run beside a container's program: exec, probes and hooks. They see its files and may change them.
import type { Instant } from '../sim/index.ts';
import type { FileChange, Program, Start } from './program.ts';
import { isShell, prefersBash, Shell } from './shell/evaluate.ts';
import { Input, WantsInput } from './shell/input.ts';
import { type Chunk, play } from './shell/machine.ts';
import { prompt, restore, saved, type Session } from './shell/session.ts';
import { behaviourIn, hasProgram, inImage, machineIn } from './start.ts';

export type { Session } from './shell/session.ts';

export interface Command {
  argv: readonly string[];
  at: Instant;
  /** Nothing when nobody has been asked for it yet. */
  input?: string;
  /** A terminal is attached: shells prompt and read line by line. */
  terminal: boolean;
  /** A shell at a terminal as its last line left it. */
  session?: Session;
  /** Commands that do not end by themselves are played so far. */
  until: Instant;
  /** What the program itself writes is told up to this instant. */
  known?: Instant;
}

export interface Ran {
  chunks: readonly Chunk[];
  changes: readonly FileChange[];
  signals: readonly { at: Instant; pid: number; signal: string }[];
  /** How it ended; nothing when it goes on after `until`, or waits for input. */
  ending?: { at: Instant; code: number } | undefined;
  /** How far it was played, and why no further. */
  until?: Instant;
  goesOn?: boolean;
  /** It reads standard input: all of it, or the next line after a prompt. */
  wants?: 'input' | 'line';
  prompt?: string;
  session?: Session;
}

/** The runtime cannot start the command: its own words. */
export interface NotStarted {
  startError: string;
}

const execError = (name: string): string => {
  const why = name.includes('/') ? `stat ${name}: no such file or directory` : 'executable file not found in $PATH';
  return `OCI runtime exec failed: exec failed: unable to start container process: exec: "${name}": ${why}`;
};

/** The start of a command in the files of a program as that has left them. */
function startBeside(start: Start, program: Program | undefined, { argv, at, until, known = until }: Command): Start {
  const others = start.changes?.() ?? [];
  const own = program?.changes?.(known) ?? [];
  const all = own.length === 0 ? others : [...others, ...own].sort((a, b) => a.at - b.at);
  return { ...inImage(start, behaviourIn(start.image)), argv, at, changes: () => all };
}

/** Steps of a command that are played at once. */
const longestRun = 20_000;

export function runBeside(start: Start, program: Program | undefined, command: Command): Ran | NotStarted {
  const behaviour = behaviourIn(start.image);
  const [name = '', ...args] = command.argv;
  const full = startBeside(start, program, command);
  const machine = machineIn(full, behaviour, command.until, program !== undefined);
  machine.terminal = command.terminal;
  machine.commandLine = start.argv.join(' ');
  if (!hasProgram(behaviour, name, (path) => machine.read(path))) return { startError: execError(name) };
  const interactive = command.terminal && isShell(name) && !args.some((arg) => !arg.startsWith('-') || /^-[a-z]*c$/.test(arg));
  machine.program = program;
  machine.budget = longestRun;
  const shell = new Shell(machine);
  const io = { ...Shell.ioOf(machine), input: command.input === undefined && !interactive ? Input.unknown() : new Input(command.input ?? '') };
  if (interactive) return atTerminal(shell, name, command);
  try {
    const { ending, halted } = play(machine, () => shell.program(name, args, io));
    return { chunks: machine.chunks, changes: machine.changes, signals: machine.signals, ending, until: machine.now, goesOn: halted === 'forever' };
  } catch (error) {
    if (!(error instanceof WantsInput)) throw error;
    return { chunks: [], changes: [], signals: [], wants: 'input' };
  }
}

/** One line typed at a shell's prompt; without one, only the prompt. */
function atTerminal(shell: Shell, name: string, command: Command): Ran {
  const { machine } = shell;
  const session: Session = command.session ?? { ...saved(machine), shells: [prefersBash(name) ? 'bash' : 'sh'] };
  restore(machine, session);
  machine.shell = session.shells.at(-1) ?? 'sh';
  let next = session;
  if (command.input !== undefined) {
    const { ending, halted } = play(machine, () => shell.typed(command.input as string, Shell.ioOf(machine), session));
    const shells = ending && machine.left ? session.shells.slice(0, -1) : session.shells;
    if (ending && shells.length === 0) return { chunks: machine.chunks, changes: machine.changes, signals: machine.signals, ending };
    next = { ...saved(machine), shells: shells.length ? shells : session.shells };
    if (halted) return { chunks: machine.chunks, changes: machine.changes, signals: machine.signals, session: next, wants: 'line', prompt: prompt(machine, next) };
  }
  return { chunks: machine.chunks, changes: machine.changes, signals: machine.signals, wants: 'line', prompt: prompt(machine, next), session: next };
}

/** Runs a probe's or a hook's command; it has a limited time. */
export function runInContainer(
  start: Start,
  program: Program | undefined,
  argv: readonly string[],
  at: Instant,
  timeout: number,
): { code: number; output: string; changes: readonly FileChange[]; end: Instant } {
  const ran = runBeside(start, program, { argv, at, input: '', terminal: false, until: at + timeout });
  if ('startError' in ran) return { code: 1, output: ran.startError, changes: [], end: at };
  const output = ran.chunks.map((chunk) => chunk.text).join('');
  if (!ran.ending) return { code: 1, output: `command timed out: "${argv.join(' ')}" timed out after ${timeout / 1000}s`, changes: ran.changes, end: at + timeout };
  return { code: ran.ending.code, output, changes: ran.changes, end: ran.ending.at };
}
