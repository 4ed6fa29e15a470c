// A revisioned key-value store with etcd's semantics: every write has a revision, history can be watched and compacted.
// Values are JSON values (the API server's objects) and are never changed in place.
import type { Instant } from '../sim/index.ts';

export interface KeyValue {
  key: string;
  value: unknown;
  createRevision: number;
  modRevision: number;
  /** How often the key was written since it was created. */
  version: number;
  /** The lease that the key goes with, when it has one. */
  lease?: number;
}

export interface StoredEvent {
  type: 'PUT' | 'DELETE';
  revision: number;
  /** The key as it is after a PUT; of a DELETE its key only matters. */
  kv: KeyValue;
  prev?: KeyValue;
}

interface Lease {
  id: number;
  expiresAt: Instant;
  keys: string[];
}

/** The part of the cluster's saved value that is etcd's data directory. */
export interface EtcdState {
  revision: number;
  /** Events at this revision and before are gone. */
  compacted: number;
  keys: Record<string, KeyValue>;
  events: StoredEvent[];
  leases: Lease[];
  nextLease: number;
}

export interface Compare {
  key: string;
  /** The key's modification revision must be this; 0 means that the key must not exist. */
  modRevision: number;
}

export type Operation = { put: string; value: unknown; lease?: number } | { delete: string };

export interface TxnResult {
  succeeded: boolean;
  revision: number;
}

/** A revision was asked for whose events are gone (etcd's own words). */
export class CompactedError extends Error {
  constructor(readonly compactRevision: number) {
    super('etcdserver: mvcc: required revision has been compacted');
  }
}

export const emptyEtcd = (): EtcdState => ({ revision: 1, compacted: 0, keys: {}, events: [], leases: [], nextLease: 1 });

export class Etcd {
  private readonly sorted: string[];

  constructor(private readonly state: EtcdState) {
    this.sorted = Object.keys(state.keys).sort();
  }

  get revision(): number {
    return this.state.revision;
  }

  get compactedRevision(): number {
    return this.state.compacted;
  }

  get(key: string): KeyValue | undefined {
    return this.state.keys[key];
  }

  /** The keys that begin with `prefix`, in order. `limit` 0 means all; `from` begins behind that key. */
  range(prefix: string, limit = 0, from?: string): { kvs: KeyValue[]; more: boolean } {
    const kvs: KeyValue[] = [];
    for (let i = this.place(from === undefined ? prefix : `${from}\u0000`); i < this.sorted.length; i++) {
      const key = this.sorted[i] as string;
      if (!key.startsWith(prefix)) break;
      if (limit > 0 && kvs.length === limit) return { kvs, more: true };
      kvs.push(this.state.keys[key] as KeyValue);
    }
    return { kvs, more: false };
  }

  /** The keys that began with `prefix` when `revision` was the latest: what is there now, with the events since then undone. */
  rangeAt(prefix: string, revision: number): KeyValue[] {
    const then = new Map(this.range(prefix).kvs.map((kv) => [kv.key, kv]));
    for (const { kv, prev } of [...this.eventsAfter(revision)].reverse()) {
      if (!kv.key.startsWith(prefix)) continue;
      if (prev) then.set(kv.key, prev);
      else then.delete(kv.key);
    }
    return [...then.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** How many keys begin with `prefix`. */
  count(prefix: string): number {
    return this.place(`${prefix}\uffff`) - this.place(prefix);
  }

  put(key: string, value: unknown, lease?: number): number {
    return this.txn([], [lease === undefined ? { put: key, value } : { put: key, value, lease }]).revision;
  }

  delete(key: string): number {
    return this.txn([], [{ delete: key }]).revision;
  }

  /** Does all operations at one new revision, if every comparison holds. */
  txn(compares: readonly Compare[], operations: readonly Operation[]): TxnResult {
    const holds = compares.every(({ key, modRevision }) => (this.state.keys[key]?.modRevision ?? 0) === modRevision);
    if (!holds) return { succeeded: false, revision: this.state.revision };
    const revision = this.state.revision + 1;
    const events = operations.flatMap((operation) => ('put' in operation ? [this.write(operation.put, operation.value, revision, operation.lease)] : this.remove(operation.delete, revision)));
    if (events.length > 0) this.state.revision = revision;
    this.state.events.push(...events);
    return { succeeded: true, revision: this.state.revision };
  }

  /** The events after `revision`. Throws CompactedError when some of them are gone. */
  eventsAfter(revision: number): readonly StoredEvent[] {
    if (revision < this.state.compacted) throw new CompactedError(this.state.compacted);
    const events = this.state.events;
    let low = 0;
    let high = events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((events[middle] as StoredEvent).revision <= revision) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? events : events.slice(low);
  }

  /** Forgets the events up to and including `revision`. */
  compact(revision: number): void {
    if (revision <= this.state.compacted) return;
    this.state.events = this.state.events.filter((event) => event.revision > revision);
    this.state.compacted = revision;
  }

  /** A lease of `ttl` seconds from `now`: its keys are deleted when it expires. */
  grant(ttl: number, now: Instant): number {
    const id = this.state.nextLease++;
    this.state.leases.push({ id, expiresAt: now + ttl * 1000, keys: [] });
    return id;
  }

  /** Deletes the keys of the leases that have expired by `now`. */
  expire(now: Instant): void {
    if (!this.state.leases.some((lease) => lease.expiresAt <= now)) return;
    const expired = this.state.leases.filter((lease) => lease.expiresAt <= now).sort((a, b) => a.expiresAt - b.expiresAt || a.id - b.id);
    this.state.leases = this.state.leases.filter((lease) => lease.expiresAt > now);
    for (const lease of expired) for (const key of lease.keys) if (this.state.keys[key]?.lease === lease.id) this.delete(key);
  }

  /** When the next lease expires. */
  nextExpiry(): Instant | undefined {
    return this.state.leases.reduce<Instant | undefined>((next, lease) => (next === undefined || lease.expiresAt < next ? lease.expiresAt : next), undefined);
  }

  private write(key: string, value: unknown, revision: number, lease: number | undefined): StoredEvent {
    const prev = this.state.keys[key];
    const kv: KeyValue = { key, value, createRevision: prev?.createRevision ?? revision, modRevision: revision, version: (prev?.version ?? 0) + 1 };
    if (lease !== undefined) {
      kv.lease = lease;
      this.state.leases.find(({ id }) => id === lease)?.keys.push(key);
    }
    if (!prev) this.sorted.splice(this.place(key), 0, key);
    this.state.keys[key] = kv;
    return prev ? { type: 'PUT', revision, kv, prev } : { type: 'PUT', revision, kv };
  }

  private remove(key: string, revision: number): StoredEvent[] {
    const prev = this.state.keys[key];
    if (!prev) return [];
    delete this.state.keys[key];
    this.sorted.splice(this.place(key), 1);
    return [{ type: 'DELETE', revision, kv: { key, value: null, createRevision: 0, modRevision: revision, version: 0 }, prev }];
  }

  /** Where `key` is or would be among the sorted keys. */
  private place(key: string): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.sorted[middle] as string) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
