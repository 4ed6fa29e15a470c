// Who wrote which field last: metadata.managedFields.
import { groupVersionText } from '../apis/resources.ts';
import { formatTime, type Json, type KubeObject } from '../apimachinery/object.ts';
import { fieldManager, type ResourceContext } from './context.ts';
import { changedFields, existing, type FieldSet, sorted, union, without } from './fieldSets.ts';

/** One manager's fields, as metadata.managedFields lists them. */
export interface ManagedFieldsEntry {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  time: string;
  fieldsType: 'FieldsV1';
  fieldsV1: FieldSet;
  subresource?: string;
}

/** What nobody manages: the server's own. */
const serversOwn = new Set(['name', 'namespace', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'managedFields', 'selfLink']);

/** The part of the object that a write of this subresource can own. */
export function managed(object: Json, subresource: string, hasStatus: boolean): Json {
  const { apiVersion: _, kind: __, metadata, status, ...others } = object;
  const withStatus = status === undefined ? others : { ...others, status };
  const rest = subresource === 'status' ? { status } : hasStatus ? others : withStatus;
  const kept = Object.fromEntries(Object.entries(metadata ?? {}).filter(([field]) => !serversOwn.has(field)));
  return Object.keys(kept).length > 0 ? { ...rest, metadata: kept } : rest;
}

/** The subresource through which the object was written. */
const through = ({ writtenThrough, info }: ResourceContext): string => writtenThrough ?? info.subresource;

export const newEntry = (context: ResourceContext, operation: 'Apply' | 'Update', fieldsV1: FieldSet): ManagedFieldsEntry => ({
  apiVersion: groupVersionText(context.resource),
  fieldsType: 'FieldsV1',
  fieldsV1: sorted(fieldsV1),
  manager: fieldManager(context),
  operation,
  time: formatTime(context.now),
  ...(through(context) ? { subresource: through(context) } : {}),
});

export function isOwn(context: ResourceContext, entry: ManagedFieldsEntry, operation: 'Apply' | 'Update'): boolean {
  const sameVersion = operation === 'Apply' || entry.apiVersion === groupVersionText(context.resource);
  return entry.manager === fieldManager(context) && entry.operation === operation && (entry.subresource ?? '') === through(context) && sameVersion;
}

/** Applied before updated, then by time, then by name (structured-merge-diff's order). */
const inOrder = (a: ManagedFieldsEntry, b: ManagedFieldsEntry): number => a.operation.localeCompare(b.operation) || a.time.localeCompare(b.time) || a.manager.localeCompare(b.manager);

export function setManagedFields(object: Json, entries: readonly ManagedFieldsEntry[]): void {
  if (entries.length > 0) object.metadata.managedFields = [...entries].sort(inOrder);
  else delete object.metadata.managedFields;
}

/** As many updating managers as an object has; the oldest of more become one. */
const mostUpdaters = 10;

function capped(entries: readonly ManagedFieldsEntry[]): ManagedFieldsEntry[] {
  const updaters = entries.filter(({ operation }) => operation === 'Update').sort(inOrder);
  if (updaters.length <= mostUpdaters) return [...entries];
  const old = updaters.slice(0, updaters.length - mostUpdaters + 1);
  const byVersion = new Map<string, ManagedFieldsEntry>();
  for (const entry of old) {
    const { subresource: _, ...known } = byVersion.get(entry.apiVersion) ?? entry;
    byVersion.set(entry.apiVersion, { ...known, manager: 'ancient-changes', time: entry.time, fieldsV1: union(known.fieldsV1, entry.fieldsV1) });
  }
  return [...entries.filter((entry) => !old.includes(entry)), ...byVersion.values()];
}

const isEntry = (entry: Json): boolean =>
  ['Apply', 'Update'].includes(entry?.operation) &&
  typeof entry.manager === 'string' &&
  typeof entry.apiVersion === 'string' &&
  entry.fieldsType === 'FieldsV1' &&
  entry.fieldsV1 !== null &&
  typeof entry.fieldsV1 === 'object';

/** The entries to go on from: those that the client writes, if they can be read; one empty entry strips the object of all. */
function entriesBefore(object: Json, old: KubeObject | undefined): ManagedFieldsEntry[] {
  const given: Json[] = object.metadata.managedFields ?? [];
  if (given.length === 1 && Object.keys(given[0] ?? {}).length === 0) return [];
  return structuredClone(old && (given.length === 0 || !given.every(isEntry)) ? (old.metadata.managedFields ?? []) : given.filter(isEntry));
}

/** Notes in the draft's managedFields what this write changed and by whom. Apply has noted it already. */
export function trackUpdate(context: ResourceContext, object: Json, old: KubeObject | undefined): void {
  if (context.applied) {
    setManagedFields(object, context.applied);
    return;
  }
  const before = entriesBefore(object, old);
  // Who has been stripped of managers gets new ones by server-side apply alone.
  if (old && before.length === 0) {
    delete object.metadata.managedFields;
    return;
  }
  const { resource, info } = context;
  const hasStatus = resource.subresources.has('status');
  const value = managed(object, info.subresource, hasStatus);
  const changed = changedFields(value, old ? managed(old, info.subresource, hasStatus) : {}, resource.schema);
  const whole = { ...object, apiVersion: undefined, kind: undefined };
  const entries: ManagedFieldsEntry[] = [];
  for (const entry of before) {
    const left = existing(entry.fieldsV1, whole, resource.schema);
    const rest = left && !isOwn(context, entry, 'Update') ? without(left, changed) : left;
    if (rest) entries.push({ ...entry, fieldsV1: rest });
  }
  if (changed) {
    const own = entries.findIndex((entry) => isOwn(context, entry, 'Update'));
    const entry = newEntry(context, 'Update', own < 0 ? changed : union((entries[own] as ManagedFieldsEntry).fieldsV1, changed));
    if (own < 0) entries.push(entry);
    else entries[own] = entry;
  }
  setManagedFields(object, capped(entries));
}
