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

export const newEntry = (context: ResourceContext, operation: 'Apply' | 'Update', fieldsV1: FieldSet): ManagedFieldsEntry => ({
  apiVersion: groupVersionText(context.resource),
  fieldsType: 'FieldsV1',
  fieldsV1: sorted(fieldsV1),
  manager: fieldManager(context),
  operation,
  time: formatTime(context.now),
  ...(context.info.subresource ? { subresource: context.info.subresource } : {}),
});

export function isOwn(context: ResourceContext, entry: ManagedFieldsEntry, operation: 'Apply' | 'Update'): boolean {
  const sameVersion = operation === 'Apply' || entry.apiVersion === groupVersionText(context.resource);
  return entry.manager === fieldManager(context) && entry.operation === operation && (entry.subresource ?? '') === context.info.subresource && sameVersion;
}

/** Applied before updated, then by time, then by name (structured-merge-diff's order). */
const inOrder = (a: ManagedFieldsEntry, b: ManagedFieldsEntry): number => a.operation.localeCompare(b.operation) || a.time.localeCompare(b.time) || a.manager.localeCompare(b.manager);

export function setManagedFields(object: Json, entries: readonly ManagedFieldsEntry[]): void {
  if (entries.length > 0) object.metadata.managedFields = [...entries].sort(inOrder);
  else delete object.metadata.managedFields;
}

/** Notes in the draft's managedFields what this write changed and by whom. Apply has noted it already. */
export function trackUpdate(context: ResourceContext, object: Json, old: KubeObject | undefined): void {
  if (context.applied) {
    setManagedFields(object, context.applied);
    return;
  }
  const { resource, info } = context;
  const hasStatus = resource.subresources.has('status');
  const value = managed(object, info.subresource, hasStatus);
  const changed = changedFields(value, old ? managed(old, info.subresource, hasStatus) : {}, resource.schema);
  const whole = { ...object, apiVersion: undefined, kind: undefined };
  const entries: ManagedFieldsEntry[] = [];
  for (const entry of structuredClone(old?.metadata.managedFields ?? []) as ManagedFieldsEntry[]) {
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
  setManagedFields(object, entries);
}
