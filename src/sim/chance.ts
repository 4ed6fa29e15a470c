// Keyed chance: what would be random in a real cluster is a function of the cluster's seed and of what asks.
// Nothing is drawn from a stream, so an unrelated change renames nothing.

/** Kubernetes' alphabet for generated names: no vowels and no look-alikes (k8s.io/apimachinery/pkg/util/rand). */
const nameAlphabet = 'bcdfghjklmnpqrstvwxz2456789';

const separator = '\u0000';

/** A 32-bit FNV-1a hash of a text's UTF-16 units. */
export function fnv32(text: string, basis = 0x811c9dc5): number {
  let hash = basis >>> 0;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash;
}

function mix(value: number): number {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b) >>> 0;
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35) >>> 0;
  return (h ^ (h >>> 16)) >>> 0;
}

/** What the chance is asked for: a seed and the parts that name the question. */
export type ChanceKey = readonly (string | number)[];

/** A whole number from 0 (included) to `below` (excluded) that depends on nothing but the key. */
export function pick(below: number, ...key: ChanceKey): number {
  return mix(fnv32(key.join(separator))) % below;
}

/** A suffix as the API server gives to a generated name: `length` characters of Kubernetes' alphabet. */
export function suffix(length: number, ...key: ChanceKey): string {
  const text = key.join(separator);
  let out = '';
  for (let i = 0; i < length; i++) out += nameAlphabet[mix(fnv32(text, 0x811c9dc5 + i * 7919)) % nameAlphabet.length];
  return out;
}

/** Bytes that depend on nothing but the key. */
export function bytes(length: number, ...key: ChanceKey): Uint8Array {
  const text = key.join(separator);
  const out = new Uint8Array(length);
  for (let i = 0; i < length; i++) out[i] = mix(fnv32(text, 0x9e3779b9 + i * 104729)) & 0xff;
  return out;
}

/** A version 4 UUID that depends on nothing but the key. */
export function uuid(...key: ChanceKey): string {
  const b = bytes(16, ...key);
  b[6] = ((b[6] ?? 0) & 0x0f) | 0x40;
  b[8] = ((b[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
