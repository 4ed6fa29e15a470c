// What metadata must be, for every kind: on creation, and what an update may not touch (apimachinery's ObjectMeta validation).
import type { FieldError } from '../../apimachinery/fieldErrors.ts';
import { FieldPath, forbiddenField, invalidValue, required, tooLong } from '../../apimachinery/fieldErrors.ts';
import type { Json, KubeObject, ObjectMeta, OwnerReference } from '../../apimachinery/object.ts';
import { deepEqual } from '../../apimachinery/object.ts';
import type { Kind } from '../kind.ts';
import type { Rule } from './formats.ts';
import { dns1035Label, dns1123Label, dns1123Subdomain, labelValue, pathSegment, qualifiedNameRule } from './formats.ts';

export interface MetadataOptions {
  nameRule?: Kind['nameRule'];
  namespaced: boolean;
}

const nameRules: Record<NonNullable<Kind['nameRule']>, Rule> = {
  dns1123subdomain: dns1123Subdomain,
  dns1123label: dns1123Label,
  dns1035label: dns1035Label,
  pathSegment,
};

const metadataPath = FieldPath.root('metadata');
const annotationsLimit = 256 * 1024;
const standardFinalizers = new Set(['kubernetes', 'orphan', 'foregroundDeletion']);

/** One error for each sentence of a rule. */
export const wrong = (at: FieldPath | string, value: unknown, texts: readonly string[]): FieldError[] => texts.map((text) => invalidValue(at, value, text));

export const nonNegativeText = 'must be greater than or equal to 0';
export const immutableText = 'field is immutable';

export const nonNegative = (at: FieldPath | string, value: unknown): FieldError[] => (typeof value === 'number' && value < 0 ? [invalidValue(at, value, nonNegativeText)] : []);

export const immutable = (at: FieldPath | string, value: Json, old: Json): FieldError[] => (deepEqual(value, old) ? [] : [invalidValue(at, value, immutableText)]);

export function validateLabels(labels: Record<string, string> | undefined, at: FieldPath): FieldError[] {
  return sortedEntries(labels).flatMap(([key, value]) => [...wrong(at, key, qualifiedNameRule(key)), ...wrong(at, value, labelValue(value))]);
}

export function validateAnnotations(annotations: Record<string, string> | undefined, at: FieldPath): FieldError[] {
  const entries = sortedEntries(annotations);
  const errors = entries.flatMap(([key]) => wrong(at, key, qualifiedNameRule(key.toLowerCase())));
  const size = entries.reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(value), 0);
  if (size > annotationsLimit) errors.push(tooLong(at, annotationsLimit));
  return errors;
}

