// Deletes what has lost all its owners, and lets owners go when their dependents allow it.
import { deepEqual, type KubeObject, type OwnerReference } from '../../apimachinery/object.ts';
import type { Change, Client, Component, ComponentContext, PropagationPolicy } from '../../client/index.ts';
import type { Look } from '../../sim/index.ts';
import { tell } from '../shared/events.ts';
import { controllerCredential } from '../shared/identity.ts';
import { ignoringAbsence } from '../shared/owners.ts';
import { resourceOfKind, watchEverything } from '../shared/resources.ts';
import { dependentsOf, foreground, hasFinalizer, type Item, isWaitingForDependents, orphan, referenceBy, stateOf } from './graph.ts';

const name = 'garbage-collector-controller';

export const garbageCollector: Component = {
  name,
  credential: controllerCredential('generic-garbage-collector'),
  watches: watchEverything(keysOf),
  reconcile,
};

// Two sorts of keys: `item <resource> <namespace> <name>` for an object, `gone <uid> <namespace>` for what was one.
const itemKey = (resource: string, namespace: string | undefined, itemName: string): string => `item ${resource} ${namespace ?? ''} ${itemName}`;

function keysOf(change: Change, { client }: ComponentContext): string[] {
  const { object, old } = change;
  const { namespace, uid, ownerReferences } = object.metadata;
  const at = resourceOfKind(client, object);
  if (!at) return [];
  if (change.type === 'DELETED') return [`gone ${uid} ${namespace ?? ''}`, ...ownersKeys(client, object)];
  const sameOwners = old && deepEqual(ownerReferences, old.metadata.ownerReferences);
  const sameEnd = old && old.metadata.deletionTimestamp === object.metadata.deletionTimestamp && deepEqual(object.metadata.finalizers, old.metadata.finalizers);
  const matters = (ownerReferences?.length && !sameOwners) || (object.metadata.deletionTimestamp && !sameEnd);
  const keys = matters ? [itemKey(at.resource, namespace, object.metadata.name)] : [];
  return old && !sameOwners ? [...keys, ...ownersKeys(client, old)] : keys;
}

/** Owners may be waiting for this object to go. */
const ownersKeys = (client: Client, object: KubeObject): string[] =>
  (object.metadata.ownerReferences ?? []).flatMap((ref) => {
    const at = resourceOfKind(client, ref);
    return at ? [itemKey(at.resource, at.namespaced ? object.metadata.namespace : undefined, ref.name)] : [];
  });

function reconcile(key: string, context: ComponentContext): Look {
  const [sort, a = '', b = '', c = ''] = key.split(' ');
  const { client } = context;
  if (sort === 'gone') {
    for (const dependent of dependentsOf(client, a, b || undefined)) process(dependent, context);
    return undefined;
  }
  const object = client.find(a, c, b || undefined);
  const at = object && resourceOfKind(client, object);
  if (at) process({ at, object }, context);
  return undefined;
}

function process(item: Item, context: ComponentContext): void {
  const { object } = item;
  if (object.metadata.deletionTimestamp) {
    if (hasFinalizer(object, orphan)) orphanDependents(item, context);
    else if (hasFinalizer(object, foreground)) awaitDependents(item, context);
    return;
  }
  collect(item, context);
}

/** Deletes an object that no owner holds any more; drops references to absent owners from one that is held. */
function collect({ at, object }: Item, context: ComponentContext): void {
  const { client } = context;
  const refs = object.metadata.ownerReferences ?? [];
  if (refs.length === 0) return;
  for (const ref of refs) warnOfScope(object, ref, context);
  const states = refs.map((ref) => stateOf(client, object, ref));
  if (states.includes('solid')) {
    if (states.every((state) => state === 'solid')) return;
    keepOwners(
      { at, object },
      refs.filter((_, i) => states[i] === 'solid'),
      client,
    );
    return;
  }
  const hasDependents = (): boolean => dependentsOf(client, object.metadata.uid ?? '', object.metadata.namespace).length > 0;
  const policy: PropagationPolicy =
    states.includes('waiting') && hasDependents() ? 'Foreground' : hasFinalizer(object, orphan) ? 'Orphan' : hasFinalizer(object, foreground) ? 'Foreground' : 'Background';
  ignoringAbsence(() => client.delete(at.resource, object.metadata.name, object.metadata.namespace, { propagationPolicy: policy, preconditions: { uid: object.metadata.uid ?? '' } }));
}

/** An object without a namespace cannot be owned by one that has a namespace. */
function warnOfScope(object: KubeObject, ref: OwnerReference, context: ComponentContext): void {
  if (object.metadata.namespace || !resourceOfKind(context.client, ref)?.namespaced) return;
  const message = `ownerRef [${ref.apiVersion}/${ref.kind}, namespace: , name: ${ref.name}, uid: ${ref.uid}] does not exist in namespace ""`;
  tell(context, name, { about: object, type: 'Warning', reason: 'OwnerRefInvalidNamespace', message });
}

/** An owner that is deleted in the foreground stays until the dependents that block it are gone. */
function awaitDependents(owner: Item, context: ComponentContext): void {
  const { client } = context;
  const uid = owner.object.metadata.uid ?? '';
  const blocking = dependentsOf(client, uid, owner.object.metadata.namespace).filter(({ object }) => referenceBy(object, uid)?.blockOwnerDeletion);
  if (blocking.length === 0) {
    removeFinalizer(owner, foreground, client);
    return;
  }
  for (const dependent of blocking) if (!isWaitingForDependents(dependent.object)) process(dependent, context);
}

function orphanDependents(owner: Item, { client }: ComponentContext): void {
  const uid = owner.object.metadata.uid ?? '';
  for (const dependent of dependentsOf(client, uid, owner.object.metadata.namespace)) {
    keepOwners(
      dependent,
      (dependent.object.metadata.ownerReferences ?? []).filter((ref) => ref.uid !== uid),
      client,
    );
  }
  removeFinalizer(owner, orphan, client);
}

function keepOwners({ at, object }: Item, refs: readonly OwnerReference[], client: Client): void {
  ignoringAbsence(() =>
    client.update(at.resource, object, (draft) => {
      if (refs.length > 0) draft.metadata.ownerReferences = [...refs];
      else delete draft.metadata.ownerReferences;
    }),
  );
}

function removeFinalizer({ at, object }: Item, finalizer: string, client: Client): void {
  ignoringAbsence(() =>
    client.update(at.resource, object, (draft) => {
      const left = (draft.metadata.finalizers ?? []).filter((f) => f !== finalizer);
      if (left.length > 0) draft.metadata.finalizers = left;
      else delete draft.metadata.finalizers;
    }),
  );
}
