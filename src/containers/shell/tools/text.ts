// Text from files or the input: cut, sorted, searched, counted.
import type { Io } from '../evaluate.ts';
import type { Machine } from '../machine.ts';
import { forever, inputOf, isGnu, linesIn, operandsOf, optionOf, print, split, type Tool } from './common.ts';

const cat: Tool = (args, io, machine) => {
  const files = args.filter((arg) => arg === '-' || !arg.startsWith('-'));
  const text = inputOf('cat', files, io, machine);
  if (text === undefined) return 1;
  io.out(
    args.includes('-n')
      ? linesIn(text)
          .map((line, i) => `${String(i + 1).padStart(6)}\t${line}\n`)
          .join('')
      : text,
  );
  return 0;
};

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

const head: Tool = (args, io, machine) => {
  const bytes = optionOf(args, '-c');
  const n = optionOf(args, '-n') ?? args.map((arg) => /^-(\d+)$/.exec(arg)?.[1]).find(Boolean) ?? '10';
  const files = operandsOf(args, ['-n', '-c']);
  if (files.some((file) => file.startsWith('/dev/'))) {
    if (bytes !== undefined) io.out(Array.from({ length: Number.parseInt(bytes, 10) }, (_, i) => String.fromCharCode(33 + ((machine.now + i * 37) % 90))).join(''));
    return 0;
  }
  const text = inputOf('head', files, io, machine);
  if (text === undefined) return 1;
  if (bytes !== undefined) io.out(text.slice(0, Number(bytes)));
  else print(io, linesIn(text).slice(0, Number(n)));
  return 0;
};

/** A basic regular expression as JavaScript writes it. */
const basic = (source: string): string =>
  source
    .replace(/\\?[+?|(){}]/g, (c) => (c.length === 2 ? c.slice(1) : `\\${c}`))
    .replace(/\[\[:(\w+):\]\]/g, (_, name) => ({ digit: '[0-9]', alpha: '[A-Za-z]', space: '\\s', alnum: '[A-Za-z0-9]' })[name as string] ?? '.');

const grep: Tool = (args, io, machine) => {
  const { flags } = split(args);
  const withWord = ['-A', '-B', '-C', '-m'];
  const operands = operandsOf(args, [...withWord, '-e']);
  const given = optionOf(
    args.filter((arg) => arg === '-e' || args[args.indexOf(arg) - 1] === '-e'),
    '-e',
  );
  const [pattern = '', ...rest] = given === undefined ? operands : [given, ...operands];
  const files = flags.includes('r') ? filesUnder(rest.length ? rest : ['.'], machine) : rest;
  const source = flags.includes('F') ? pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : flags.includes('E') ? pattern : basic(pattern);
  const expression = new RegExp(flags.includes('w') ? `\\b(?:${source})\\b` : flags.includes('x') ? `^(?:${source})$` : source, flags.includes('i') ? 'i' : '');
  let found = 0;
  let failed = false;
  for (const file of files.length ? files : [undefined]) {
    const text = file === undefined ? io.input.rest() : machine.read(file);
    if (text === undefined) {
      io.err(`grep: ${file}: No such file or directory\n`);
      failed = true;
      continue;
    }
    found += grepText(text, expression, { flags, prefix: files.length > 1 || flags.includes('r') ? `${file}:` : '', after: Number(optionOf(args, '-A') ?? 0), file }, io);
  }
  return failed ? 2 : found ? 0 : 1;
};

function grepText(text: string, expression: RegExp, { flags, prefix, after, file }: { flags: string; prefix: string; after: number; file: string | undefined }, io: Io): number {
  const lines = linesIn(text);
  const hits = lines.flatMap((line, i) => (expression.test(line) !== flags.includes('v') ? [i] : []));
  if (flags.includes('q')) return hits.length;
  if (flags.includes('c')) io.out(`${prefix}${hits.length}\n`);
  else if (flags.includes('l')) print(io, hits.length ? [file ?? '(standard input)'] : []);
  else if (flags.includes('o'))
    print(
      io,
      hits.flatMap((i) => [...(lines[i] as string).matchAll(new RegExp(expression.source, `${expression.flags}g`))].map((m) => `${prefix}${m[0]}`)),
    );
  else {
    const shown = new Set(hits.flatMap((i) => Array.from({ length: after + 1 }, (_, n) => i + n)).filter((i) => i < lines.length));
    print(
      io,
      [...shown].map((i) => `${prefix}${flags.includes('n') ? `${i + 1}:` : ''}${lines[i]}`),
    );
  }
  return hits.length;
}

