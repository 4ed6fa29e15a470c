// Go's fmt verbs over JSON values. Whole numbers are int64, others float64; a bigint stands for an int, GoFloat for a float64 of a template's own.
import { byCodePoint, goFloat, goNumber, goQuote } from './goFormat.ts';
import type { Json } from './object.ts';

/** A float written in a template, which stays one even when it is whole. */
export class GoFloat {
  constructor(readonly value: number) {}
}

export function goTypeOf(value: Json): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return '[]interface {}';
  if (value instanceof GoFloat) return 'float64';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  const names: Partial<Record<string, string>> = { bigint: 'int', string: 'string', boolean: 'bool' };
  return names[typeof value] ?? 'map[string]interface {}';
}

/** `%v`. */
export function goText(value: Json): string {
  if (value === null || value === undefined) return '<nil>';
  if (value instanceof GoFloat) return goFloat(value.value);
  if (typeof value === 'number') return goNumber(value);
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`;
  if (typeof value !== 'object') return String(value);
  return `map[${Object.keys(value)
    .sort(byCodePoint)
    .map((key) => `${key}:${goText(value[key])}`)
    .join(' ')}]`;
}

interface Flags {
  text: string;
  width: number;
  precision: number | undefined;
}

function exponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

function integerText(value: bigint, verb: string, flags: Flags): string | undefined {
  const bases: Record<string, number> = { d: 10, x: 16, X: 16, o: 8, b: 2 };
  const base = bases[verb];
  if (verb === 'c') return String.fromCodePoint(Number(value));
  if (verb === 'q') return `'${String.fromCodePoint(Number(value))}'`;
  if (verb === 'U') return `U+${value.toString(16).toUpperCase().padStart(4, '0')}`;
  if (base === undefined) return undefined;
  const size = (value < 0n ? -value : value).toString(base).padStart(flags.precision ?? 0, '0');
  const digits = verb === 'X' ? size.toUpperCase() : size;
  const prefix = flags.text.includes('#') && base === 16 ? `0${verb}` : '';
  return `${value < 0n ? '-' : flags.text.includes('+') ? '+' : flags.text.includes(' ') ? ' ' : ''}${prefix}${digits}`;
}

function floatText(value: number, verb: string, flags: Flags): string | undefined {
  const sign = value >= 0 && flags.text.includes('+') ? '+' : '';
  if (verb === 'f' || verb === 'F') return sign + value.toFixed(flags.precision ?? 6);
  if (verb === 'e' || verb === 'E') {
    const text = exponent(value.toExponential(flags.precision ?? 6));
    return sign + (verb === 'E' ? text.toUpperCase() : text);
  }
  if (verb !== 'g' && verb !== 'G') return undefined;
  return sign + (flags.precision === undefined ? goFloat(value) : exponent(String(Number(value.toPrecision(flags.precision || 1)))));
}

function stringText(value: string, verb: string, flags: Flags): string | undefined {
  const shown = flags.precision === undefined ? value : [...value].slice(0, flags.precision).join('');
  if (verb === 's') return shown;
  if (verb === 'q') return goQuote(shown);
  if (verb === 'x' || verb === 'X') {
    const hex = Buffer.from(value).toString('hex');
    return verb === 'X' ? hex.toUpperCase() : hex;
  }
  return undefined;
}

function verbText(value: Json, verb: string, flags: Flags): string {
  const bad = (): string => (value === null || value === undefined ? `%!${verb}(<nil>)` : `%!${verb}(${goTypeOf(value)}=${goText(value)})`);
  if (verb === 'T') return goTypeOf(value);
  if (verb === 'v') return typeof value === 'string' && flags.text.includes('#') ? goQuote(value) : goText(value);
  if (typeof value === 'bigint') return integerText(value, verb, flags) ?? bad();
  if (typeof value === 'number' && Number.isInteger(value)) return integerText(BigInt(value), verb, flags) ?? bad();
  if (typeof value === 'number' || value instanceof GoFloat) return floatText(Number(value instanceof GoFloat ? value.value : value), verb, flags) ?? bad();
  if (typeof value === 'string') return stringText(value, verb, flags) ?? bad();
  if (typeof value === 'boolean') return verb === 't' ? String(value) : bad();
  if (Array.isArray(value)) return `[${value.map((item) => verbText(item, verb, flags)).join(' ')}]`;
  if (value === null || value === undefined) return bad();
  const keys = Object.keys(value).sort(byCodePoint);
  return `map[${keys.map((key) => `${verbText(key, verb, flags)}:${verbText(value[key], verb, flags)}`).join(' ')}]`;
}

function padded(text: string, flags: Flags): string {
  const missing = flags.width - [...text].length;
  if (missing <= 0) return text;
  if (flags.text.includes('-')) return text + ' '.repeat(missing);
  if (!flags.text.includes('0')) return ' '.repeat(missing) + text;
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  return sign + '0'.repeat(missing) + text.slice(sign.length);
}

export function goSprintf(format: string, args: readonly Json[]): string {
  let used = 0;
  const takeNumber = (text: string | undefined): number | undefined => (text === '*' ? Number(args[used++]) : text === undefined ? undefined : Number(text));
  const out = format.replace(/%([-+# 0]*)(\d+|\*)?(?:\.(\d+|\*)?)?(.|$)/gsu, (whole, text: string, width: string | undefined, precision: string | undefined, verb: string) => {
    if (verb === '%') return '%';
    if (verb === '') return '%!(NOVERB)';
    const flags: Flags = { text, width: takeNumber(width) ?? 0, precision: takeNumber(precision) ?? (/^%[^.]*\./.test(whole) ? 0 : undefined) };
    if (used >= args.length) return `%!${verb}(MISSING)`;
    return padded(verbText(args[used++], verb, flags), flags);
  });
  if (used >= args.length) return out;
  const extra = args.slice(used).map((arg) => (arg === null || arg === undefined ? '<nil>' : `${goTypeOf(arg)}=${goText(arg)}`));
  return `${out}%!(EXTRA ${extra.join(', ')})`;
}

/** Spaces stand between operands when neither is a text. */
export const goSprint = (args: readonly Json[]): string => args.map((arg, i) => (i > 0 && typeof arg !== 'string' && typeof args[i - 1] !== 'string' ? ' ' : '') + goText(arg)).join('');
export const goSprintln = (args: readonly Json[]): string => `${args.map(goText).join(' ')}\n`;
