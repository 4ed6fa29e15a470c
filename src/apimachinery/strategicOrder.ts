// The order of a merged list: elements that the patch names in the order it wants, the others where they stood.
import { deepEqual } from './object.ts';
import type { Json } from './object.ts';

const isMap = (value: Json): boolean => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Whether two elements are the same one: by merge key, or by value for lists of scalars. */
export const sameElement = (a: Json, b: Json, mergeKey: string | undefined): boolean => (mergeKey && isMap(a) && isMap(b) ? deepEqual(a[mergeKey], b[mergeKey]) : deepEqual(a, b));

export const indexOfElement = (list: readonly Json[], element: Json, mergeKey: string | undefined): number => list.findIndex((other) => sameElement(other, element, mergeKey));

/** The elements in the order that `order` gives them. Elements that only say what to delete come last. */
export function inOrder(elements: readonly Json[], order: readonly Json[], mergeKey: string | undefined): Json[] {
  const deletes = elements.filter((element) => isMap(element) && element.$patch === 'delete');
  const rest = elements.filter((element) => !deletes.includes(element)).map((element) => ({ element, at: indexOfElement(order, element, mergeKey) }));
  return [...rest.sort((a, b) => a.at - b.at).map(({ element }) => element), ...deletes];
}

/** Merges two lists, each in its order, so that what both stood in the live list keeps its place when it can. */
function interleave(left: Json[], right: Json[], live: readonly Json[], mergeKey: string | undefined): Json[] {
  const merged: Json[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    const l = indexOfElement(live, left[i], mergeKey);
    const r = indexOfElement(live, right[j], mergeKey);
    merged.push(l >= 0 && r >= 0 && l < r ? left[i++] : right[j++]);
  }
  return [...merged, ...left.slice(i), ...right.slice(j)];
}

/** The merged list, ordered by what the patch wants and, for the rest, by the live list. */
export function orderMerged(merged: readonly Json[], wanted: readonly Json[], live: readonly Json[], mergeKey: string | undefined): Json[] {
  const isWanted = (element: Json): boolean => indexOfElement(wanted, element, mergeKey) >= 0;
  const fromPatch = inOrder(merged.filter(isWanted), wanted, mergeKey);
  const others = inOrder(
    merged.filter((element) => !isWanted(element)),
    live,
    mergeKey,
  );
  return interleave(others, fromPatch, live, mergeKey);
}
