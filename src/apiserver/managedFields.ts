// Who wrote which field last: metadata.managedFields, in the fieldsV1 form of structured-merge-diff.
import { groupVersionText } from '../apis/resources.ts';
import { resolve, type Schema } from '../apis/schema.ts';
import { deepEqual, formatTime, type Json, type KubeObject } from '../apimachinery/object.ts';
import { fieldManager, type ResourceContext } from './context.ts';

/** `{"f:spec": {"f:replicas": {}}}`: a set of fields; `.` stands for the thing itself. */
export interface FieldSet {
  [element: string]: FieldSet;
}

const isObject = (value: Json): boolean => value !== null && typeof value === 'object' && !Array.isArray(value);

/** How an item of a list is named in a set: by its keys, by its value, or not at all (the list is one thing). */
function elementName(item: Json, schema: Schema): string | undefined {
  const type = schema['x-kubernetes-list-type'];
  if (type === 'set') return `v:${JSON.stringify(item)}`;
  if (type !== 'map') return undefined;
  const keys = [...(schema['x-kubernetes-list-map-keys'] ?? [])].sort();
  return `k:${JSON.stringify(Object.fromEntries(keys.filter((key) => item[key] !== undefined).map((key) => [key, item[key]])))}`;
}

/** The children of a value that are owned one by one: name in a set, value, schema. Nothing for values owned as a whole. */
function* children(value: Json, schema: Schema): Generator<[string, Json, Schema]> {
  const type = resolve(schema).schema;
  const isAtomic = (schema['x-kubernetes-map-type'] ?? type['x-kubernetes-map-type']) === 'atomic';
  if (isAtomic) return;
  if (Array.isArray(value)) {
    for (const item of value) {
      const name = elementName(item, schema);
      if (name !== undefined) yield [name, item, schema['x-kubernetes-list-type'] === 'set' ? {} : (type.items ?? {})];
    }
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) yield [`f:${key}`, value[key], type.properties?.[key] ?? type.additionalProperties ?? {}];
  }
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

/** The set without the fields in `taken`, and without those that `exists` says are gone. */
function without(set: FieldSet, taken: FieldSet | undefined): FieldSet | undefined {
  const names = Object.keys(set);
  if (names.length === 0) return taken ? undefined : set;
  const out: FieldSet = {};
  for (const name of names) {
    const rest = taken && name in taken ? without(set[name] as FieldSet, taken[name]) : set[name];
    if (rest) out[name] = rest;
  }
  return Object.keys(out).length > 0 ? out : undefined;
}

/** The part of the set that the value still has. */
function existing(set: FieldSet, value: Json, schema: Schema): FieldSet | undefined {
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

function union(a: FieldSet, b: FieldSet): FieldSet {
  const out: FieldSet = { ...a };
  for (const name of Object.keys(b)) out[name] = out[name] ? union(out[name], b[name] as FieldSet) : (b[name] as FieldSet);
  return sorted(out);
}

/** Elements in the order of their names, as the server writes them. */
function sorted(set: FieldSet): FieldSet {
  return Object.fromEntries(
    Object.keys(set)
      .sort()
      .map((name) => [name, set[name] as FieldSet]),
  );
}

/** What nobody manages: the server's own. */
const serversOwn = new Set(['name', 'namespace', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'managedFields', 'selfLink']);

/** The part of the object that a write of this subresource can own. */
function managed(object: Json, subresource: string, hasStatus: boolean): Json {
  const { apiVersion: _, kind: __, metadata, status, ...others } = object;
  const rest = subresource === 'status' ? { status } : hasStatus ? others : { ...others, status };
  const kept = Object.fromEntries(Object.entries(metadata).filter(([field]) => !serversOwn.has(field)));
  return { ...rest, metadata: kept };
}

interface Entry {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  time: string;
  fieldsType: 'FieldsV1';
  fieldsV1: FieldSet;
  subresource?: string;
}

/** Notes in the draft's managedFields what this write changed and by whom. */
export function trackUpdate(context: ResourceContext, object: Json, old: KubeObject | undefined): void {
  const { resource, info, now } = context;
  const hasStatus = resource.subresources.has('status');
  const before: Entry[] = structuredClone(old?.metadata.managedFields ?? []);
  const value = managed(object, info.subresource, hasStatus);
  const changed = changedFields(value, old ? managed(old, info.subresource, hasStatus) : { metadata: {} }, resource.schema);
  const whole = { ...object, apiVersion: undefined, kind: undefined };
  const manager = fieldManager(context);
  const isOwn = (e: Entry): boolean => e.manager === manager && e.operation === 'Update' && (e.subresource ?? '') === info.subresource && e.apiVersion === groupVersionText(resource);
  const entries: Entry[] = [];
  for (const entry of before) {
    const left = existing(entry.fieldsV1, whole, resource.schema);
    const rest = left && !isOwn(entry) ? without(left, changed) : left;
    if (rest) entries.push({ ...entry, fieldsV1: rest });
  }
  if (changed) {
    const own = entries.findIndex(isOwn);
    const fields = own < 0 ? changed : union((entries[own] as Entry).fieldsV1, changed);
    const entry: Entry = { apiVersion: groupVersionText(resource), fieldsType: 'FieldsV1', fieldsV1: sorted(fields), manager, operation: 'Update', time: formatTime(now) };
    if (info.subresource) entry.subresource = info.subresource;
    if (own < 0) entries.push(entry);
    else entries[own] = entry;
  }
  if (entries.length > 0) object.metadata.managedFields = entries;
  else delete object.metadata.managedFields;
}
