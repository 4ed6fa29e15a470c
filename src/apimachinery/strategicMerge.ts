// Strategic merge patches: lists merged by their keys, and directives ($patch, $setElementOrder, ...) obeyed.
import { goValue } from './goFormat.ts';
import { deepCopy, deepEqual } from './object.ts';
import type { Json } from './object.ts';
import { indexOfElement, orderMerged, sameElement } from './strategicOrder.ts';

/** What a patch must know of a type. */
export interface SchemaLookup {
  /** For lists of objects: the field that tells elements apart. */
  readonly mergeKey?: string | undefined;
  /** x-kubernetes-patch-strategy: 'merge', 'replace', 'retainKeys'. */
  readonly strategy: readonly string[];
  child(field: string): SchemaLookup | undefined;
  items(): SchemaLookup | undefined;
}

export const directives = { patch: '$patch', retainKeys: '$retainKeys', deleteFromList: '$deleteFromPrimitiveList/', elementOrder: '$setElementOrder/' } as const;

export const isMap = (value: Json): value is Record<string, Json> => value !== null && typeof value === 'object' && !Array.isArray(value);

const isDirective = (key: string): boolean => key === directives.patch || key === directives.retainKeys || key.startsWith(directives.deleteFromList) || key.startsWith(directives.elementOrder);

/** A value of a patch as it is stored where nothing was before. Nothing when it is a directive itself. */
function asStored(value: Json): Json {
  if (Array.isArray(value)) return value.map(asStored).filter((item) => item !== undefined && item !== null);
  if (!isMap(value)) return value;
  if (value[directives.patch] !== undefined) return undefined;
  const out: Record<string, Json> = {};
  for (const [key, item] of Object.entries(value)) {
    const stored = item === null ? undefined : asStored(item);
    if (stored !== undefined) out[key] = stored;
  }
  return out;
}

const noMergeKey = (element: Json, mergeKey: string): Error => new Error(`map: ${goValue(element)} does not contain declared merge key: ${mergeKey}`);
const badPatchType = (type: Json, patch: Json): Error => new Error(`unknown patch type: ${goValue(type)} in map: ${goValue(patch)}`);

function retainKeys(original: Record<string, Json>, patch: Record<string, Json>): void {
  const keys = patch[directives.retainKeys];
  if (keys === undefined) return;
  const isKept = (key: string): boolean => Array.isArray(keys) && keys.includes(key);
  const unlisted = Object.keys(patch).some((key) => patch[key] !== null && !isDirective(key) && !isKept(key));
  if (!Array.isArray(keys) || unlisted) throw new Error('invalid patch format of retainKeys');
  for (const key of Object.keys(original)) if (!isKept(key)) delete original[key];
}

interface Elements {
  /** The live elements that stay. */
  kept: Json[];
  /** What the patch adds or changes. */
  changes: Json[];
}

/** Obeys the elements of a list that are directives. */
function obeyElements(original: readonly Json[], patch: readonly Json[], mergeKey: string): Elements {
  let kept = [...original];
  let replace = false;
  const changes: Json[] = [];
  for (const element of patch) {
    const directive = element[directives.patch];
    if (directive === undefined) {
      changes.push(element);
    } else if (directive === 'delete') {
      if (element[mergeKey] === undefined) throw noMergeKey(element, mergeKey);
      kept = kept.filter((item) => !sameElement(item, element, mergeKey));
    } else if (directive === 'replace') {
      replace = true;
    } else {
      throw directive === 'merge' ? new Error('merging lists cannot yet be specified in the patch') : badPatchType(directive, element);
    }
  }
  return replace ? { kept: changes, changes: [] } : { kept, changes };
}

function mergeObjects(original: readonly Json[], patch: readonly Json[], schema: SchemaLookup): Json[] {
  const { mergeKey } = schema;
  if (!mergeKey) throw new Error('cannot merge lists without merge key');
  const { kept, changes } = obeyElements(original, patch, mergeKey);
  const merged = [...kept];
  for (const change of changes) {
    if (change[mergeKey] === undefined) throw noMergeKey(change, mergeKey);
    const at = indexOfElement(merged, change, mergeKey);
    if (at < 0) merged.push(change);
    else merged[at] = mergeMaps(merged[at], change, schema.items());
  }
  return orderMerged(merged, changes, kept, mergeKey);
}

function mergeScalars(original: readonly Json[], patch: readonly Json[]): Json[] {
  const merged = [...original, ...patch].filter((item, i, all) => all.indexOf(item) === i);
  return orderMerged(merged, patch, original, undefined);
}

