// A cluster as lines of JSON: the first with whatever is small or changes often, then a line for each thing that is large
// and is replaced, never changed in place: the values in etcd, the files of the machines, the pki.
//
// Most commands look at few objects and change fewer: a value in etcd is parsed when somebody looks at it, and the line of
// what did not change is written back as it was read.
import type { ClusterState } from '../cluster.ts';

type EtcdState = ClusterState['etcd'];
type KeyValue = EtcdState['keys'][string];
type StoredEvent = EtcdState['events'][number];
type Machine = ClusterState['base'];

type LineNumber = number;
/** A key without its value. */
type PackedKey = [value: LineNumber, key: string, createRevision: number, modRevision: number, version: number, lease?: number];
type PackedEvent = [type: StoredEvent['type'], revision: number, kv: PackedKey, prev?: PackedKey];
type PackedMachine = Omit<Machine, 'files'> & { files: Record<string, LineNumber> };

interface Skeleton {
  state: Omit<ClusterState, 'etcd' | 'pki' | 'hosts' | 'base'>;
  /** Older versions have these as they are in the state. */
  pki?: LineNumber;
  hosts?: PackedMachine[];
  base?: PackedMachine;
  etcd: Omit<EtcdState, 'keys' | 'events'>;
  keys: PackedKey[];
  events: PackedEvent[];
}

/** The lines as they are on the disk, by whose they are. */
const lineOf = new WeakMap<object, string>();

class Packer {
  readonly lines: string[] = [];
  private readonly numbers = new Map<object, LineNumber>();

  /** Each line once: a key and its last event share one. What has a line is not looked at. */
  private line(owner: object, value: () => unknown): LineNumber {
    let number = this.numbers.get(owner);
    if (number === undefined) {
      const line = lineOf.get(owner) ?? JSON.stringify(value());
      lineOf.set(owner, line);
      number = this.lines.push(line);
      this.numbers.set(owner, number);
    }
    return number;
  }

  private key(kv: KeyValue): PackedKey {
    const packed: PackedKey = [this.line(kv, () => kv.value), kv.key, kv.createRevision, kv.modRevision, kv.version];
    if (kv.lease !== undefined) packed.push(kv.lease);
    return packed;
  }

  private machine({ files, ...machine }: Machine): PackedMachine {
    return { ...machine, files: Object.fromEntries(Object.entries(files).map(([path, file]) => [path, this.line(file, () => file)])) };
  }

  skeleton({ etcd: { keys, events, ...etcd }, pki, hosts, base, ...state }: ClusterState): Skeleton {
    return {
      state,
      pki: this.line(pki, () => pki),
      hosts: hosts.map((host) => this.machine(host)),
      base: this.machine(base),
      etcd,
      keys: Object.values(keys).map((kv) => this.key(kv)),
      events: events.map(({ type, revision, kv, prev }) => (prev ? [type, revision, this.key(kv), this.key(prev)] : [type, revision, this.key(kv)])),
    };
  }
}

export function packCluster(state: ClusterState): string[] {
  const packer = new Packer();
  return [JSON.stringify(packer.skeleton(state)), ...packer.lines];
}

class Unpacker {
  private readonly keys = new Map<LineNumber, KeyValue>();

  constructor(private readonly lines: readonly string[]) {}

  /** What is parsed at once. */
  private whole<Value extends object>(number: LineNumber): Value {
    const line = this.lines[number] as string;
    const value = JSON.parse(line) as Value;
    lineOf.set(value, line);
    return value;
  }

  private key(packed: PackedKey): KeyValue {
    const [number] = packed;
    const known = this.keys.get(number) ?? keyOf(packed, this.lines[number] as string);
    this.keys.set(number, known);
    return known;
  }

  private machine({ files, ...machine }: PackedMachine): Machine {
    return { ...machine, files: Object.fromEntries(Object.entries(files).map(([path, number]) => [path, this.whole(number)])) };
  }

  state({ state, etcd, keys, events, pki, hosts, base }: Skeleton): ClusterState {
    return {
      ...state,
      ...(pki === undefined ? {} : { pki: this.whole(pki) }),
      ...(hosts && { hosts: hosts.map((host) => this.machine(host)) }),
      ...(base && { base: this.machine(base) }),
      etcd: {
        ...etcd,
        keys: Object.fromEntries(keys.map((packed) => [packed[1], this.key(packed)])),
        events: events.map(([type, revision, kv, prev]) => ({ type, revision, kv: this.key(kv), ...(prev ? { prev: this.key(prev) } : {}) })),
      },
    } as ClusterState;
  }
}

function keyOf([, key, createRevision, modRevision, version, lease]: PackedKey, line: string): KeyValue {
  let value: unknown;
  let parsed = false;
  const kv = {
    key,
    get value(): unknown {
      if (!parsed) value = JSON.parse(line);
      parsed = true;
      return value;
    },
    createRevision,
    modRevision,
    version,
    ...(lease === undefined ? {} : { lease }),
  };
  lineOf.set(kv, line);
  return kv;
}

export const unpackCluster = (lines: readonly string[]): ClusterState => new Unpacker(lines).state(JSON.parse(lines[0] as string) as Skeleton);
