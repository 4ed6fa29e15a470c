// The hash that --append-hash adds to a name: of the object's data, so that new data is a new object (kustomize's hash).
import { createHash } from 'node:crypto';
import type { Json } from '../../../apimachinery/object.ts';

/** Digits that could read as words, or as others, are replaced. */
const replaced: Readonly<Record<string, string>> = { 0: 'g', 1: 'h', 3: 'k', a: 'm', e: 't' };

const sortedJson = (value: Json): string =>
  JSON.stringify(value, (_key, part) => (part && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part));

function encodeHex(hex: string): string {
  return [...hex.slice(0, 10)].map((digit) => replaced[digit] ?? digit).join('');
}

const hashOf = (value: Json): string => encodeHex(createHash('sha256').update(sortedJson(value)).digest('hex'));

export function configMapHash({ metadata, data, binaryData, immutable }: Json): string {
  return hashOf({ kind: 'ConfigMap', name: metadata.name, data: data ?? '', ...(binaryData ? { binaryData } : {}), ...(immutable === undefined ? {} : { immutable }) });
}

export function secretHash({ metadata, data, stringData, type, immutable }: Json): string {
  return hashOf({ kind: 'Secret', type: type ?? '', name: metadata.name, data: data ?? '', ...(stringData ? { stringData } : {}), ...(immutable === undefined ? {} : { immutable }) });
}
