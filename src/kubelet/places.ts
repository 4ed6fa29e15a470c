// Where a path of a container lies: in a volume of the pod, on the host, or in what the API holds.
import type { Json } from '../apimachinery/object.ts';
import type { Work } from './work.ts';

export const trimmed = (path: string): string => path.replace(/\/$/, '');

export interface Place {
  mount: Json;
  volume: Json;
  /** The path inside the volume. */
  inside: string;
}

const subPathOf = ({ env }: { env?: Readonly<Record<string, string>> }, mount: Json): string =>
  mount.subPathExpr ? mount.subPathExpr.replace(/\$\(([^)]+)\)/g, (_: string, name: string) => env?.[name] ?? '') : (mount.subPath ?? '');

const runOf = ({ record }: Work, container: Json): { env?: Readonly<Record<string, string>> } => record.containers[container.name]?.run ?? {};

/** A container's mounts with their volumes. */
export function mountsIn(work: Work, container: Json): { mount: Json; volume: Json; root: string }[] {
  const volumes: Json[] = work.spec.volumes ?? [];
  return ((container.volumeMounts ?? []) as Json[]).flatMap((mount) => {
    const volume = volumes.find((v) => v.name === mount.name);
    return volume ? [{ mount, volume, root: trimmed(subPathOf(runOf(work, container), mount)) }] : [];
  });
}

export function placeOf(work: Work, container: Json, path: string): Place | undefined {
  const mounts = mountsIn(work, container).sort((a, b) => b.mount.mountPath.length - a.mount.mountPath.length);
  const found = mounts.find(({ mount }) => path === trimmed(mount.mountPath) || path.startsWith(`${trimmed(mount.mountPath)}/`));
  if (!found) return undefined;
  const below = path.slice(trimmed(found.mount.mountPath).length).replace(/^\//, '');
  return { mount: found.mount, volume: found.volume, inside: [found.root, below].filter(Boolean).join('/') };
}

/** The directory of the host that is the volume; nothing for volumes of the pod's own. */
export function hostDirectory({ record }: Work, volume: Json): string | undefined {
  return volume.hostPath ? trimmed(volume.hostPath.path) : record.claims?.[volume.name];
}

/** A volume that holds what is written to it, as long as the pod lives. */
export const isScratch = (work: Work, volume: Json): boolean =>
  volume.emptyDir !== undefined || ((volume.persistentVolumeClaim !== undefined || volume.ephemeral !== undefined) && hostDirectory(work, volume) === undefined);

/** Where a file of a volume appears in a container that mounts it; nothing when it does not. */
export function pathsIn(work: Work, container: Json, volume: string, inside: string): string[] {
  return mountsIn(work, container).flatMap(({ mount, root }) => {
    if (mount.name !== volume) return [];
    const below = root === '' ? inside : inside === root ? '' : inside.startsWith(`${root}/`) ? inside.slice(root.length + 1) : undefined;
    return below === undefined ? [] : [[trimmed(mount.mountPath), below].filter(Boolean).join('/')];
  });
}
