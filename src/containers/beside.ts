// Commands that run beside a container's program: exec, probes and hooks. They see its files and may change them.
import { wantsMore } from '../nodes/shell/index.ts';
import type { Instant } from '../sim/index.ts';
import type { FileChange, Program, Start } from './program.ts';
import type { Chunk } from './shell/lines.ts';
import { play, playWords } from './shell/play.ts';
import { entered, keep, prompt, resume, type Session } from './shell/session.ts';
import { rootedIn } from './shell/rooted.ts';
import type { World } from './shell/world.ts';
import { behaviourIn, hasProgram, inImage, worldIn } from './start.ts';

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
  const [name = ''] = command.argv;
  const world = worldIn(startBeside(start, program, command), behaviour, command.until, longestRun, program !== undefined);
  world.terminal = command.terminal;
  world.commandLine = start.argv.join(' ');
  world.beside = program;
  if (!hasProgram(behaviour, name, (path) => world.textOf(path))) return { startError: execError(name) };
  const shells = command.terminal ? (command.session?.shells ?? entered(world.shell(), command.argv, [])) : undefined;
  if (shells) return atTerminal(world, shells, command);
  const { ending, halted } = playWords(world, command.argv, command.input);
  if (halted === 'input') return { chunks: [], changes: [], signals: [], wants: 'input' };
  return { ...left(world), ending, until: world.clock, goesOn: halted === 'forever' };
}

/** What is left of it. */
const left = ({ chunks, files, signals }: World): Pick<Ran, 'chunks' | 'changes' | 'signals'> => ({ chunks, changes: files.written, signals });

/** One line typed at a shell's prompt; without one, only the prompt. */
function atTerminal(world: World, started: Session['shells'], { input, session }: Command): Ran {
  let shells = started;
  const innermost = (): World => rootedIn(world, shells.at(-1)?.root || '/');
  const shell = resume(innermost(), shells, session);
  const text = input === undefined ? undefined : `${session?.begun ?? ''}${input}`;
  const inner = text === undefined ? undefined : entered(shell, text.trim().split(/\s+/), shells);
  const goesOn = text !== undefined && !inner && wantsMore(text);
  if (inner) {
    if (inner.at(-1)?.root !== shells.at(-1)?.root) shell.cwd = '/';
    shells = inner;
  } else if (text !== undefined && !goesOn) {
    const { ending } = play(world, shell.run(text, world.io('')));
    if (ending && shell.ended) {
      const gone = shells.at(-1);
      shells = shells.slice(0, -1);
      if (gone?.root !== shells.at(-1)?.root) shell.cwd = gone?.from ?? '/';
    }
    if (ending && shells.length === 0) return { ...left(world), ending };
  }
  const next: Session = { ...keep(shell, shells), ...(goesOn ? { begun: `${text}\n` } : {}) };
  return { ...left(world), wants: 'line', prompt: prompt(innermost(), next), session: next };
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
