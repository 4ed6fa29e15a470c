// What every write goes through between admission and etcd: the metadata that the server keeps, the kind's own rules,
// generation, managed fields, and the end of objects that are only waiting for their finalizers.
import { applySchemaDefaults } from '../../apis/decode.ts';
import type { Part, StrategyContext } from '../../apis/kind.ts';
import type { ResourceInfo } from '../../apis/resources.ts';
import { validateMetadata, validateMetadataUpdate } from '../../apis/validation/metadata.ts';
import { deepEqual, formatTime, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { alreadyExists, invalid, modified } from '../../apimachinery/status.ts';
import type { FieldError } from '../../apimachinery/fieldErrors.ts';
import { suffix, uuid } from '../../sim/index.ts';
import { admissionRequest, mutate, validate } from '../admission/index.ts';
import type { ResourceContext } from '../context.ts';
import { trackUpdate } from '../managedFields.ts';
import { hooksOf } from '../registry/index.ts';

function strategyContext({ now, user }: ResourceContext): StrategyContext {
  const { name, groups, uid, extra } = user;
  return { now, user: name, groups, ...(uid ? { uid } : {}), ...(extra ? { extra } : {}) };
}

/** Whether the kind keeps a status that clients write only through its subresource. */
const hasStatus = (resource: ResourceInfo): boolean => resource.subresources.has('status');

const leaseFor = (context: ResourceContext): number | undefined =>
  context.resource.prefix === '/registry/events/' && !context.dryRun ? context.server.storage.etcd.grant(context.server.options.flags().eventTTL, context.now) : undefined;

function refuseIfWrong(context: ResourceContext, object: Json, errors: readonly FieldError[]): void {
  if (errors.length > 0) throw invalid({ group: context.resource.group, resource: context.resource.kind }, object.metadata.name ?? '', errors);
}

/** The next name of a base: the suffixes of one base do not depend on what else was made. */
function generateName(context: ResourceContext, base: string): string {
  const { state, options, storage } = context.server;
  const counter = `${context.resource.resource}/${context.info.namespace ?? ''}/${base}`;
  for (let n = state.generated[counter] ?? 0; ; n++) {
    const name = `${base.slice(0, 58)}${suffix(5, options.seed, counter, n)}`;
    if (storage.get(context.resource, context.info.namespace, name)) continue;
    if (!context.dryRun) state.generated[counter] = n + 1;
    return name;
  }
}

/** metadata of a new object, as rest.BeforeCreate leaves it. */
function beginMetadata(context: ResourceContext, object: Json): void {
  const { metadata } = object;
  for (const field of ['deletionTimestamp', 'deletionGracePeriodSeconds', 'resourceVersion', 'selfLink', 'generation']) delete metadata[field];
  if (context.resource.namespaced) metadata.namespace = context.info.namespace;
  else delete metadata.namespace;
  if (!metadata.name && metadata.generateName) metadata.name = generateName(context, metadata.generateName);
  metadata.creationTimestamp = formatTime(context.now);
  metadata.uid = uuid(context.server.options.seed, context.resource.resource, metadata.namespace ?? '', metadata.name ?? '', context.server.storage.etcd.revision);
}

/** Creates the object: admission, the kind's rules, etcd. */
export function createObject(context: ResourceContext, object: Json): KubeObject {
  const { resource, server } = context;
  const { logic } = resource;
  const hooks = hooksOf(resource);
  const request = admissionRequest(context, 'CREATE', object, undefined);
  beginMetadata(context, object);
  mutate(request);
  hooks.authorizeWrite?.(context, object, undefined);
  hooks.allocate?.(context, object, undefined);
  if (hasStatus(resource) && !hooks.keepsStatusOnCreate && !resource.isCustom) {
    object.status = {};
    applySchemaDefaults(object, resource.schema, resource.typeName);
  }
  if (logic.generation === 'spec') object.metadata.generation = 1;
  logic.prepareForCreate?.(object, strategyContext(context));
  refuseIfWrong(context, object, [
    ...validateMetadata(object, { nameRule: logic.nameRule ?? 'dns1123subdomain', namespaced: resource.namespaced, bareFinalizers: logic.bareFinalizers }),
    ...(logic.validate?.(object) ?? []),
  ]);
  for (const text of logic.warnings?.(object) ?? []) context.warn(text);
  trackUpdate(context, object, undefined);
  validate(admissionRequest(context, 'CREATE', object, undefined));
  if (context.dryRun) return refuseIfThere(context, object);
  const created = server.storage.create(resource, toStored(resource, object), leaseFor(context));
  if (!created) throw alreadyExists(resource, object.metadata.name);
  hooks.created?.(context, created);
  return created;
}

function refuseIfThere(context: ResourceContext, object: Json): KubeObject {
  if (context.server.storage.get(context.resource, object.metadata.namespace, object.metadata.name)) throw alreadyExists(context.resource, object.metadata.name);
  return object;
}

const toStored = (resource: ResourceInfo, object: KubeObject): KubeObject => (resource.storedAs && resource.logic.toStored ? resource.logic.toStored(object) : object);

/** metadata that an update cannot change, taken from what is stored. Another uid is for validation to refuse, and so is an end of one's own making. */
function keepMetadata(object: Json, old: KubeObject): void {
  object.metadata.uid ||= old.metadata.uid;
  for (const field of ['creationTimestamp', 'generation', 'selfLink', ...(old.metadata.deletionTimestamp ? ['deletionTimestamp', 'deletionGracePeriodSeconds'] : [])]) {
    const value = (old.metadata as Json)[field];
    if (value === undefined) delete object.metadata[field];
    else object.metadata[field] = value;
  }
}

function checkPreconditions(context: ResourceContext, object: Json, old: KubeObject): void {
  const { resource } = context;
  const { resourceVersion } = object.metadata;
  if (resourceVersion && resourceVersion !== old.metadata.resourceVersion) throw modified(resource, old.metadata.name);
  if (!resourceVersion && resource.logic.requiresResourceVersion) {
    refuseIfWrong(context, object, [{ type: 'FieldValueInvalid', field: 'metadata.resourceVersion', value: 0, detail: 'must be specified for an update' }]);
  }
}

/** Everything but status stays as it is, except what a status update may say in metadata. */
function keepAllButStatus(object: Json, old: KubeObject): void {
  for (const field of Object.keys(object)) if (!(field in old) && field !== 'status') delete object[field];
  for (const field of Object.keys(old)) if (field !== 'status' && field !== 'metadata') object[field] = structuredClone(old[field]);
  const { name, namespace, labels, annotations, finalizers, ownerReferences, managedFields } = structuredClone(old.metadata);
  const kept = { name, namespace, labels: object.metadata.labels ?? labels, annotations: object.metadata.annotations ?? annotations, finalizers, ownerReferences, managedFields };
  for (const [field, value] of Object.entries(kept)) {
    if (value === undefined) delete object.metadata[field];
    else object.metadata[field] = value;
  }
}

/** The object without what changes do not count as changes of what is wanted. */
function wanted(resource: ResourceInfo, object: KubeObject): Json {
  const { metadata: _, status, ...rest } = object;
  return hasStatus(resource) || status === undefined ? rest : { ...rest, status };
}

const partOf = ({ resource, info }: ResourceContext): Part | undefined => resource.logic.parts?.[info.subresource];

/** What an update makes of the object, by the kind's rules. `object` is a draft. */
function prepareUpdate(context: ResourceContext, object: Json, old: KubeObject): void {
  const { resource, info } = context;
  const { logic } = resource;
  keepMetadata(object, old);
  if (info.subresource === 'status') {
    keepAllButStatus(object, old);
    logic.prepareForStatusUpdate?.(object, old, strategyContext(context));
    return;
  }
  if (hasStatus(resource) && info.subresource === '') {
    if (old.status === undefined) delete object.status;
    else object.status = structuredClone(old.status);
  }
  const part = partOf(context);
  if (part) {
    object.metadata = { ...structuredClone(old.metadata), ...(object.metadata.resourceVersion ? { resourceVersion: object.metadata.resourceVersion } : {}) };
    part.prepareForUpdate(object, old, strategyContext(context));
  } else if (info.subresource === '') logic.prepareForUpdate?.(object, old, strategyContext(context));
  if (logic.generation === 'spec' && !deepEqual(wanted(resource, object), wanted(resource, old))) object.metadata.generation = (old.metadata.generation ?? 0) + 1;
}

function validateUpdate(context: ResourceContext, object: Json, old: KubeObject): void {
  const { logic } = context.resource;
  const metadata = validateMetadataUpdate(object, old, { bareFinalizers: logic.bareFinalizers });
  if (context.info.subresource === 'status') {
    refuseIfWrong(context, object, [...metadata, ...(logic.validateStatusUpdate?.(object, old) ?? [])]);
    return;
  }
  const part = partOf(context);
  if (part) {
    refuseIfWrong(context, object, [...metadata, ...part.validateUpdate(object, old)]);
    return;
  }
  const own = logic.validateUpdateOnly ? [] : (logic.validate?.(object) ?? []);
  refuseIfWrong(context, object, [...metadata, ...own, ...(logic.validateUpdate?.(object, old) ?? [])]);
}

/** Writes a changed object: `object` is a draft of what it should be, `old` what is stored. */
export function updateObject(context: ResourceContext, object: Json, old: KubeObject): KubeObject {
  const { resource, server } = context;
  const hooks = hooksOf(resource);
  checkPreconditions(context, object, old);
  prepareUpdate(context, object, old);
  if (!context.isAdmitted) mutate(admissionRequest(context, 'UPDATE', object, old));
  hooks.authorizeWrite?.(context, object, old);
  hooks.allocate?.(context, object, old);
  validateUpdate(context, object, old);
  for (const text of resource.logic.warnings?.(object, old) ?? []) context.warn(text);
  trackUpdate(context, object, old);
  delete object.metadata.resourceVersion;
  const { resourceVersion: _, ...oldMetadata } = old.metadata;
  if (deepEqual(object, { ...old, metadata: oldMetadata }) && !server.storage.isStale(resource, old)) return old;
  if (!context.isAdmitted) validate(admissionRequest(context, 'UPDATE', object, old));
  if (context.dryRun) return { ...object, metadata: { ...object.metadata, resourceVersion: old.metadata.resourceVersion } };
  if (isFinished(object)) {
    server.storage.delete(resource, old);
    hooks.deleted?.(context, old);
    return object;
  }
  return server.storage.replace(resource, toStored(resource, object), old, leaseFor(context));
}

/** An object being deleted goes with its last finalizer, once its grace has passed. */
function isFinished(object: KubeObject): boolean {
  const { deletionTimestamp, finalizers, deletionGracePeriodSeconds } = object.metadata;
  return deletionTimestamp !== undefined && !finalizers?.length && !deletionGracePeriodSeconds && !object.spec?.finalizers?.length;
}
