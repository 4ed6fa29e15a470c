// Server-side apply: the fields that a manager applies are its own; what others own conflicts, unless it is forced.
import { resolve, type Schema } from '../apis/schema.ts';
import { byCodePoint } from '../apimachinery/goFormat.ts';
import { deepCopy, deepEqual, type Json, type KubeObject } from '../apimachinery/object.ts';
import { badRequest, conflict, failure, notFound, type StatusCause } from '../apimachinery/status.ts';
import { type Answer, query, type ResourceContext } from './context.ts';
import { applyDefaults, decodeAs } from './decodeBody.ts';
import { changedFields, children, elementName, exclusive, type FieldSet, fieldsOf, intersection, isAtomic, pathsOf, union, without } from './fieldSets.ts';
import { createObject, updateObject } from './handlers/write.ts';
import { fieldsOfLastApplied, isKubectl, rememberApplied } from './lastApplied.ts';
import { mergeTyped } from './mergeTyped.ts';
import { isOwn, managed, type ManagedFieldsEntry, newEntry } from './managedFields.ts';

/** The value without the fields of a set. */
function cut(value: Json, set: FieldSet, schema: Schema): Json {
  if (isAtomic(value, schema)) return value;
  const type = resolve(schema).schema;
  const keep = (name: string, child: Json, childSchema: Schema): Json => {
    const part = set[name];
    if (!part) return child;
    if (Object.keys(part).length === 0) return undefined;
    const rest = cut(child, part, childSchema);
    return Object.keys(rest).length > 0 ? rest : undefined;
  };
  if (Array.isArray(value)) return value.flatMap((item: Json) => keep(elementName(item, schema) as string, item, type.items ?? {}) ?? []);
  const out: Record<string, Json> = {};
  for (const [name, child, childSchema] of children(value, schema)) {
    const kept = keep(name, child, childSchema);
    if (kept !== undefined) out[name.slice(2)] = kept;
  }
  return out;
}

interface Conflict {
  entry: ManagedFieldsEntry;
  fields: FieldSet;
}

/** Fields that are applied with another value than they have, by the managers who own them. */
function conflictsOf(context: ResourceContext, live: Json, applied: Json, entries: readonly ManagedFieldsEntry[]): Conflict[] {
  const changed = differing(applied, live, context.resource.schema);
  if (!changed) return [];
  return entries
    .filter((entry) => !isOwn(context, entry, 'Apply'))
    .flatMap((entry) => {
      const fields = intersection(entry.fieldsV1, changed);
      return fields ? [{ entry, fields }] : [];
    });
}

/** The leaves of `applied` that are in `live` with another value. */
function differing(applied: Json, live: Json, schema: Schema): FieldSet | undefined {
  if (live === undefined || deepEqual(applied, live)) return undefined;
  if (isAtomic(applied, schema)) return {};
  const before = new Map<string, Json>();
  for (const [name, child] of children(live, schema)) before.set(name, child);
  const set: FieldSet = {};
  for (const [name, child, childSchema] of children(applied, schema)) {
    const different = differing(child, before.get(name), childSchema);
    if (different) set[name] = different;
  }
  return Object.keys(set).length > 0 ? set : undefined;
}

const managerText = ({ manager, operation, apiVersion, subresource }: ManagedFieldsEntry): string =>
  `${JSON.stringify(manager)}${subresource ? ` with subresource ${JSON.stringify(subresource)}` : ''}${operation === 'Update' ? ` using ${apiVersion}` : ''}`;

function refuse(conflicts: readonly Conflict[]): never {
  const all = conflicts.map(({ entry, fields }) => ({ manager: managerText(entry), paths: pathsOf(fields) })).sort((a, b) => byCodePoint(a.manager, b.manager));
  const count = all.reduce((n, { paths }) => n + paths.length, 0);
  const causes: StatusCause[] = all.flatMap(({ manager, paths }) => paths.map((field) => ({ reason: 'FieldManagerConflict', message: `conflict with ${manager}`, field })));
  const text =
    count === 1 ? `conflict with ${all[0]?.manager}: ${all[0]?.paths[0]}` : all.map(({ manager, paths }) => `conflicts with ${manager}:\n${paths.map((p) => `- ${p}`).join('\n')}`).join('\n');
  throw failure(409, 'Conflict', `Apply failed with ${count} conflict${count === 1 ? '' : 's'}: ${text}`, { causes });
}

