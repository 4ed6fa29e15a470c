// How the values of flags are read: Go's strconv and encoding/csv, with their sentences.
import { parseGoDuration } from '../../apimachinery/duration.ts';
import type { FlagDefinition } from './flagTypes.ts';

export type FlagValue = string | number | boolean | readonly string[];

const quoted = (text: string): string => JSON.stringify(text);

const booleans: Readonly<Record<string, boolean>> = {
  ...{ '1': true, t: true, T: true, true: true, TRUE: true, True: true },
  ...{ '0': false, f: false, F: false, false: false, FALSE: false, False: false },
};

export function parseBool(text: string): boolean {
  const value = booleans[text];
  if (value === undefined) throw new Error(`strconv.ParseBool: parsing ${quoted(text)}: invalid syntax`);
  return value;
}

const digitsOf: Readonly<Record<string, RegExp>> = { '0x': /^[0-9a-f]+$/i, '0b': /^[01]+$/, '0o': /^[0-7]+$/ };

/** An integer as strconv.ParseInt(text, 0, bits) reads it. */
export function parseInteger(text: string, bits: 32 | 64): number {
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  let body = text.slice(sign.length);
  if (/^(0[xbo]_?)?[0-9a-f]+(_[0-9a-f]+)*$/i.test(body) && /^0[xbo_0-7]|^[1-9]/i.test(body)) body = body.replaceAll('_', '');
  const prefix = body.slice(0, 2).toLowerCase();
  const digits = digitsOf[prefix];
  const octal = /^0[0-7]+$/.test(body);
  const valid = digits ? digits.test(body.slice(2)) : octal || body === '0' || /^[1-9]\d*$/.test(body);
  if (!valid) throw new Error(`strconv.ParseInt: parsing ${quoted(text)}: invalid syntax`);
  const magnitude = BigInt(octal ? `0o${body.slice(1)}` : prefix in digitsOf ? body.toLowerCase() : body);
  const value = sign === '-' ? -magnitude : magnitude;
  const limit = 1n << BigInt(bits - 1);
  if (value >= limit || value < -limit) throw new Error(`strconv.ParseInt: parsing ${quoted(text)}: value out of range`);
  return Number(value);
}

/** One record of comma-separated values, as encoding/csv reads it. */
export function parseCsv(text: string): string[] {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      const field = quotedField(text, at + 1);
      fields.push(field.text);
      at = field.end;
    } else {
      const comma = text.indexOf(',', at);
      const end = comma < 0 ? text.length : comma;
      const field = text.slice(at, end);
      const quote = field.indexOf('"');
      if (quote >= 0) throw new Error(`parse error on line 1, column ${at + quote + 1}: bare " in non-quoted-field`);
      fields.push(field);
      at = end;
    }
    if (at >= text.length) return fields;
    at += 1;
  }
}

function quotedField(text: string, from: number): { text: string; end: number } {
  let out = '';
  for (let at = from; at < text.length; at += 1) {
    if (text[at] !== '"') {
      out += text[at];
      continue;
    }
    if (text[at + 1] === '"') {
      out += '"';
      at += 1;
      continue;
    }
    if (at + 1 === text.length || text[at + 1] === ',') return { text: out, end: at + 1 };
    throw new Error(`parse error on line 1, column ${at + 1}: extraneous or missing " in quoted-field`);
  }
  throw new Error(`record on line 1; parse error on line 1, column ${text.length + 1}: extraneous or missing " in quoted-field`);
}

/** `a=b,c=d` of a StringToString: each pair must have its sign. */
function mapPairs(text: string): string[] {
  const pairs = (text.match(/=/g) ?? []).length > 1 ? parseCsv(text) : [text.replace(/^"+|"+$/g, '')];
  for (const pair of pairs) if (!pair.includes('=')) throw new Error(`${pair} must be formatted as key=value`);
  return pairs;
}

function commaPairs(text: string): string[] {
  const pairs = text.split(',').filter((pair) => pair !== '');
  for (const pair of pairs) if (!pair.includes('=')) throw new Error('malformed pair, expect string=string');
  return pairs;
}

const emptyList = (text: string): boolean => text === '' || text === '[]';

/** What a flag holds before it is given. */
export function defaultValue(flag: FlagDefinition): FlagValue {
  if (flag.type === 'string') return flag.default;
  if (flag.type === 'bool') return flag.default === 'true';
  if (flag.type === 'int' || flag.type === 'int32') return Number(flag.default);
  if (flag.type === 'duration') return parseGoDuration(flag.default);
  return emptyList(flag.default) ? [] : flag.default.slice(1, -1).split(',');
}

function listItems(flag: FlagDefinition, text: string): string[] {
  if (flag.type === 'array') return [text];
  if (flag.type === 'map') return mapPairs(text);
  if (flag.type === 'pairs') return commaPairs(text);
  return text === '' ? [] : parseCsv(text);
}

/** What a flag holds after `text` is given to it; `held` is what earlier ones gave, if any did. Throws Go's sentence. */
export function setValue(flag: FlagDefinition, text: string, held: FlagValue | undefined): FlagValue {
  if (flag.type === 'string') return text;
  if (flag.type === 'bool') return parseBool(text);
  if (flag.type === 'int') return parseInteger(text, 64);
  if (flag.type === 'int32') return parseInteger(text, 32);
  if (flag.type === 'duration') return parseGoDuration(text);
  return [...(Array.isArray(held) ? held : []), ...listItems(flag, text)];
}
