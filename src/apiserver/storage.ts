// Objects in etcd: keys, revisions as resource versions, sealed or not, and what cannot be read without the moment (the renewals of live leases).
import type { ResourceInfo } from '../apis/resources.ts';
import { deepFreeze, type KubeObject } from '../apimachinery/object.ts';
import { modified } from '../apimachinery/status.ts';
import type { Etcd, KeyValue, StoredEvent } from '../etcd/index.ts';
import { isStaleValue, opened, sealed } from './encryption.ts';

const decoded = new WeakMap<KeyValue, KubeObject>();

export const keyIn = (info: ResourceInfo, namespace: string | undefined, name: string): string => `${info.prefix}${info.namespaced ? `${namespace}/` : ''}${name}`;

const prefixIn = (info: ResourceInfo, namespace: string | undefined): string => (info.namespaced && namespace !== undefined ? `${info.prefix}${namespace}/` : info.prefix);

/** A change as watchers are told of it, before selectors. */
export interface StoredChange {
  revision: number;
  object: KubeObject | undefined;
  old: KubeObject | undefined;
}

export interface StorageOptions {
  /** What a read of a stored object is passed through before anyone sees it. */
  derive(info: ResourceInfo, object: KubeObject): KubeObject;
  /** The text of the encryption configuration, if there is one. */
  encryption(): string | undefined;
}

export class Storage {
  constructor(
    readonly etcd: Etcd,
    private readonly options: StorageOptions,
  ) {}

  get(info: ResourceInfo, namespace: string | undefined, name: string): KubeObject | undefined {
    const kv = this.etcd.get(keyIn(info, namespace, name));
    return kv && this.read(info, kv);
  }

  list(info: ResourceInfo, namespace: string | undefined): KubeObject[] {
    return this.etcd.range(prefixIn(info, namespace)).kvs.map((kv) => this.read(info, kv));
  }

  /** The objects as they were at a revision. Throws CompactedError when that is forgotten. */
  listAt(info: ResourceInfo, namespace: string | undefined, revision: number): KubeObject[] {
    return this.etcd.rangeAt(prefixIn(info, namespace), revision).map((kv) => this.read(info, kv));
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

  /** Whether the object lies in etcd in another form than it would be written in now: an update that changes nothing is written then. */
  isStale(info: ResourceInfo, object: KubeObject): boolean {
    return isStaleValue(this.options.encryption(), info, this.etcd.get(keyIn(info, object.metadata.namespace, object.metadata.name))?.value);
  }

  changeOf(info: ResourceInfo, event: StoredEvent): StoredChange {
    const old = event.prev && this.objectOf(info, event.prev);
    if (event.type === 'PUT') return { revision: event.revision, object: this.objectOf(info, event.kv), old };
    // A deleted object is told of with the revision of its deletion.
    const last = old && deepFreeze({ ...old, metadata: { ...old.metadata, resourceVersion: String(event.revision) } });
    return { revision: event.revision, object: undefined, old: last };
  }

  private read(info: ResourceInfo, kv: KeyValue): KubeObject {
    return this.options.derive(info, this.objectOf(info, kv));
  }

  /** The object in a key's value, with its resource version. Frozen. */
  private objectOf(info: ResourceInfo, kv: KeyValue): KubeObject {
    let object = decoded.get(kv);
    if (!object) {
      const value: KubeObject = opened(this.options.encryption(), info, kv.key, kv.value);
      object = deepFreeze({ ...value, metadata: { ...value.metadata, resourceVersion: String(kv.modRevision) } });
      decoded.set(kv, object);
    }
    return object;
  }

  private write(info: ResourceInfo, object: KubeObject, modRevision: number, lease: number | undefined): KubeObject | undefined {
    const key = keyIn(info, object.metadata.namespace, object.metadata.name);
    const { resourceVersion: _, ...metadata } = object.metadata;
    const value = sealed(this.options.encryption(), info, key, this.etcd.revision, deepFreeze({ ...object, metadata }));
    const put = lease === undefined ? { put: key, value } : { put: key, value, lease };
    if (!this.etcd.txn([{ key, modRevision }], [put]).succeeded) return undefined;
    return this.objectOf(info, this.etcd.get(key) as KeyValue);
  }
}
