// One value laid over another as server-side apply does it: lists and maps by what the schema says of them.
import { resolve, type Schema } from '../apis/schema.ts';
import { deepCopy, type Json } from '../apimachinery/object.ts';
import { elementName, isAtomic } from './fieldSets.ts';

/** The live value with the applied one laid over it, by the schema's list and map types. */
export function mergeTyped(live: Json, applied: Json, schema: Schema): Json {
  if (live === undefined || isAtomic(applied, schema) || Array.isArray(live) !== Array.isArray(applied)) return deepCopy(applied);
  const type = resolve(schema).schema;
  if (!Array.isArray(applied)) {
    const out = { ...live };
    for (const key of Object.keys(applied)) out[key] = mergeTyped(live[key], applied[key], type.properties?.[key] ?? type.additionalProperties ?? {});
    return out;
  }
  const items = new Map<string, Json>(live.map((item: Json) => [elementName(item, schema) as string, item]));
  for (const item of applied) {
    const name = elementName(item, schema) as string;
    items.set(name, schema['x-kubernetes-list-type'] === 'set' ? item : mergeTyped(items.get(name), item, type.items ?? {}));
  }
  return [...items.values()];
}
