// A cluster as lines of JSON: one line with everything but the values in etcd, then each value on a line of its own.
//
// Most commands look at few objects and change fewer: a value is parsed when somebody looks at it, and the line of one
// that did not change is written back as it was read.
import type { ClusterState } from '../cluster.ts';

type EtcdState = ClusterState['etcd'];
type KeyValue = EtcdState['keys'][string];
type StoredEvent = EtcdState['events'][number];

/** A key without its value, and the number of the line that holds it. */
type PackedKey = [line: number, key: string, createRevision: number, modRevision: number, version: number, lease?: number];
type PackedEvent = [type: StoredEvent['type'], revision: number, kv: PackedKey, prev?: PackedKey];

interface Skeleton {
  state: Omit<ClusterState, 'etcd'>;
  etcd: Omit<EtcdState, 'keys' | 'events'>;
  keys: PackedKey[];
  events: PackedEvent[];
}

/** The lines of values as they are on the disk. Values are replaced, never changed in place. */
const lineOf = new WeakMap<KeyValue, string>();

function textOf(kv: KeyValue): string {
  let text = lineOf.get(kv);
  if (text === undefined) {
    text = JSON.stringify(kv.value);
    lineOf.set(kv, text);
  }
  return text;
}

/** The values of a cluster, each once: a key and its last event share one. */
class Packer {
  readonly lines: string[] = [];
  private readonly known = new Map<string, PackedKey>();

  pack(kv: KeyValue): PackedKey {
    const name = `${kv.modRevision} ${kv.key}`;
    let packed = this.known.get(name);
    if (!packed) {
      packed = [this.lines.push(textOf(kv)), kv.key, kv.createRevision, kv.modRevision, kv.version];
      if (kv.lease !== undefined) packed.push(kv.lease);
      this.known.set(name, packed);
    }
    return packed;
  }
}

export function packCluster({ etcd: { keys, events, ...etcd }, ...state }: ClusterState): string[] {
  const packer = new Packer();
  const skeleton: Skeleton = {
    state,
    etcd,
    keys: Object.values(keys).map((kv) => packer.pack(kv)),
    events: events.map(({ type, revision, kv, prev }) => (prev ? [type, revision, packer.pack(kv), packer.pack(prev)] : [type, revision, packer.pack(kv)])),
  };
  return [JSON.stringify(skeleton), ...packer.lines];
}

function unpackKey([, key, createRevision, modRevision, version, lease]: PackedKey, text: string): KeyValue {
  let value: unknown;
  let parsed = false;
  const kv = {
    key,
    get value(): unknown {
      if (!parsed) value = JSON.parse(text);
      parsed = true;
      return value;
    },
    createRevision,
    modRevision,
    version,
    ...(lease === undefined ? {} : { lease }),
  };
  lineOf.set(kv, text);
  return kv;
}

export function unpackCluster(lines: readonly string[]): ClusterState {
  const { state, etcd, keys, events } = JSON.parse(lines[0] as string) as Skeleton;
  const unpacked: KeyValue[] = [];
  const unpack = (packed: PackedKey): KeyValue => {
    const [line] = packed;
    unpacked[line] ??= unpackKey(packed, lines[line] as string);
    return unpacked[line] as KeyValue;
  };
  return {
    ...state,
    etcd: {
      ...etcd,
      keys: Object.fromEntries(keys.map((packed) => [packed[1], unpack(packed)])),
      events: events.map(([type, revision, kv, prev]) => ({ type, revision, kv: unpack(kv), ...(prev ? { prev: unpack(prev) } : {}) })),
    },
  } as ClusterState;
}
