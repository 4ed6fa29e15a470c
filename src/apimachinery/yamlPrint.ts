// Prints YAML byte for byte as kubectl does: keys in natural order, lists not indented, long texts folded near column 80.
import { goFloat, goNumber } from './goFormat.ts';
import type { Json } from './object.ts';
import { needsQuotes } from './yamlScalars.ts';

const bestWidth = 80;
const longestSimpleKey = 128;

const isLetter = (char: string): boolean => /\p{L}/u.test(char);
const isDigit = (char: string | undefined): boolean => char !== undefined && /\p{Nd}/u.test(char);

/** The number that the digits from `at` on spell, and where they end. */
function numberAt(chars: string[], at: number, start: number): [value: number, end: number] {
  let value = start;
  let end = at;
  for (; isDigit(chars[end]); end++) value = value * 10 + Number(chars[end]);
  return [value, end];
}

/** Go's order of keys: numbers inside them by value, letters after other characters. */
export function naturalOrder(left: string, right: string): number {
  const a = [...left];
  const b = [...right];
  for (let i = 0; i < a.length && i < b.length; i++) {
    const x = a[i] as string;
    const y = b[i] as string;
    if (x === y) continue;
    const byCode = (x.codePointAt(0) as number) - (y.codePointAt(0) as number);
    if (isLetter(x) && isLetter(y)) return byCode;
    if (isLetter(x) || isLetter(y)) return isLetter(x) ? 1 : -1;
    let start = 0;
    if (x === '0' || y === '0') for (let j = i - 1; j >= 0 && isDigit(a[j]); j--) if (a[j] !== '0') start = 1;
    const [m, mEnd] = numberAt(a, i, start);
    const [n, nEnd] = numberAt(b, i, start);
    return m - n || mEnd - nEnd || byCode;
  }
  return a.length - b.length;
}

interface Shape {
  plain: boolean;
  single: boolean;
  block: boolean;
}

const isBreak = (char: string | undefined): boolean => char !== undefined && /[\r\n\u0085\u2028\u2029]/.test(char);
const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t';
/** What libyaml prints as it is; emoji and other characters beyond the basic plane are escaped. */
const isPrintable = (char: string): boolean => /[\n -~\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/.test(char) && char.length === 1;

const startIndicators = new Set(['#', ',', '[', ']', '{', '}', '&', '*', '!', '|', '>', "'", '"', '%', '@', '`']);

function hasIndicators(text: string): boolean {
  const first = text[0] as string;
  if (/^(---|\.\.\.)/.test(text) || startIndicators.has(first)) return true;
  if ('?:-'.includes(first) && (text.length === 1 || isBlank(text[1]) || isBreak(text[1]))) return true;
  return /:([ \t\r\n\u0085\u2028\u2029]|$)/.test(text.slice(1)) || /[\s\0]#/.test(text);
}

/** Which ways of writing this text would be read back the same. */
function shapeOf(text: string): Shape {
  if (text === '') return { plain: true, single: true, block: false };
  const special = ![...text].every(isPrintable);
  const breakThenSpace = /[\r\n\u0085\u2028\u2029] /.test(text);
  const spaceThenBreak = / [\r\n\u0085\u2028\u2029]/.test(text);
  const edges = /^[ \r\n\u0085\u2028\u2029]|[ \r\n\u0085\u2028\u2029]$/.test(text);
  const multiline = /[\r\n\u0085\u2028\u2029]/.test(text);
  const never = special || spaceThenBreak;
  return {
    plain: !never && !edges && !breakThenSpace && !multiline && !hasIndicators(text),
    single: !never && !breakThenSpace,
    block: !never && !text.endsWith(' '),
  };
}

/** Writes a text word by word and starts a new line at a space once the line is full. */
function folded(text: string, column: number, indent: number, escapeSpaces: boolean, canBreakAt: (i: number) => boolean): string {
  let out = '';
  let at = column;
  let afterSpace = false;
  const chars = [...text];
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] as string;
    if (char === ' ' && !afterSpace && at > bestWidth && canBreakAt(i) && (escapeSpaces || chars[i + 1] !== ' ')) {
      out += `\n${' '.repeat(indent)}`;
      at = indent;
      if (chars[i + 1] === ' ') {
        out += '\\';
        at++;
      }
      afterSpace = true;
      continue;
    }
    out += char;
    at++;
    afterSpace = char === ' ';
  }
  return out;
}

const doubleEscapes: Record<string, string> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\u0085': '\\N',
  '\u00a0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function escaped(char: string): string {
  const known = doubleEscapes[char];
  if (known && (char === '"' || char === '\\' || isBreak(char) || !isPrintable(char))) return known;
  if (isPrintable(char)) return char;
  const code = char.codePointAt(0) as number;
  const [letter, width] = code <= 0xff ? ['x', 2] : code <= 0xffff ? ['u', 4] : ['U', 8];
  return `\\${letter}${code
    .toString(16)
    .toUpperCase()
    .padStart(width as number, '0')}`;
}

