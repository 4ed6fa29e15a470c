// read and mapfile: lines into variables.
import { arithmetic } from '../arithmetic.ts';
import { namesOf } from '../expand.ts';
import type { Call, Command } from '../machine.ts';
import type { Source } from '../streams.ts';
import { readLine } from '../streams.ts';
import { complain, letters } from './say.ts';

function sourceOf({ shell, input }: Call, number: string | undefined): Source | undefined {
  if (number === undefined || number === '0') return input;
  const found = shell.standard.more.get(Number(number));
  return found && 'read' in found ? found : undefined;
}

/** Words of a line: the last variable takes the rest, with what is between the words. */
function fields(line: string, separator: string, count: number): string[] {
  const white = [...separator].filter((char) => /\s/.test(char)).join('');
  const strip = (text: string): string => {
    let [from, to] = [0, text.length];
    while (from < to && white.includes(text[from] as string)) from += 1;
    while (to > from && white.includes(text[to - 1] as string)) to -= 1;
    return text.slice(from, to);
  };
  let rest = strip(line);
  const out: string[] = [];
  while (out.length < count - 1 && rest !== '') {
    let end = 0;
    while (end < rest.length && !separator.includes(rest[end] as string)) end += 1;
    out.push(rest.slice(0, end));
    while (end < rest.length && white.includes(rest[end] as string)) end += 1;
    if (end < rest.length && separator.includes(rest[end] as string) && !white.includes(rest[end] as string)) end += 1;
    while (end < rest.length && white.includes(rest[end] as string)) end += 1;
    rest = rest.slice(end);
  }
  // One separator at the very end belongs to the last word's end.
  if (out.length < count) out.push(rest.length > 0 && separator.includes(rest.at(-1) as string) && [...rest].filter((char) => separator.includes(char)).length === 1 ? rest.slice(0, -1) : rest);
  return out;
}

export const read: Command = function* (call) {
  const { shell } = call;
  const { flags, rest, unknown } = letters(call.args, 'rse', 'dpantiuN');
  if (unknown !== undefined) return complain(call, `-${unknown}: invalid option`, 2);
  const source = sourceOf(call, flags.get('u'));
  if (!source) return complain(call, `${flags.get('u')}: invalid file descriptor: Bad file descriptor`);
  if (flags.has('p') && source.terminal) shell.standard.err.push(flags.get('p') as string);
  const count = flags.get('n') ?? flags.get('N');
  let typed = count === undefined ? yield* readLine(source, flags.get('d') === '' ? '\0' : (flags.get('d') ?? '\n')) : yield* characters(source, Number(count));
  while (typed?.ended && !flags.has('r') && /(^|[^\\])(\\\\)*\\$/.test(typed.line)) {
    const more = yield* readLine(source);
    typed = { line: typed.line.slice(0, -1) + (more?.line ?? ''), ended: more?.ended ?? false };
  }
  const line = flags.has('r') ? (typed?.line ?? '') : (typed?.line ?? '').replace(/\\(.)/g, '$1');
  const list = flags.get('a');
  if (list !== undefined) shell.variables.set(list, line === '' ? [] : fields(line, shell.separator, Number.POSITIVE_INFINITY).filter((word, i, all) => word !== '' || i < all.length - 1));
  else if (rest.length === 0) shell.variables.set('REPLY', line);
  else {
    const words = fields(line, shell.separator, rest.length);
    rest.forEach((name, i) => {
      shell.variables.set(name, words[i] ?? '');
    });
  }
  return typed?.ended ? 0 : 1;
};

function* characters(source: Source, count: number): ReturnType<typeof readLine> {
  let text = '';
  while (text.length < count) {
    const more = yield* source.read();
    if (more === undefined) return text === '' ? undefined : { line: text, ended: false };
    text += more;
  }
  source.unread(text.slice(count));
  return { line: text.slice(0, count), ended: true };
}

export const mapfile: Command = function* (call) {
  const { shell, input } = call;
  const { flags, rest } = letters(call.args, 't', 'dnOsucC');
  const name = rest[0] ?? 'MAPFILE';
  const lines: string[] = [];
  for (let typed = yield* readLine(input); typed; typed = yield* readLine(input)) lines.push(flags.has('t') || !typed.ended ? typed.line : `${typed.line}\n`);
  const from = Number(arithmetic(flags.get('s') || '0', namesOf(shell)));
  const count = Number(flags.get('n') || 0) || lines.length;
  shell.variables.set(name, lines.slice(from, from + count));
  return 0;
};
