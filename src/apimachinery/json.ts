// Prints JSON as Go does: keys sorted, and <, >, & escaped so that no browser takes them for markup.
import { byCodePoint } from './goFormat.ts';
import type { Json } from './object.ts';

const markup: Record<string, string> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', '\u2028': '\\u2028', '\u2029': '\\u2029', '\x7f': '\x7f' };

/** A text as encoding/json writes it. */
export const jsonString = (text: string): string => JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (char) => markup[char] as string);

/** A number as encoding/json writes it. */
function jsonNumber(value: number): string {
  if (!Number.isFinite(value)) return 'null';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e21) return BigInt(value).toString();
  return String(value)
    .replace(/e([+-])(\d)$/, (_, sign, digit) => (sign === '-' ? `e-0${digit}` : `e+0${digit}`))
    .replace(/e-0(\d)$/, 'e-$1');
}

function scalar(value: Json): string {
  if (typeof value === 'string') return jsonString(value);
  if (typeof value === 'number') return jsonNumber(value);
  return value === undefined ? 'null' : String(value);
}

const keysOf = (value: Json, sorted: boolean): string[] => {
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  return sorted ? keys.sort(byCodePoint) : keys;
};

/** On one line. Keys are sorted unless their order is the type's own. */
export function toCompactJson(value: Json, sorted = true): string {
  if (value === null || typeof value !== 'object') return scalar(value);
  if (Array.isArray(value)) return `[${value.map((item) => toCompactJson(item, sorted)).join(',')}]`;
  return `{${keysOf(value, sorted)
    .map((key) => `${jsonString(key)}:${toCompactJson(value[key], sorted)}`)
    .join(',')}}`;
}

/** Indented by four spaces, as `-o json` prints, without a line break at the end. */
export function toJson(value: Json, sorted = true, indent = '    ', before = ''): string {
  if (value === null || typeof value !== 'object') return scalar(value);
  const inner = before + indent;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => inner + toJson(item, sorted, indent, inner)).join(',\n')}\n${before}]`;
  }
  const keys = keysOf(value, sorted);
  if (keys.length === 0) return '{}';
  return `{\n${keys.map((key) => `${inner}${jsonString(key)}: ${toJson(value[key], sorted, indent, inner)}`).join(',\n')}\n${before}}`;
}
