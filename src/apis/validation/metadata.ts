// What metadata must be, for every kind: on creation, and what an update may not touch (apimachinery's ObjectMeta validation).
import type { FieldError } from '../../apimachinery/fieldErrors.ts';
import { FieldPath, forbiddenField, invalidValue, required } from '../../apimachinery/fieldErrors.ts';
import { isDNS1035Label, isDNS1123Label, isDNS1123Subdomain, isPathSegmentName, isQualifiedName, type NameRule } from '../../apimachinery/names.ts';
import type { KubeObject, ObjectMeta, OwnerReference } from '../../apimachinery/object.ts';
import type { Kind } from '../kind.ts';
import { immutable, named, nonNegative } from '../support/checks.ts';
import { validateAnnotations, validateLabels } from './labels.ts';

export interface MetadataOptions {
  nameRule?: Kind['nameRule'];
  namespaced: boolean;
  bareFinalizers?: boolean | undefined;
}

const nameRules: Record<NonNullable<Kind['nameRule']>, NameRule> = {
  dns1123subdomain: isDNS1123Subdomain,
  dns1123label: isDNS1123Label,
  dns1035label: isDNS1035Label,
  pathSegment: isPathSegmentName,
};

const metadataPath = FieldPath.root('metadata');
const standardFinalizers = new Set(['kubernetes', 'orphan', 'foregroundDeletion']);

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
  const errors = list.flatMap((finalizer) => named(isQualifiedName, at, finalizer));
  if (list.includes('orphan') && list.includes('foregroundDeletion')) errors.push(invalidValue(at, list, 'finalizer orphan and foregroundDeletion cannot be both set'));
  return errors;
}

/** Said of kinds that take them: a warning, not an error. */
export function bareFinalizerWarnings(object: KubeObject, old: KubeObject | undefined): string[] {
  const added = (object.metadata.finalizers ?? []).filter((name) => !old?.metadata.finalizers?.includes(name) && !name.includes('/') && !standardFinalizers.has(name));
  return added.sort().map((name) => {
    const path = name.includes('.') ? ' including a path (/)' : '';
    return `metadata.finalizers: ${JSON.stringify(name)}: prefer a domain-qualified finalizer name${path} to avoid accidental conflicts with other finalizer writers`;
  });
}

/** A finalizer without a domain is one of Kubernetes' own. */
function validateFinalizerOwners(finalizers: readonly string[] | undefined, at: FieldPath): FieldError[] {
  return (finalizers ?? []).flatMap((finalizer, i) => {
    if (isQualifiedName(finalizer).length > 0 || finalizer.includes('/') || standardFinalizers.has(finalizer)) return [];
    return [invalidValue(at.index(i), finalizer, 'name is neither a standard finalizer name nor is it fully qualified')];
  });
}

/** What a rule says of a prefix: the dash that a generated suffix follows may stand at its end. */
const forPrefix =
  (rule: NameRule): NameRule =>
  (prefix) =>
    rule(prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix);

function validateName(metadata: ObjectMeta, rule: NameRule): FieldError[] {
  const errors: FieldError[] = [];
  if (metadata.generateName) errors.push(...named(forPrefix(rule), metadataPath.child('generateName'), metadata.generateName));
  if (!metadata.name) errors.push(required(metadataPath.child('name'), 'name or generateName is required'));
  else errors.push(...named(rule, metadataPath.child('name'), metadata.name));
  return errors;
}

function validateNamespace(namespace: string | undefined, namespaced: boolean): FieldError[] {
  const at = metadataPath.child('namespace');
  if (!namespaced) return namespace ? [forbiddenField(at, 'not allowed on this type')] : [];
  return namespace ? named(isDNS1123Label, at, namespace) : [required(at)];
}

/** What is wrong with the metadata of a new object. */
export function validateMetadata(object: KubeObject, options: MetadataOptions): FieldError[] {
  const { metadata } = object;
  return [
    ...validateName(metadata, nameRules[options.nameRule ?? 'dns1123subdomain']),
    ...validateNamespace(metadata.namespace, options.namespaced),
    ...nonNegative(metadataPath.child('generation'), metadata.generation),
    ...validateLabels(metadataPath.child('labels'), metadata.labels),
    ...validateAnnotations(metadataPath.child('annotations'), metadata.annotations),
    ...validateOwners(metadata.ownerReferences, metadataPath.child('ownerReferences')),
    ...validateFinalizers(metadata.finalizers, metadataPath.child('finalizers')),
    ...(options.bareFinalizers ? [] : validateFinalizerOwners(metadata.finalizers, metadataPath.child('finalizers'))),
  ];
}

function validateNewFinalizers(metadata: ObjectMeta, old: ObjectMeta): FieldError[] {
  if (!old.deletionTimestamp) return [];
  const added = (metadata.finalizers ?? []).filter((finalizer) => !old.finalizers?.includes(finalizer)).sort();
  if (added.length === 0) return [];
  const list = `[]string{${added.map((finalizer) => JSON.stringify(finalizer)).join(', ')}}`;
  return [forbiddenField(metadataPath.child('finalizers'), `no new finalizers can be added if the object is being deleted, found new finalizers ${list}`)];
}

/** What is wrong with how an update changes metadata. Whether it must say what version it changes depends on the kind: the server asks that before. */
export function validateMetadataUpdate(object: KubeObject, old: KubeObject, options: Pick<MetadataOptions, 'bareFinalizers'> = {}): FieldError[] {
  const { metadata } = object;
  const errors = validateNewFinalizers(metadata, old.metadata);
  if ((metadata.generation ?? 0) < (old.metadata.generation ?? 0)) errors.push(invalidValue(metadataPath.child('generation'), metadata.generation ?? 0, 'must not be decremented'));
  for (const field of ['name', 'namespace', 'uid', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds'] as const) {
    errors.push(...immutable(metadataPath.child(field), metadata[field], old.metadata[field]));
  }
  return [
    ...errors,
    ...validateLabels(metadataPath.child('labels'), metadata.labels),
    ...validateAnnotations(metadataPath.child('annotations'), metadata.annotations),
    ...validateOwners(metadata.ownerReferences, metadataPath.child('ownerReferences')),
    ...validateFinalizers(metadata.finalizers, metadataPath.child('finalizers')),
    ...(options.bareFinalizers ? [] : validateFinalizerOwners(metadata.finalizers, metadataPath.child('finalizers'))),
  ];
}
