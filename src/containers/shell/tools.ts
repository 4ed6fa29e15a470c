// The small programs that nearly every image has, as far as scripts in containers use them.
import { createHash } from 'node:crypto';
import { Exit, Halt, type Machine } from './machine.ts';
import type { Io, Shell } from './evaluate.ts';

type Tool = (args: string[], io: Io, machine: Machine, shell: Shell) => number;

const units: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86400 };
const durationOf = (text: string): number => Number.parseFloat(text) * (units[text.at(-1) as string] ?? 1) * 1000;

function forever(machine: Machine): never {
  if (machine.until !== Number.POSITIVE_INFINITY) machine.now = machine.until;
  throw new Halt('forever');
}

/** A core is kept busy until somebody ends it. */
function burn(machine: Machine): never {
  machine.cores += 1;
  return forever(machine);
}

function digest(name: string, args: string[], io: Io, machine: Machine): number {
  const text = inputOf(`${name}sum`, args, io, machine);
  if (text === undefined) return 1;
  io.out(`${createHash(name).update(text).digest('hex')}  ${args[0] ?? '-'}\n`);
  return 0;
}

const escapes = (text: string): string => text.replace(/\\(n|t|\\|e|0?33)/g, (_, c) => ({ n: '\n', t: '\t', '\\': '\\' })[c as string] ?? '\u001b');

/** The text of files, or of the input when none is named; undefined after telling what is missing. */
function inputOf(name: string, files: readonly string[], io: Io, machine: Machine): string | undefined {
  if (!files.length || (files.length === 1 && files[0] === '-')) return io.input.rest();
  let out = '';
  for (const file of files) {
    const text = machine.read(file);
    if (text === undefined) {
      io.err(machine.isDirectory(file) ? `${name}: read error: Is a directory\n` : `${name}: can't open '${file}': No such file or directory\n`);
      return undefined;
    }
    out += text;
  }
  return out;
}

const split = (args: readonly string[]): { flags: string; files: string[] } => ({ flags: args.filter((a) => /^-./.test(a)).join(''), files: args.filter((a) => !/^-./.test(a)) });
const linesIn = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));
const print = (io: Io, lines: readonly string[]): number => {
  if (lines.length) io.out(`${lines.join('\n')}\n`);
  return 0;
};

const pad = (n: number, width = 2): string => String(n).padStart(width, '0');
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function dateText(at: number, format = '%a %b %e %H:%M:%S UTC %Y'): string {
  const d = new Date(at);
  const values: Record<string, string> = {
    Y: String(d.getUTCFullYear()),
    m: pad(d.getUTCMonth() + 1),
    d: pad(d.getUTCDate()),
    e: String(d.getUTCDate()).padStart(2),
    H: pad(d.getUTCHours()),
    M: pad(d.getUTCMinutes()),
    S: pad(d.getUTCSeconds()),
    s: String(Math.floor(at / 1000)),
    N: pad(d.getUTCMilliseconds(), 3).padEnd(9, '0'),
    a: days[d.getUTCDay()] as string,
    b: months[d.getUTCMonth()] as string,
    Z: 'UTC',
    n: '\n',
    '%': '%',
    T: d.toISOString().slice(11, 19),
    F: d.toISOString().slice(0, 10),
    R: d.toISOString().slice(11, 16),
    z: '+0000',
  };
  return format.replace(/%([A-Za-z%])/g, (whole, c) => values[c] ?? whole);
}

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

