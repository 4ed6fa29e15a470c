// Files and directories: listed, made, copied, removed, measured.
import type { Io } from '../evaluate.ts';
import type { Entry } from '../files.ts';
import type { Machine } from '../machine.ts';
import { inputOf, isGnu, linesIn, operandsOf, optionOf, print, split, type Tool } from './common.ts';
import { filesUnder } from './text.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
function modeText({ mode, directory }: Entry): string {
  const bits = [6, 3, 0].flatMap((shift) => ['r', 'w', 'x'].map((c, i) => ((mode >> shift) & (4 >> i) ? c : '-')));
  if (mode & 0o2000) bits[5] = bits[5] === 'x' ? 's' : 'S';
  if (mode & 0o1000) bits[8] = bits[8] === 'x' ? 't' : 'T';
  return `${directory ? 'd' : '-'}${bits.join('')}`;
}

const ownerText = (uid: number): string => (uid === 0 ? 'root' : String(uid));

function row(entry: Entry, name: string, machine: Machine, human: boolean): string {
  const d = new Date(entry.at);
  const bytes = entry.directory ? 4096 : Buffer.byteLength(entry.text);
  const size = human ? humanSize(bytes) : String(bytes);
  const when = `${months[d.getUTCMonth()]} ${String(d.getUTCDate()).padStart(2)} ${d.toISOString().slice(11, 16)}`;
  const [owner, group] = [ownerText(entry.owner), ownerText(entry.group)];
  if (isGnu(machine)) return `${modeText(entry)} ${entry.directory ? 2 : 1} ${owner} ${group} ${size.padStart(4)} ${when} ${name}`;
  return `${modeText(entry)}    ${String(entry.directory ? 2 : 1).padStart(1)} ${owner.padEnd(8)} ${group.padEnd(8)} ${size.padStart(9)} ${when} ${name}`;
}

const humanSize = (bytes: number): string => (bytes < 1024 ? String(bytes) : bytes < 1_048_576 ? `${(bytes / 1024).toFixed(1)}K` : `${(bytes / 1_048_576).toFixed(1)}M`);

function list(target: string, flags: string, io: Io, machine: Machine): number {
  const here = machine.entry(target);
  if (!here) {
    io.err(isGnu(machine) ? `ls: cannot access '${target}': No such file or directory\n` : `ls: ${target}: No such file or directory\n`);
    return isGnu(machine) ? 2 : 1;
  }
  const long = flags.includes('l');
  const human = flags.includes('h');
  if (!here.directory || flags.includes('d')) return print(io, [long ? row(here, target, machine, human) : target]);
  const own = machine.names(target).filter((name) => flags.includes('a') || flags.includes('A') || !name.startsWith('.'));
  const names = [...(flags.includes('a') ? ['.', '..'] : []), ...own];
  if (!long) return print(io, machine.terminal && !flags.includes('1') ? (names.length ? [names.join('  ')] : []) : names);
  const entries = names.flatMap((name) => {
    const entry = machine.entry(`${target.replace(/\/$/, '')}/${name}`);
    return entry ? [row(entry, name, machine, human)] : [];
  });
  return print(io, [`total ${names.length * 4}`, ...entries]);
}

const ls: Tool = (args, io, machine) => {
  const { flags, files } = split(args);
  const targets = files.length ? files : ['.'];
  let status = 0;
  targets.forEach((target, i) => {
    if (targets.length > 1 && machine.isDirectory(target)) io.out(`${i ? '\n' : ''}${target}:\n`);
    status = list(target, flags, io, machine) || status;
  });
  return status;
};

