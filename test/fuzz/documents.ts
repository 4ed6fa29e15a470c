// Manifests with something wrong in them: a valid one in which a place got another value, or a text in which letters are missing.
import fc, { type Arbitrary } from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../src/apimachinery/object.ts';
import { json, noise } from './words.ts';
import { loadSession } from '../recorded/session.mjs';

const recorded = join(import.meta.dirname, '../recorded');

/** One manifest for each kind that occurs in the recordings, the longest. */
function manifests(): Json[] {
  const found = new Map<string, Json>();
  for (const folder of readdirSync(recorded, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    for (const file of readdirSync(join(recorded, folder.name)).filter((name) => name.endsWith('.session'))) {
      for (const text of Object.values(loadSession(join(recorded, folder.name, file)).files) as string[]) {
        for (const document of parseAllDocuments(text)) {
          const value: Json = document.errors.length === 0 ? document.toJS() : undefined;
          if (value?.kind && value.apiVersion && JSON.stringify(value).length > JSON.stringify(found.get(value.kind) ?? 0).length) found.set(value.kind, value);
        }
      }
    }
  }
  return [...found.values()];
}

/** Every place in a value. */
function* places(value: Json, path: (string | number)[] = []): Generator<(string | number)[]> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) yield* places(value[key], [...path, Array.isArray(value) ? Number(key) : key]);
}

type Change = 'replace' | 'remove' | 'add' | 'repeat';

function changed(root: Json, at: number, change: Change, value: unknown, key: string): Json {
  const copy = structuredClone(root);
  const all = [...places(copy)].slice(1);
  const path = all[at % all.length] as (string | number)[];
  const holder = path.slice(0, -1).reduce((inner: Json, step) => inner[step], copy);
  const last = path.at(-1) as string | number;
  const found = holder[last];
  if (change === 'remove') Array.isArray(holder) ? holder.splice(Number(last), 1) : delete holder[last];
  else if (change === 'add' && typeof found === 'object' && found && !Array.isArray(found)) Object.defineProperty(found, key, { value, enumerable: true, writable: true, configurable: true });
  else if (change === 'repeat' && Array.isArray(holder)) holder.push(structuredClone(found));
  else holder[last] = value;
  return copy;
}

const base = manifests();

/** A manifest with one to three changes. */
export const manifest: Arbitrary<Json> = fc
  .tuple(fc.constantFrom(...base), fc.array(fc.tuple(fc.nat(5_000), fc.constantFrom<Change>('replace', 'replace', 'remove', 'add', 'repeat'), json, noise), { minLength: 1, maxLength: 3 }))
  .map(([root, changes]) => changes.reduce((value, [at, change, to, key]) => (Object.keys(value).length > 0 ? changed(value, at, change, to, key) : value), root));

/** A text that may be YAML or JSON, or not. */
export const text: Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: manifest.map((value) => JSON.stringify(value, null, 1)) },
  {
    weight: 3,
    arbitrary: fc.tuple(manifest, fc.nat(2_000), fc.nat(20), noise).map(([value, at, length, put]) => {
      const whole = JSON.stringify(value);
      return whole.slice(0, at % whole.length) + put + whole.slice((at % whole.length) + length);
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.oneof(noise, fc.constantFrom('kind: Pod\n', 'apiVersion: v1\n', '---\n', '  - ', 'a: b\n', '? ', '!!int ', '&a ', '*a', '|-\n', '{', '}', ': ', '\t', '<<: *a\n')), { maxLength: 10 })
      .map((parts) => parts.join('')),
  },
);