function doubleQuoted(text: string, column: number, indent: number, isKey: boolean): string {
  const pieces = [...text];
  let out = '"';
  let at = column + 1;
  let afterSpace = false;
  for (let i = 0; i < pieces.length; i++) {
    const char = pieces[i] as string;
    if (char === ' ' && !isKey && !afterSpace && at > bestWidth && i > 0 && i < pieces.length - 1) {
      const guard = pieces[i + 1] === ' ' ? '\\' : '';
      out += `\n${' '.repeat(indent)}${guard}`;
      at = indent + guard.length;
      afterSpace = true;
      continue;
    }
    const piece = escaped(char);
    out += piece;
    at += piece.length;
    afterSpace = char === ' ';
  }
  return `${out}"`;
}

function literal(text: string, indent: number): string {
  const hint = /^[ \r\n\u0085\u2028\u2029]/.test(text) ? '2' : '';
  const chomp = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
  const lines = text.replace(/\n$/, '').split('\n');
  return `|${hint}${chomp}\n${lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line)).join('\n')}`;
}

/** A text at a column; `indent` is where its further lines start. */
function scalarText(text: string, column: number, indent: number, isKey: boolean): string {
  const shape = shapeOf(text);
  const readsOtherwise = needsQuotes(text);
  if (text.includes('\n')) return shape.block && !isKey ? literal(text, indent) : doubleQuoted(text, column, indent, isKey);
  if (readsOtherwise) return doubleQuoted(text, column, indent, isKey);
  if (shape.plain) return isKey ? text : folded(text, column, indent, false, () => true);
  if (!shape.single) return doubleQuoted(text, column, indent, isKey);
  const quoted = text.replace(/'/g, "''");
  const last = quoted.length - 1;
  return `'${isKey ? quoted : folded(quoted, column + 1, indent, false, (i) => i > 0 && i < last)}'`;
}

function valueText(value: Json, column: number, indent: number): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return scalarText(value, column, indent, false);
  return typeof value === 'number' ? goYamlNumber(value) : String(value);
}

/** Whole numbers in full, others as strconv's 'g' with the shortest digits. */
function goYamlNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e19) return goNumber(value).includes('e') ? BigInt(value).toString() : goNumber(value);
  return goFloat(value);
}

const isFilled = (value: Json): boolean => value !== null && typeof value === 'object' && (Array.isArray(value) ? value.length > 0 : Object.keys(value).some((key) => value[key] !== undefined));
const emptyText = (value: Json): string => (Array.isArray(value) ? '[]' : '{}');

/** The lines of a mapping. The first has no indentation: what is before it on its line is the caller's. */
function mappingText(value: Record<string, Json>, indent: number): string {
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  const pad = ' '.repeat(indent);
  return keys
    .sort(naturalOrder)
    .map((key) => {
      const written = scalarText(key, indent, indent + 2, true);
      const isSimple = Buffer.byteLength(key) <= longestSimpleKey;
      return isSimple ? `${written}:${entryText(value[key], indent, indent + written.length + 2)}` : `? ${written}\n${pad}:${complexEntryText(value[key], indent)}`;
    })
    .join(`\n${pad}`);
}

function entryText(value: Json, indent: number, column: number): string {
  if (value === null || typeof value !== 'object') return ` ${valueText(value, column, indent + 2)}`;
  if (!isFilled(value)) return ` ${emptyText(value)}`;
  if (Array.isArray(value)) return `\n${' '.repeat(indent)}${sequenceText(value, indent)}`;
  return `\n${' '.repeat(indent + 2)}${mappingText(value, indent + 2)}`;
}

/** The value of a key too long to stand before a colon. */
function complexEntryText(value: Json, indent: number): string {
  if (!isFilled(value)) return entryText(value, indent, indent + 2);
  return ` ${Array.isArray(value) ? sequenceText(value, indent + 2) : mappingText(value, indent + 2)}`;
}

function sequenceText(value: Json[], indent: number): string {
  return value
    .map((item) => {
      if (!isFilled(item)) return `- ${item !== null && typeof item === 'object' ? emptyText(item) : valueText(item, indent + 2, indent + 2)}`;
      return `- ${Array.isArray(item) ? sequenceText(item, indent + 2) : mappingText(item, indent + 2)}`;
    })
    .join(`\n${' '.repeat(indent)}`);
}

/** The value as a YAML document, with the line break at its end. */
export function toYaml(value: Json): string {
  const text = isFilled(value) ? (Array.isArray(value) ? sequenceText(value, 0) : mappingText(value, 0)) : value !== null && typeof value === 'object' ? emptyText(value) : valueText(value, 0, 2);
  return text.endsWith('\n') && typeof value === 'string' ? text : `${text}\n`;
}
