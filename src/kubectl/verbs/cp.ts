// kubectl cp: a file to or from a container, through a command that runs there.
import { type Call, CommandError, type Program, type Verb } from '../call.ts';
import type { KubeObject } from '../../apimachinery/object.ts';
import { containerFor } from '../pods.ts';
import { execute, type RemoteResult } from './exec/remote.ts';
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

const base = (path: string): string => path.replace(/\/+$/, '').split('/').at(-1) ?? '';

function failed(call: Call, { stderr, exitCode = 1 }: RemoteResult): CommandError {
  if (stderr) call.environment.stderr(stderr);
  return new CommandError(`command terminated with exit code ${exitCode}`, { code: exitCode, verbatim: true });
}

function exists(call: Call, path: string): boolean {
  try {
    call.environment.files.stat(path);
    return true;
  } catch {
    return false;
  }
}

/** Single files of text, which is what containers of the lab hold. */
function toPod(call: Call, source: FileSpec, target: FileSpec): void {
  const { files } = call.environment;
  if (!exists(call, source.path)) throw new CommandError(`${source.path} doesn't exist in local filesystem`);
  if (files.stat(source.path).directory) throw new CommandError(`${source.path} is a directory: only single files can be copied into the lab's containers`);
  const remote = remoteOf(call, target);
  const isDirectory = run(call, remote, ['test', '-d', target.path]).exitCode === 0;
  const path = isDirectory ? `${target.path.replace(/\/+$/, '')}/${base(source.path)}` : target.path;
  const result = run(call, remote, ['sh', '-c', 'cat > "$0"', path], files.readFile(source.path));
  if (result.exitCode !== 0) throw failed(call, result);
}

function fromPod(call: Call, source: FileSpec, target: FileSpec): void {
  const { files } = call.environment;
  const result = run(call, remoteOf(call, source), ['cat', source.path]);
  if (result.exitCode !== 0) throw failed(call, result);
  const intoDirectory = exists(call, target.path) && files.stat(target.path).directory;
  files.writeFile(intoDirectory ? `${target.path.replace(/\/+$/, '')}/${base(source.path)}` : target.path, result.stdout);
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