/** Every file below the given ones. */
export function filesUnder(roots: readonly string[], machine: Machine): string[] {
  return roots.flatMap((root) =>
    machine.isDirectory(root)
      ? filesUnder(
          machine.names(root).map((name) => `${root.replace(/\/$/, '')}/${name}`),
          machine,
        )
      : machine.read(root) === undefined
        ? []
        : [root],
  );
}

const wc: Tool = (args, io, machine) => {
  const { flags, files } = split(args);
  const wanted = /[lwc]/.test(flags) ? flags : 'lwc';
  const count = (text: string): number[] => [
    ...(wanted.includes('l') ? [(text.match(/\n/g) ?? []).length] : []),
    ...(wanted.includes('w') ? [text.split(/\s+/).filter(Boolean).length] : []),
    ...(wanted.includes('c') ? [Buffer.byteLength(text)] : []),
  ];
  const row = (numbers: number[], name = ''): string =>
    `${numbers.length > 1 ? numbers.map((n) => String(n).padStart(isGnu(machine) ? 7 : 9)).join(isGnu(machine) ? ' ' : ' ') : numbers.join('')}${name ? ` ${name}` : ''}`;
  if (!files.length) return print(io, [row(count(io.input.rest()))]);
  const texts = files.map((file) => ({ file, text: inputOf('wc', [file], io, machine) }));
  print(
    io,
    texts.flatMap(({ file, text }) => (text === undefined ? [] : [row(count(text), file)])),
  );
  return texts.every(({ text }) => text !== undefined) ? 0 : 1;
};

const sort: Tool = (args, io, machine) => {
  const { flags } = split(args);
  const text = inputOf('sort', operandsOf(args, ['-k', '-t']), io, machine);
  if (text === undefined) return 1;
  const key = Number.parseInt(optionOf(args, '-k') ?? '0', 10);
  const field = (line: string): string => (key ? (line.trim().split(optionOf(args, '-t') ?? /\s+/)[key - 1] ?? '') : line);
  const lines = linesIn(text).sort((a, b) => (flags.includes('n') ? Number.parseFloat(field(a)) - Number.parseFloat(field(b)) : field(a) < field(b) ? -1 : field(a) > field(b) ? 1 : 0));
  if (flags.includes('r')) lines.reverse();
  return print(io, flags.includes('u') ? [...new Set(lines)] : lines);
};

const uniq: Tool = (args, io, machine) => {
  const { flags, files } = split(args);
  const groups: { line: string; count: number }[] = [];
  for (const line of linesIn(inputOf('uniq', files, io, machine) ?? '')) {
    const last = groups.at(-1);
    if (last?.line === line) last.count++;
    else groups.push({ line, count: 1 });
  }
  return print(
    io,
    groups.filter((g) => !flags.includes('d') || g.count > 1).map(({ line, count }) => (flags.includes('c') ? `${String(count).padStart(7)} ${line}` : line)),
  );
};

/** `1`, `2-`, `1,3-4` as a test of a place. */
function ranges(list: string): (place: number) => boolean {
  const parts = list.split(',').map((part) => {
    const [from = '', to] = part.split('-');
    return { from: Number(from || 1), to: to === undefined ? Number(from) : to === '' ? Number.POSITIVE_INFINITY : Number(to) };
  });
  return (place) => parts.some(({ from, to }) => place >= from && place <= to);
}

