// echo and printf.
import type { Command } from '../machine.ts';
import { write } from '../streams.ts';
import { complain } from './say.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', e: '\x1b', E: '\x1b', f: '\f', v: '\v', '\\': '\\' };

/** Backslashes as `echo -e` and printf's format read them; `stop` when `\c` ends the output. */
export function unescaped(text: string, octal: RegExp = /^[0-7]{1,3}/): { text: string; stop: boolean } {
  let out = '';
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] !== '\\' || i + 1 >= text.length) {
      out += text[i];
      continue;
    }
    const rest = text.slice(i + 1);
    const number = octal.exec(rest)?.[0];
    const hex = /^(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8}))/.exec(rest);
    if (rest[0] === 'c') return { text: out, stop: true };
    if (number !== undefined) {
      out += String.fromCharCode(Number.parseInt(number, 8));
      i += number.length;
    } else if (hex) {
      out += String.fromCodePoint(Number.parseInt((hex[1] ?? hex[2] ?? hex[3]) as string, 16));
      i += hex[0].length;
    } else if (escapes[rest[0] as string] !== undefined) {
      out += escapes[rest[0] as string];
      i += 1;
    } else out += '\\';
  }
  return { text: out, stop: false };
}

export const echo: Command = function* ({ args, out }) {
  let [newline, backslashes, i] = [true, false, 0];
  for (; /^-[neE]+$/.test(args[i] ?? ''); i += 1) {
    for (const letter of (args[i] as string).slice(1)) {
      if (letter === 'n') newline = false;
      else backslashes = letter === 'e';
    }
  }
  const text = args.slice(i).join(' ');
  const shown = backslashes ? unescaped(text, /^0[0-7]{1,3}/) : { text, stop: false };
  yield* write(out, shown.text + (newline && !shown.stop ? '\n' : ''));
  return 0;
};

const pattern = /%([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?(?:[hlLqjzt]*)([a-zA-Z%])|%\(([^)]*)\)T/g;

const quoteWord = (text: string): string =>
  text === ''
    ? "''"
    : /^[\w@%+=:,./-]+$/.test(text)
      ? text
      : /[\n\t]/.test(text)
        ? `$'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\t', '\\t')}'`
        : text.replace(/[^\w@%+=:,./-]/g, '\\$&');

interface Formatted {
  text: string;
  problems: string[];
}

/** printf's format once over; takes what it needs from `words`. */
function once(format: string, words: string[], problems: string[]): Formatted & { used: boolean; stop: boolean } {
  let used = false;
  let stop = false;
  const take = (): string | undefined => {
    used = true;
    return words.shift();
  };
  const number = (text: string | undefined): number => {
    if (text === undefined || text === '') return 0;
    if (/^["']/.test(text)) return text.codePointAt(1) ?? 0;
    const value = /^\s*[-+]?(0[xX][0-9a-fA-F]+|\d+)\s*$/.test(text) ? (/^\s*[-+]?0\d+$/.test(text) ? Number.parseInt(text, 8) : Number(text)) : Number.NaN;
    if (Number.isNaN(value)) problems.push(`${text}: invalid number`);
    return Number.isNaN(value) ? Number.parseInt(text, 10) || 0 : value;
  };
  const text = format.replace(pattern, (whole, marks: string | undefined, width: string | undefined, precision: string | undefined, kind: string | undefined) => {
    if (stop || kind === undefined) return '';
    if (kind === '%') return '%';
    const given = width === '*' ? number(take()) : Number(width ?? 0);
    const digits = precision === '*' ? number(take()) : precision === undefined ? (/\.(?=[a-zA-Z])/.test(whole) ? 0 : undefined) : Number(precision);
    const flags = marks ?? '';
    const body = ((): string => {
      if (kind === 's') return (take() ?? '').slice(0, digits);
      if (kind === 'q') return quoteWord(take() ?? '');
      if (kind === 'b') {
        const shown = unescaped(take() ?? '', /^0?[0-7]{1,3}/);
        stop = shown.stop;
        return shown.text;
      }
      if (kind === 'c') return (take() ?? '').slice(0, 1);
      if ('eEfFgG'.includes(kind)) {
        const value = Number(take() ?? 0) || 0;
        const sign = value >= 0 && flags.includes('+') ? '+' : value >= 0 && flags.includes(' ') ? ' ' : '';
        return (
          sign +
          (kind === 'g' || kind === 'G'
            ? String(Number(value.toPrecision(digits || 6)))
            : kind === 'e' || kind === 'E'
              ? value.toExponential(digits ?? 6).replace(/e([-+])(\d)$/, 'e$10$2')
              : value.toFixed(digits ?? 6))
        );
      }
      const value = number(take());
      const radix = { x: 16, X: 16, o: 8 }[kind] ?? 10;
      const magnitude = (value < 0 && radix !== 10 ? BigInt.asUintN(64, BigInt(value)).toString(radix) : Math.abs(value).toString(radix)).padStart(digits ?? 0, '0');
      const prefix = flags.includes('#') ? (radix === 16 ? `0${kind}` : radix === 8 ? '0' : '') : '';
      const sign = radix !== 10 ? '' : value < 0 ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
      const shown = sign + prefix + (kind === 'X' ? magnitude.toUpperCase() : magnitude);
      return flags.includes('0') && !flags.includes('-') && digits === undefined ? sign + prefix + shown.slice((sign + prefix).length).padStart(given - (sign + prefix).length, '0') : shown;
    })();
    const zero = flags.includes('0') && 'eEfFgG'.includes(kind) && !flags.includes('-');
    return flags.includes('-') || given < 0 ? body.padEnd(Math.abs(given)) : body.padStart(given, zero ? '0' : ' ');
  });
  return { text, problems, used, stop };
}

export const printf: Command = function* (call) {
  const { args, out, shell } = call;
  const variable = args[0] === '-v' ? args[1] : undefined;
  const [format, ...words] = (variable === undefined ? args : args.slice(2)).filter((arg, i) => i > 0 || arg !== '--');
  if (format === undefined) return complain(call, 'usage: printf [-v var] format [arguments]', 2);
  const shape = unescaped(format).text;
  let text = '';
  const problems: string[] = [];
  for (;;) {
    const part = once(shape, words, problems);
    text += part.text;
    if (words.length === 0 || !part.used || part.stop) break;
  }
  if (variable !== undefined) shell.variables.set(variable, text);
  else yield* write(out, text);
  for (const problem of problems) complain(call, problem);
  return problems.length > 0 ? 1 : 0;
};
