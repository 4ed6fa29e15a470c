// Strategic merge as kustomize does it: by the schema of the kind where it is known, with what is new in lists put before what was there.
import { deepCopy, type Json } from '../../apimachinery/object.ts';
import type { SchemaLookup } from '../../apimachinery/strategicMerge.ts';
import { isMap } from './resource.ts';

/** Lists of containers and the like are known by names even to people who write their own kinds; kustomize is not so kind. */
type Lookup = SchemaLookup | undefined;

function withoutDirectives(value: Json): Json {
  if (Array.isArray(value)) return value.filter((item) => item?.$patch !== 'delete' && !(isMap(item) && item.$patch === 'replace' && Object.keys(item).length === 1)).map(withoutDirectives);
  if (!isMap(value)) return value;
  const out: Record<string, Json> = {};
  for (const [field, child] of Object.entries(value)) if (field !== '$patch' && child !== null) out[field] = withoutDirectives(child);
  return out;
}

function mergeItems(live: Json[], patch: Json[], key: string, items: Lookup): Json {
  if (patch.some((item) => item?.$patch === 'replace')) return withoutDirectives(patch);
  const known = new Map<Json, Json>(live.map((item) => [item?.[key], item]));
  const merged: Json[] = [];
  for (const item of patch) {
    const old = known.get(item?.[key]);
    known.delete(item?.[key]);
    if (item?.$patch === 'delete') continue;
    const value = old === undefined ? withoutDirectives(item) : mergeValue(old, item, items);
    if (value !== undefined) merged.push(value);
  }
  return [...merged, ...live.filter((item) => known.has(item?.[key])).map(deepCopy)];
}

/** The value with the patch laid over it; nothing when the patch deletes it. */
export function mergeValue(live: Json, patch: Json, schema: Lookup): Json {
  if (isMap(patch)) {
    if (patch.$patch === 'delete') return undefined;
    if (patch.$patch === 'replace' || !isMap(live)) return withoutDirectives(patch);
    const out: Record<string, Json> = { ...live };
    for (const [field, value] of Object.entries(patch)) {
      if (field === '$patch') continue;
      const merged = value === null ? undefined : mergeValue(live[field], value, schema?.child(field));
      if (merged === undefined) delete out[field];
      else out[field] = merged;
    }
    return out;
  }
  if (Array.isArray(patch) && Array.isArray(live) && schema?.mergeKey && schema.strategy?.includes('merge')) return mergeItems(live, patch, schema.mergeKey, schema.items());
  return Array.isArray(patch) ? withoutDirectives(patch) : patch;
}
