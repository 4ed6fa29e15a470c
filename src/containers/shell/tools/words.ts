// Words, conditions and numbers: what scripts are made of.
import { createHash } from 'node:crypto';
import type { Machine } from '../machine.ts';
import { burn, inputOf, linesIn, print, type Tool } from './common.ts';

const escapes = (text: string): string => text.replace(/\\(n|t|\\|e|0?33)/g, (_, c) => ({ n: '\n', t: '\t', '\\': '\\' })[c as string] ?? '\u001b');

function test(args: string[], machine: Machine): boolean {
  const [a, b, c] = args;
  if (a === '!') return !test(args.slice(1), machine);
  const or = args.lastIndexOf('-o');
  if (or > 0) return test(args.slice(0, or), machine) || test(args.slice(or + 1), machine);
  const and = args.lastIndexOf('-a');
  if (and > 0) return test(args.slice(0, and), machine) && test(args.slice(and + 1), machine);
  if (args.length === 1) return a !== '';
  const text = machine.read(b ?? '');
  const unary: Record<string, () => boolean> = {
    '-f': () => text !== undefined,
    '-e': () => text !== undefined || machine.isDirectory(b ?? ''),
    '-d': () => text === undefined && machine.isDirectory(b ?? ''),
    '-s': () => Boolean(text),
    '-z': () => b === '',
    '-n': () => b !== '',
    '-r': () => text !== undefined,
    '-x': () => text !== undefined,
  };
  if (args.length === 2) return unary[a ?? '']?.() ?? false;
  const [x, y] = [Number(a), Number(c)];
  const compare: Record<string, boolean> = { '=': a === c, '==': a === c, '!=': a !== c, '-eq': x === y, '-ne': x !== y, '-lt': x < y, '-le': x <= y, '-gt': x > y, '-ge': x >= y };
  return compare[b ?? ''] ?? false;
}

const echo: Tool = (args, io) => {
  const flags = /^-[ne]+$/.test(args[0] ?? '') ? (args[0] as string) : '';
  const text = args.slice(flags ? 1 : 0).join(' ');
  io.out(`${flags.includes('e') ? escapes(text) : text}${flags.includes('n') ? '' : '\n'}`);
  return 0;
};

const printf: Tool = ([format = '', ...values], io) => {
  let i = 0;
  const once = (): string =>
    escapes(format).replace(/%(-?\d*)([sd%])/g, (_, width, c) =>
      c === '%' ? '%' : width.startsWith('-') ? (values[i++] ?? '').padEnd(-width) : (values[i++] ?? (c === 'd' ? '0' : '')).padStart(width),
    );
  let out = once();
  while (i > 0 && i < values.length) out += once();
  io.out(out);
  return 0;
};

const seq: Tool = (args, io) => {
  const numbers = args.map(Number);
  const [from = 1, to = 1] = numbers.length > 1 ? [numbers[0], numbers.at(-1)] : [1, numbers[0]];
  const step = numbers.length > 2 ? (numbers[1] ?? 1) : 1;
  return print(
    io,
    Array.from({ length: Math.max(0, Math.floor((to - from) / step) + 1) }, (_, i) => String(from + i * step)),
  );
};

const digest =
  (name: string): Tool =>
  (args, io, machine) => {
    if (args[0]?.startsWith('/dev/')) return burn(machine);
    const text = inputOf(`${name}sum`, args, io, machine);
    if (text === undefined) return 1;
    io.out(`${createHash(name).update(text).digest('hex')}  ${args[0] ?? '-'}\n`);
    return 0;
  };

const base64: Tool = (args, io, machine) => {
  const text = inputOf(
    'base64',
    args.filter((arg) => !arg.startsWith('-') && !/^\d+$/.test(arg)),
    io,
    machine,
  );
  if (text === undefined) return 1;
  if (args.some((arg) => arg === '-d' || arg === '--decode')) io.out(Buffer.from(text, 'base64').toString('utf8'));
  else
    io.out(
      `${
        args.includes('-w0') || args.includes('-w')
          ? Buffer.from(text).toString('base64')
          : Buffer.from(text)
              .toString('base64')
              .replace(/(.{76})(?=.)/g, '$1\n')
      }${args.includes('-w0') ? '' : '\n'}`,
    );
  return 0;
};

const expr: Tool = ([a = '', op = '', b = ''], io) => {
  const [x, y] = [Number(a), Number(b)];
  const value = { '+': x + y, '-': x - y, '*': x * y, '/': Math.trunc(x / y), '%': x % y, '=': Number(a === b), '>': Number(x > y), '<': Number(x < y) }[op] ?? 0;
  io.out(`${value}\n`);
  return value === 0 ? 1 : 0;
};

const shuf: Tool = (args, io, machine) => {
  const range = /^(\d+)-(\d+)$/.exec(args[args.indexOf('-i') + 1] ?? '');
  const lines = range ? Array.from({ length: Number(range[2]) - Number(range[1]) + 1 }, (_, i) => String(Number(range[1]) + i)) : linesIn(io.input.rest());
  const count = Number(args.find((arg) => /^-n\d+$/.test(arg))?.slice(2) ?? (args.includes('-n') ? args[args.indexOf('-n') + 1] : lines.length));
  return print(io, lines.length ? Array.from({ length: Math.min(count, lines.length) }, (_, i) => lines[(machine.now * 31 + i * 17) % lines.length] as string) : []);
};

export const words: Readonly<Record<string, Tool>> = {
  true: () => 0,
  ':': () => 0,
  false: () => 1,
  echo,
  printf,
  seq,
  expr,
  shuf,
  base64,
  md5sum: digest('md5'),
  sha1sum: digest('sha1'),
  sha256sum: digest('sha256'),
  test: (args, _, machine) => Number(!test(args, machine)),
  '[': (args, _, machine) => Number(!test(args.slice(0, -1), machine)),
};
