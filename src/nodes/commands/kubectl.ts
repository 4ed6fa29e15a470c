// kubectl on a machine: its files are the machine's, its server whatever its kubeconfig names.
import { type Environment, type FileSystem, run } from '../../kubectl/index.ts';
import type { Edited } from '../../sim/index.ts';
import { type Call, type Command, FileError, readAll, readLine } from '../shell/index.ts';
import type { HostMachine } from './land.ts';
import { runHere } from './programs.ts';

/** Go's words for what the file system says. */
const words: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EEXIST: 'file exists',
  EISDIR: 'is a directory',
  ELOOP: 'too many levels of symbolic links',
  ENOENT: 'no such file or directory',
  ENOTDIR: 'not a directory',
  ENOTEMPTY: 'directory not empty',
  EPERM: 'operation not permitted',
  EROFS: 'read-only file system',
};

function said<T>(operation: string, path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw Object.assign(new Error(`${operation} ${path}: ${words[error.code]}`), { code: error.code });
  }
}

function filesOf({ shell }: Call): FileSystem {
  const { files } = shell.machine;
  const stat = (path: string) => {
    const found = files.stat(shell.resolve(path));
    if (!found) throw new FileError('ENOENT');
    return found;
  };
  return {
    // A directory can be opened, and not read.
    readFile: (path) => said(files.stat(shell.resolve(path))?.directory ? 'read' : 'open', path, () => shell.readFile(path)),
    writeFile: (path, text, mode) =>
      said('open', path, () => {
        const fresh = !files.stat(shell.resolve(path));
        files.write(shell.resolve(path), text);
        if (fresh && mode !== undefined) files.chmod(shell.resolve(path), mode);
      }),
    readDir: (path) =>
      said('open', path, () => {
        stat(path);
        return files.names(shell.resolve(path)) ?? [];
      }),
    stat: (path) => said('stat', path, () => (path.startsWith('/dev/fd/') ? { directory: false, size: 0, mode: 0o600 } : stat(path))),
    mkdir: (path) =>
      said('mkdir', path, () => {
        const steps = shell.resolve(path).split('/').slice(1);
        for (let i = 1; i <= steps.length; i += 1) {
          const step = `/${steps.slice(0, i).join('/')}`;
          if (!files.stat(step)) files.makeDirectory(step);
        }
      }),
    remove: (path) => said('remove', path, () => files.remove(shell.resolve(path))),
  };
}

export const kubectl: Command = function* (call) {
  const { shell, out, err, env } = call;
  const machine = shell.machine as HostMachine;
  const environment: Environment = {
    stdout: (text) => out.push(text),
    stderr: (text) => err.push(text),
    files: filesOf(call),
    env,
    cwd: shell.cwd,
    home: env.HOME ?? '/',
    user: machine.user,
    program: '/usr/bin/kubectl',
    terminal: out.terminal,
    width: machine.columns,
    connect: (server) => machine.land.connect(server),
    now: () => machine.now(),
  };
  const program = run(call.args, environment);
  let edited: string | undefined;
  for (let step = program.next(); ; ) {
    yield* out.drain();
    if (step.done) {
      if (step.value === 0 && edited !== undefined) machine.files.remove(edited);
      return step.value;
    }
    const wait = step.value;
    // Standard input may be a pipe or a file: it is the shell's to read.
    if (wait.for === 'input') step = program.next(yield* readAll(call.input));
    else if (wait.for === 'line' && !call.input.terminal) step = program.next((yield* readLine(call.input))?.line);
    else if (wait.for === 'editor') {
      const answer = keptHere(call, (yield wait) as Edited, edited);
      edited = answer.path;
      step = program.next(answer);
    } else if (wait.for === 'program') step = program.next(yield* runHere(call, wait));
    else step = program.next(yield wait.for === 'serve' ? { ...wait, host: machine.hostname } : wait);
  }
};

/** What an editor left lies in this machine's /tmp, where kubectl tells of it; what it left before is of no use any more. */
function keptHere({ shell }: Call, edited: Edited, before: string | undefined): Edited {
  const { files } = shell.machine;
  const path = `/tmp/${edited.path.slice(edited.path.lastIndexOf('/') + 1)}`;
  if (before !== undefined && before !== path) files.remove(before);
  files.write(path, edited.text);
  return { ...edited, path };
}
