// What is kept of the past although etcd forgets it: every version of the objects that a lab looks back at, and when it was written.
import type { KubeObject } from '../apimachinery/object.ts';
import { type Change, type Past, selectorOf, type Version, type Selection } from '../client/index.ts';
import type { Instant } from '../sim/index.ts';

/** The part of the cluster's saved value that remembers. */
export interface Recording extends Past {
  watched: readonly Selection[];
  later: Version[];
}

/** Who wrote which field is not looked back at, and is half of an object. */
function without({ metadata, ...rest }: KubeObject): KubeObject {
  const { managedFields: _, ...kept } = metadata;
  return { ...rest, metadata: kept };
}

export function beginRecording(watched: readonly Selection[], since: Instant, list: (resource: string) => readonly KubeObject[]): Recording {
  const selects = watched.map(selectorOf);
  const begin = [...new Set(watched.map(({ resource }) => resource))].flatMap((resource) =>
    list(resource)
      .filter((object) => selects.some((each) => each(resource, object)))
      .map((object): Version => ({ at: since, resource, object: without(object) })),
  );
  return { since, watched, begin, later: [] };
}

/** An object that is no longer selected is kept once more: that it has left can be seen then. */
export function record({ watched, later }: Recording, at: Instant, resource: string, { type, object, old }: Change): void {
  const selects = watched.filter((each) => each.resource === resource).map(selectorOf);
  if (!selects.some((each) => each(resource, object) || (old !== undefined && each(resource, old)))) return;
  later.push({ at, resource, object: without(object), ...(type === 'DELETED' ? { deleted: true } : {}) });
}