function tail(args: string[], io: Io, machine: Machine): number {
  const follow = args.some((arg) => /^-[a-zA-Z]*[fF]/.test(arg));
  const at = args.findIndex((arg) => /^-[a-zA-Z]*n$/.test(arg));
  const inline = args.map((arg) => /^-[a-zA-Z]*n?([+]?\d+)$/.exec(arg)?.[1]).find(Boolean);
  const count = at >= 0 ? (args[at + 1] ?? '10') : (inline ?? '10');
  const files = args.filter((arg, i) => !arg.startsWith('-') && (at < 0 || i !== at + 1));
  const show = (text: string): string[] => (count.startsWith('+') ? linesIn(text).slice(Number(count) - 1) : linesIn(text).slice(-Number(count) || linesIn(text).length));
  if (!follow) {
    const text = inputOf('tail', files, io, machine);
    return text === undefined ? 1 : print(io, show(text));
  }
  const file = files[0];
  if (file && file !== '/dev/null') {
    let shown = machine.read(file) ?? '';
    print(io, show(shown));
    const until = machine.until;
    for (const { at, text } of until === Number.POSITIVE_INFINITY
      ? []
      : (machine.start.changes?.() ?? []).filter((change) => change.path === machine.path(file) && change.at > machine.now && change.at <= until)) {
      if (text === undefined) continue;
      machine.now = at;
      io.out(text.startsWith(shown) ? text.slice(shown.length) : text);
      shown = text;
    }
  }
  return forever(machine);
}

function grep(args: string[], io: Io, machine: Machine): number {
  const { flags, files } = split(args);
  const [pattern = '', ...rest] = files;
  const text = inputOf('grep', rest, io, machine);
  if (text === undefined) return 2;
  const source = flags.includes('F') ? pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : pattern;
  const expression = new RegExp(source, flags.includes('i') ? 'i' : '');
  const found = linesIn(text).filter((line) => expression.test(line) !== flags.includes('v'));
  if (flags.includes('c')) io.out(`${found.length}\n`);
  else if (!flags.includes('q')) print(io, found);
  return found.length ? 0 : 1;
}

function httpServer(port: number, machine: Machine): never {
  machine.ports.push({ port, since: machine.now });
  return forever(machine);
}

const optionOf = (args: readonly string[], name: string): string | undefined => args[args.indexOf(name) + 1 || args.length];

