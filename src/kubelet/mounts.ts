// What a container finds under its mounts, and what it leaves there.
import type { Json, KubeObject } from '../apimachinery/object.ts';
import type { FileChange, Program } from '../containers/index.ts';
import { readFile, removeFile, writeFile } from '../nodes/host/index.ts';
import type { ContainerRun } from '../nodes/host/index.ts';
import type { Instant } from '../sim/index.ts';
import { sourcesOf } from './volumes.ts';
import { allContainers, askApi, isRunning, type Work } from './work.ts';

const trimmed = (path: string): string => path.replace(/\/$/, '');

interface Place {
  volume: Json;
  /** The path inside the volume. */
  inside: string;
}

/** Where a path of the container lies, when it lies in a volume. */
function placeOf({ spec }: Work, container: Json, path: string): Place | undefined {
  const mounts: Json[] = [...(container.volumeMounts ?? [])].sort((a, b) => b.mountPath.length - a.mountPath.length);
  const mount = mounts.find(({ mountPath }) => path === mountPath || path.startsWith(`${trimmed(mountPath)}/`));
  const volume = mount && (spec.volumes ?? []).find((v: Json) => v.name === mount.name);
  if (!volume) return undefined;
  const below = path.slice(trimmed(mount.mountPath).length).replace(/^\//, '');
  return { volume, inside: [mount.subPath, below].filter(Boolean).join('/') };
}

/** The path of the container where a file of the volume appears, if it mounts it. */
function pathIn(container: Json, volume: Json, inside: string): string | undefined {
  const mount = (container.volumeMounts ?? []).find((m: Json) => m.name === volume.name);
  if (!mount) return undefined;
  const below = mount.subPath ? (inside.startsWith(`${mount.subPath}/`) ? inside.slice(mount.subPath.length + 1) : undefined) : inside;
  return below === undefined ? undefined : `${trimmed(mount.mountPath)}/${below}`;
}

const hostPathOf = ({ volume, inside }: Place): string => [trimmed(volume.hostPath.path), inside].filter(Boolean).join('/');
const decode = (text: string): string => Buffer.from(text, 'base64').toString('utf8');

function contentOf(object: KubeObject | undefined, resource: string, key: string): string | undefined {
  const value = object?.data?.[key];
  if (value !== undefined) return resource === 'secrets' ? decode(value) : value;
  const binary = object?.binaryData?.[key];
  return binary === undefined ? undefined : decode(binary);
}

function fromConfig(work: Work, { volume, inside }: Place): string | undefined {
  for (const { resource, name, items } of sourcesOf(volume)) {
    const key = items ? items.find((item: Json) => item.path === inside)?.key : inside;
    const object = key === undefined ? undefined : askApi(() => work.context.client.find(resource, name, work.pod.metadata.namespace));
    const text = object && object !== 'away' ? contentOf(object, resource, key) : undefined;
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The other containers that run now and mount the volume. */
const sharers = (work: Work, container: Json, volume: Json): Json[] =>
  allContainers(work.spec).filter((c) => c.name !== container.name && isRunning(work.record.containers[c.name], work.now) && (c.volumeMounts ?? []).some((m: Json) => m.name === volume.name));

/** What a run of one of the pod's containers does. */
export type ProgramOf = (work: Work, container: Json, run: ContainerRun) => Program | undefined;

/** Changes that the other containers make to a file of a volume that they share. */
export function changesTo(work: Work, container: Json, path: string, [from, until]: readonly [Instant, Instant], programOf: ProgramOf): { at: Instant; text: string }[] {
  const place = placeOf(work, container, path);
  if (!place) return [];
  return sharers(work, container, place.volume).flatMap((other) => {
    const run = work.record.containers[other.name]?.run;
    const there = pathIn(other, place.volume, place.inside);
    const changes: FileChange[] = run && there && !follows(run.argv) ? (programOf(work, other, run)?.changes?.(until) ?? []) : [];
    return changes.filter((change) => change.path === there && change.at > from && change.text !== undefined).map(({ at, text }) => ({ at, text: text as string }));
  });
}

/** A program that itself follows files is not asked what it writes: two could wait for each other. */
const follows = (argv: readonly string[]): boolean => /\btail\b.*\s-[a-zA-Z0-9]*[fF]/.test(argv.join(' '));

/** The text of a file under one of a container's mounts, as it is now; `undefined` where nothing is. */
export function mountedFile(work: Work, container: Json, path: string): string | undefined {
  const place = placeOf(work, container, path);
  if (!place) return undefined;
  if (place.volume.hostPath) return readFile(work.host, hostPathOf(place));
  const left = work.record.volumes?.[place.volume.name]?.[place.inside];
  if (!place.volume.emptyDir && !place.volume.persistentVolumeClaim) return fromConfig(work, place);
  return left;
}

/** What a container that has ended wrote stays in the volumes and on the host. */
export function keepChanges(work: Work, container: Json, changes: readonly FileChange[]): void {
  for (const { path, text } of changes) {
    const place = placeOf(work, container, path);
    if (!place) continue;
    if (place.volume.hostPath) {
      if (text === undefined) removeFile(work.host, hostPathOf(place));
      else writeFile(work.host, hostPathOf(place), text);
      continue;
    }
    work.record.volumes ??= {};
    const files = work.record.volumes[place.volume.name] ?? {};
    work.record.volumes[place.volume.name] = files;
    if (text === undefined) delete files[place.inside];
    else files[place.inside] = text;
  }
}
