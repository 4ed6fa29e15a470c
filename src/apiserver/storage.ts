// Objects in etcd: keys, revisions as resource versions, and what cannot be read without the moment (the renewals of live leases).
import type { ResourceInfo } from '../apis/resources.ts';
import { deepFreeze, type KubeObject } from '../apimachinery/object.ts';
import { modified } from '../apimachinery/status.ts';
import type { Etcd, KeyValue, StoredEvent } from '../etcd/index.ts';

const decoded = new WeakMap<KeyValue, KubeObject>();

/** The object in a key's value, with its resource version. Frozen. */
export function objectOf(kv: KeyValue): KubeObject {
  let object = decoded.get(kv);
  if (!object) {
    const value = kv.value as KubeObject;
    object = deepFreeze({ ...value, metadata: { ...value.metadata, resourceVersion: String(kv.modRevision) } });
    decoded.set(kv, object);
  }
  return object;
}

export const keyIn = (info: ResourceInfo, namespace: string | undefined, name: string): string => `${info.prefix}${info.namespaced ? `${namespace}/` : ''}${name}`;

/** What a read of a stored object is passed through before anyone sees it. */
export type Derive = (info: ResourceInfo, object: KubeObject) => KubeObject;

export class Storage {
  constructor(
    readonly etcd: Etcd,
    private readonly derive: Derive,
  ) {}

  get(info: ResourceInfo, namespace: string | undefined, name: string): KubeObject | undefined {
    const kv = this.etcd.get(keyIn(info, namespace, name));
    return kv && this.derive(info, objectOf(kv));
  }

  list(info: ResourceInfo, namespace: string | undefined): KubeObject[] {
    const prefix = info.namespaced && namespace !== undefined ? `${info.prefix}${namespace}/` : info.prefix;
    return this.etcd.range(prefix).kvs.map((kv) => this.derive(info, objectOf(kv)));
  }

  /** The objects as they were at a revision. Throws CompactedError when that is forgotten. */
  listAt(info: ResourceInfo, namespace: string | undefined, revision: number): KubeObject[] {
    const prefix = info.namespaced && namespace !== undefined ? `${info.prefix}${namespace}/` : info.prefix;
    return this.etcd.rangeAt(prefix, revision).map((kv) => this.derive(info, objectOf(kv)));
  }

  /** Writes a new object. False when there is one of that name. */
  create(info: ResourceInfo, object: KubeObject, lease?: number): KubeObject | undefined {
    return this.write(info, object, 0, lease);
  }

  /** Replaces the object that was read at `old`'s resource version. Throws a conflict when it has changed since. */
  replace(info: ResourceInfo, object: KubeObject, old: KubeObject, lease?: number): KubeObject {
    const written = this.write(info, object, Number(old.metadata.resourceVersion), lease);
    if (!written) throw modified(info, object.metadata.name);
    return written;
  }

  delete(info: ResourceInfo, object: KubeObject): void {
    this.etcd.delete(keyIn(info, object.metadata.namespace, object.metadata.name));
  }

  private write(info: ResourceInfo, object: KubeObject, modRevision: number, lease: number | undefined): KubeObject | undefined {
    const key = keyIn(info, object.metadata.namespace, object.metadata.name);
    const { resourceVersion: _, ...metadata } = object.metadata;
    const value = deepFreeze({ ...object, metadata });
    const put = lease === undefined ? { put: key, value } : { put: key, value, lease };
    if (!this.etcd.txn([{ key, modRevision }], [put]).succeeded) return undefined;
    return objectOf(this.etcd.get(key) as KeyValue);
  }
}

/** A change as watchers are told of it, before selectors. */
export interface StoredChange {
  revision: number;
  object: KubeObject | undefined;
  old: KubeObject | undefined;
}

export function changeOf(event: StoredEvent): StoredChange {
  const old = event.prev && objectOf(event.prev);
  if (event.type === 'PUT') return { revision: event.revision, object: objectOf(event.kv), old };
  // A deleted object is told of with the revision of its deletion.
  const last = old && deepFreeze({ ...old, metadata: { ...old.metadata, resourceVersion: String(event.revision) } });
  return { revision: event.revision, object: undefined, old: last };
}
