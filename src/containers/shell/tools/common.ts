// What the small tools share: their shape, their options, and how they read.
import type { Io, Shell } from '../evaluate.ts';
import { Halt, type Machine } from '../machine.ts';

export type Tool = (args: string[], io: Io, machine: Machine, shell: Shell) => number;

const units: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86400 };
/** `5`, `0.01`, `2m`, in milliseconds. */
export const durationOf = (text: string): number => (/^inf/.test(text) ? Number.POSITIVE_INFINITY : Number.parseFloat(text) * (units[text.at(-1) as string] ?? 1) * 1000);

export function forever(machine: Machine): never {
  if (machine.until !== Number.POSITIVE_INFINITY) machine.now = machine.until;
  throw new Halt('forever');
}

/** A core is kept busy until somebody ends it. */
export function burn(machine: Machine): never {
  machine.cores += 1;
  return forever(machine);
}

export const isGnu = (machine: Machine): boolean => machine.family === 'debian';

/** Tells, in the words of whoever made the tool, that a file cannot be read. */
export function unreadable(name: string, file: string, io: Io, machine: Machine): number {
  const directory = machine.isDirectory(file);
  if (isGnu(machine)) io.err(`${name}: ${file}: ${directory ? 'Is a directory' : 'No such file or directory'}\n`);
  else io.err(directory ? `${name}: read error: Is a directory\n` : `${name}: can't open '${file}': No such file or directory\n`);
  return 1;
}

/** The text of files, or of the input when none is named; undefined after telling what is missing. */
export function inputOf(name: string, files: readonly string[], io: Io, machine: Machine): string | undefined {
  if (!files.length || (files.length === 1 && files[0] === '-')) return io.input.rest();
  let out = '';
  for (const file of files) {
    const text = machine.read(file);
    if (text === undefined) {
      unreadable(name, file, io, machine);
      return undefined;
    }
    out += text;
  }
  return out;
}

export const split = (args: readonly string[]): { flags: string; files: string[] } => ({ flags: args.filter((a) => /^-./.test(a)).join(''), files: args.filter((a) => !/^-./.test(a)) });
export const linesIn = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));
export const print = (io: Io, lines: readonly string[]): number => {
  if (lines.length) io.out(`${lines.join('\n')}\n`);
  return 0;
};

/** The word after a flag, or glued to it: `-n 5`, `-n5`, `--lines=5`. */
export function optionOf(args: readonly string[], ...names: string[]): string | undefined {
  for (const [i, arg] of args.entries()) {
    for (const name of names) {
      if (arg === name) return args[i + 1];
      if (name.startsWith('--') ? arg.startsWith(`${name}=`) : arg.startsWith(name) && !arg.startsWith('--') && arg.length > 2) return arg.slice(name.startsWith('--') ? name.length + 1 : 2);
    }
  }
  return undefined;
}

/** The words that are neither flags nor what follows a flag that takes a word. */
export function operandsOf(args: readonly string[], withWord: readonly string[]): string[] {
  const out: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (withWord.includes(arg)) i++;
    else if (!arg.startsWith('-') || arg === '-') out.push(arg);
  }
  return out;
}