/** The managers after this application: the applier owns what it applied, and nobody else what it took by force. */
function managersAfter(context: ResourceContext, entries: readonly ManagedFieldsEntry[], fields: FieldSet, conflicts: readonly Conflict[]): ManagedFieldsEntry[] {
  const taken = new Map(conflicts.map(({ entry, fields: lost }) => [entry, lost]));
  const own = entries.find((entry) => isOwn(context, entry, 'Apply'));
  const mine = own && deepEqual(own.fieldsV1, fields) ? own : newEntry(context, 'Apply', fields);
  const others = entries.flatMap((entry) => {
    if (entry === own) return [];
    const rest = without(entry.fieldsV1, taken.get(entry));
    return rest ? [{ ...entry, fieldsV1: rest }] : [];
  });
  const applied = [...others.filter((e) => e.operation === 'Apply'), mine].sort((a, b) => a.manager.localeCompare(b.manager));
  return [...applied, ...others.filter((e) => e.operation === 'Update')];
}

/** What the applier applied before and does not apply now, and nobody else owns. */
function abandoned(context: ResourceContext, entries: readonly ManagedFieldsEntry[], fields: FieldSet): FieldSet | undefined {
  const own = entries.find((entry) => isOwn(context, entry, 'Apply'));
  if (!own) return undefined;
  const kept = entries.filter((entry) => entry !== own).reduce((set, entry) => union(set, entry.fieldsV1), fields);
  return exclusive(own.fieldsV1, kept, context.resource.schema);
}

/** Who managed what before. What nobody was noted for belongs to whoever was there before the first application. */
function entriesBefore(context: ResourceContext, live: KubeObject): ManagedFieldsEntry[] {
  const { schema, subresources } = context.resource;
  const noted: ManagedFieldsEntry[] = structuredClone(live.metadata.managedFields ?? []);
  if (noted.length > 0) return noted;
  const fields = changedFields(managed(live, context.info.subresource, subresources.has('status')), {}, schema);
  return fields ? [{ ...newEntry(context, 'Update', fields), manager: 'before-first-apply' }] : [];
}

/** The conflicts that are left when kubectl goes over from applying on its own side: what it wrote there and nobody has changed is its own. */
function besidesLastApplied(context: ResourceContext, live: KubeObject, conflicts: readonly Conflict[]): readonly Conflict[] {
  const allowed = conflicts.length > 0 && isKubectl(context) ? fieldsOfLastApplied(live, context.resource.schema) : undefined;
  if (!allowed) return conflicts;
  return conflicts.flatMap(({ entry, fields }) => {
    const rest = without(fields, allowed);
    return rest ? [{ entry, fields: rest }] : [];
  });
}

function applyTo(context: ResourceContext, live: KubeObject, config: Json): KubeObject {
  const { schema } = context.resource;
  const entries = entriesBefore(context, live);
  const applied = managed(config, context.info.subresource, context.resource.subresources.has('status'));
  const fields = fieldsOf(applied, schema);
  const conflicts = conflictsOf(context, live, applied, entries);
  const refused = query(context, 'force') === 'true' ? [] : besidesLastApplied(context, live, conflicts);
  if (refused.length > 0) refuse(refused);
  const gone = abandoned(context, entries, fields);
  const merged = mergeTyped(live, applied, schema);
  const draft = deepCopy(gone ? { ...cut(merged, gone, schema), apiVersion: live.apiVersion, kind: live.kind } : merged);
  draft.metadata = { ...draft.metadata, name: live.metadata.name };
  if (config.metadata.resourceVersion) draft.metadata.resourceVersion = config.metadata.resourceVersion;
  if (isKubectl(context)) rememberApplied(draft, context.request.body);
  applyDefaults(context, draft);
  return updateObject({ ...context, applied: managersAfter(context, entries, fields, conflicts) }, draft, live);
}

/** Applies the configuration in the body: creates the object, or merges it into what is there. */
export function applyPatch(context: ResourceContext): Answer {
  const { resource, info, server, request } = context;
  const config = decodeAs(context, deepCopy(request.body), resource);
  if (config.metadata.managedFields?.length) throw badRequest('metadata.managedFields must be nil');
  config.metadata.name ??= info.name;
  if (config.metadata.name !== info.name) throw badRequest(`the name of the object (${config.metadata.name}) does not match the name on the URL (${info.name})`);
  const live = server.storage.get(resource, info.namespace, info.name as string);
  if (live) return { code: 200, body: applyTo(context, live, config) };
  if (info.subresource) throw notFound(resource, config.metadata.name);
  if (config.metadata.uid) throw conflict(resource, config.metadata.name, `uid mismatch: the provided object specified uid ${config.metadata.uid}, and no existing object was found`);
  const hasStatus = resource.subresources.has('status');
  const entry = newEntry(context, 'Apply', fieldsOf(managed(config, info.subresource, hasStatus), resource.schema));
  const draft = deepCopy(config);
  applyDefaults(context, draft);
  return { code: 201, body: createObject({ ...context, applied: [entry] }, draft) };
}