const stat: Tool = (args, io, machine) => {
  const [file = ''] = operandsOf(args, ['-c', '-f']);
  const entry = machine.entry(file);
  if (!entry) {
    io.err(isGnu(machine) ? `stat: cannot statx '${file}': No such file or directory\n` : `stat: can't stat '${file}': No such file or directory\n`);
    return 1;
  }
  const format = optionOf(args, '-c');
  const octal = (entry.mode & 0o7777).toString(8);
  const size = entry.directory ? 4096 : Buffer.byteLength(entry.text);
  const values: Record<string, string> = {
    a: octal,
    A: modeText(entry),
    U: ownerText(entry.owner),
    G: ownerText(entry.group),
    u: String(entry.owner),
    g: String(entry.group),
    s: String(size),
    n: file,
  };
  if (format !== undefined) return print(io, [format.replace(/%([a-zA-Z])/g, (whole, c) => values[c] ?? whole)]);
  const time = `${new Date(entry.at).toISOString().replace('T', ' ').replace('Z', '000000')} +0000`;
  return print(io, [
    `  File: ${file}`,
    `  Size: ${String(size).padEnd(10)}\tBlocks: ${Math.ceil(size / 512)}          IO Block: 4096   ${entry.directory ? 'directory' : 'regular file'}`,
    `Access: (${octal.padStart(4, '0')}/${modeText(entry)})  Uid: (${String(entry.owner).padStart(5)}/${ownerText(entry.owner).padStart(8)})   Gid: (${String(entry.group).padStart(5)}/${ownerText(entry.group).padStart(8)})`,
    `Access: ${time}`,
    `Modify: ${time}`,
    `Change: ${time}`,
  ]);
};

const touch: Tool = (args, _, machine) => {
  for (const file of split(args).files) if (!machine.isDirectory(file)) machine.write(file, machine.read(file) ?? '');
  return 0;
};

const mkdir: Tool = (args, io, machine) => {
  const { flags, files } = split(args);
  let status = 0;
  for (const file of files) {
    if (machine.isDirectory(file) || machine.read(file) !== undefined) {
      if (flags.includes('p') && machine.isDirectory(file)) continue;
      io.err(isGnu(machine) ? `mkdir: cannot create directory '${file}': File exists\n` : `mkdir: can't create directory '${file}': File exists\n`);
      status = 1;
      continue;
    }
    const parts = machine.path(file).split('/').slice(1);
    const each = flags.includes('p') ? parts.map((_, i) => `/${parts.slice(0, i + 1).join('/')}`) : [file];
    for (const path of each) if (!machine.isDirectory(path)) machine.makeDirectory(path);
  }
  return status;
};

const rm: Tool = (args, io, machine) => {
  const { flags, files } = split(args);
  let status = 0;
  for (const file of files.flatMap((each) => (each.includes('*') ? globbed(each, machine) : [each]))) {
    const directory = machine.isDirectory(file);
    const problem =
      machine.read(file) === undefined && !directory
        ? flags.includes('f')
          ? ''
          : 'No such file or directory'
        : directory && !/[rR]/.test(flags)
          ? isGnu(machine)
            ? 'Is a directory'
            : 'is a directory'
          : undefined;
    if (problem !== undefined) {
      if (problem) io.err(isGnu(machine) ? `rm: cannot remove '${file}': ${problem}\n` : problem === 'is a directory' ? `rm: '${file}' is a directory\n` : `rm: can't remove '${file}': ${problem}\n`);
      if (problem) status = 1;
      continue;
    }
    if (directory) for (const inner of filesUnder([file], machine)) machine.write(inner, undefined);
    machine.write(file, undefined);
  }
  return status;
};

