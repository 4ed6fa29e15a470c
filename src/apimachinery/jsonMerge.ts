// JSON merge patches (RFC 7386): applying them, and making them as kubectl apply does for kinds without a schema.
import { deepCopy, deepEqual } from './object.ts';
import type { Json } from './object.ts';

const isMap = (value: Json): value is Record<string, Json> => value !== null && typeof value === 'object' && !Array.isArray(value);

/** The server takes nulls out of objects in lists too, where the RFC leaves them. */
function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNulls);
  return isMap(value) ? mergePatch({}, value) : value;
}

/** The target with the patch applied; neither is changed. */
export function mergePatch(target: Json, patch: Json): Json {
  if (!isMap(patch)) return withoutNulls(patch);
  const merged: Record<string, Json> = isMap(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}

/** What changes `current` into `modified`, and takes away what `original` had and `modified` has not. */
function diff(original: Json, modified: Record<string, Json>, current: Record<string, Json>): Record<string, Json> {
  const patch: Record<string, Json> = {};
  const before = isMap(original) ? original : {};
  for (const [key, value] of Object.entries(modified)) {
    const live = current[key];
    if (isMap(value) && isMap(live)) {
      const change = diff(before[key], value, live);
      if (Object.keys(change).length > 0) patch[key] = change;
    } else if (value !== undefined && !deepEqual(live, value)) {
      patch[key] = deepCopy(value);
    }
  }
  for (const key of Object.keys(before)) if (!(key in modified)) patch[key] = null;
  return patch;
}

export const createMergePatch = (original: Json, modified: Json): Json => diff(original, modified, original);

/** Additions and changes from what is there, deletions from what was applied last. */
export const createThreeWayJSONMergePatch = (original: Json, modified: Json, current: Json): Json => diff(original ?? {}, modified, current);
