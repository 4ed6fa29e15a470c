// What machines leave to tools that answer later, as far as scripts in containers need it: sed, awk, find, expr, base64, digests.
import { createHash } from 'node:crypto';
import { type Call, type Command, complain, fromPosix, linesOf, plain, texts, tool, write } from '../../../nodes/shell/index.ts';
import { burn, operandsOf, print, worldOf } from './common.ts';

interface Edited {
  text: string | undefined;
  printed: boolean;
}

const address = /^(?:(\d+|\$)?(?:,(\d+|\$))?|\/((?:[^/\\]|\\.)*)\/)\s*(!)?\s*([spdq])(.*)$/s;

/** s/a/b/g, Np, Nd, /x/d, /x/p. */
function sedLine(line: string, number: number, last: boolean, command: string, extended: boolean): Edited {
  const match = address.exec(command.trim());
  if (!match) return { text: line, printed: false };
  const [, first, second, pattern, not, verb, rest = ''] = match;
  const at = (place: string): number => (place === '$' ? (last ? number : Number.POSITIVE_INFINITY) : Number(place));
  const regexp = (source: string, flags = ''): RegExp => new RegExp(fromPosix(source, extended), flags);
  const inRange = (): boolean => first === undefined || (second === undefined ? number === at(first) : number >= at(first) && (second === '$' || number <= at(second)));
  if ((pattern !== undefined ? regexp(pattern).test(line) : inRange()) === (not !== undefined)) return { text: line, printed: false };
  if (verb === 'd') return { text: undefined, printed: false };
  if (verb !== 's') return { text: line, printed: true };
  const [, source = '', replacement = '', flags = ''] = rest.split(rest[0] as string);
  const text = line.replace(
    regexp(source, `${flags.includes('g') ? 'g' : ''}${/i/i.test(flags) ? 'i' : ''}`),
    replacement
      .replace(/&/g, '$$&')
      .replace(/\\(\d)/g, '$$$1')
      .replace(/\\\//g, '/'),
  );
  return { text, printed: flags.includes('p') };
}

function edited(text: string, commands: readonly string[], { quiet, extended }: { quiet: boolean; extended: boolean }): string {
  const lines = linesOf(text);
  let out = '';
  for (const [i, line] of lines.entries()) {
    let current: string | undefined = line;
    let printed = false;
    for (const command of commands) {
      if (current === undefined) break;
      const result = sedLine(current, i + 1, i === lines.length - 1, command, extended);
      current = result.text;
      printed ||= result.printed;
    }
    if (current !== undefined) out += `${current}\n`.repeat(Number(printed) + Number(!quiet));
  }
  return out;
}

const sed = tool(['n|quiet', 'e|expression=', 'i|in-place=?', 'E|regexp-extended', 'r', 's'], function* (call, options) {
  const words = [...options.words];
  const scripts = options.has('e') ? options.values('e') : [words.shift() ?? ''];
  const commands = scripts.flatMap((text) => text.split(/;(?![^/]*\/g?$)/));
  const how = { quiet: options.has('n'), extended: options.has('E') || options.has('r') };
  const all = yield* texts(call, words);
  const { files } = call.shell.machine;
  for (const { name, text } of all) {
    if (options.has('i')) files.write(call.shell.resolve(name), edited(text, commands, how));
  }
  if (!options.has('i')) yield* write(call.out, edited(all.map(({ text }) => text).join(''), commands, how));
  return all.length < Math.max(words.length, 1) ? 1 : 0;
});

type Fields = (word: string) => string;

/** `$1 > 5`, `NR==2` */
function holds(condition: string, field: Fields): boolean {
  const [, a = '', operator = '', b = ''] = /^(\S+?)\s*([=<>!]=?)\s*(\S+)$/.exec(condition) ?? [];
  const [x, y] = [field(a), field(b)];
  return { '==': x === y, '!=': x !== y, '>': Number(x) > Number(y), '<': Number(x) < Number(y), '>=': Number(x) >= Number(y), '<=': Number(x) <= Number(y) }[operator] ?? true;
}

/** `{print $1}` and the like, with a pattern or a condition before it. */
const awk = tool(['F|field-separator=', 'v='], function* (call, options) {
  const [program = '', ...files] = options.words;
  const all = yield* texts(call, files);
  if (all.length < Math.max(files.length, 1)) return 1;
  const match = /^(?:\/(.*)\/|(NR\s*==\s*\d+|\$\d+\s*[=<>!]=?\s*\S+))?\s*(?:\{\s*print\s*([^}]*)\})?$/s.exec(program.trim());
  if (!match) return complain(call, 'cmd. line:1: Unexpected token');
  const [, pattern, condition, what = ''] = match;
  const separator = options.value('F') ?? /\s+/;
  const rows = linesOf(all.map(({ text }) => text).join('')).flatMap((line, i) => {
    const fields = (typeof separator === 'string' ? line : line.trim()).split(separator);
    const values: Readonly<Record<string, string>> = { $0: line, $NF: fields.at(-1) ?? '', NR: String(i + 1), NF: String(fields.length) };
    const field: Fields = (word) => values[word] ?? (word.startsWith('$') ? (fields[Number(word.slice(1)) - 1] ?? '') : word.replace(/^"|"$/g, ''));
    if (pattern !== undefined && !new RegExp(pattern).test(line)) return [];
    if (condition !== undefined && !holds(condition, field)) return [];
    if (what.trim() === '') return [line];
    const items = what.trim().split(/\s*,\s*/);
    return [items.map((item) => (item.match(/"[^"]*"|\S+/g) ?? []).map(field).join('')).join(' ')];
  });
  return print(call, rows);
});

const wild = (pattern: string): string =>
  pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');

const find = plain((call) => {
  const { args, shell } = call;
  const { files } = shell.machine;
  const [root = '.'] = operandsOf(args, ['-name', '-type', '-maxdepth', '-iname', '-user', '-mtime', '-size']);
  if (!files.stat(shell.resolve(root))) return complain(call, worldOf(call).tools === 'gnu' ? `'${root}': No such file or directory` : `${root}: No such file or directory`);
  const word = (flag: string): string | undefined => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
  const pattern = word('-name') ?? word('-iname');
  const expression = pattern === undefined ? undefined : new RegExp(`^${wild(pattern)}$`, args.includes('-iname') ? 'i' : '');
  const deepest = Number(word('-maxdepth') ?? Number.POSITIVE_INFINITY);
  const walk = (path: string, depth: number): string[] => [
    path,
    ...(depth < deepest ? (files.names(shell.resolve(path)) ?? []) : []).flatMap((name) => walk(`${path.replace(/\/$/, '')}/${name}`, depth + 1)),
  ];
  const type = word('-type');
  const fits = (path: string): boolean => (!expression || expression.test(path.split('/').pop() as string)) && (type === undefined || (type === 'd') === files.stat(shell.resolve(path))?.directory);
  const found = walk(root, 0).filter(fits);
  if (!args.includes('-delete')) return print(call, found);
  for (const path of found.reverse()) files.remove(shell.resolve(path));
  return 0;
});

const digest = (name: string): Command =>
  tool(['b|binary', 't|text', 'c|check'], function* (call, { words }) {
    if (words[0] === '/dev/zero') return yield* burn(call);
    const all = yield* texts(call, words);
    for (const { name: file, text } of all) call.out.push(`${createHash(name).update(text).digest('hex')}  ${file}\n`);
    return all.length < Math.max(words.length, 1) ? 1 : 0;
  });

const base64 = tool(['d|decode', 'w|wrap=', 'i'], function* (call, options) {
  const all = yield* texts(call, options.words.slice(0, 1));
  const [first] = all;
  if (!first) return 1;
  const width = Number(options.value('w') ?? 76);
  const coded = Buffer.from(first.text).toString('base64');
  if (options.has('d')) yield* write(call.out, Buffer.from(first.text, 'base64').toString('utf8'));
  else yield* write(call.out, width === 0 ? coded : `${coded.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n') ?? ''}\n`);
  return 0;
});

const expr = plain((call: Call) => {
  const [a = '', op = '', b = ''] = call.args;
  const [x, y] = [Number(a), Number(b)];
  const compared = Number.isNaN(x) || Number.isNaN(y) ? { '=': a === b, '!=': a !== b, '<': a < b, '>': a > b } : { '=': x === y, '!=': x !== y, '<': x < y, '>': x > y, '<=': x <= y, '>=': x >= y };
  const truth = (compared as Record<string, boolean>)[op];
  const value = op === '' ? a : truth !== undefined ? String(Number(truth)) : String({ '+': x + y, '-': x - y, '*': x * y, '/': Math.trunc(x / y), '%': x % y }[op] ?? 0);
  print(call, [value]);
  return Number(value === '0' || value === '');
});

const shuf = tool(['n|head-count=', 'i|input-range=', 'e|echo'], function* (call, options) {
  const range = /^(\d+)-(\d+)$/.exec(options.value('i') ?? '');
  const [from, to] = [Number(range?.[1]), Number(range?.[2])];
  const lines = range ? Array.from({ length: to - from + 1 }, (_, i) => String(from + i)) : (yield* texts(call, options.words)).flatMap(({ text }) => linesOf(text));
  const count = Math.min(Number(options.value('n') ?? lines.length), lines.length);
  return print(
    call,
    Array.from({ length: count }, (_, i) => lines[(worldOf(call).clock * 31 + i * 17) % lines.length] as string),
  );
});

export const text: Readonly<Record<string, Command>> = { sed, awk, find, expr, shuf, base64, md5sum: digest('md5'), sha1sum: digest('sha1'), sha256sum: digest('sha256') };
