// Tools for the pieces of lines: cut, tr, rev.
import { readAll, write } from '../streams.ts';
import { unescaped } from '../builtins/printing.ts';
import { complain } from './options.ts';
import { linesOf, missingOperand, texts, tool } from './tool.ts';

type Places = (place: number) => boolean;

/** `1`, `2-`, `1,3-4`; nothing when it cannot be read. */
function placesOf(list: string): Places | undefined {
  const ranges = list.split(/[, ]/).map((part) => /^(\d*)(-?)(\d*)$/.exec(part));
  if (ranges.some((range) => !range || (range[1] === '' && range[3] === '') || range[1] === '0')) return undefined;
  const bounds = ranges.map((range) => {
    const [, from = '', dash = '', to = ''] = range as RegExpExecArray;
    return { from: Number(from || 1), to: dash === '' ? Number(from) : to === '' ? Number.POSITIVE_INFINITY : Number(to) };
  });
  return (place) => bounds.some(({ from, to }) => place >= from && place <= to);
}

export const cut = tool(['f|fields=', 'd|delimiter=', 'c|characters=', 'b|bytes=', 's|only-delimited', 'complement', 'output-delimiter=', 'n'], function* (call, options) {
  const usage = (text: string): number => complain(call, `${text}\nTry 'cut --help' for more information.`);
  const list = options.value('f') ?? options.value('c') ?? options.value('b');
  if (list === undefined) return usage('you must specify a list of bytes, characters, or fields');
  const delimiter = options.value('d') ?? '\t';
  if (delimiter.length > 1) return usage('the delimiter must be a single character');
  const places = placesOf(list);
  if (/(^|[ ,])0/.test(list)) return usage(options.has('f') ? 'fields are numbered from 1' : 'byte/character positions are numbered from 1');
  if (!places) return usage(options.has('f') ? `invalid field value ‘${list}’` : `invalid byte or character range ‘${list}’`);
  const chosen: Places = options.has('complement') ? (place) => !places(place) : places;
  const kept = (pieces: readonly string[]): string[] => pieces.filter((_, i) => chosen(i + 1));
  const all = yield* texts(call, options.words);
  for (const { text } of all) {
    for (const line of linesOf(text)) {
      if (!options.has('f')) yield* write(call.out, `${kept([...line]).join(options.value('output-delimiter') ?? '')}\n`);
      else if (line.includes(delimiter)) yield* write(call.out, `${kept(line.split(delimiter)).join(options.value('output-delimiter') ?? delimiter)}\n`);
      else if (!options.has('s')) yield* write(call.out, `${line}\n`);
    }
  }
  return all.length < Math.max(options.words.length, 1) ? 1 : 0;
});

const span = (from: string, to: string): string => {
  const [first, last] = [from.codePointAt(0) as number, to.codePointAt(0) as number];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => String.fromCodePoint(first + i)).join('');
};

const classes: Readonly<Record<string, string>> = {
  upper: span('A', 'Z'),
  lower: span('a', 'z'),
  digit: span('0', '9'),
  alpha: span('A', 'Z') + span('a', 'z'),
  alnum: span('0', '9') + span('A', 'Z') + span('a', 'z'),
  space: ' \t\n\v\f\r',
  blank: ' \t',
  punct: span('!', '/') + span(':', '@') + span('[', '`') + span('{', '~'),
  xdigit: span('0', '9') + span('A', 'F') + span('a', 'f'),
  cntrl: `${span('\0', '\x1f')}\x7f`,
  print: span(' ', '~'),
  graph: span('!', '~'),
};

/** `a-z`, `[:upper:]`, `\n` as characters. */
function setOf(text: string): string[] {
  const parts = text.match(/\[:\w+:\]|\\(?:[0-7]{1,3}|.)|[\s\S]/gu) ?? [];
  const out: string[] = [];
  for (let i = 0; i < parts.length; i += 1) {
    const part = parts[i] as string;
    const name = /^\[:(\w+):\]$/.exec(part)?.[1];
    const single = part.startsWith('\\') && part.length > 1 ? (unescaped(part, /^[0-7]{1,3}/).text.replace(/^\\(.)$/, '$1') as string) : part;
    const to = parts[i + 2];
    if (name !== undefined) out.push(...(classes[name] ?? ''));
    else if (parts[i + 1] === '-' && to !== undefined) {
      out.push(...span(single, to));
      i += 2;
    } else out.push(single);
  }
  return out;
}

export const tr = tool(
  ['d|delete', 's|squeeze-repeats', 'c|C|complement', 't|truncate-set1'],
  function* (call, options) {
    const [first, second, ...more] = options.words;
    if (first === undefined) return missingOperand(call);
    if (second === undefined && !options.has('d') && !options.has('s'))
      return complain(call, `missing operand after ‘${first}’\nTwo strings must be given when translating.\nTry 'tr --help' for more information.`);
    if (more.length > 0) return complain(call, `extra operand ‘${more[0]}’\nTry 'tr --help' for more information.`);
    const [from, to] = [setOf(first), second === undefined ? [] : setOf(second)];
    const members = new Map(from.map((char, i) => [char, i]));
    const isIn = (char: string): boolean => members.has(char) !== options.has('c');
    const translated = (char: string): string => {
      if (options.has('d') || to.length === 0 || !isIn(char)) return char;
      return options.has('c') ? (to.at(-1) as string) : (to[members.get(char) as number] ?? to.at(-1) ?? char);
    };
    const squeezed = new Set(second === undefined ? [] : to);
    const isSqueezed = (char: string): boolean => options.has('s') && (second === undefined ? isIn(char) : squeezed.has(char));
    let out = '';
    let last: string | undefined;
    for (const char of yield* readAll(call.input)) {
      if (options.has('d') && isIn(char)) continue;
      const changed = translated(char);
      if (changed === last && isSqueezed(changed)) continue;
      out += changed;
      last = changed;
    }
    yield* write(call.out, out);
    return 0;
  },
  { inOrder: true },
);

export const rev = tool([], function* (call, { words }) {
  const all = yield* texts(call, words);
  for (const { text } of all) {
    yield* write(
      call.out,
      linesOf(text)
        .map((line) => `${[...line].reverse().join('')}\n`)
        .join(''),
    );
  }
  return all.length < Math.max(words.length, 1) ? 1 : 0;
});
