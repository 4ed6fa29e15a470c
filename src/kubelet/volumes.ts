// A pod's volumes: what must exist before its containers start, and what is in them.
import type { Json } from '../apimachinery/object.ts';
import { exists, makeDirectory, writeFile } from '../nodes/host/index.ts';
import { askApi, tell, type Work } from './work.ts';

/** Retries of a mount: half a second, doubling up to two minutes. */
const firstRetry = 500;
const longestRetry = 122_000;

/** True when all volumes are there; else tells why not and when it tries again. */
export function mountVolumes(work: Work): boolean {
  const { record, now } = work;
  if (record.mounted) return true;
  if (record.mount && record.mount.at > now) {
    work.looks.push(record.mount.at);
    return false;
  }
  const problem = (work.spec.volumes ?? []).map((volume: Json) => problemOf(work, volume)).find(Boolean);
  if (!problem) {
    record.mounted = true;
    findClaims(work);
    keepImmutable(work);
    delete record.mount;
    return true;
  }
  const failures = (record.mount?.failures ?? 0) + 1;
  record.mount = { failures, at: now + Math.min(firstRetry * 2 ** (failures - 1), longestRetry) };
  work.looks.push(record.mount.at);
  tell(work, { type: 'Warning', reason: 'FailedMount', message: problem });
  return false;
}

/** Where the volumes of claims lie on this machine, as far as they are directories of it. */
function findClaims(work: Work): void {
  for (const volume of work.spec.volumes ?? []) {
    const name = volume.persistentVolumeClaim?.claimName ?? (volume.ephemeral ? `${work.pod.metadata.name}-${volume.name}` : undefined);
    if (name === undefined || work.host.runtime === 'hollow') continue;
    const claim = askApi(() => work.context.client.find('persistentvolumeclaims', name, work.pod.metadata.namespace));
    const bound = claim && claim !== 'away' ? claim.spec.volumeName : undefined;
    const found = bound ? askApi(() => work.context.client.find('persistentvolumes', bound)) : undefined;
    const path = found && found !== 'away' ? (found.spec.hostPath?.path ?? found.spec.local?.path) : undefined;
    if (path === undefined) continue;
    work.record.claims = { ...work.record.claims, [volume.name]: path.replace(/\/$/, '') };
    makeDirectory(work.host, path);
  }
}

function keepImmutable({ context, pod, spec, record, host }: Work): void {
  if (host.runtime === 'hollow') return;
  for (const { resource, name } of (spec.volumes ?? []).flatMap(sourcesOf) as Source[]) {
    const found = askApi(() => context.client.find(resource, name, pod.metadata.namespace));
    if (!found || found === 'away' || !found.immutable) continue;
    const { data, binaryData } = found;
    record.immutable = { ...record.immutable, [`${resource}/${name}`]: { ...(data ? { data } : {}), ...(binaryData ? { binaryData } : {}) } };
  }
}

function problemOf(work: Work, volume: Json): string | undefined {
  const why = sourcesOf(volume)
    .map((source) => missing(work, source))
    .find(Boolean);
  if (why) return `MountVolume.SetUp failed for volume "${volume.name}" : ${why}`;
  if (volume.hostPath) return hostPathProblem(work, volume);
  return undefined;
}

interface Source {
  resource: 'configmaps' | 'secrets';
  name: string;
  optional: boolean;
  items?: Json[];
}

/** The ConfigMaps and Secrets that a volume is made of. */
export function sourcesOf(volume: Json): Source[] {
  const of = (v: Json): Source[] => [
    ...(v.configMap ? [{ resource: 'configmaps' as const, name: v.configMap.name, optional: Boolean(v.configMap.optional), items: v.configMap.items }] : []),
    ...(v.secret ? [{ resource: 'secrets' as const, name: v.secret.secretName ?? v.secret.name, optional: Boolean(v.secret.optional), items: v.secret.items }] : []),
  ];
  return [...of(volume), ...(volume.projected?.sources ?? []).flatMap(of)];
}

function missing({ context, pod, record }: Work, { resource, name, optional, items }: Source): string | undefined {
  if (record.manifest) return undefined;
  const found = askApi(() => context.client.find(resource, name, pod.metadata.namespace));
  const sort = resource === 'configmaps' ? 'configmap' : 'secret';
  if (found === 'away') return `failed to sync ${sort} cache: timed out waiting for the condition`;
  if (optional) return undefined;
  if (!found) return `${sort} "${name}" not found`;
  const absent = (items ?? []).find(({ key }) => found.data?.[key] === undefined && found.binaryData?.[key] === undefined);
  return absent ? `${sort} references non-existent ${sort === 'secret' ? 'secret' : 'config'} key: ${absent.key}` : undefined;
}

function hostPathProblem({ host }: Work, volume: Json): string | undefined {
  const { path, type } = volume.hostPath;
  if (!type) return undefined;
  if (exists(host, path)) return undefined;
  if (type === 'DirectoryOrCreate') makeDirectory(host, path);
  else if (type === 'FileOrCreate') writeFile(host, path, '');
  else return `MountVolume.SetUp failed for volume "${volume.name}" : hostPath type check failed: ${path} is not a ${type === 'Directory' ? 'directory' : 'file'}`;
  return undefined;
}
