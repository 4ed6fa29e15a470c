// sort: by keys, numbers, sizes, versions; bytes decide where nothing else does.
import { write } from '../streams.ts';
import { complain, type Options } from './options.ts';
import { linesOf, texts, tool } from './tool.ts';

interface Key {
  from: { field: number; char: number };
  to: { field: number; char: number } | undefined;
  flags: string;
}

type Compare = (a: string, b: string) => number;

const bytes: Compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const numberIn = (text: string): number => Number.parseFloat(/^\s*(-?\d*\.?\d*)/.exec(text)?.[1] || '0') || 0;
const units = ' KMGTPEZY';
const sizeIn = (text: string): number => numberIn(text) * 1024 ** Math.max(0, units.indexOf((/^\s*-?\d*\.?\d*([a-zA-Z])/.exec(text)?.[1] ?? ' ').toUpperCase()));

/** Runs of digits by their value, the rest by bytes. */
const versions: Compare = (a, b) => {
  const [left, right] = [a.match(/\d+|\D+/g) ?? [], b.match(/\d+|\D+/g) ?? []];
  for (let i = 0; i < left.length && i < right.length; i += 1) {
    const [x, y] = [left[i] as string, right[i] as string];
    const order = /^\d/.test(x) && /^\d/.test(y) ? Number(x) - Number(y) : bytes(x, y);
    if (order !== 0) return order;
  }
  return left.length - right.length;
};

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const monthIn = (text: string): number => months.indexOf(text.trimStart().slice(0, 3).toUpperCase());

function comparing(flags: string): Compare {
  const has = (flag: string): boolean => flags.includes(flag);
  const eased = (text: string): string => (has('f') ? text.toUpperCase() : text);
  const kept = (text: string): string => (has('d') ? text.replace(/[^\w\s]/g, '') : has('b') ? text.trimStart() : text);
  const order: Compare = has('h')
    ? (a, b) => sizeIn(a) - sizeIn(b)
    : has('n') || has('g')
      ? (a, b) => numberIn(a) - numberIn(b)
      : has('V')
        ? versions
        : has('M')
          ? (a, b) => monthIn(a) - monthIn(b)
          : (a, b) => bytes(eased(kept(a)), eased(kept(b)));
  return has('r') ? (a, b) => -order(a, b) : order;
}

/** `2`, `2,3n`, `1.3,1.5`; nothing when it cannot be read. */
function keyOf(text: string, flags: string): Key | undefined {
  const found = /^(\d+)(?:\.(\d+))?([a-zA-Z]*)(?:,(\d+)(?:\.(\d+))?([a-zA-Z]*))?$/.exec(text);
  if (!found) return undefined;
  const own = `${found[3]}${found[6] ?? ''}`;
  return {
    from: { field: Number(found[1]), char: Number(found[2] ?? 1) },
    to: found[4] === undefined ? undefined : { field: Number(found[4]), char: Number(found[5] ?? 0) },
    flags: own === '' ? flags : own,
  };
}

/** Where each field begins and ends: without a separator the blanks before a field are its own. */
function fieldsOf(line: string, separator: string | undefined): { from: number; to: number }[] {
  const fields: { from: number; to: number }[] = [];
  if (separator === undefined) for (const found of line.matchAll(/\s*\S+/g)) fields.push({ from: found.index, to: found.index + found[0].length });
  else
    for (let from = 0; from <= line.length; ) {
      const end = line.indexOf(separator, from);
      fields.push({ from, to: end < 0 ? line.length : end });
      from = end < 0 ? line.length + 1 : end + separator.length;
    }
  return fields;
}

function textOf({ from, to, flags }: Key, line: string, separator: string | undefined): string {
  const fields = fieldsOf(line, separator);
  const begin = fields[from.field - 1];
  if (!begin) return '';
  const end = to && fields[to.field - 1];
  const blanks = flags.includes('b') ? (/^\s*/.exec(line.slice(begin.from))?.[0].length ?? 0) : 0;
  return line.slice(begin.from + blanks + from.char - 1, end ? (to.char === 0 ? end.to : end.from + to.char) : undefined);
}

const shape = [
  'n|numeric-sort',
  'g|general-numeric-sort',
  'h|human-numeric-sort',
  'V|version-sort',
  'M|month-sort',
  'r|reverse',
  'f|ignore-case',
  'b|ignore-leading-blanks',
  'd|dictionary-order',
  'u|unique',
  's|stable',
  'c|check',
  'k|key=',
  't|field-separator=',
  'o|output=',
  'z|zero-terminated',
];

const flagsOf = (options: Options): string => ['n', 'g', 'h', 'V', 'M', 'r', 'f', 'b', 'd'].filter((flag) => options.has(flag)).join('');

export const sort = tool(
  shape,
  function* (call, options) {
    const flags = flagsOf(options);
    const given = options.values('k');
    const keys = given.map((text) => keyOf(text, flags));
    const wrong = keys.indexOf(undefined);
    if (wrong >= 0) return complain(call, `invalid number at field start: invalid count at start of ‘${given[wrong]}’`, 2);
    const separator = options.value('t')?.replace('\\t', '\t');
    const ordered = (keys as Key[]).map((key) => ({ key, compare: comparing(key.flags) }));
    const whole = comparing(flags);
    const byKeys: Compare = (a, b) => {
      for (const { key, compare } of ordered) {
        const order = compare(textOf(key, a, separator), textOf(key, b, separator));
        if (order !== 0) return order;
      }
      return ordered.length > 0 ? 0 : whole(a, b);
    };
    const last: Compare = options.has('r') ? (a, b) => bytes(b, a) : bytes;
    const compare: Compare = (a, b) => byKeys(a, b) || (options.has('s') || options.has('u') ? 0 : last(a, b));
    const all = yield* texts(call, options.words, (name, why) => `cannot read: ${name}: ${why}`);
    if (all.length < options.words.length) return 2;
    const end = options.has('z') ? '\0' : '\n';
    const lines = all.flatMap(({ text }) => (end === '\n' ? linesOf(text) : text.split(end).filter((line) => line !== '')));
    if (options.has('c')) {
      const at = lines.findIndex((line, i) => i > 0 && compare(lines[i - 1] as string, line) > 0);
      return at < 0 ? 0 : complain(call, `${options.words[0] ?? '-'}:${at + 1}: disorder: ${lines[at]}`);
    }
    lines.sort(compare);
    const shown = options.has('u') ? lines.filter((line, i) => i === 0 || byKeys(lines[i - 1] as string, line) !== 0) : lines;
    const text = shown.map((line) => line + end).join('');
    const target = options.value('o');
    if (target === undefined) yield* write(call.out, text);
    else call.shell.machine.files.write(call.shell.resolve(target), text);
    return 0;
  },
  { usageStatus: 2 },
);
