// What the tools of containers share: their world, time that passes, and options of tools that read them their own way.
import type { Call, ShellProgram } from '../../../nodes/shell/index.ts';
import type { World } from '../world.ts';

export const worldOf = ({ shell }: Call): World => shell.machine as World;

/** Tells lines, and that all is well. */
export const print = ({ out }: Call, lines: readonly string[]): number => {
  if (lines.length > 0) out.push(`${lines.join('\n')}\n`);
  return 0;
};

/** Says what is wrong. */
export const fail = ({ err }: Call, text: string, status = 1): number => {
  err.push(`${text}\n`);
  return status;
};

/** Lets time pass. */
export function* pass(call: Call, milliseconds: number): ShellProgram<void> {
  yield { for: 'instant', at: worldOf(call).clock + milliseconds };
}

/** Stays until somebody ends it. */
export function* forever(): ShellProgram<never> {
  for (;;) yield { for: 'change' };
}

/** A core is kept busy until somebody ends it. */
export function* burn(call: Call): ShellProgram<never> {
  worldOf(call).cores += 1;
  return yield* forever();
}

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
