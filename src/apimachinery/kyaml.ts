// Prints KYAML, the flow style of `-o kyaml`: every text quoted, keys quoted only when they must be, lists of objects cuddled.
import { byCodePoint } from './goFormat.ts';
import type { Json } from './object.ts';
import { needsQuotes } from './yamlScalars.ts';

const fold = '\\\n';
const pad = (level: number): string => '  '.repeat(level);

const escapes: Record<string, string> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\0': '\\0',
  '\x1b': '\\e',
  '\u0085': '\\N',
  '\u00a0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function escaped(char: string): string {
  const known = escapes[char];
  if (known) return known;
  if (/[ \p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(char)) return char;
  const code = char.codePointAt(0) as number;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}

const escapedText = (text: string): string => [...text].map(escaped).join('');

/** Texts of several lines are folded, a line of the text on each line. */
function textOf(text: string, level: number): string {
  if (!text.includes('\n')) return `"${escapedText(text)}"`;
  const lines = text.split('\n');
  const last = lines.length - 1;
  const shown = lines.map((line, i) => {
    const end = i < last ? `\\n${fold}` : fold;
    if (i === last && line === '') return '';
    // A space at the start would be lost, so it is escaped; other lines are moved by one to stay aligned.
    return `${pad(level)}${/^\s/.test(line) ? '\\' : ' '}${escapedText(line)}${end}`;
  });
  return `"${fold}${shown.join('')}${pad(level)}"`;
}

const yamlWords = new Set(['null', '~', '', 'true', 'y', 'yes', 'on', 'false', 'n', 'no', 'off', 't', 'f', '.inf', '-.inf', '+.inf', '.nan', 'inf', '-inf', '+inf', 'nan', 'infinity']);

function keyText(key: string): string {
  const isPlain = /^[\p{L}\p{N}_]([\p{L}\p{N}_./-]*[\p{L}\p{N}_])?$/u.test(key) && !yamlWords.has(key.toLowerCase()) && !needsQuotes(key);
  return isPlain ? key : `"${[...key].map((char) => (char === '\n' ? '\\n' : escaped(char))).join('')}"`;
}

const isFilled = (value: Json): boolean => value !== null && typeof value === 'object';

function listText(items: Json[], level: number, sorted: boolean): string {
  if (items.length === 0) return '[]';
  if (items.every(isFilled)) return `[${items.map((item) => nodeText(item, level, sorted)).join(', ')}]`;
  return `[\n${items.map((item) => `${pad(level + 1)}${nodeText(item, level + 1, sorted)},\n`).join('')}${pad(level)}]`;
}

function mapText(map: Record<string, Json>, level: number, sorted: boolean): string {
  const keys = Object.keys(map).filter((key) => map[key] !== undefined);
  if (sorted) keys.sort(byCodePoint);
  if (keys.length === 0) return '{}';
  return `{\n${keys.map((key) => `${pad(level + 1)}${keyText(key)}: ${nodeText(map[key], level + 1, sorted)},\n`).join('')}${pad(level)}}`;
}

function nodeText(value: Json, level: number, sorted: boolean): string {
  if (Array.isArray(value)) return listText(value, level, sorted);
  if (isFilled(value)) return mapText(value, level, sorted);
  return typeof value === 'string' ? textOf(value, level + 1) : String(value ?? null);
}

/** The value as a KYAML document. Keys are sorted unless their order is the type's own. */
export const toKyaml = (value: Json, sorted = true): string => `---\n${nodeText(value, 0, sorted)}\n`;
