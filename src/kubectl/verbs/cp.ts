// kubectl cp: files and directories to or from a container, through tar that runs there.
import { packTar, type TarEntry, unpackTar } from '../../apimachinery/tar.ts';
import type { ExecAnswer } from '../../client/index.ts';
import { type Call, CommandError, exit, type FileStat, type Program, type Verb } from '../call.ts';
import type { KubeObject } from '../../apimachinery/object.ts';
import { containerFor } from '../pods.ts';
import { execute } from './exec/remote.ts';
import { refuseCompleted } from './exec/find.ts';

interface FileSpec {
  /** '' on this machine. */
  pod: string;
  namespace: string;
  path: string;
}

const misspelt = 'filespec must match the canonical format: [[namespace/]pod:]file/path';

/** `namespace/pod:path`, `pod:path`, `path` */
function parseSpec(text: string): FileSpec {
  const colon = text.indexOf(':');
  if (colon === 0) throw new CommandError(misspelt);
  if (colon < 0) return { pod: '', namespace: '', path: text };
  const pieces = text.slice(0, colon).split('/');
  if (pieces.length > 2) throw new CommandError(misspelt);
  return { pod: pieces.at(-1) as string, namespace: pieces.length === 2 ? (pieces[0] as string) : '', path: text.slice(colon + 1) };
}

interface Remote {
  pod: KubeObject;
  container: string;
}

function remoteOf(call: Call, { pod: name, namespace }: FileSpec): Remote {
  const pod: KubeObject = call.factory.request('GET', `/api/v1/namespaces/${namespace || call.factory.namespace().namespace}/pods/${name}`);
  refuseCompleted(pod, 'exec into a container in');
  return { pod, container: containerFor(call, pod, call.flags.string('container'), false).spec.name };
}

const run = (call: Call, { pod, container }: Remote, command: readonly string[], input?: string) =>
  execute(call, { pod, container, command, stdin: input !== undefined, tty: false }, input === undefined ? undefined : { stdin: input });

const clean = (path: string): string => path.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1');
const base = (path: string): string => clean(path).split('/').at(-1) || '/';
/** '' when there is no `/` in it. */
const folderOf = (path: string): string => {
  const slash = clean(path).lastIndexOf('/');
  return slash < 0 ? '.' : slash === 0 ? '/' : clean(path).slice(0, slash);
};
const join = (folder: string, name: string): string => (name === '' ? folder : clean(`${folder}/${name}`));

function stat(call: Call, path: string): FileStat | undefined {
  try {
    return call.environment.files.stat(path);
  } catch {
    return undefined;
  }
}

/** The command ran and failed: its status becomes kubectl's. */
function ended(call: Call, { stderr, exitCode = 1 }: ExecAnswer): void {
  if (stderr) call.environment.stderr(stderr);
  if (exitCode !== 0) throw exit(exitCode, `command terminated with exit code ${exitCode}`);
}

/** A file, or a directory with all that is in it; a directory that holds something is there because of that. */
function gather(call: Call, path: string, name: string, entries: TarEntry[]): void {
  const { files } = call.environment;
  const found = files.stat(path);
  const below = found.directory ? files.readDir(path) : [];
  for (const each of below) gather(call, `${path}/${each}`, `${name}/${each}`, entries);
  if (below.length === 0) entries.push({ name, directory: found.directory, text: found.directory ? '' : files.readFile(path), mode: found.mode, at: call.environment.now() });
}

function toPod(call: Call, source: FileSpec, target: FileSpec): void {
  if (!stat(call, source.path)) throw new CommandError(`${source.path} doesn't exist in local filesystem`);
  const remote = remoteOf(call, target);
  const path = run(call, remote, ['test', '-d', target.path]).exitCode === 0 ? join(target.path, base(source.path)) : target.path;
  const entries: TarEntry[] = [];
  gather(call, clean(source.path), base(path), entries);
  const keep = call.flags.bool('no-preserve') ? ['--no-same-permissions', '--no-same-owner'] : [];
  ended(call, run(call, remote, ['tar', ...keep, '-xmf', '-', '-C', folderOf(path)], packTar(entries)));
}

function fromPod(call: Call, source: FileSpec, target: FileSpec): void {
  const { files } = call.environment;
  const result = run(call, remoteOf(call, source), ['tar', 'cf', '-', source.path]);
  // What tar remarks is part of what was asked for.
  if (result.stderr) call.environment.stdout(result.stderr);
  if (result.exitCode) throw exit(result.exitCode, `command terminated with exit code ${result.exitCode}`);
  const prefix = clean(source.path).replace(/^\/+/, '');
  for (const { name, directory, text, mode } of unpackTar(result.stdout)) {
    if (!name.startsWith(prefix)) throw new CommandError('tar contents corrupted');
    const path = join(target.path, name.slice(prefix.length));
    files.mkdir(directory ? path : folderOf(path));
    if (!directory) files.writeFile(path, text, mode);
  }
}

export const cp: Verb = {
  command: 'cp',
  // biome-ignore lint/correctness/useYield: verbs are programs; this one never waits
  *run(call): Program<number> {
    if (call.args.length !== 2) throw new CommandError('source and destination are required');
    const [source, target] = call.args.map(parseSpec) as [FileSpec, FileSpec];
    if (source.pod && target.pod) throw new CommandError('one of src or dest must be a local file specification');
    if (!source.path || !target.path) throw new CommandError('filepath can not be empty');
    if (!source.pod && !target.pod) throw new CommandError('one of src or dest must be a remote file specification');
    if (source.pod) fromPod(call, source, target);
    else toPod(call, source, target);
    return 0;
  },
};
