// scp: files from one machine to another, as the login that ssh would use.
import { attempt, type Call, type Command, complain, FileError, type FileInfo, resolve, type Options, type ShellProgram, tool } from '../shell/index.ts';
import { type HostMachine, personOf } from './land.ts';
import { connected } from './logins.ts';

/** A file as it was named, and where that is. */
interface Place {
  machine: HostMachine;
  remote: boolean;
  shown: string;
  path: string;
}

interface Copying {
  call: Call;
  keep: boolean;
  quiet: boolean;
}

const base = (path: string): string => path.replace(/\/+$/, '').split('/').at(-1) || '/';
const inside = (place: Place, name: string): Place => ({ ...place, shown: `${place.shown.replace(/\/$/, '')}/${name}`, path: resolve(place.path, name) });

/** Nothing, too, where a file is in the way. */
function infoOf({ machine, path }: Place): FileInfo | undefined {
  try {
    return machine.files.stat(path);
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

/** `[user@]host:path`; a colon after a slash belongs to a file. */
function* placeOf(call: Call, word: string): ShellProgram<Place | undefined> {
  const here = call.shell.machine as HostMachine;
  const [, target, named = ''] = /^([^/:]+):(.*)$/s.exec(word) ?? [];
  if (target === undefined) return { machine: here, remote: false, shown: word, path: call.shell.resolve(word) };
  const at = target.indexOf('@');
  const machine = yield* connected(call, target.slice(at + 1), at < 0 ? here.user : target.slice(0, at));
  if (!machine) return undefined;
  const shown = named.replace(/^~(\/+|$)/, '') || '.';
  return { machine, remote: true, shown, path: resolve(personOf(machine.user).home, shown) };
}

const units = ' KMGT';

/** A number of bytes as OpenSSH's meter has it. */
function measured(bytes: number, limit: number): [number, string] {
  let [value, unit] = [bytes, 0];
  for (; value >= limit && unit < 4; unit += 1) value = Math.floor((value + 512) / 1024);
  return [value, unit === 0 ? '  ' : `${units[unit]}B`];
}

/** What the meter shows of a file that is through: a hundredth of a second is what it takes. */
function meter(name: string, size: number, columns: number): string {
  const [much, unit] = measured(size, 10_000);
  const [fast, unitOfRate] = measured(size * 10_000, 100_000);
  const [rate, rateUnit] = unitOfRate === '  ' ? [Math.floor((fast + 512) / 1024), 'KB'] : [fast, unitOfRate];
  const width = Math.max(0, columns - 36);
  const speed = `${String(Math.floor((rate + 5) / 100)).padStart(3)}.${Math.floor((rate + 5) / 10) % 10}${rateUnit}/s`;
  return `\r${name.slice(0, width).padEnd(width)} 100% ${String(much).padStart(4)}${unit} ${speed}   00:00    \n`;
}

function copyFile({ call, keep, quiet }: Copying, from: Place, to: Place): boolean {
  const { machine, path } = to;
  const info = infoOf(from);
  let text = '';
  if (!info) return false;
  if (
    !attempt(
      call,
      () => (text = from.machine.files.read(from.path)),
      (why) => `${from.remote ? 'remote open' : 'open local'} "${from.shown}": ${why}`,
    )
  )
    return false;
  const isNew = !infoOf(to);
  if (
    !attempt(
      call,
      () => machine.files.write(path, text),
      (why) => `${to.remote ? 'dest open' : 'open local'} "${to.shown}": ${why}`,
    )
  )
    return false;
  // A file of another's that may be written keeps its bits.
  const own = machine.user === 'root' || machine.files.stat(path)?.owner === machine.user;
  if (own && (isNew || keep)) machine.files.chmod(path, keep ? info.mode : info.mode & ~0o022);
  if (keep) machine.files.touch(path, info.at);
  if (!quiet) call.out.push(meter(base(from.path), info.size, machine.columns));
  return true;
}

function copyTree(how: Copying, from: Place, to: Place): boolean {
  const info = infoOf(from);
  if (!info?.directory) return copyFile(how, from, to);
  // What is in it before the copy is: that may come to lie inside of it.
  const names = from.machine.files.names(from.path);
  if (!names) return complain(how.call, `${from.remote ? 'remote readdir' : 'local opendir'} "${from.shown}": Permission denied`) === 0;
  const { files } = to.machine;
  const isNew = !infoOf(to);
  const make = (): void => {
    if (isNew) files.makeDirectory(to.path);
    if (isNew || how.keep) files.chmod(to.path, info.mode & (how.keep ? 0o7777 : ~0o022));
  };
  if (!attempt(how.call, make, (why) => `${to.remote ? 'remote mkdir' : 'mkdir'} "${to.shown}": ${why}`)) return false;
  return names.map((name) => copyTree(how, inside(from, name), inside(to, name))).every(Boolean);
}

/** One of the sources; true when all of it is there. */
function copied(how: Copying, from: Place, target: Place, recursive: boolean): boolean {
  const { call } = how;
  const info = infoOf(from);
  const to = infoOf(target)?.directory ? inside(target, base(from.path)) : target;
  if (!info) return complain(call, from.remote ? `${from.shown}: No such file or directory` : `stat local "${from.shown}": No such file or directory`) === 0;
  if (info.directory && !recursive && from.remote) return complain(call, `download ${from.shown}: not a regular file`) === 0;
  const isDone = info.directory && !recursive ? complain(call, `local "${from.shown}" is not a regular file`) === 0 : copyTree(how, from, to);
  if (!isDone && !from.remote) complain(call, `failed to upload ${info.directory && recursive ? 'directory' : 'file'} ${from.shown} to ${target.shown}`);
  return isDone;
}

function* copyAll(call: Call, options: Options): ShellProgram<number> {
  const { words } = options;
  if (words.length < 2) {
    call.err.push(
      'usage: scp [-346ABCOpqRrsTv] [-c cipher] [-D sftp_server_path] [-F ssh_config]\n           [-i identity_file] [-J destination] [-l limit] [-o ssh_option]\n           [-P port] [-S program] [-X sftp_option] source ... target\n',
    );
    return 1;
  }
  const target = yield* placeOf(call, words.at(-1) as string);
  if (!target) return complain(call, 'Connection closed', 255);
  if (words.length > 2 && !infoOf(target)?.directory) return complain(call, `${target.shown}: ${infoOf(target) ? 'Not a directory' : 'No such file or directory'}`);
  const how = { call, keep: options.has('p'), quiet: options.has('q') || !call.out.terminal };
  let status = 0;
  for (const word of words.slice(0, -1)) {
    const from = yield* placeOf(call, word);
    if (!from) return complain(call, 'Connection closed', 255);
    if (!copied(how, from, target, options.has('r'))) status = 1;
  }
  return status;
}

const flags = ['3', '4', '6', 'A', 'B', 'C', 'O', 'p', 'q', 'R', 'r', 's', 'T', 'v'];
const valued = ['c=', 'D=', 'F=', 'i=', 'J=', 'l=', 'o=', 'P=', 'S=', 'X='];

export const scp: Command = tool([...flags, ...valued], copyAll);