const cut: Tool = (args, io, machine) => {
  const text = inputOf('cut', operandsOf(args, ['-d', '-f', '-c', '-b']), io, machine);
  if (text === undefined) return 1;
  const [fields, characters, delimiter = '\t'] = [optionOf(args, '-f'), optionOf(args, '-c', '-b'), optionOf(args, '-d')];
  return print(
    io,
    linesIn(text).map((line) => {
      if (characters) return [...line].filter((_, i) => ranges(characters)(i + 1)).join('');
      return line.includes(delimiter)
        ? line
            .split(delimiter)
            .filter((_, i) => ranges(fields ?? '1-')(i + 1))
            .join(delimiter)
        : line;
    }),
  );
};

/** `a-z`, `[:upper:]`, `\\n` as characters. */
function charactersOf(set: string): string[] {
  const whole = set
    .replace(/\[:(\w+):\]/g, (_, name) => ({ upper: 'A-Z', lower: 'a-z', digit: '0-9', alpha: 'A-Za-z', alnum: 'A-Za-z0-9', space: ' \t\n' })[name as string] ?? '')
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t')
    .replace(/\\0/g, '\0');
  return [...whole.replace(/(.)-(.)/g, (_, a: string, b: string) => Array.from({ length: b.charCodeAt(0) - a.charCodeAt(0) + 1 }, (__, i) => String.fromCharCode(a.charCodeAt(0) + i)).join(''))];
}

const tr: Tool = (args, io) => {
  const { flags, files } = split(args);
  const [from = [], to = []] = files.map(charactersOf);
  const complement = flags.includes('c');
  const text = [...io.input.rest()];
  const isIn = (c: string): boolean => from.includes(c) !== complement;
  if (flags.includes('d')) io.out(text.filter((c) => !isIn(c)).join(''));
  else if (flags.includes('s') && !to.length) io.out(text.filter((c, i) => !(isIn(c) && text[i - 1] === c)).join(''));
  else io.out(text.map((c) => (isIn(c) ? (to[Math.min(from.indexOf(c), to.length - 1)] ?? to.at(-1) ?? c) : c)).join(''));
  return 0;
};

