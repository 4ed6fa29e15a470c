// Sets of fields in the fieldsV1 form of structured-merge-diff, and what is done with them: taken from values, united, cut, shown.
import { resolve, type Schema } from '../apis/schema.ts';
import { deepEqual, type Json } from '../apimachinery/object.ts';

/** `{"f:spec": {"f:replicas": {}}}`: a set of fields; `.` stands for the thing itself. */
export interface FieldSet {
  [element: string]: FieldSet;
}

export const isObject = (value: Json): boolean => value !== null && typeof value === 'object' && !Array.isArray(value);

/** How an item of a list is named in a set: by its keys, by its value, or not at all (the list is one thing). */
export function elementName(item: Json, schema: Schema): string | undefined {
  const type = schema['x-kubernetes-list-type'];
  if (type === 'set') return `v:${JSON.stringify(item)}`;
  if (type !== 'map') return undefined;
  const keys = [...(schema['x-kubernetes-list-map-keys'] ?? [])].sort();
  const { properties } = resolve(schema.items ?? {}).schema;
  // A key that the item leaves out is what the type gives it: a port's protocol.
  const keyValue = (key: string): Json => item[key] ?? properties?.[key]?.default;
  return `k:${JSON.stringify(Object.fromEntries(keys.filter((key) => keyValue(key) !== undefined).map((key) => [key, keyValue(key)])))}`;
}

/** Whether a value of this schema is owned as a whole. */
export function isAtomic(value: Json, schema: Schema): boolean {
  const type = resolve(schema).schema;
  if (Array.isArray(value)) return !['map', 'set'].includes(schema['x-kubernetes-list-type'] ?? '');
  return !isObject(value) || (schema['x-kubernetes-map-type'] ?? type['x-kubernetes-map-type']) === 'atomic';
}

/** The children of a value that are owned one by one: name in a set, value, schema. */
export function* children(value: Json, schema: Schema): Generator<[string, Json, Schema]> {
  if (isAtomic(value, schema)) return;
  const type = resolve(schema).schema;
  if (Array.isArray(value)) {
    for (const item of value) yield [elementName(item, schema) as string, item, schema['x-kubernetes-list-type'] === 'set' ? {} : (type.items ?? {})];
  } else {
    for (const key of Object.keys(value)) yield [`f:${key}`, value[key], type.properties?.[key] ?? type.additionalProperties ?? {}];
  }
}

/** Elements in the order of their names, as the server writes them. */
export function sorted(set: FieldSet): FieldSet {
  return Object.fromEntries(
    Object.keys(set)
      .sort()
      .map((name) => [name, set[name] as FieldSet]),
  );
}

/** All fields of a value. Items of lists own their presence too; maps and structs do not. */
export function fieldsOf(value: Json, schema: Schema, isItem = false): FieldSet {
  const set: FieldSet = {};
  for (const [name, child, childSchema] of children(value, schema)) set[name] = fieldsOf(child, childSchema, Array.isArray(value));
  if (isItem && isObject(value)) set['.'] = {};
  return sorted(set);
}

/** Structs that Go holds by value are never there or not there, so nobody owns their presence. */
const isOwnedItself = (schema: Schema): boolean => !isObject(schema.default);

/** The fields of `value` that are new or other than in `old`. */
export function changedFields(value: Json, old: Json, schema: Schema): FieldSet | undefined {
  if (deepEqual(value, old)) return undefined;
  const before = new Map<string, Json>();
  for (const [name, child] of children(old, schema)) before.set(name, child);
  const set: FieldSet = {};
  let any = false;
  for (const [name, child, childSchema] of children(value, schema)) {
    any = true;
    const changed = changedFields(child, before.get(name), childSchema);
    if (changed) set[name] = changed;
  }
  if (!any) return {};
  if (old === undefined && isOwnedItself(schema)) set['.'] = {};
  return Object.keys(set).length > 0 ? sorted(set) : undefined;
}

/** Whether the thing itself is in the set, not only something in it. */
const isMember = (set: FieldSet): boolean => '.' in set || Object.keys(set).length === 0;