/** Files that a pattern in the last part of a path names. */
export function globbed(pattern: string, machine: Machine): string[] {
  const slash = pattern.lastIndexOf('/');
  const [directory, last] = [pattern.slice(0, slash + 1), pattern.slice(slash + 1)];
  const expression = new RegExp(
    `^${last
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
  );
  const found = machine.names(directory || '.').filter((name) => expression.test(name) && (last.startsWith('.') || !name.startsWith('.')));
  return found.length ? found.map((name) => `${directory}${name}`) : [pattern];
}

const transfer =
  (name: 'cp' | 'mv'): Tool =>
  (args, io, machine) => {
    const { flags, files } = split(args);
    const target = files.pop() ?? '';
    for (const from of files) {
      const into = machine.isDirectory(target) ? `${target.replace(/\/$/, '')}/${from.replace(/\/$/, '').split('/').pop()}` : target;
      if (machine.isDirectory(from)) {
        if (name === 'cp' && !/[rRa]/.test(flags)) {
          io.err(isGnu(machine) ? `cp: -r not specified; omitting directory '${from}'\n` : `cp: omitting directory '${from}'\n`);
          return 1;
        }
        if (!machine.isDirectory(into)) machine.makeDirectory(into);
        for (const inner of filesUnder([from], machine)) machine.write(`${into}/${inner.slice(from.replace(/\/$/, '').length + 1)}`, machine.read(inner));
      } else {
        const text = machine.read(from);
        if (text === undefined) {
          io.err(isGnu(machine) ? `${name}: cannot stat '${from}': No such file or directory\n` : `${name}: can't ${name === 'cp' ? 'stat' : 'rename'} '${from}': No such file or directory\n`);
          return 1;
        }
        machine.write(into, text);
      }
      if (name === 'mv') for (const inner of [...filesUnder([from], machine), from]) machine.write(inner, undefined);
    }
    return 0;
  };

const find: Tool = (args, io, machine) => {
  const [root = '.'] = operandsOf(args, ['-name', '-type', '-maxdepth', '-iname', '-user', '-mtime', '-size']);
  if (!machine.entry(root)) {
    io.err(isGnu(machine) ? `find: '${root}': No such file or directory\n` : `find: ${root}: No such file or directory\n`);
    return 1;
  }
  const word = (flag: string): string | undefined => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
  const pattern = word('-name') ?? word('-iname');
  const expression =
    pattern === undefined
      ? undefined
      : new RegExp(
          `^${pattern
            .replace(/[.+^${}()|\\]/g, '\\$&')
            .replace(/\*/g, '.*')
            .replace(/\?/g, '.')}$`,
          args.includes('-iname') ? 'i' : '',
        );
  const deepest = Number(word('-maxdepth') ?? Number.POSITIVE_INFINITY);
  const walk = (path: string, depth: number): string[] => [
    path,
    ...(machine.isDirectory(path) && depth < deepest ? machine.names(path).flatMap((name) => walk(`${path.replace(/\/$/, '')}/${name}`, depth + 1)) : []),
  ];
  const type = word('-type');
  const found = walk(root, 0).filter((path) => (!expression || expression.test(path.split('/').pop() as string)) && (type === undefined || (type === 'd') === machine.isDirectory(path)));
  if (args.includes('-delete')) for (const path of found) machine.write(path, undefined);
  else print(io, found);
  return 0;
};

const disk = 19_221_248;

const df: Tool = (args, io, machine) => {
  const { flags, files } = split(args);
  const human = flags.includes('h');
  const size = (kib: number): string => (human ? (kib >= 1_048_576 ? `${(kib / 1_048_576).toFixed(1)}G` : kib >= 1024 ? `${(kib / 1024).toFixed(1)}M` : kib === 0 ? '0' : `${kib}.0K`) : String(kib));
  const rows = [
    { device: 'overlay', path: '/', kib: disk, used: 5_812_344 },
    { device: 'tmpfs', path: '/dev', kib: 65_536, used: 0 },
    { device: 'shm', path: '/dev/shm', kib: 65_536, used: 0 },
    ...(machine.start.mounts ?? []).map(({ device, path, size: kib }) => ({ device, path, kib: kib ?? (device === 'tmpfs' ? 3_900_000 : disk), used: device === 'tmpfs' ? 12 : 5_812_344 })),
  ];
  const chosen = files.length
    ? files.map(
        (file) =>
          rows.filter(({ path }) => machine.path(file) === path || machine.path(file).startsWith(path === '/' ? '/' : `${path}/`)).sort((a, b) => b.path.length - a.path.length)[0] as (typeof rows)[0],
      )
    : rows;
  const lines = chosen.map(
    ({ device, path, kib, used }) =>
      `${device.padEnd(20)} ${size(kib).padStart(9)} ${size(used).padStart(9)} ${size(kib - used).padStart(9)} ${`${Math.round((100 * used) / kib)}%`.padStart(4)} ${path}`,
  );
  return print(io, [human ? 'Filesystem                Size      Used Available Use% Mounted on' : 'Filesystem           1K-blocks      Used Available Use% Mounted on', ...lines]);
};

