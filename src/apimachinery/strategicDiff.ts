// Makes strategic merge patches: what kubectl apply and edit send.
import { byCodePoint, goValue } from './goFormat.ts';
import { deepCopy, deepEqual } from './object.ts';
import type { Json } from './object.ts';
import { directives, isMap } from './strategicMerge.ts';
import type { SchemaLookup } from './strategicMerge.ts';
import { inOrder, sameElement } from './strategicOrder.ts';

/** The three states of one value: what was wanted before, what is wanted now, what is there. */
interface States<T> {
  original: T | undefined;
  modified: T;
  current: T;
}

interface ListPatch {
  changes: Json[];
  deleted: Json[];
  order: Json[];
}

const sameKind = (a: Json, b: Json): boolean => (a === null) === (b === null) && typeof a === typeof b && Array.isArray(a) === Array.isArray(b);

/** Whether the elements that two lists share stand in the same order. */
function sameOrder(current: readonly Json[], modified: readonly Json[], mergeKey: string): boolean {
  if (current.length !== modified.length) return false;
  return modified.every((element, i) => sameElement(current[i], element, mergeKey));
}

const keyText = (element: Json, mergeKey: string): string => goValue(element[mergeKey]);

/** What stands for an element of `own` in another list: of several with the same key (ports of a Service over TCP and UDP) the one at the same place among them. */
function counterpart(element: Json, own: readonly Json[], list: readonly Json[] | undefined, mergeKey: string): Json {
  const alike = (all: readonly Json[]): Json[] => all.filter((other) => sameElement(other, element, mergeKey));
  return alike(list ?? [])[alike(own).indexOf(element)];
}

function diffObjects({ original, modified, current }: States<Json[]>, mergeKey: string, schema: SchemaLookup | undefined): ListPatch {
  const changes: Json[] = [];
  for (const element of modified) {
    const live = counterpart(element, modified, current, mergeKey);
    const change = live === undefined ? deepCopy(element) : diffMaps({ original: counterpart(element, modified, original, mergeKey), modified: element, current: live }, schema, false);
    if (live === undefined) changes.push(change);
    else if (Object.keys(change).length > 0) changes.push({ ...change, [mergeKey]: element[mergeKey] });
  }
  const gone = (original ?? []).filter((element) => counterpart(element, original ?? [], modified, mergeKey) === undefined).sort((a, b) => byCodePoint(keyText(a, mergeKey), keyText(b, mergeKey)));
  const deleted = gone.map((element) => ({ [directives.patch]: 'delete', [mergeKey]: element[mergeKey] }));
  const all = [...inOrder(changes, modified, mergeKey), ...deleted];
  const ordered = all.length > 0 || !sameOrder(current, modified, mergeKey);
  return { changes: all, deleted: [], order: ordered ? modified.map((element) => ({ [mergeKey]: element[mergeKey] })) : [] };
}

function diffScalars({ original, modified, current }: States<Json[]>): ListPatch {
  const unique = [...new Set(modified)];
  const changes = unique.filter((item) => !current.includes(item));
  const deleted = [...new Set(original ?? [])].filter((item) => !modified.includes(item)).sort((a, b) => byCodePoint(goValue(a), goValue(b)));
  return { changes, deleted, order: deleted.length > 0 || !deepEqual(current, modified) ? modified : [] };
}

function diffLists(states: States<Json[]>, schema: SchemaLookup): ListPatch {
  const { original, modified, current } = states;
  if (current.length === 0 && (original ?? []).length === 0) return { changes: deepCopy(modified), deleted: [], order: [] };
  if (![...current, ...modified].some(isMap)) return diffScalars(states);
  if (!schema.mergeKey) throw new Error('cannot merge lists without merge key');
  const lacking = [...current, ...modified, ...(original ?? [])].find((element) => !isMap(element) || element[schema.mergeKey as string] === undefined);
  if (lacking !== undefined) throw new Error(`map: ${goValue(lacking)} does not contain declared merge key: ${schema.mergeKey}`);
  return diffObjects(states, schema.mergeKey, schema.items());
}

function diffField(patch: Record<string, Json>, key: string, states: States<Json>, schema: SchemaLookup | undefined): void {
  const { original, modified, current } = states;
  if (isMap(modified) && schema?.strategy.includes('replace')) {
    // What is replaced as a whole is sent whether or not it differs (upstream: handleMapDiff).
    patch[key] = deepCopy(modified);
  } else if (isMap(modified)) {
    const change = diffMaps({ original: isMap(original) ? original : undefined, modified, current }, schema, schema?.strategy.includes('retainKeys') ?? false);
    if (Object.keys(change).length > 0) patch[key] = change;
  } else if (Array.isArray(modified) && schema?.strategy.includes('merge')) {
    const { changes, deleted, order } = diffLists({ original: Array.isArray(original) ? original : undefined, modified, current }, schema);
    if (changes.length > 0) patch[key] = changes;
    if (deleted.length > 0) patch[directives.deleteFromList + key] = deleted;
    if (order.length > 0) patch[directives.elementOrder + key] = deepCopy(order);
  } else if (!deepEqual(current, modified)) {
    patch[key] = deepCopy(modified);
  }
}

function diffMaps({ original, modified, current }: States<Record<string, Json>>, schema: SchemaLookup | undefined, retainKeys: boolean): Record<string, Json> {
  const patch: Record<string, Json> = {};
  for (const [key, value] of Object.entries(modified)) {
    if (value === undefined) continue;
    const live = current[key];
    if (live === undefined || !sameKind(live, value)) patch[key] = deepCopy(value);
    else diffField(patch, key, { original: original?.[key], modified: value, current: live }, schema?.child(key));
  }
  for (const key of Object.keys(original ?? {})) if (!(key in modified)) patch[key] = null;
  if (retainKeys) {
    const kept = Object.keys(modified).filter((key) => modified[key] !== null);
    const extra = [current, original ?? {}].some((map) => Object.keys(map).some((key) => !(key in modified)));
    if (kept.length > 0 && (Object.keys(patch).length > 0 || extra)) patch[directives.retainKeys] = kept.sort(byCodePoint);
  }
  return patch;
}

/** What changes `original` into `modified`. */
export const createTwoWayMergePatch = (original: Json, modified: Json, schema: SchemaLookup | undefined): Json => diffMaps({ original, modified, current: original }, schema, false);

/** kubectl apply's patch: additions and changes from what is there, deletions from what was applied last. */
export const createThreeWayMergePatch = (original: Json, modified: Json, current: Json, schema: SchemaLookup | undefined): Json =>
  diffMaps({ original: original ?? {}, modified, current }, schema, false);
