// What builtins have in common: their complaints, and those that never wait.
import type { Call, Command } from '../machine.ts';
import type { ShellProgram } from '../tasks.ts';

/** `bash: cd: x: No such file or directory`; answers the status. */
export function complain({ err, shell, name }: Call, text: string, status = 1): number {
  err.push(shell.says(`${name}: ${text}`));
  return status;
}

/** A builtin that does its work at once. */
export function plain(work: (call: Call) => number): Command {
  // biome-ignore lint/correctness/useYield: commands are programs; this one never waits
  return function* (call): ShellProgram<number> {
    return work(call);
  };
}

/** Single letters before the first other word; `--` ends them. Letters in `valued` take a value. */
export function letters(args: readonly string[], known: string, valued = ''): { flags: Map<string, string>; rest: string[]; unknown?: string } {
  const flags = new Map<string, string>();
  let i = 0;
  for (; i < args.length; i += 1) {
    const arg = args[i] as string;
    if (arg === '--') return { flags, rest: args.slice(i + 1) };
    if (!/^-./.test(arg)) break;
    for (let at = 1; at < arg.length; at += 1) {
      const letter = arg[at] as string;
      if (valued.includes(letter)) {
        flags.set(letter, arg.slice(at + 1) || (args[++i] ?? ''));
        break;
      }
      if (!known.includes(letter)) return { flags, rest: args.slice(i), unknown: letter };
      flags.set(letter, '');
    }
  }
  return { flags, rest: args.slice(i) };
}

/** A value as the shell prints it for reading it again. */
export const quote = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