/** s/a/b/g, Np, Nd, /x/d, /x/p. */
function sedLine(line: string, number: number, last: boolean, program: string, extended: boolean): { text: string | undefined; printed: boolean } {
  const match = /^(?:(\d+|\$)?(?:,(\d+|\$))?|\/((?:[^/\\]|\\.)*)\/)\s*(!)?\s*([spdq])(.*)$/s.exec(program.trim());
  if (!match) return { text: line, printed: false };
  const [, first, second, pattern, not, command, rest = ''] = match;
  const at = (place: string): number => (place === '$' ? (last ? number : Number.POSITIVE_INFINITY) : Number(place));
  const regexp = (source: string, flags = ''): RegExp => new RegExp(extended ? source : basic(source), flags);
  const selected =
    pattern !== undefined ? regexp(pattern).test(line) : first === undefined ? true : second === undefined ? number === at(first) : number >= at(first) && (second === '$' || number <= at(second));
  if (selected === (not !== undefined)) return { text: line, printed: false };
  if (command === 'd') return { text: undefined, printed: false };
  if (command !== 's') return { text: line, printed: true };
  const [, source = '', replacement = '', flags = ''] = rest.split(rest[0] as string);
  const text = line.replace(
    regexp(source, `${flags.includes('g') ? 'g' : ''}${flags.includes('i') || flags.includes('I') ? 'i' : ''}`),
    replacement
      .replace(/&/g, '$$&')
      .replace(/\\(\d)/g, '$$$1')
      .replace(/\\\//g, '/'),
  );
  return { text, printed: flags.includes('p') };
}

const sed: Tool = (args, io, machine) => {
  const inPlace = args.some((arg) => /^-i/.test(arg));
  const quiet = args.includes('-n');
  const given = args.flatMap((arg, i) => (args[i - 1] === '-e' ? [arg] : []));
  const operands = operandsOf(args, ['-e']);
  const programs = (given.length ? given : [operands.shift() ?? '']).flatMap((text) => text.split(/;(?![^/]*\/g?$)/));
  const extended = args.some((arg) => arg === '-E' || arg === '-r');
  const edit = (text: string): string => {
    const lines = linesIn(text);
    return lines
      .flatMap((line, i) => {
        let current: string | undefined = line;
        let printed = false;
        for (const program of programs) {
          if (current === undefined) break;
          const result = sedLine(current, i + 1, i === lines.length - 1, program, extended);
          current = result.text;
          printed ||= result.printed;
        }
        return [...(printed && current !== undefined ? [current] : []), ...(quiet || current === undefined ? [] : [current])];
      })
      .map((line) => `${line}\n`)
      .join('');
  };
  if (!inPlace) {
    const text = inputOf('sed', operands, io, machine);
    if (text === undefined) return 1;
    io.out(edit(text));
    return 0;
  }
  for (const file of operands) {
    const text = inputOf('sed', [file], io, machine);
    if (text === undefined) return 1;
    machine.write(file, edit(text));
  }
  return 0;
};

/** `{print $1}` and the like, with a pattern before it. */
const awk: Tool = (args, io, machine) => {
  const [program = '', ...files] = operandsOf(args, ['-F', '-v']);
  const text = inputOf('awk', files, io, machine);
  if (text === undefined) return 1;
  const match = /^(?:\/(.*)\/|(NR\s*==\s*\d+|\$\d+\s*[=<>!]=?\s*\S+))?\s*(?:\{\s*print\s*([^}]*)\})?$/s.exec(program.trim());
  if (!match) {
    io.err(`awk: cmd. line:1: Unexpected token\n`);
    return 1;
  }
  const [, pattern, condition = '', what = ''] = match;
  const separator = optionOf(args, '-F') ?? /\s+/;
  const rows = linesIn(text).flatMap((line, i) => {
    const fields = (typeof separator === 'string' ? line : line.trim()).split(separator);
    const field = (word: string): string =>
      word === '$0'
        ? line
        : word === '$NF'
          ? (fields.at(-1) ?? '')
          : word === 'NR'
            ? String(i + 1)
            : word === 'NF'
              ? String(fields.length)
              : word.startsWith('$')
                ? (fields[Number(word.slice(1)) - 1] ?? '')
                : word.replace(/^"|"$/g, '');
    if (pattern !== undefined && !new RegExp(pattern).test(line)) return [];
    const compared = /^(\S+?)\s*([=<>!]=?)\s*(\S+)$/.exec(condition);
    if (compared) {
      const [, a = '', operator = '', b = ''] = compared;
      const [x, y] = [field(a), field(b)];
      const holds = { '==': x === y, '!=': x !== y, '>': Number(x) > Number(y), '<': Number(x) < Number(y), '>=': Number(x) >= Number(y), '<=': Number(x) <= Number(y) }[operator];
      if (!holds) return [];
    }
    if (what.trim() === '') return [line];
    return [
      what
        .trim()
        .split(/\s*,\s*/)
        .map((item) => (item.match(/"[^"]*"|\S+/g) ?? []).map(field).join(''))
        .join(' '),
    ];
  });
  return print(io, rows);
};

const tee: Tool = (args, io, machine) => {
  const { flags, files } = split(args);
  const text = io.input.rest();
  for (const file of files) machine.write(file, (flags.includes('a') ? (machine.read(file) ?? '') : '') + text);
  io.out(text);
  return 0;
};

const xargs: Tool = (args, io, _, shell) => {
  const words = io.input.rest().split(/\s+/).filter(Boolean);
  const count = Number(optionOf(args.slice(0, 2), '-n') ?? words.length);
  const command = args[0] === '-n' ? args.slice(2) : args;
  const [name = 'echo', ...rest] = command;
  let status = 0;
  for (let i = 0; i < words.length; i += Math.max(1, count)) status = shell.program(name, [...rest, ...words.slice(i, i + Math.max(1, count))], io) || status;
  return status;
};

export const text: Readonly<Record<string, Tool>> = {
  cat,
  tail,
  head,
  grep,
  egrep: (args, ...rest) => grep(['-E', ...args], ...rest),
  wc,
  sort,
  uniq,
  cut,
  tr,
  sed,
  awk,
  tee,
  xargs,
  more: cat,
  less: cat,
  rev: (_, io) =>
    print(
      io,
      linesIn(io.input.rest()).map((line) => [...line].reverse().join('')),
    ),
};
