// Owners and what they control: references, adoption and release by selector, and whom a change of a controlled object wakes.
import { controllerOf, deepCopy, type Json, type KubeObject, keyOf, type OwnerReference } from '../../apimachinery/object.ts';
import { isNotFound } from '../../apimachinery/status.ts';
import type { Change, Client, ComponentContext } from '../../client/index.ts';

/** The reference that makes `owner` the controller of what carries it. */
export const controllerReference = (owner: KubeObject): OwnerReference => ({
  apiVersion: owner.apiVersion,
  kind: owner.kind,
  name: owner.metadata.name,
  uid: owner.metadata.uid ?? '',
  controller: true,
  blockOwnerDeletion: true,
});

export const isControlledBy = (object: KubeObject, owner: KubeObject): boolean => controllerOf(object)?.uid === owner.metadata.uid;

type Labels = Record<string, string> | undefined;

/** A kind of owner that controls other objects by selector. */
export interface OwnerKind {
  resource: string;
  apiVersion: string;
  kind: string;
  /** Whether the owner's selector takes an object with these labels. */
  selects?(owner: KubeObject, labels: Labels): boolean;
}

/** For a watch of controlled objects: the keys of their controllers, now and before; for orphans, of all that would adopt them. */
export function keysOfOwners(of: OwnerKind): (change: Change, context: ComponentContext) => Iterable<string> {
  return (change, { client }) => {
    const keys = new Set<string>();
    const { object, old } = change;
    for (const each of old ? [object, old] : [object]) {
      const ref = controllerOf(each);
      if (ref?.kind === of.kind && ref.apiVersion === of.apiVersion) keys.add(keyOf({ metadata: { ...each.metadata, name: ref.name } }));
    }
    if (of.selects && change.type !== 'DELETED' && !controllerOf(object)) {
      for (const owner of client.list(of.resource, { namespace: object.metadata.namespace })) if (of.selects(owner, object.metadata.labels)) keys.add(keyOf(owner));
    }
    return keys;
  };
}

/** Writes references, and what else of metadata an adoption or release changes. Pods' owners may patch them, not replace them. */
function setReferences(client: Client, resource: string, object: KubeObject, references: readonly OwnerReference[], edit?: (draft: Json) => void): KubeObject {
  return patchMetadata(client, resource, object, (draft) => {
    draft.metadata.ownerReferences = references;
    edit?.(draft);
  });
}

/** Changes owner references and finalizers by a patch; lists that become empty go. */
export function patchMetadata(client: Client, resource: string, object: KubeObject, edit: (draft: Json) => void): KubeObject {
  const draft = deepCopy(object);
  edit(draft);
  const { uid, resourceVersion, name, namespace } = object.metadata;
  const listed = (list: readonly unknown[] | undefined): readonly unknown[] | null => (list && list.length > 0 ? list : null);
  const metadata = { uid, resourceVersion, ownerReferences: listed(draft.metadata.ownerReferences), finalizers: listed(draft.metadata.finalizers) };
  return client.patch(resource, name, namespace, { metadata }, { type: 'merge' });
}

export interface Claim {
  resource: string;
  owner: KubeObject;
  matches(labels: Labels): boolean;
  /** Edits an object that is taken in, besides its references. */
  adopting?(draft: Json): void;
  releasing?(draft: Json): void;
  /** Orphans that match are taken only if this says so too. */
  adoptable?(object: KubeObject): boolean;
}

/** Those of the candidates that the owner controls, after it has taken in matching orphans and let go of what no longer matches. */
export function claim(client: Client, candidates: readonly KubeObject[], { resource, owner, matches, adopting, releasing, adoptable }: Claim): KubeObject[] {
  const claimed: KubeObject[] = [];
  for (const object of candidates) {
    const ref = controllerOf(object);
    const fits = matches(object.metadata.labels);
    if (ref) {
      if (ref.uid !== owner.metadata.uid) continue;
      if (fits) claimed.push(object);
      else if (!owner.metadata.deletionTimestamp) {
        const others = (object.metadata.ownerReferences ?? []).filter((r) => r.uid !== owner.metadata.uid);
        ignoringAbsence(() => setReferences(client, resource, object, others, releasing));
      }
      continue;
    }
    if (owner.metadata.deletionTimestamp || !fits || object.metadata.deletionTimestamp) continue;
    if (adoptable && !adoptable(object)) continue;
    const adopted = ignoringAbsence(() => setReferences(client, resource, object, [...(object.metadata.ownerReferences ?? []), controllerReference(owner)], adopting));
    if (adopted) claimed.push(adopted);
  }
  return claimed;
}

/** What somebody else has deleted meanwhile needs no more care. */
export function ignoringAbsence<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