export const tools: Readonly<Record<string, Tool>> = {
  true: () => 0,
  ':': () => 0,
  false: () => 1,
  echo: (args, io) => {
    const flags = /^-[ne]+$/.test(args[0] ?? '') ? (args[0] as string) : '';
    const text = args.slice(flags ? 1 : 0).join(' ');
    io.out(`${flags.includes('e') ? escapes(text) : text}${flags.includes('n') ? '' : '\n'}`);
    return 0;
  },
  printf: ([format = '', ...values], io) => {
    let i = 0;
    const once = (): string =>
      escapes(format).replace(/%(-?\d*)([sd%])/g, (_, width, c) =>
        c === '%' ? '%' : width.startsWith('-') ? (values[i++] ?? '').padEnd(-width) : (values[i++] ?? (c === 'd' ? '0' : '')).padStart(width),
      );
    let out = once();
    while (i > 0 && i < values.length) out += once();
    io.out(out);
    return 0;
  },
  sleep: (args, _, machine) => {
    if (args.some((arg) => arg === 'infinity' || arg === 'inf')) forever(machine);
    machine.pass(args.reduce((sum, arg) => sum + durationOf(arg), 0));
    return 0;
  },
  date: (args, io, machine) => {
    const format = args.find((arg) => arg.startsWith('+'))?.slice(1);
    io.out(`${args.some((arg) => arg.startsWith('-I') || arg === '--iso-8601=seconds') ? `${new Date(machine.now).toISOString().slice(0, 19)}+00:00` : dateText(machine.now, format)}\n`);
    return 0;
  },
  cat: (args, io, machine) => {
    const text = inputOf('cat', split(args).files, io, machine);
    if (text === undefined) return 1;
    io.out(text);
    return 0;
  },
  tail,
  head: (args, io, machine) => {
    const n = optionOf(args, '-n') ?? args.map((arg) => /^-n?(\d+)$/.exec(arg)?.[1]).find(Boolean) ?? '10';
    const text = inputOf(
      'head',
      args.filter((arg) => !arg.startsWith('-') && arg !== n),
      io,
      machine,
    );
    return text === undefined ? 1 : print(io, linesIn(text).slice(0, Number(n)));
  },
  grep,
  wc: (args, io, machine) => {
    const text = inputOf('wc', split(args).files, io, machine) ?? '';
    const { flags } = split(args);
    const counts = [
      flags.includes('l') ? linesIn(text).length : undefined,
      flags.includes('w') ? text.split(/\s+/).filter(Boolean).length : undefined,
      flags.includes('c') ? text.length : undefined,
    ].filter((n) => n !== undefined);
    return print(io, [counts.join(' ')]);
  },
  seq: (args, io) => {
    const [from, to] = args.length > 1 ? [Number(args[0]), Number(args.at(-1))] : [1, Number(args[0])];
    return print(
      io,
      Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => String(from + i)),
    );
  },
  touch: (args, _, machine) => {
    for (const file of split(args).files) machine.write(file, machine.read(file) ?? '');
    return 0;
  },
  mkdir: (args, _, machine) => {
    for (const file of split(args).files) machine.makeDirectory(file);
    return 0;
  },
  rm: (args, io, machine) => {
    const { flags, files } = split(args);
    let status = 0;
    for (const file of files) {
      if (machine.read(file) === undefined && !machine.isDirectory(file) && !flags.includes('f')) {
        io.err(`rm: can't remove '${file}': No such file or directory\n`);
        status = 1;
      }
      for (const name of machine.names(file)) machine.write(`${file}/${name}`, undefined);
      machine.write(file, undefined);
    }
    return status;
  },
  cp: (args, io, machine) => {
    const [from = '', to = ''] = split(args).files;
    const text = inputOf('cp', [from], io, machine);
    if (text === undefined) return 1;
    machine.write(machine.isDirectory(to) ? `${to}/${from.split('/').pop()}` : to, text);
    return 0;
  },
  mv: (args, io, machine) => {
    const [from = '', to = ''] = split(args).files;
    const text = inputOf('mv', [from], io, machine);
    if (text === undefined) return 1;
    machine.write(machine.isDirectory(to) ? `${to}/${from.split('/').pop()}` : to, text);
    machine.write(from, undefined);
    return 0;
  },
  tee: (args, io, machine) => {
    const { flags, files } = split(args);
    const text = io.input.rest();
    for (const file of files) machine.write(file, (flags.includes('a') ? (machine.read(file) ?? '') : '') + text);
    io.out(text);
    return 0;
  },
  ls: (args, io, machine) => {
    const { files } = split(args);
    const target = files[0] ?? machine.cwd;
    if (machine.read(target) !== undefined) return print(io, [target]);
    const names = machine.names(target);
    if (!names.length && !machine.isDirectory(target)) {
      io.err(`ls: ${target}: No such file or directory\n`);
      return 1;
    }
    return print(io, names);
  },
  env: (args, io, machine, shell) => {
    if (args.length) return shell.program(args[0] as string, args.slice(1), io);
    return print(
      io,
      Object.entries(machine.vars)
        .filter(([name]) => machine.exported.has(name))
        .map(([name, value]) => `${name}=${value}`),
    );
  },
  printenv: (args, io, machine) => {
    if (!args[0])
      return print(
        io,
        Object.entries(machine.vars).map(([name, value]) => `${name}=${value}`),
      );
    const value = machine.vars[args[0]];
    if (value === undefined) return 1;
    io.out(`${value}\n`);
    return 0;
  },
  export: (args, _, machine) => {
    for (const arg of args) {
      const [name, value] = arg.split(/=(.*)/s) as [string, string | undefined];
      if (value !== undefined) machine.vars[name] = value;
      machine.exported.add(name);
    }
    return 0;
  },
  unset: (args, _, machine) => {
    for (const name of args) delete machine.vars[name];
    return 0;
  },
  set: (args, _, machine) => {
    for (const arg of args) if (/^[-+][a-z]*e/.test(arg)) machine.errexit = arg.startsWith('-');
    return 0;
  },
  trap: (args, _, machine) => {
    if (args.slice(1).some((signal) => /^(SIG)?(TERM|EXIT|15)$/.test(signal))) machine.trap = args[0];
    return 0;
  },
  wait: (_, __, machine) => {
    const end = Math.max(machine.now, ...machine.jobs);
    if (end === Number.POSITIVE_INFINITY) forever(machine);
    machine.pass(end - machine.now);
    return 0;
  },
  cd: (args, _, machine) => {
    machine.cwd = machine.path(args[0] ?? '/root');
    return 0;
  },
  pwd: (_, io, machine) => print(io, [machine.cwd]),
  hostname: (args, io, machine) => print(io, [args[0] === '-i' ? machine.start.ip : machine.start.hostname]),
  whoami: (_, io) => print(io, ['root']),
  id: (_, io) => print(io, ['uid=0(root) gid=0(root) groups=0(root)']),
  uname: (args, io) => print(io, [args.includes('-a') ? 'Linux localhost 6.8.0-51-generic #52-Ubuntu SMP x86_64 GNU/Linux' : 'Linux']),
  test: (args, _, machine) => Number(!test(args, machine)),
  '[': (args, _, machine) => Number(!test(args.slice(0, -1), machine)),
  kill: (args, _, machine) => {
    const signal =
      args
        .find((arg) => arg.startsWith('-'))
        ?.slice(1)
        .replace(/^SIG/, '') ?? 'TERM';
    const names: Record<string, string> = { '15': 'TERM', '9': 'KILL', '1': 'HUP', '2': 'INT', '3': 'QUIT' };
    for (const pid of args.filter((arg) => /^\d+$/.test(arg))) machine.signals.push({ at: machine.now, pid: Number(pid), signal: names[signal] ?? signal });
    return 0;
  },
  chmod: () => 0,
  chown: () => 0,
  sync: () => 0,
  umask: () => 0,
  read: ([name = 'REPLY'], io, machine) => {
    const line = io.input.line();
    machine.vars[name] = line ?? '';
    return line === undefined ? 1 : 0;
  },
  expr: ([a = '', op = '', b = ''], io) => {
    const [x, y] = [Number(a), Number(b)];
    const value = { '+': x + y, '-': x - y, '*': x * y, '/': Math.trunc(x / y), '%': x % y }[op] ?? 0;
    io.out(`${value}\n`);
    return value === 0 ? 1 : 0;
  },
  top: (_, __, machine) => forever(machine),
  dd: (args, _, machine) => (args.includes('if=/dev/zero') && args.includes('of=/dev/null') && !args.some((arg) => arg.startsWith('count=')) ? burn(machine) : 0),
  yes: (_, __, machine) => burn(machine),
  md5sum: (args, io, machine) => (args[0]?.startsWith('/dev/') ? burn(machine) : digest('md5', args, io, machine)),
  sha256sum: (args, io, machine) => (args[0]?.startsWith('/dev/') ? burn(machine) : digest('sha256', args, io, machine)),
  nc: (args, _, machine) => (args.some((arg) => /^-[a-z]*l/.test(arg)) ? httpServer(Number(optionOf(args, '-p') ?? args.findLast((arg) => /^\d+$/.test(arg)) ?? 0), machine) : 1),
  httpd: (args, _, machine) => httpServer(Number((optionOf(args, '-p') ?? '80').split(':').pop()), machine),
  timeout: (args, io, machine, shell) => {
    const [limit = '0', name = 'true', ...rest] = args.filter((arg) => !/^-[sk]/.test(arg));
    const from = machine.now;
    const ms = durationOf(limit);
    if (name === 'sleep' && durationOf(rest[0] ?? '0') > ms) {
      machine.pass(ms);
      return 143;
    }
    const status = shell.program(name, rest, io);
    return machine.now - from > ms ? 143 : status;
  },
};

/** `busybox`, `sh` and the like are told apart by the caller; an unknown tool is the caller's fault. */
export function runTool(shell: Shell, name: string, args: readonly string[], io: Io): number {
  const tool = tools[name];
  if (!tool) throw new Exit(127);
  return tool([...args], io, shell.machine, shell);
}
