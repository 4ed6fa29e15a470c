// What a container finds under its mounts, and what it leaves there.
import type { Json } from '../apimachinery/object.ts';
import { type FileChange, isShell, type Mount, type Program, readOnceBy } from '../containers/index.ts';
import { type ContainerRun, type FileWrite, type HostPod, readFile, removeFile, writeFile } from '../nodes/host/index.ts';
import { configFile, configPaths, isConfig } from './configFiles.ts';
import { hostDirectory, isScratch, mountsIn, pathsIn, placeOf, trimmed } from './places.ts';
import { allContainers, ifReachable, isRunning, type Work } from './work.ts';

/** What a run of one of the pod's containers does. */
export type ProgramOf = (work: Work, container: Json, run: ContainerRun) => Program | undefined;

const pathOn = (directory: string, inside: string): string => (inside === '' ? directory || '/' : `${directory}/${inside}`);

/** The text of a file that nobody in a container wrote; `undefined` where nothing is. */
export function mountedFile(work: Work, container: Json, { fixed }: ContainerRun, path: string): string | undefined {
  const place = placeOf(work, container, path);
  if (!place) return undefined;
  if (isConfig(place.volume)) return fixed && isFixed(place) ? fixed[path] : configFile(work, place.volume, place.inside);
  const directory = hostDirectory(work, place.volume);
  return directory === undefined ? undefined : readFile(work.host, pathOn(directory, place.inside));
}

/** A part of a volume is mounted as it is when the container starts; the whole follows its source. */
const isFixed = ({ mount }: { mount: Json }): boolean => Boolean(mount.subPath || mount.subPathExpr);

/** The files that a run keeps as they are now. */
export function fixedFiles(work: Work, container: Json): Record<string, string> | undefined {
  const mounts = mountsIn(work, container).filter((mounted) => isFixed(mounted) && isConfig(mounted.volume));
  if (mounts.length === 0) return undefined;
  return Object.fromEntries(
    mounts.flatMap(({ mount, volume, root }) =>
      configPaths(work, volume).flatMap((inside) => {
        if (inside !== root && !inside.startsWith(`${root}/`)) return [];
        return [[trimmed(mount.mountPath) + inside.slice(root.length), configFile(work, volume, inside) ?? '']];
      }),
    ),
  );
}

/** What the container's program reads now and not again, of the files that may change under it. */
export function readNow(work: Work, container: Json): Record<string, string> | undefined {
  const read = readOnceBy(container.image).flatMap((path) => {
    const place = placeOf(work, container, path);
    const text = place && isConfig(place.volume) && !isFixed(place) ? configFile(work, place.volume, place.inside) : undefined;
    return text === undefined ? [] : [[path, text] as const];
  });
  return read.length === 0 ? undefined : Object.fromEntries(read);
}

/** The files under the mounts that `mountedFile` knows. */
export function mountedPaths(work: Work, container: Json, { fixed }: ContainerRun): string[] {
  const paths = mountsIn(work, container).flatMap(({ volume }) => {
    if (isConfig(volume)) return configPaths(work, volume).flatMap((inside) => pathsIn(work, container, volume.name, inside));
    const directory = hostDirectory(work, volume);
    if (directory === undefined) return [];
    const prefix = `${directory}/`;
    return Object.keys(work.host.files).flatMap((path) => (path.startsWith(prefix) ? pathsIn(work, container, volume.name, path.slice(prefix.length)) : []));
  });
  return fixed ? [...new Set([...paths, ...Object.keys(fixed)])] : paths;
}

export const mountPoints = (work: Work, container: Json, run: ContainerRun): Mount[] => [
  { path: container.terminationMessagePath ?? '/dev/termination-log', device: '/dev/sda1', readOnly: false, isFile: true },
  ...mountsIn(work, container).map(({ mount, volume, root }) => ({
    path: trimmed(mount.mountPath) || '/',
    device: volume.emptyDir?.medium === 'Memory' || volume.secret || volume.projected ? 'tmpfs' : '/dev/sda1',
    readOnly: mount.readOnly === true || isConfig(volume),
    ...(root === '' && hostDirectory(work, volume) === '' ? { isHost: true } : {}),
    ...(root !== '' && mountedFile(work, container, run, mount.mountPath) !== undefined ? { isFile: true } : {}),
  })),
];

/** Runs whose programs are being asked at this moment: two must not ask each other what they write. */
const asked = new Set<string>();

/** Only scripts and small tools write files of their own accord. */
const mayWrite = ({ argv }: ContainerRun): boolean => isShell(argv[0] ?? '') || !argv[0]?.includes('/');

function writesOf(work: Work, container: Json, run: ContainerRun, programOf: ProgramOf): readonly FileChange[] {
  if (asked.has(run.id) || !mayWrite(run)) return [];
  asked.add(run.id);
  try {
    return programOf(work, container, run)?.changes?.(Math.min(work.now, run.exit?.at ?? work.now)) ?? [];
  } finally {
    asked.delete(run.id);
  }
}

interface Neighbour {
  work: Work;
  container: Json;
  run: ContainerRun;
}

