// How Go's fmt prints JSON values: the texts inside its error sentences, custom columns and templates.
import type { Json } from './object.ts';

/** A float as %v prints it: the shortest digits, with an exponent from a million on. */
export function goFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const size = Math.abs(value);
  if (Object.is(value, -0)) return '-0';
  if (value === 0 || (size >= 1e-4 && size < 1e6)) return String(value);
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  return `${mantissa}e${exponent.startsWith('-') ? '-' : '+'}${exponent.slice(1).padStart(2, '0')}`;
}

export const goNumber = (value: number): string => (Number.isSafeInteger(value) ? String(value) : goFloat(value));

/** `%v` of a decoded JSON value: `map[a:1 b:[x y]]`, `<nil>`. */
export function goValue(value: Json): string {
  if (value === null || value === undefined) return '<nil>';
  if (typeof value === 'number') return goNumber(value);
  if (Array.isArray(value)) return `[${value.map(goValue).join(' ')}]`;
  if (typeof value !== 'object') return String(value);
  const entries = Object.keys(value).sort(byCodePoint);
  return `map[${entries.map((key) => `${key}:${goValue(value[key])}`).join(' ')}]`;
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xe000;

/** Go orders texts by their bytes, which is the order of code points; JavaScript by UTF-16 units. */
export function byCodePoint(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1;
  }
  return a.length - b.length;
}

const escapes: Record<string, string> = { '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v', '"': '\\"', '\\': '\\\\' };

/** `%q`: a text as a Go literal. */
export function goQuote(text: string): string {
  const body = text.replace(/["\\]|[^ -~\p{L}\p{M}\p{N}\p{P}\p{S}]/gu, (char) => {
    const known = escapes[char];
    if (known) return known;
    const code = char.codePointAt(0) as number;
    if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
    return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
  });
  return `"${body}"`;
}
