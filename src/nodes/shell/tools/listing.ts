// Tools that show what there is: ls, stat, readlink, realpath, basename, dirname, du of a file.
import { type Call, FileError, type FileInfo } from '../machine.ts';
import { resolve } from '../patterns.ts';
import { complain, type Options } from './options.ts';
import { missingOperand, plainTool } from './tool.ts';

const letters = (bits: number): string => `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${bits & 1 ? 'x' : '-'}`;

export function modeText({ mode, directory, link }: Pick<FileInfo, 'mode' | 'directory' | 'link'>): string {
  const text = [6, 3, 0].map((shift) => letters(mode >> shift)).join('');
  const sticky = mode & 0o1000 ? text.slice(0, -1) + (text.endsWith('x') ? 't' : 'T') : text;
  return (link !== undefined ? 'l' : directory ? 'd' : '-') + sticky;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const halfYear = 182 * 24 * 3600_000;
const two = (number: number): string => String(number).padStart(2, '0');

/** A file's time as `ls -l` shows it: the hour of the last half year, the year before that. */
export function timeText(at: number, now: number): string {
  const date = new Date(at);
  const day = `${months[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)}`;
  return now - at < halfYear && at <= now ? `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}` : `${day}  ${date.getUTCFullYear()}`;
}

const human = (bytes: number): string => {
  if (bytes < 1024) return String(bytes);
  const power = Math.min(4, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : Math.ceil(value)}${' KMGT'[power]}`;
};

interface Entry {
  name: string;
  path: string;
  info: FileInfo;
}

/** Names in columns, as many as fit. */
export function inColumns(names: readonly string[], width: number): string {
  for (let rows = 1; rows <= names.length; rows += 1) {
    const columns = Array.from({ length: Math.ceil(names.length / rows) }, (_, i) => names.slice(i * rows, (i + 1) * rows));
    const widths = columns.map((column) => Math.max(...column.map((name) => name.length)) + 2);
    if (rows < names.length && widths.reduce((sum, one) => sum + one, 0) - 2 > width) continue;
    return Array.from(
      { length: rows },
      (_, row) =>
        `${columns.map((column, i) => (column[row] === undefined ? '' : i === columns.length - 1 || columns[i + 1]?.[row] === undefined ? column[row] : (column[row] as string).padEnd(widths[i] as number))).join('')}\n`,
    ).join('');
  }
  return '';
}

function show(call: Call, options: Options, entries: readonly Entry[]): void {
  const { out, shell } = call;
  const mark = ({ name, info }: Entry): string =>
    options.has('F') || options.has('p') ? name + (info.directory ? '/' : options.has('F') && info.link === undefined && info.mode & 0o111 ? '*' : '') : name;
  if (!options.has('l')) {
    const names = entries.map(mark);
    if (names.length === 0) return;
    if (options.has('m')) out.push(`${names.join(', ')}\n`);
    else out.push(out.terminal && !options.has('1') ? inColumns(names, shell.machine.columns) : names.map((name) => `${name}\n`).join(''));
    return;
  }
  const links = ({ info, path }: Entry): number =>
    info.directory ? 2 + (shell.machine.files.names(path) ?? []).filter((name) => shell.machine.files.stat(`${path}/${name}`, false)?.directory).length : 1;
  const size = ({ info }: Entry): string => (options.has('h') ? human(info.link?.length ?? info.size) : String(info.link?.length ?? info.size));
  const rows = entries.map((entry) => [
    modeText(entry.info),
    String(links(entry)),
    entry.info.owner,
    entry.info.group,
    size(entry),
    timeText(entry.info.at, shell.machine.now()),
    mark(entry) + (entry.info.link !== undefined ? ` -> ${entry.info.link}` : ''),
  ]);
  const widths = shell.machine.tools === 'busybox' ? [10, 4, 8, 8, 9] : [0, 1, 2, 3, 4].map((i) => Math.max(0, ...rows.map((row) => (row[i] as string).length)));
  for (const row of rows) out.push(`${row.map((cell, i) => (i === 1 || i === 4 ? cell.padStart(widths[i] as number) : i === 2 || i === 3 ? cell.padEnd(widths[i] as number) : cell)).join(' ')}\n`);
}

function sorted(entries: Entry[], options: Options): Entry[] {
  const key = (name: string): string => name.replace(/^\.+/, '').toLowerCase();
  const byName = (a: Entry, b: Entry): number => (key(a.name) < key(b.name) ? -1 : key(a.name) > key(b.name) ? 1 : a.name < b.name ? -1 : 1);
  entries.sort(byName);
  if (options.has('t')) entries.sort((a, b) => b.info.at - a.info.at);
  if (options.has('S')) entries.sort((a, b) => b.info.size - a.info.size);
  return options.has('r') ? entries.reverse() : entries;
}

function inDirectory(call: Call, options: Options, path: string): Entry[] {
  const { files } = call.shell.machine;
  const names = files.names(path);
  if (!names) throw new FileError('EACCES');
  const entry = (name: string): Entry[] => {
    const whole = resolve(path, name);
    const info = files.stat(whole, false);
    return info ? [{ name, path: whole, info }] : [];
  };
  const shown = names.filter((name) => options.has('a') || options.has('A') || !name.startsWith('.'));
  const dots = options.has('a') ? ['.', '..'].flatMap(entry) : [];
  const rest = sorted(shown.flatMap(entry), options);
  return options.has('r') ? [...rest, ...dots.reverse()] : [...dots, ...rest];
}

/** Half-kilobyte blocks are of no interest; `total` counts in blocks of 1 KiB, 4 to a page. */
const blocks = (entries: readonly Entry[]): number => entries.reduce((sum, { info }) => sum + (info.link !== undefined ? 0 : Math.ceil(info.size / 4096) * 4), 0);

function listDirectory(call: Call, options: Options, path: string, shown: string, titled: boolean, first: boolean): void {
  const entries = inDirectory(call, options, path);
  if (titled) call.out.push(`${first ? '' : '\n'}${shown}:\n`);
  if (options.has('l')) call.out.push(`total ${blocks(entries)}\n`);
  show(call, options, entries);
  if (!options.has('R')) return;
  for (const { name, path: below, info } of entries) if (info.directory && name !== '.' && name !== '..') listDirectory(call, options, below, `${shown.replace(/\/$/, '')}/${name}`, true, false);
}

export const ls = plainTool(
  [
    'a|all',
    'A|almost-all',
    'l',
    'd|directory',
    'h|human-readable',
    'r|reverse',
    't',
    'S',
    '1',
    'R|recursive',
    'F|classify',
    'p',
    'm',
    'C',
    'x',
    'i|inode',
    'n',
    'g',
    'o',
    'G',
    'Z',
    'L',
    'color=?',
    'group-directories-first',
    'time-style=',
    'full-time',
  ],
  (call, options) => {
    const { files } = call.shell.machine;
    const words = options.words.length > 0 ? options.words : ['.'];
    let status = 0;
    const found: Entry[] = [];
    for (const name of words) {
      const path = call.shell.resolve(name);
      const info = files.stat(path, !options.has('l') && !options.has('d')) ?? files.stat(path, false);
      if (info) found.push({ name, path, info });
      else status = complain(call, `cannot access '${name}': No such file or directory`, 2);
    }
    const folders = options.has('d')
      ? []
      : sorted(
          found.filter(({ info }) => info.directory),
          options,
        );
    const plain = sorted(
      found.filter((entry) => !folders.includes(entry)),
      options,
    );
    show(call, options, plain);
    folders.forEach(({ path, name }, i) => {
      try {
        listDirectory(call, options, path, name, words.length > 1 || options.has('R'), i === 0 && plain.length === 0);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        status = complain(call, `cannot open directory '${name}': ${error.message}`, 2);
      }
    });
    return status;
  },
  { usageStatus: 2 },
);

const userIds: Readonly<Record<string, string>> = { root: '0' };
const idOf = (name: string): string => userIds[name] ?? (/^\d+$/.test(name) ? name : '1000');

/** The letters of `stat -c`. */
const fields: Readonly<Record<string, (entry: Entry) => string>> = {
  a: ({ info }) => (info.mode & 0o7777).toString(8),
  A: ({ info }) => modeText(info),
  F: ({ info }) => (info.link !== undefined ? 'symbolic link' : info.directory ? 'directory' : info.size === 0 ? 'regular empty file' : 'regular file'),
  g: ({ info }) => idOf(info.group),
  G: ({ info }) => info.group,
  h: () => '1',
  n: ({ name }) => name,
  N: ({ name, info }) => (info.link !== undefined ? `'${name}' -> '${info.link}'` : name),
  s: ({ info }) => String(info.size),
  u: ({ info }) => idOf(info.owner),
  U: ({ info }) => info.owner,
  y: ({ info }) => `${new Date(info.at).toISOString().replace('T', ' ').slice(0, 23)}000000 +0000`,
  Y: ({ info }) => String(Math.floor(info.at / 1000)),
};

export const stat = plainTool(['c|format=', 'printf=', 'L|dereference', 't|terse', 'f|file-system'], (call, options) => {
  if (options.words.length === 0) return missingOperand(call);
  let status = 0;
  for (const name of options.words) {
    const path = call.shell.resolve(name);
    const info = call.shell.machine.files.stat(path, options.has('L'));
    if (!info) {
      status = complain(call, `cannot statx '${name}': No such file or directory`);
      continue;
    }
    const entry = { name, path, info };
    const at = fields.y?.(entry);
    const format =
      options.value('c') ??
      options.value('printf') ??
      `  File: %N\n  Size: ${String(info.size).padEnd(10)}\tBlocks: 8          IO Block: 4096   %F\nAccess: (${(info.mode & 0o7777).toString(8).padStart(4, '0')}/%A)  Uid: (${idOf(info.owner).padStart(5)}/${info.owner.padStart(8)})   Gid: (${idOf(info.group).padStart(5)}/${info.group.padStart(8)})\nAccess: ${at}\nModify: ${at}\nChange: ${at}`;
    call.out.push(format.replace(/%(.)/g, (whole, letter: string) => (letter === '%' ? '%' : (fields[letter]?.(entry) ?? whole))) + (options.has('printf') ? '' : '\n'));
  }
  return status;
});

/** The bytes of a file, or of everything below a directory. */
function bytesBelow(call: Call, path: string, whole: boolean): number {
  const { files } = call.shell.machine;
  const info = files.stat(path, false);
  const own = whole ? Math.ceil((info?.size ?? 0) / 4096) * 4096 : (info?.size ?? 0);
  return info?.directory ? (files.names(path) ?? []).reduce((sum, name) => sum + bytesBelow(call, `${path}/${name}`, whole), own) : own;
}

function* directoriesBelow(call: Call, path: string, shown: string, all: boolean): Generator<{ path: string; shown: string }> {
  const { files } = call.shell.machine;
  for (const name of files.names(path) ?? []) if (all || files.stat(`${path}/${name}`, false)?.directory) yield* directoriesBelow(call, `${path}/${name}`, `${shown}/${name}`, all);
  yield { path, shown };
}

export const du = plainTool(['s|summarize', 'h|human-readable', 'b|bytes', 'k', 'm', 'a|all', 'c|total', 'd|max-depth=', 'x'], (call, options) => {
  const amount = (path: string): string => {
    const bytes = bytesBelow(call, path, !options.has('b'));
    return options.has('b') ? String(bytes) : options.has('h') ? human(bytes) : String(Math.ceil(bytes / (options.has('m') ? 1_048_576 : 1024)));
  };
  let status = 0;
  for (const word of options.words.length > 0 ? options.words : ['.']) {
    const path = call.shell.resolve(word);
    if (!call.shell.machine.files.stat(path)) {
      status = complain(call, `cannot access '${word}': No such file or directory`);
      continue;
    }
    const depth = options.has('s') ? 0 : Number(options.value('d') ?? Number.POSITIVE_INFINITY);
    for (const one of directoriesBelow(call, path, word, options.has('a'))) if (one.shown.split('/').length - word.split('/').length <= depth) call.out.push(`${amount(one.path)}\t${one.shown}\n`);
  }
  return status;
});

export const readlink = plainTool(['f|canonicalize', 'e|canonicalize-existing', 'm', 'n|no-newline', 'q', 's', 'z', 'v'], (call, options) => {
  const { files } = call.shell.machine;
  let status = options.words.length === 0 ? missingOperand(call) : 0;
  for (const name of options.words) {
    const path = call.shell.resolve(name);
    const link = files.stat(path, false)?.link;
    const text = options.has('f') || options.has('e') || call.name === 'realpath' ? (link === undefined ? path : resolve(path.slice(0, path.lastIndexOf('/')) || '/', link)) : link;
    if (text === undefined) status = 1;
    else call.out.push(`${text}${options.has('n') ? '' : '\n'}`);
  }
  return status;
});

export const basename = plainTool(['s|suffix=', 'a|multiple', 'z|zero'], (call, options) => {
  const { words } = options;
  if (words.length === 0) return missingOperand(call);
  const many = options.has('a') || options.has('s');
  const suffix = options.value('s') ?? (many ? '' : (words[1] ?? ''));
  for (const word of many ? words : words.slice(0, 1)) {
    const last =
      word
        .replace(/(.)\/+$/, '$1')
        .split('/')
        .at(-1) || '/';
    call.out.push(`${suffix && last !== suffix && last.endsWith(suffix) ? last.slice(0, -suffix.length) : last}\n`);
  }
  return 0;
});

export const dirname = plainTool(['z|zero'], (call, { words }) => {
  if (words.length === 0) return missingOperand(call);
  for (const word of words) {
    const text = word.replace(/(.)\/+$/, '$1');
    call.out.push(`${text.includes('/') ? text.slice(0, text.lastIndexOf('/')).replace(/\/+$/, '') || '/' : '.'}\n`);
  }
  return 0;
});