/** The set without the fields in `taken`. */
export function without(set: FieldSet, taken: FieldSet | undefined): FieldSet | undefined {
  const names = Object.keys(set);
  if (names.length === 0) return taken && isMember(taken) ? undefined : set;
  const out: FieldSet = {};
  for (const name of names) {
    const rest = taken && name in taken ? without(set[name] as FieldSet, taken[name]) : set[name];
    if (rest) out[name] = rest;
  }
  return Object.keys(out).length > 0 ? out : undefined;
}

/** The fields that are in both sets. */
export function intersection(a: FieldSet, b: FieldSet): FieldSet | undefined {
  const names = Object.keys(a);
  if (names.length === 0 || Object.keys(b).length === 0) return isMember(a) && isMember(b) ? {} : undefined;
  const out: FieldSet = {};
  for (const name of names) {
    const both = name in b ? intersection(a[name] as FieldSet, b[name] as FieldSet) : undefined;
    if (both) out[name] = both;
  }
  return Object.keys(out).length > 0 ? out : undefined;
}

/** The schema of an element of a set. */
function elementSchema(name: string, schema: Schema): Schema {
  const type = resolve(schema).schema;
  if (!name.startsWith('f:')) return name.startsWith('v:') ? {} : (type.items ?? {});
  return type.properties?.[name.slice(2)] ?? type.additionalProperties ?? {};
}

/** Whether an element of a set is in it itself; who owns something in a field of a struct owns the field too. */
function hasElement(set: FieldSet | undefined, name: string, schema: Schema): boolean {
  const part = set?.[name];
  return part !== undefined && (isMember(part) || (name.startsWith('f:') && resolve(schema).schema.properties?.[name.slice(2)] !== undefined));
}

/** What is in `set` alone and not in `kept`: each such element is a leaf, for with it goes all that is below. */
export function exclusive(set: FieldSet, kept: FieldSet, schema: Schema): FieldSet | undefined {
  const out: FieldSet = {};
  for (const name of Object.keys(set)) {
    if (name === '.') continue;
    if (hasElement(set, name, schema) && !hasElement(kept, name, schema)) out[name] = {};
    else {
      const rest = exclusive(set[name] as FieldSet, kept[name] ?? {}, elementSchema(name, schema));
      if (rest) out[name] = rest;
    }
  }
  return Object.keys(out).length > 0 ? out : undefined;
}

/** The part of the set that the value still has. */
export function existing(set: FieldSet, value: Json, schema: Schema): FieldSet | undefined {
  const names = Object.keys(set);
  if (value === undefined) return undefined;
  if (names.length === 0) return set;
  const now = new Map<string, [Json, Schema]>();
  for (const [name, child, childSchema] of children(value, schema)) now.set(name, [child, childSchema]);
  const out: FieldSet = {};
  for (const name of names) {
    const child = now.get(name);
    const rest = name === '.' ? {} : child && existing(set[name] as FieldSet, child[0], child[1]);
    if (rest) out[name] = rest;
  }
  return Object.keys(out).length > 0 ? out : undefined;
}

export function union(a: FieldSet, b: FieldSet): FieldSet {
  const out: FieldSet = { ...a };
  for (const name of Object.keys(b)) out[name] = out[name] ? union(out[name], b[name] as FieldSet) : (b[name] as FieldSet);
  return sorted(out);
}

/** `[name="c"]`, `.spec`: an element as sentences show it. */
function elementText(name: string): string {
  if (name.startsWith('f:')) return `.${name.slice(2)}`;
  if (name.startsWith('v:')) return `[=${name.slice(2)}]`;
  const keys = Object.entries(JSON.parse(name.slice(2)) as Record<string, unknown>);
  return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`;
}

/** The paths of the fields in a set, at each level those that end there first: `.spec.containers[name="c"].image`. */
export function pathsOf(set: FieldSet, prefix = ''): string[] {
  const names = Object.keys(set).filter((name) => name !== '.');
  const members = names.filter((name) => isMember(set[name] as FieldSet)).map((name) => prefix + elementText(name));
  return [...members, ...names.flatMap((name) => pathsOf(set[name] as FieldSet, prefix + elementText(name)))];
}