/** Go's maps have no order; the server sorts keys before it speaks of them. */
export function sortedEntries<T>(map: Record<string, T> | undefined | null): [string, T][] {
  return Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

const byteLength = (text: string): number => Buffer.byteLength(text);

function validateOwner(owner: OwnerReference, at: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  const version = owner.apiVersion?.split('/').at(-1);
  if (!version) errors.push(invalidValue(at.child('apiVersion'), owner.apiVersion ?? '', 'version must not be empty'));
  for (const field of ['kind', 'name', 'uid'] as const) {
    if (!owner[field]) errors.push(invalidValue(at.child(field), owner[field] ?? '', 'must not be empty'));
  }
  if (owner.apiVersion === 'v1' && owner.kind === 'Event') errors.push(invalidValue(at, owner, '/v1, Kind=Event is disallowed from being an owner'));
  return errors;
}

function validateOwners(owners: readonly OwnerReference[] | undefined, at: FieldPath): FieldError[] {
  const errors: FieldError[] = [];
  let controller: string | undefined;
  for (const owner of owners ?? []) {
    errors.push(...validateOwner(owner, at));
    if (!owner.controller) continue;
    if (controller === undefined) controller = owner.name;
    else errors.push(invalidValue(at, owners, `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${owner.name}`));
  }
  return errors;
}

function validateFinalizers(finalizers: readonly string[] | undefined, at: FieldPath): FieldError[] {
  const list = finalizers ?? [];
  const errors = list.flatMap((finalizer) => wrong(at, finalizer, qualifiedNameRule(finalizer)));
  if (list.includes('orphan') && list.includes('foregroundDeletion')) errors.push(invalidValue(at, list, 'finalizer orphan and foregroundDeletion cannot be both set'));
  return errors;
}

/** A finalizer without a domain is one of Kubernetes' own. */
function validateFinalizerOwners(finalizers: readonly string[] | undefined, at: FieldPath): FieldError[] {
  return (finalizers ?? []).flatMap((finalizer, i) => {
    if (qualifiedNameRule(finalizer).length > 0 || finalizer.includes('/') || standardFinalizers.has(finalizer)) return [];
    return [invalidValue(at.index(i), finalizer, 'name is neither a standard finalizer name nor is it fully qualified')];
  });
}

/** What a rule says of a prefix: the dash that a generated suffix follows may stand at its end. */
const prefixErrors = (rule: Rule, prefix: string): string[] => rule(prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix);

function validateName(metadata: ObjectMeta, rule: Rule): FieldError[] {
  const errors: FieldError[] = [];
  if (metadata.generateName) errors.push(...wrong(metadataPath.child('generateName'), metadata.generateName, prefixErrors(rule, metadata.generateName)));
  if (!metadata.name) errors.push(required(metadataPath.child('name'), 'name or generateName is required'));
  else errors.push(...wrong(metadataPath.child('name'), metadata.name, rule(metadata.name)));
  return errors;
}

function validateNamespace(namespace: string | undefined, namespaced: boolean): FieldError[] {
  const at = metadataPath.child('namespace');
  if (!namespaced) return namespace ? [forbiddenField(at, 'not allowed on this type')] : [];
  return namespace ? wrong(at, namespace, dns1123Label(namespace)) : [required(at)];
}

/** What is wrong with the metadata of a new object. */
export function validateMetadata(object: KubeObject, options: MetadataOptions): FieldError[] {
  const { metadata } = object;
  return [
    ...validateName(metadata, nameRules[options.nameRule ?? 'dns1123subdomain']),
    ...validateNamespace(metadata.namespace, options.namespaced),
    ...nonNegative(metadataPath.child('generation'), metadata.generation),
    ...validateLabels(metadata.labels, metadataPath.child('labels')),
    ...validateAnnotations(metadata.annotations, metadataPath.child('annotations')),
    ...validateOwners(metadata.ownerReferences, metadataPath.child('ownerReferences')),
    ...validateFinalizers(metadata.finalizers, metadataPath.child('finalizers')),
    ...validateFinalizerOwners(metadata.finalizers, metadataPath.child('finalizers')),
  ];
}

function validateNewFinalizers(metadata: ObjectMeta, old: ObjectMeta): FieldError[] {
  if (!old.deletionTimestamp) return [];
  const added = (metadata.finalizers ?? []).filter((finalizer) => !old.finalizers?.includes(finalizer)).sort();
  if (added.length === 0) return [];
  const list = `[]string{${added.map((finalizer) => JSON.stringify(finalizer)).join(', ')}}`;
  return [forbiddenField(metadataPath.child('finalizers'), `no new finalizers can be added if the object is being deleted, found new finalizers ${list}`)];
}

/** What is wrong with how an update changes metadata. */
export function validateMetadataUpdate(object: KubeObject, old: KubeObject): FieldError[] {
  const { metadata } = object;
  const errors = validateNewFinalizers(metadata, old.metadata);
  if (!metadata.resourceVersion) errors.push(invalidValue(metadataPath.child('resourceVersion'), '', 'must be specified for an update'));
  if ((metadata.generation ?? 0) < (old.metadata.generation ?? 0)) errors.push(invalidValue(metadataPath.child('generation'), metadata.generation ?? 0, 'must not be decremented'));
  for (const field of ['name', 'namespace', 'uid', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds'] as const) {
    errors.push(...immutable(metadataPath.child(field), metadata[field], old.metadata[field]));
  }
  return [
    ...errors,
    ...validateLabels(metadata.labels, metadataPath.child('labels')),
    ...validateAnnotations(metadata.annotations, metadataPath.child('annotations')),
    ...validateOwners(metadata.ownerReferences, metadataPath.child('ownerReferences')),
    ...validateFinalizers(metadata.finalizers, metadataPath.child('finalizers')),
    ...validateFinalizerOwners(metadata.finalizers, metadataPath.child('finalizers')),
  ];
}