const runningIn = (work: Work): Neighbour[] =>
  allContainers(work.spec).flatMap((container) => {
    const slot = work.record.containers[container.name];
    return slot?.run && isRunning(slot, work.now) ? [{ work, container, run: slot.run }] : [];
  });

/** Containers of other pods on the host that mount one of its directories. */
function runningOnHost(work: Work): Neighbour[] {
  return Object.values(work.host.pods).flatMap((record: HostPod) => {
    if (record.uid === work.record.uid || record.manifest) return [];
    const pod = ifReachable(() => work.context.client.find('pods', record.name, record.namespace));
    if (!pod || !(pod.spec.volumes ?? []).some((volume: Json) => volume.hostPath || volume.persistentVolumeClaim)) return [];
    return runningIn({ ...work, pod, spec: pod.spec, record });
  });
}

/** What others wrote to the files of a container, by their paths in it, in order. */
export function changesFor(work: Work, container: Json, run: ContainerRun, programOf: ProgramOf): FileChange[] {
  const changes: FileChange[] = [...(run.writes ?? [])];
  const mounts = mountsIn(work, container);
  const add = (volume: Json, inside: string, change: FileChange): void => {
    for (const path of pathsIn(work, container, volume.name, inside)) changes.push({ ...change, path });
  };
  for (const volume of new Set(mounts.map((m) => m.volume))) {
    if (isConfig(volume)) continue;
    for (const write of work.record.volumes?.[volume.name] ?? []) add(volume, write.path, write);
    const directory = hostDirectory(work, volume);
    if (directory === undefined) continue;
    for (const [path, file] of Object.entries(work.host.files)) {
      if (path.startsWith(`${directory}/`) && file.at !== undefined)
        add(volume, path.slice(directory.length + 1), { at: file.at, path, text: file.text, ...(file.directory ? { directory: true } : {}) });
    }
  }
  for (const neighbour of neighboursOf(work, mounts)) {
    if (neighbour.run.id === run.id) continue;
    for (const change of writesOf(neighbour.work, neighbour.container, neighbour.run, programOf)) carryOver(neighbour, change, work, mounts, add);
  }
  return changes.sort((a, b) => a.at - b.at);
}

function neighboursOf(work: Work, mounts: readonly { volume: Json }[]): Neighbour[] {
  const shared = mounts.some(({ volume }) => hostDirectory(work, volume) !== undefined);
  return [
    ...runningIn(work).filter(({ container }) => (container.volumeMounts ?? []).some((m: Json) => mounts.some(({ volume }) => volume.name === m.name && !isConfig(volume)))),
    ...(shared ? runningOnHost(work) : []),
  ];
}

/** From a path in the neighbour's container to the same file in a volume of ours. */
function carryOver({ work: theirs, container }: Neighbour, change: FileChange, ours: Work, mounts: readonly { volume: Json }[], add: (volume: Json, inside: string, change: FileChange) => void): void {
  const place = placeOf(theirs, container, change.path);
  if (!place) return;
  const directory = hostDirectory(theirs, place.volume);
  for (const volume of new Set(mounts.map((m) => m.volume))) {
    if (directory === undefined) {
      if (theirs.record.uid === ours.record.uid && volume.name === place.volume.name) add(volume, place.inside, change);
      continue;
    }
    const root = hostDirectory(ours, volume);
    const path = pathOn(directory, place.inside);
    if (root !== undefined && path.startsWith(`${root}/`)) add(volume, path.slice(root.length + 1), change);
  }
}

/** More than this many writes to a volume are not kept one by one. */
const longest = 200;

/** The last write of each path. */
function latest(writes: readonly FileWrite[]): FileWrite[] {
  const byPath = new Map<string, FileWrite>();
  for (const write of writes) {
    byPath.delete(write.path);
    byPath.set(write.path, write);
  }
  return [...byPath.values()];
}

/** Writes stay in the volumes and on the host; those to the container's own layer are answered. */
export function keepChanges(work: Work, container: Json, changes: readonly FileChange[]): FileWrite[] {
  const layer: FileWrite[] = [];
  for (const change of changes) {
    const place = placeOf(work, container, change.path);
    if (!place) {
      layer.push(change);
      continue;
    }
    const directory = hostDirectory(work, place.volume);
    if (directory !== undefined) keepOnHost(work, pathOn(directory, place.inside), change);
    else if (isScratch(work, place.volume)) {
      work.record.volumes ??= {};
      const writes = [...(work.record.volumes[place.volume.name] ?? []), { ...change, path: place.inside }];
      work.record.volumes[place.volume.name] = writes.length > longest ? latest(writes) : writes;
    }
  }
  return layer;
}

function keepOnHost({ host }: Work, path: string, { at, text, directory, mode }: FileChange): void {
  if (text === undefined) removeFile(host, path);
  else if (directory) host.files[path] ??= { text: '', mode: 0o755, owner: 'root', directory: true, at };
  else writeFile(host, path, text, { at, ...(mode === undefined ? {} : { mode }) });
}

/** What a run that has ended wrote: of each file the last state. */
export const keepLast = (work: Work, container: Json, changes: readonly FileChange[]): FileWrite[] => keepChanges(work, container, latest(changes));
