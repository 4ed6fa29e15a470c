// How upstream shows its own structures in errors: Go's field names, in the order of the struct, absent things as null.
import type { Json } from '../../apimachinery/object.ts';
import { unifiedDiff } from './unifiedDiff.ts';

/** A struct's fields in order: the Go name, and how the JSON value is shown. */
export type GoStruct = readonly GoField[];
export type GoField = readonly [goName: string, jsonName: string, zero: Json, shape?: GoShape];
export type GoShape = GoStruct | { items: GoShape } | ((value: Json) => Json);

const isStruct = (shape: GoShape): shape is GoStruct => Array.isArray(shape);

function shaped(value: Json, shape: GoShape): Json {
  if (typeof shape === 'function') return shape(value);
  if (isStruct(shape)) return goStruct(value, shape);
  return (value as Json[]).map((item) => shaped(item, shape.items));
}

/** The JSON value as upstream's internal struct would be marshalled. */
export function goStruct(value: Json, fields: GoStruct): Json {
  const out: Record<string, Json> = {};
  for (const [goName, jsonName, zero, shape] of fields) {
    const member = value?.[jsonName];
    out[goName] = member === undefined || member === null ? zero : shape ? shaped(member, shape) : member;
  }
  return out;
}

/** Two structs side by side as k8s.io/apimachinery/pkg/util/diff shows them. */
export const goDiff = (before: Json, after: Json): string => unifiedDiff(goJson(before), goJson(after));

/** Go's encoder writes what HTML would read otherwise as numbers. */
const goJson = (value: Json): string => JSON.stringify(value, null, 1).replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);

/** Keys in order, as Go marshals maps. */
export function sortedMap(value: Json): Json {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A struct whose fields are only known from the value itself: what is absent is not shown. */
export function capitalised(value: Json): Json {
  if (Array.isArray(value)) return value.map(capitalised);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.charAt(0).toUpperCase() + key.slice(1), capitalised(member)]));
}
