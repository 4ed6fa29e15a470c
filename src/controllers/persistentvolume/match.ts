// Which volume a claim takes. Pure functions.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import { fromLabelSelector } from '../../apimachinery/labels.ts';
import { parseQuantity } from '../../apimachinery/quantity.ts';
import { classOf, isBoundTo } from '../shared/claims.ts';

const size = (object: Json): bigint => parseQuantity(object?.storage ?? '0').nanos;
const capacityOf = (volume: KubeObject): bigint => size(volume.spec.capacity);
const requestOf = (claim: KubeObject): bigint => size(claim.spec.resources?.requests);
const modeOf = (object: KubeObject): string => object.spec.volumeMode ?? 'Filesystem';
const accessOf = (object: KubeObject): string[] => object.spec.accessModes ?? [];
const attributesOf = (object: KubeObject): string => object.spec.volumeAttributesClassName ?? '';
const hasModes = (volume: KubeObject, claim: KubeObject): boolean => accessOf(claim).every((mode) => accessOf(volume).includes(mode));

/** Why a claim may not have the volume that it names; nothing when it may. */
export function mismatch(volume: KubeObject, claim: KubeObject): string | undefined {
  if (capacityOf(volume) < requestOf(claim)) return 'requested PV is too small';
  if (classOf(volume) !== classOf(claim)) return 'storageClassName does not match';
  if (modeOf(volume) !== modeOf(claim)) return 'incompatible volumeMode';
  return hasModes(volume, claim) ? undefined : 'incompatible accessMode';
}

/** The volume for a claim: one that is kept for it, or the smallest that fits. With `waits`, only one that is kept for it. */
export function bestMatch(volumes: readonly KubeObject[], claim: KubeObject, waits: boolean): KubeObject | undefined {
  for (const group of byAccessModes(
    volumes.filter((volume) => hasModes(volume, claim)),
    accessOf(claim),
  )) {
    const found = smallest(group, claim, waits);
    if (found) return found;
  }
  return undefined;
}

/** Volumes with just the modes asked for come first, then those with the fewest more. */
function byAccessModes(volumes: readonly KubeObject[], wanted: readonly string[]): KubeObject[][] {
  const groups = new Map<string, KubeObject[]>();
  for (const volume of volumes) {
    const key = [...accessOf(volume)].sort().join();
    groups.set(key, [...(groups.get(key) ?? []), volume]);
  }
  const exact = [...wanted].sort().join();
  const length = (key: string): number => (key === exact ? 0 : key.split(',').length);
  return [...groups].sort(([a], [b]) => length(a) - length(b) || (a < b ? -1 : 1)).map(([, group]) => group);
}

function smallest(volumes: readonly KubeObject[], claim: KubeObject, waits: boolean): KubeObject | undefined {
  const selector = claim.spec.selector ? fromLabelSelector(claim.spec.selector) : undefined;
  let best: KubeObject | undefined;
  for (const volume of [...volumes].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))) {
    if (volume.spec.claimRef && !isBoundTo(volume, claim)) continue;
    if (capacityOf(volume) < requestOf(claim) || modeOf(volume) !== modeOf(claim) || attributesOf(volume) !== attributesOf(claim) || volume.metadata.deletionTimestamp) continue;
    if (volume.spec.claimRef) return volume;
    if (waits || volume.status?.phase !== 'Available') continue;
    if (selector && !selector.matches(volume.metadata.labels)) continue;
    if (classOf(volume) !== classOf(claim)) continue;
    if (!best || capacityOf(volume) < capacityOf(best)) best = volume;
  }
  return best;
}