const mount: Tool = (_, io, machine) => {
  const root = `overlay on / type overlay (${machine.start.readOnly ? 'ro' : 'rw'},relatime,lowerdir=/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/12/fs)`;
  const own = (machine.start.mounts ?? []).map(({ device, path, readOnly }) => `${device} on ${path} type ${device === 'tmpfs' ? 'tmpfs' : 'ext4'} (${readOnly ? 'ro' : 'rw'},relatime)`);
  return print(io, [
    root,
    'proc on /proc type proc (rw,nosuid,nodev,noexec,relatime)',
    'tmpfs on /dev type tmpfs (rw,nosuid,size=65536k,mode=755)',
    'sysfs on /sys type sysfs (ro,nosuid,nodev,noexec,relatime)',
    ...own,
  ]);
};

const du: Tool = (args, io, machine) => {
  const { flags, files } = split(args);
  for (const file of files.length ? files : ['.']) {
    const kib = filesUnder([file], machine).reduce((sum, each) => sum + Math.ceil(Buffer.byteLength(machine.read(each) ?? '') / 4096) * 4, 4);
    io.out(`${flags.includes('h') ? (kib < 1024 ? `${kib}.0K` : `${(kib / 1024).toFixed(1)}M`) : kib}\t${file}\n`);
  }
  return 0;
};

const chmod: Tool = (args, io, machine) => {
  const [mode = '', ...files] = args.filter((arg) => !/^-[Rv]/.test(arg));
  for (const file of files) {
    const entry = machine.entry(file);
    if (!entry) {
      io.err(`chmod: ${file}: No such file or directory\n`);
      return 1;
    }
    const symbolic = /^[ugoa]*([+-])([rwx]+)$/.exec(mode);
    const bits = [...(symbolic?.[2] ?? '')].reduce((sum, c) => sum | { r: 0o444, w: 0o200, x: 0o111 }[c as 'r' | 'w' | 'x'], 0);
    machine.changeMode(file, symbolic ? (symbolic[1] === '+' ? entry.mode | bits : entry.mode & ~bits) : Number.parseInt(mode, 8));
  }
  return 0;
};

const readlink: Tool = (args, io, machine) => print(io, [machine.path(split(args).files[0] ?? '')]);
const basename: Tool = ([path = '', suffix = ''], io) => print(io, [(path.replace(/\/+$/, '').split('/').pop() as string).replace(new RegExp(`${suffix.replace(/\./g, '\\.')}$`), '')]);
const dirname: Tool = ([path = ''], io) => print(io, [path.replace(/\/[^/]*$/, '') || (path.startsWith('/') ? '/' : '.')]);

const ln: Tool = (args, _, machine) => {
  const [from = '', to = ''] = split(args).files;
  machine.write(to, machine.read(from) ?? '');
  return 0;
};

const diff: Tool = (args, io, machine) => {
  const [a, b] = split(args).files.map((file) => linesIn(inputOf('diff', [file], io, machine) ?? ''));
  const same = a?.join('\n') === b?.join('\n');
  if (!same) print(io, [...(a ?? []).map((line) => `< ${line}`), '---', ...(b ?? []).map((line) => `> ${line}`)]);
  return Number(!same);
};

export const files: Readonly<Record<string, Tool>> = {
  ls,
  stat,
  touch,
  mkdir,
  rm,
  rmdir: (args, ...rest) => rm(['-r', ...args], ...rest),
  cp: transfer('cp'),
  mv: transfer('mv'),
  find,
  df,
  mount,
  du,
  chmod,
  chown: () => 0,
  chgrp: () => 0,
  sync: () => 0,
  readlink,
  realpath: readlink,
  basename,
  dirname,
  ln,
  diff,
  umount: () => 0,
};