const isMerged = (schema: SchemaLookup | undefined): schema is SchemaLookup => schema?.strategy.includes('merge') ?? false;

function kindOf(list: readonly Json[]): string {
  const kinds = new Set(list.map((item) => (isMap(item) ? 'map' : Array.isArray(item) ? 'list' : typeof item)));
  if (kinds.has('list')) throw new Error('lists of lists are not supported');
  if (kinds.size > 1) throw new Error(`list element types are not identical: ${goValue(list)}`);
  return [...kinds][0] ?? 'none';
}

function mergeLists(original: readonly Json[], patch: readonly Json[], schema: SchemaLookup | undefined): Json[] {
  if (!isMerged(schema)) return [...patch];
  if (original.length === 0 && patch.length === 0) return [];
  return kindOf([...original, ...patch]) === 'map' ? mergeObjects(original, patch, schema) : mergeScalars(original, patch);
}

/** The patch's elements must stand in the order that it sets. */
function checkOrder(patch: readonly Json[], order: readonly Json[], mergeKey: string | undefined): void {
  const positions = patch.filter((element) => !isMap(element) || element[directives.patch] !== 'delete').map((element) => indexOfElement(order, element, mergeKey));
  if (positions.every((position, i) => position >= 0 && position > (positions[i - 1] ?? -1))) return;
  throw new Error(`The order in patch list:\n${goValue(patch)}\n doesn't match $setElementOrder list:\n${goValue(order)}\n`);
}

/** Merges the lists whose order the patch sets. Answers the fields that are done. */
function mergeOrdered(original: Record<string, Json>, patch: Record<string, Json>, schema: SchemaLookup | undefined): Set<string> {
  const done = new Set<string>();
  for (const [key, order] of Object.entries(patch)) {
    if (!key.startsWith(directives.elementOrder)) continue;
    const field = key.slice(directives.elementOrder.length);
    const child = schema?.child(field);
    const live = original[field];
    const change = patch[field];
    if (!Array.isArray(order) || (live === undefined && change === undefined)) continue;
    if (Array.isArray(change)) checkOrder(change, order, child?.mergeKey);
    const removed = patch[directives.deleteFromList + field];
    const merged = (Array.isArray(change) ? (Array.isArray(live) ? mergeLists(live, change, child) : (asStored(change) as Json[])) : ((live ?? []) as Json[])).filter(
      (item) => !Array.isArray(removed) || !removed.includes(item),
    );
    original[field] = orderMerged(merged, order, live ?? [], child?.mergeKey);
    done.add(field).add(directives.deleteFromList + field);
  }
  return done;
}

function mergeField(original: Record<string, Json>, key: string, value: Json, schema: SchemaLookup | undefined): void {
  const live = original[key];
  if (value === null) delete original[key];
  else if (isMap(live) && isMap(value)) original[key] = schema?.strategy.includes('replace') ? value : mergeMaps(live, value, schema);
  else if (Array.isArray(live) && Array.isArray(value)) original[key] = mergeLists(live, value, schema);
  else {
    const stored = asStored(value);
    if (stored !== undefined) original[key] = stored;
    else if (!(key in original)) delete original[key];
  }
}

function withoutDirective(patch: Record<string, Json>): Record<string, Json> {
  const { [directives.patch]: _, ...rest } = patch;
  return rest;
}

function mergeMaps(original: Record<string, Json>, patch: Record<string, Json>, schema: SchemaLookup | undefined): Record<string, Json> {
  const directive = patch[directives.patch];
  if (directive === 'replace') return withoutDirective(patch);
  if (directive === 'delete') return {};
  if (directive !== undefined) throw badPatchType(directive, patch);
  const merged = { ...original };
  retainKeys(merged, patch);
  const done = mergeOrdered(merged, patch, schema);
  for (const [key, value] of Object.entries(patch)) {
    if (done.has(key)) continue;
    if (key.startsWith(directives.deleteFromList)) {
      const field = key.slice(directives.deleteFromList.length);
      if (Array.isArray(merged[field])) merged[field] = merged[field].filter((item: Json) => !value.some((gone: Json) => deepEqual(gone, item)));
    } else if (!isDirective(key)) {
      mergeField(merged, key, value, schema?.child(key));
    }
  }
  return merged;
}

/** The object with the patch applied; neither is changed. Throws an Error with upstream's sentence for a patch that makes no sense. */
export const strategicMergePatch = (original: Json, patch: Json, schema: SchemaLookup | undefined): Json => mergeMaps(deepCopy(original), deepCopy(patch), schema);
