// grep: lines that a pattern matches, as they come.
import { type Call, type Command, FileError } from '../machine.ts';
import { characterClasses, matcher } from '../patterns.ts';
import { readLine, type Source, TextSource, write } from '../streams.ts';
import type { ShellProgram } from '../tasks.ts';
import { complain, type Options } from './options.ts';
import { tool } from './tool.ts';

/** A bracket expression of POSIX as JavaScript writes it. */
const bracket = (text: string): string =>
  text
    .replace(/\[:(\w+):\]/g, (_, name: string) => characterClasses[name] ?? '')
    .replace(/^(\[\^?)\]/, '$1\\]')
    .replace(/\\(?![\w\\\]/^$.*+?()[{}|-])/g, '\\\\')
    .replace(/(?<=^\[\^?.*)\[(?=.*\]$)/g, '\\[');

const bracketPattern = /^\[\^?\]?(?:\[:\w+:\]|[^\]])*\]/;

/** A basic or extended regular expression of POSIX as one of JavaScript. */
export function fromPosix(pattern: string, extended: boolean): string {
  let out = '';
  for (let i = 0; i < pattern.length; ) {
    const rest = pattern.slice(i);
    const set = bracketPattern.exec(rest)?.[0];
    if (set) {
      out += bracket(set);
      i += set.length;
      continue;
    }
    const char = rest[0] as string;
    if (char === '\\') {
      const next = rest[1] ?? '\\';
      if (!extended && '(){}+?|'.includes(next)) out += next;
      else if (next === '<' || next === '>') out += '\\b';
      else if (/[\w]/.test(next) && !'bBwWsSdD123456789'.includes(next)) out += next;
      else out += `\\${next}`;
      i += 2;
      continue;
    }
    if (!extended && '(){}+?|'.includes(char)) out += `\\${char}`;
    else if (char === '*' && (i === 0 || (!extended && /(^|\\\(|\\\||\^)$/.test(pattern.slice(0, i))))) out += '\\*';
    else if (extended && char === '{' && !/^\{\d*,?\d*\}/.test(rest)) out += '\\{';
    else out += char;
    i += 1;
  }
  return out;
}

/** Perl's `\K` and possessive groups that JavaScript lacks: what stands before \K must match and is not shown. */
const fromPerl = (pattern: string): string =>
  (pattern.includes('\\K') ? `(?<=${pattern.slice(0, pattern.indexOf('\\K'))})${pattern.slice(pattern.indexOf('\\K') + 2)}` : pattern).replace(
    /\[\[:(\w+):\]\]/g,
    (_, name: string) => `[${characterClasses[name] ?? ''}]`,
  );

function expression(call: Call, options: Options, patterns: readonly string[]): RegExp | string {
  const kind = options.has('F') || call.name === 'fgrep' ? 'F' : options.has('P') ? 'P' : options.has('E') || call.name === 'egrep' ? 'E' : 'G';
  const source = patterns
    .map((pattern) => {
      const body = kind === 'F' ? pattern.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : kind === 'P' ? fromPerl(pattern) : fromPosix(pattern, kind === 'E');
      return options.has('x') ? `^(?:${body})$` : options.has('w') ? `(?<!\\w)(?:${body})(?!\\w)` : `(?:${body})`;
    })
    .join('|');
  try {
    return new RegExp(source, `g${options.has('i') ? 'i' : ''}`);
  } catch (error) {
    return (error as Error).message;
  }
}

interface Search {
  call: Call;
  options: Options;
  pattern: RegExp;
  named: boolean;
  before: number;
  after: number;
  limit: number;
}

/** One file: answers whether anything was selected. */
function* search({ call, options, pattern, named, before, after, limit }: Search, source: Source, name: string): ShellProgram<boolean> {
  const { out } = call;
  const prefix = (number: number, sign: string): string => `${named ? `${name}${sign}` : ''}${options.has('n') ? `${number}${sign}` : ''}`;
  const kept: { number: number; line: string }[] = [];
  let [count, trailing, shownUpTo] = [0, 0, 0];
  const context = before > 0 || after > 0;
  for (let number = 1; count < limit || trailing > 0; number += 1) {
    const typed = yield* readLine(source);
    if (!typed) break;
    const { line } = typed;
    pattern.lastIndex = 0;
    const selected = count < limit && pattern.test(line) !== options.has('v');
    if (!selected) {
      if (trailing > 0) {
        trailing -= 1;
        shownUpTo = number;
        yield* write(out, `${prefix(number, '-')}${line}\n`);
      } else if (before > 0) {
        kept.push({ number, line });
        if (kept.length > before) kept.shift();
      }
      continue;
    }
    count += 1;
    if (options.has('q')) return true;
    if (options.has('c') || options.has('l') || options.has('L')) {
      if (!options.has('c')) break;
      continue;
    }
    if (options.has('o')) {
      pattern.lastIndex = 0;
      if (!options.has('v')) for (const [found] of line.matchAll(pattern)) if (found !== '') yield* write(out, `${prefix(number, ':')}${found}\n`);
      continue;
    }
    const first = kept[0]?.number ?? number;
    if (context && shownUpTo > 0 && first > shownUpTo + 1) yield* write(out, '--\n');
    for (const one of kept.splice(0)) yield* write(out, `${prefix(one.number, '-')}${one.line}\n`);
    yield* write(out, `${prefix(number, ':')}${line}\n`);
    shownUpTo = number;
    trailing = after;
  }
  if (options.has('c')) yield* write(out, `${named ? `${name}:` : ''}${count}\n`);
  if (options.has('l') && count > 0) yield* write(out, `${name}\n`);
  if (options.has('L') && count === 0) yield* write(out, `${name}\n`);
  return count > 0;
}

function* filesBelow(call: Call, options: Options, word: string): Generator<string> {
  const { files } = call.shell.machine;
  if (!files.stat(call.shell.resolve(word))?.directory) {
    const base = word.split('/').at(-1) as string;
    const [include, exclude] = [options.values('include'), options.values('exclude')];
    if ((include.length === 0 || include.some((glob) => matcher(glob).test(base))) && !exclude.some((glob) => matcher(glob).test(base))) yield word;
    return;
  }
  for (const name of files.names(call.shell.resolve(word)) ?? []) {
    if (options.values('exclude-dir').some((glob) => matcher(glob).test(name))) continue;
    yield* filesBelow(call, options, word === '' ? name : `${word.replace(/\/$/, '')}/${name}`);
  }
}

function* searchAll(found: Search, words: readonly string[]): ShellProgram<number> {
  const { call, options } = found;
  const recursive = options.has('r') || options.has('R');
  let [any, failed] = [false, false];
  for (const word of words) {
    if (word === '-') {
      any = (yield* search(found, call.input, '(standard input)')) || any;
      call.input.close();
      continue;
    }
    for (const name of recursive ? filesBelow(call, options, word) : [word]) {
      let text: string;
      try {
        text = call.shell.readFile(name);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        failed = true;
        if (!options.has('s')) complain(call, `${name}: ${error.message}`);
        continue;
      }
      any = (yield* search(found, new TextSource(text), name)) || any;
    }
    if (any && options.has('q')) return 0;
  }
  return failed && !(any && options.has('q')) ? 2 : any ? 0 : 1;
}

const shape = [
  'i|ignore-case|y',
  'v|invert-match',
  'c|count',
  'n|line-number',
  'l|files-with-matches',
  'L|files-without-match',
  'o|only-matching',
  'q|quiet|silent',
  's|no-messages',
  'w|word-regexp',
  'x|line-regexp',
  'E|extended-regexp',
  'F|fixed-strings',
  'P|perl-regexp',
  'G|basic-regexp',
  'r|recursive',
  'R|dereference-recursive',
  'h|no-filename',
  'H|with-filename',
  'a|text',
  'I',
  'z|null-data',
  'A|after-context=',
  'B|before-context=',
  'C|context|NUMBER=',
  'm|max-count=',
  'e|regexp=',
  'f|file=',
  'include=',
  'exclude=',
  'exclude-dir=',
  'color|colour=?',
  'line-buffered',
];

export const grep: Command = tool(
  shape,
  function* (call, options) {
    const fromFiles = options.values('f').flatMap((name) => call.shell.readFile(name).replace(/\n$/, '').split('\n'));
    const given = [...options.values('e'), ...fromFiles];
    const explicit = options.has('e') || options.has('f');
    const [first, ...others] = options.words;
    if (!explicit && first === undefined) {
      call.err.push("Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n");
      return 2;
    }
    const words = explicit ? options.words : others;
    const pattern = expression(
      call,
      options,
      (explicit ? given : [first as string]).flatMap((text) => text.split('\n')),
    );
    if (typeof pattern === 'string') return complain(call, pattern, 2);
    const recursive = options.has('r') || options.has('R');
    const names = words.length > 0 ? words : recursive ? [''] : ['-'];
    const named =
      options.has('H') ||
      (!options.has('h') &&
        (names.length > 1 || (recursive && !(names.length === 1 && names[0] !== '' && call.shell.machine.files.stat(call.shell.resolve(names[0] as string))?.directory === false))));
    const both = Number(options.value('C') ?? 0);
    return yield* searchAll(
      { call, options, pattern, named, before: Number(options.value('B') ?? both), after: Number(options.value('A') ?? both), limit: Number(options.value('m') ?? Number.POSITIVE_INFINITY) },
      names,
    );
  },
  { usageStatus: 2 },
);
