// What the parts of a pod's spec must know of the whole while they are validated.
import type { Json } from '../../../apimachinery/object.ts';

export interface SpecContext {
  spec: Json;
  /** The spec is a pod's own, not a template's. */
  isPod: boolean;
  /** The volumes that are right, by name. */
  volumes: ReadonlyMap<string, Json>;
  /** The names of spec.resourceClaims. */
  claimNames: ReadonlySet<string>;
}

/** All containers of a pod's spec with the field that holds them, in upstream's order of visiting. */
export function containersOf(spec: Json): { field: string; index: number; container: Json }[] {
  return ['initContainers', 'containers', 'ephemeralContainers'].flatMap((field) => ((spec?.[field] ?? []) as Json[]).map((container, index) => ({ field, index, container })));
}

/** An init container that keeps running beside the others. */
export const isSidecar = (container: Json): boolean => container.restartPolicy === 'Always';

export const usesHostUsers = (spec: Json): boolean => spec.hostUsers !== false;
