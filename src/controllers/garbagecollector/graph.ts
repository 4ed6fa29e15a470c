// Who depends on whom, read from the API at every look.
import type { KubeObject, OwnerReference } from '../../apimachinery/object.ts';
import type { Client } from '../../client/index.ts';
import { type AnyResource, ownableResources, resourceOfKind } from '../shared/resources.ts';

/** An object and where it is found. */
export interface Item {
  at: AnyResource;
  object: KubeObject;
}

export const referenceBy = (object: KubeObject, uid: string): OwnerReference | undefined => object.metadata.ownerReferences?.find((ref) => ref.uid === uid);

/** The objects that name `uid` as an owner: in the owner's namespace, or anywhere when the owner has none. */
export function dependentsOf(client: Client, uid: string, namespace: string | undefined): Item[] {
  const found: Item[] = [];
  for (const at of ownableResources(client)) {
    if (namespace && !at.namespaced) continue;
    for (const object of client.list(at.resource, { namespace: at.namespaced ? namespace : undefined })) if (referenceBy(object, uid)) found.push({ at, object });
  }
  return found;
}

export type OwnerState = 'solid' | 'absent' | 'waiting';

/** Whether an owner is there, is not (or is another of the same name), or is there only until its dependents are gone. */
export function stateOf(client: Client, object: KubeObject, ref: OwnerReference): OwnerState {
  const at = resourceOfKind(client, ref);
  if (!at) return 'solid';
  if (at.namespaced && !object.metadata.namespace) return 'solid';
  const owner = client.find(at.resource, ref.name, at.namespaced ? object.metadata.namespace : undefined);
  if (owner?.metadata.uid !== ref.uid) return 'absent';
  return isWaitingForDependents(owner) ? 'waiting' : 'solid';
}

export const foreground = 'foregroundDeletion';
export const orphan = 'orphan';
export const hasFinalizer = (object: KubeObject, name: string): boolean => object.metadata.finalizers?.includes(name) ?? false;
export const isWaitingForDependents = (object: KubeObject): boolean => Boolean(object.metadata.deletionTimestamp) && hasFinalizer(object, foreground);
