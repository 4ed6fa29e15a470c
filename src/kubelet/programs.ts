// From a container's run on this host to the program that it is, and back to what that program logs and answers.
import type { Json } from '../apimachinery/object.ts';
import { parseQuantity } from '../apimachinery/quantity.ts';
import { commandLineOf, isStartFailure, type Program, startProgram, type FileChange, type Start, type StartFailure, type User } from '../containers/index.ts';
import type { ContainerRun, ContainerSlot } from '../nodes/host/index.ts';
import { bytes, type Instant } from '../sim/index.ts';
import { expand } from './environment.ts';
import { hostnameOf, kubeletFiles } from './kubeletFiles.ts';
import { changesFor, fixedFiles, mountedFile, mountedPaths, mountPoints, readNow } from './mounts.ts';
import type { Work } from './work.ts';

const hex = (...key: readonly (string | number)[]): string => Array.from(bytes(32, ...key), (b) => b.toString(16).padStart(2, '0')).join('');

/** What a container's program, or a command beside it, is started with. */
export function startOf(work: Work, container: Json, run: ContainerRun): Start {
  const { record, pod, spec, host, context } = work;
  let changes: readonly FileChange[] | undefined;
  let paths: readonly string[] | undefined;
  const mounts = mountPoints(work, container, run);
  const own = kubeletFiles(work);
  return {
    image: run.image,
    argv: run.argv,
    env: run.env,
    at: run.startedAt,
    hostname: hostnameOf(spec, pod, host),
    ip: record.sandbox?.ip ?? '',
    file: (path) => mountedFile(work, container, run, path) ?? own[path]?.(),
    ...(run.read ? { read: run.read } : {}),
    changes: () => (changes ??= changesFor(work, container, run, programOf)),
    paths: () => (paths ??= mountedPaths(work, container, run)),
    mounts,
    user: userOf(spec, container),
    readOnly: container.securityContext?.readOnlyRootFilesystem === true,
    ...(context.network ? { network: context.network(pod, record.sandbox?.ip ?? '', host.name) } : {}),
    ...(container.workingDir ? { directory: container.workingDir } : {}),
    ...(container.stdin ? { stdin: true } : {}),
    ...memoryLimit(container),
    key: [record.uid, container.name, run.id],
  };
}

function memoryLimit({ resources }: Json): { memoryLimit?: number } {
  const limit = resources?.limits?.memory;
  return limit === undefined ? {} : { memoryLimit: Number(parseQuantity(limit).nanos / 1_000_000_000n) };
}

function userOf({ securityContext: pod = {} }: Json, { securityContext: own = {} }: Json): User {
  const uid = own.runAsUser ?? pod.runAsUser ?? 0;
  const gid = own.runAsGroup ?? pod.runAsGroup ?? 0;
  const groups = new Set<number>([gid, ...(pod.fsGroup === undefined ? [] : [pod.fsGroup]), ...(pod.supplementalGroups ?? [])]);
  return { uid, gid, groups: [...groups].sort((a, b) => a - b), ...(pod.fsGroup === undefined ? {} : { fsGroup: pod.fsGroup }) };
}

/** What a run does, as far as somebody who has `seen` it so long wants to know; nothing for hosts that only pretend, and for runs that could not start. */
export function programOf(work: Work, container: Json, run: ContainerRun, seen?: Instant): Program | undefined {
  if (work.host.runtime === 'hollow') return undefined;
  const program = startProgram({ ...startOf(work, container, run), ...(seen === undefined ? {} : { seen }) });
  return isStartFailure(program) ? undefined : program;
}

/** A new run of the container, and what it does unless the host only pretends. */
export function prepareRun(work: Work, container: Json, slot: ContainerSlot, env: Record<string, string>): { run: ContainerRun; started: Program | StartFailure | undefined } {
  const { context, record, host, now } = work;
  const key = [context.seed, 'container', record.uid, container.name, slot.restarts + (slot.run ? 1 : 0)];
  const { argv, image, imageID } = commandLineOf(container.image, container.command, container.args);
  const run: ContainerRun = { id: hex(...key), image, imageID, argv: argv.map((text) => expand(text, env)), env, startedAt: now };
  if (host.runtime === 'hollow') return { run, started: undefined };
  const fixed = fixedFiles(work, container);
  const read = readNow(work, container);
  Object.assign(run, fixed && { fixed }, read && { read });
  return { run, started: startProgram(startOf(work, container, run)) };
}
