// tar: what kubectl cp asks of a container, and what people do with it there. Archives go through pipes or lie in files, not compressed.
import { packTar, type TarEntry, TarError, unpackTar } from '../../../apimachinery/tar.ts';
import type { Io } from '../evaluate.ts';
import type { Machine } from '../machine.ts';
import { isGnu, optionOf, print, type Tool } from './common.ts';

/** The letters, with or without a dash, and the words that are no option's value. */
function read(args: readonly string[]): { letters: string; words: string[]; archive: string; folder: string } {
  const [first = '', ...rest] = args.filter((arg) => !arg.startsWith('--'));
  const letters = first.replace(/^-/, '');
  const archive = letters.includes('f') ? (rest.shift() ?? '-') : (optionOf(rest, '-f') ?? '-');
  const folder = optionOf(rest, '-C') ?? '';
  return { letters, archive, folder, words: rest.filter((word, i) => !word.startsWith('-') && !(i > 0 && ['-C', '-f'].includes(rest[i - 1] as string))) };
}

const within = (folder: string, path: string): string => (folder && !path.startsWith('/') ? `${folder}/${path}` : path);

function gather(machine: Machine, folder: string, path: string, entries: TarEntry[]): boolean {
  const entry = machine.entry(within(folder, path));
  if (!entry) return false;
  const name = path.replace(/^\/+/, '').replace(/\/+$/, '') || '.';
  entries.push({ name, directory: entry.directory, text: entry.directory ? '' : entry.text, mode: entry.mode, at: entry.at });
  if (entry.directory) for (const below of machine.names(within(folder, path))) gather(machine, folder, `${path.replace(/\/+$/, '')}/${below}`, entries);
  return true;
}

function create(machine: Machine, io: Io, { words, archive, folder, letters }: ReturnType<typeof read>): number {
  const entries: TarEntry[] = [];
  let status = 0;
  if (words.some((word) => word.startsWith('/'))) io.err(isGnu(machine) ? "tar: Removing leading `/' from member names\n" : "tar: removing leading '/' from member names\n");
  for (const word of words) {
    if (gather(machine, folder, word, entries)) continue;
    io.err(isGnu(machine) ? `tar: ${word}: Cannot stat: No such file or directory\n` : `tar: ${word}: No such file or directory\n`);
    status = isGnu(machine) ? 2 : 1;
  }
  if (status !== 0) io.err(isGnu(machine) ? 'tar: Exiting with failure status due to previous errors\n' : 'tar: error exit delayed from previous errors\n');
  if (letters.includes('v')) for (const { name, directory } of entries) io.err(`${name}${directory ? '/' : ''}\n`);
  const bytes = packTar(entries);
  if (archive === '-') io.out(bytes);
  else machine.write(archive, bytes);
  return status;
}

function makeParents(machine: Machine, path: string): void {
  const steps = machine.path(path).split('/').slice(1, -1);
  steps.forEach((_, i) => {
    const step = `/${steps.slice(0, i + 1).join('/')}`;
    if (!machine.isDirectory(step)) machine.makeDirectory(step);
  });
}

function extract(machine: Machine, io: Io, entries: readonly TarEntry[], { folder, letters }: ReturnType<typeof read>): number {
  if (folder && !machine.isDirectory(folder)) {
    io.err(
      isGnu(machine)
        ? `tar: ${folder}: Cannot open: No such file or directory\ntar: Error is not recoverable: exiting now\n`
        : `tar: can't change directory to '${folder}': No such file or directory\n`,
    );
    return isGnu(machine) ? 2 : 1;
  }
  for (const { name, directory, text, mode } of entries) {
    const path = within(folder, name);
    makeParents(machine, path);
    if (directory) machine.makeDirectory(path);
    else machine.write(path, text);
    if (!directory && mode !== 0o644) machine.changeMode(path, mode);
    if (letters.includes('v')) io.out(`${name}${directory ? '/' : ''}\n`);
  }
  return 0;
}

export const tar: Tool = (args, io, machine) => {
  const asked = read(args);
  if (args.includes('--version')) return print(io, [isGnu(machine) ? 'tar (GNU tar) 1.35' : 'tar (busybox) 1.37.0']);
  if (asked.letters.includes('c')) return create(machine, io, asked);
  const bytes = asked.archive === '-' ? io.input.rest() : machine.read(asked.archive);
  if (bytes === undefined) {
    io.err(isGnu(machine) ? `tar: ${asked.archive}: Cannot open: No such file or directory\n` : `tar: can't open '${asked.archive}': No such file or directory\n`);
    return isGnu(machine) ? 2 : 1;
  }
  try {
    const entries = unpackTar(bytes);
    return asked.letters.includes('t')
      ? print(
          io,
          entries.map(({ name, directory }) => `${name}${directory ? '/' : ''}`),
        )
      : extract(machine, io, entries, asked);
  } catch (error) {
    if (!(error instanceof TarError)) throw error;
    io.err(isGnu(machine) ? 'tar: This does not look like a tar archive\n' : 'tar: invalid tar magic\n');
    return isGnu(machine) ? 2 : 1;
  }
};
