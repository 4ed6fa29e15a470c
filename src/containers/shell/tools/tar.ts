// tar: what kubectl cp asks of a container, and what people do with it there. Archives go through pipes or lie in files, not compressed.
import { packTar, type TarEntry, TarError, unpackTar } from '../../../apimachinery/tar.ts';
import { type Call, type Command, readAll, type ShellProgram, write } from '../../../nodes/shell/index.ts';
import type { World } from '../world.ts';
import { fail, optionOf, print, worldOf } from './common.ts';

/** The letters, with or without a dash, and the words that are no option's value. */
function read(args: readonly string[]): { letters: string; words: string[]; archive: string; folder: string } {
  const [first = '', ...rest] = args.filter((arg) => !arg.startsWith('--'));
  const letters = first.replace(/^-/, '');
  const archive = letters.includes('f') ? (rest.shift() ?? '-') : (optionOf(rest, '-f') ?? '-');
  const folder = optionOf(rest, '-C') ?? '';
  return { letters, archive, folder, words: rest.filter((word, i) => !word.startsWith('-') && !(i > 0 && ['-C', '-f'].includes(rest[i - 1] as string))) };
}

const within = (folder: string, path: string): string => (folder && !path.startsWith('/') ? `${folder}/${path}` : path);

const isGnu = ({ tools }: World): boolean => tools === 'gnu';

function gather(call: Call, folder: string, path: string, entries: TarEntry[]): boolean {
  const { files } = worldOf(call);
  const whole = call.shell.resolve(within(folder, path));
  const found = files.stat(whole);
  if (!found) return false;
  const name = path.replace(/^\/+/, '').replace(/\/+$/, '') || '.';
  entries.push({ name, directory: found.directory, text: found.directory ? '' : files.read(whole), mode: found.mode, at: found.at });
  for (const below of files.names(whole) ?? []) gather(call, folder, `${path.replace(/\/+$/, '')}/${below}`, entries);
  return true;
}

function* create(call: Call, { words, archive, folder, letters }: ReturnType<typeof read>): ShellProgram<number> {
  const world = worldOf(call);
  const gnu = isGnu(world);
  const entries: TarEntry[] = [];
  let status = 0;
  if (words.some((word) => word.startsWith('/'))) call.err.push(gnu ? "tar: Removing leading `/' from member names\n" : "tar: removing leading '/' from member names\n");
  for (const word of words)
    if (!gather(call, folder, word, entries)) status = fail(call, gnu ? `tar: ${word}: Cannot stat: No such file or directory` : `tar: ${word}: No such file or directory`, gnu ? 2 : 1);
  if (status !== 0) call.err.push(gnu ? 'tar: Exiting with failure status due to previous errors\n' : 'tar: error exit delayed from previous errors\n');
  if (letters.includes('v')) for (const { name, directory } of entries) call.err.push(`${name}${directory ? '/' : ''}\n`);
  const bytes = packTar(entries);
  if (archive === '-') yield* write(call.out, bytes);
  else world.files.write(call.shell.resolve(archive), bytes);
  return status;
}

function makeParents({ files }: World, path: string): void {
  const steps = path.split('/').slice(1, -1);
  steps.forEach((_, i) => {
    const step = `/${steps.slice(0, i + 1).join('/')}`;
    if (!files.stat(step)) files.makeDirectory(step);
  });
}

function extract(call: Call, entries: readonly TarEntry[], { folder, letters }: ReturnType<typeof read>): number {
  const world = worldOf(call);
  const { files } = world;
  if (folder && !files.stat(call.shell.resolve(folder))?.directory)
    return isGnu(world)
      ? fail(call, `tar: ${folder}: Cannot open: No such file or directory\ntar: Error is not recoverable: exiting now`, 2)
      : fail(call, `tar: can't change directory to '${folder}': No such file or directory`);
  for (const { name, directory, text, mode } of entries) {
    const path = call.shell.resolve(within(folder, name));
    makeParents(world, path);
    if (!directory) files.write(path, text);
    else if (!files.stat(path)) files.makeDirectory(path);
    if (!directory && mode !== 0o644) files.chmod(path, mode);
    if (letters.includes('v')) call.out.push(`${name}${directory ? '/' : ''}\n`);
  }
  return 0;
}

export const tar: Command = function* (call) {
  const world = worldOf(call);
  const asked = read(call.args);
  if (call.args.includes('--version')) return print(call, [isGnu(world) ? 'tar (GNU tar) 1.35' : 'tar (busybox) 1.37.0']);
  if (asked.letters.includes('c')) return yield* create(call, asked);
  const bytes = asked.archive === '-' ? yield* readAll(call.input) : world.textOf(call.shell.resolve(asked.archive));
  if (bytes === undefined)
    return isGnu(world) ? fail(call, `tar: ${asked.archive}: Cannot open: No such file or directory`, 2) : fail(call, `tar: can't open '${asked.archive}': No such file or directory`);
  try {
    const entries = unpackTar(bytes);
    return asked.letters.includes('t')
      ? print(
          call,
          entries.map(({ name, directory }) => `${name}${directory ? '/' : ''}`),
        )
      : extract(call, entries, asked);
  } catch (error) {
    if (!(error instanceof TarError)) throw error;
    return isGnu(world) ? fail(call, 'tar: This does not look like a tar archive', 2) : fail(call, 'tar: invalid tar magic');
  }
};
