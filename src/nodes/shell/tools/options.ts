// The options of a tool, as GNU's getopt reads them: letters together, long names, values, words between them.
import type { Call } from '../machine.ts';

export interface Options {
  has(name: string): boolean;
  /** The last value given. */
  value(name: string): string | undefined;
  values(name: string): readonly string[];
  words: readonly string[];
}

/** A mistake in the options: what the tool says before it gives up. */
export class OptionError extends Error {}

/** What options a tool has, by each of their names: what it calls them itself, and whether they take a value. */
export type Known = ReadonlyMap<string, { name: string; value: string }>;

/**
 * `shape` is a list of options: `a|all` is a flag, `n|lines=` takes a value, `x|context=?` may take one with `=`.
 * The first name of each is what the tool asks for.
 */
export function knownOptions(shape: readonly string[]): Known {
  const known = new Map<string, { name: string; value: string }>();
  for (const one of shape) {
    const [names = '', value = ''] = [one.replace(/=\??$/, ''), /=\??$/.exec(one)?.[0] ?? ''];
    for (const name of names.split('|')) known.set(name, { name: names.split('|')[0] as string, value });
  }
  return known;
}

/** With `inOrder`, the first word ends the options. */
export function readOptions(args: readonly string[], known: Known, inOrder = false): Options {
  const found: [string, string][] = [];
  const words: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] as string;
    if (arg === '--' || (inOrder && !/^-./.test(arg))) {
      words.push(...args.slice(arg === '--' ? i + 1 : i));
      break;
    }
    if (arg.startsWith('--')) {
      const [long = '', value] = [arg.slice(2).split('=', 1)[0], arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : undefined];
      const fitting = known.get(long) ?? [...known].filter(([name]) => name.length > 1 && name.startsWith(long)).map(([, option]) => option)[0];
      if (!fitting) throw new OptionError(`unrecognized option '--${long}'`);
      if (fitting.value === '=' && value === undefined && i + 1 >= args.length) throw new OptionError(`option '--${long}' requires an argument`);
      found.push([fitting.name, value ?? (fitting.value === '=' ? (args[++i] as string) : '')]);
    } else if (/^-./.test(arg) && !(known.has('NEGATIVE') && /^-[.\d]/.test(arg))) i = letters(args, i, known, found);
    else words.push(arg);
  }
  return {
    has: (name) => found.some(([one]) => one === name),
    value: (name) => found.findLast(([one]) => one === name)?.[1],
    values: (name) => found.filter(([one]) => one === name).map(([, value]) => value),
    words,
  };
}

function letters(args: readonly string[], i: number, known: Known, found: [string, string][]): number {
  const arg = args[i] as string;
  for (let at = 1; at < arg.length; at += 1) {
    const option = known.get(arg[at] as string);
    // `head -5`
    if (!option && /^\d+$/.test(arg.slice(at)) && known.has('NUMBER')) {
      found.push([known.get('NUMBER')?.name as string, arg.slice(at)]);
      return i;
    }
    if (!option) throw new OptionError(`invalid option -- '${arg[at]}'`);
    const rest = arg.slice(at + 1);
    if (option.value === '=?' && rest !== '') {
      found.push([option.name, rest]);
      return i;
    }
    if (option.value !== '=') {
      found.push([option.name, '']);
      continue;
    }
    if (rest === '' && i + 1 >= args.length) throw new OptionError(`option requires an argument -- '${arg[at]}'`);
    found.push([option.name, rest === '' ? (args[i + 1] as string) : rest]);
    return rest === '' ? i + 1 : i;
  }
  return i;
}

/** `ls: cannot access 'x': ...`; answers the status. */
export function complain({ err, name }: Pick<Call, 'err' | 'name'>, text: string, status = 1): number {
  err.push(`${name}: ${text}\n`);
  return status;
}
