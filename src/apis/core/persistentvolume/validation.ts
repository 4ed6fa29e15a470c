// What a PersistentVolume may be, and what of it stays.
import { type FieldError, FieldPath, forbiddenField, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { dns1123Subdomain, immutable, optionalOneOf } from '../../support/checks.ts';
import { goDiff } from '../../support/goText.ts';
import { basicAmount, positiveAmount } from '../../support/quantities.ts';
import { sortedEntries } from '../../validation/labels.ts';
import { goVolumeSource, validateVolumeSource } from './sources.ts';
import { goVolumeNodeAffinity, validateVolumeNodeAffinity } from './nodeAffinity.ts';

const specAt = FieldPath.root('spec');
const supportedModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

/** Each mode must be known, and ReadWriteOncePod stands alone. Claims have the same rule. */
export function validateAccessModes(at: FieldPath, modes: readonly string[]): FieldError[] {
  const unknown = modes.filter((mode) => !supportedModes.includes(mode)).map((mode) => notSupported(at, mode, supportedModes));
  const mixed = modes.includes('ReadWriteOncePod') && modes.some((mode) => mode !== 'ReadWriteOncePod' && supportedModes.includes(mode));
  return [...unknown, ...(mixed ? [forbiddenField(at, 'may not use ReadWriteOncePod with other access modes')] : [])];
}

function capacity(spec: Json): FieldError[] {
  const at = specAt.child('capacity');
  const amounts: Record<string, Json> = spec.capacity ?? {};
  const errors: FieldError[] = [];
  if (Object.keys(amounts).length === 0) errors.push(required(at));
  if (amounts.storage === undefined || Object.keys(amounts).length > 1) errors.push(notSupported(at, spec.capacity ?? null, ['storage']));
  return errors;
}

const amountErrors = (spec: Json): FieldError[] =>
  sortedEntries<Json>(spec.capacity).flatMap(([name, amount]) => {
    const at = specAt.child('capacity').key(name);
    return [...basicAmount(at, amount), ...positiveAmount(at, amount)];
  });

function classNames(spec: Json): FieldError[] {
  const errors = spec.storageClassName ? dns1123Subdomain(specAt.child('storageClassName'), spec.storageClassName) : [];
  const attributes = spec.volumeAttributesClassName;
  const at = specAt.child('volumeAttributesClassName');
  if (attributes === undefined) return errors;
  errors.push(...(attributes === '' ? [required(at, 'an empty string is disallowed')] : dns1123Subdomain(at, attributes)));
  return spec.csi ? errors : [...errors, required(specAt.child('csi'), 'has to be specified when using volumeAttributesClassName')];
}

const isRoot = (path: string | undefined): boolean => path !== undefined && path !== '' && /^\/+(\.?\/*)*$/.test(path);

export function validatePersistentVolume({ metadata, spec = {} }: Json): FieldError[] {
  const modes: string[] = spec.accessModes ?? [];
  const policyAt = specAt.child('persistentVolumeReclaimPolicy');
  const wipesRoot = isRoot(spec.hostPath?.path) && spec.persistentVolumeReclaimPolicy === 'Recycle';
  return [
    ...(modes.length === 0 ? [required(specAt.child('accessModes'))] : []),
    ...validateAccessModes(specAt.child('accessModes'), modes),
    ...capacity(spec),
    ...amountErrors(spec),
    ...optionalOneOf(policyAt, spec.persistentVolumeReclaimPolicy || undefined, ['Delete', 'Recycle', 'Retain']),
    ...validateVolumeNodeAffinity(specAt.child('nodeAffinity'), spec.nodeAffinity),
    ...validateVolumeSource(specAt, spec, metadata?.name ?? ''),
    ...(wipesRoot ? [forbiddenField(policyAt, "may not be 'recycle' for a hostPath mount of '/'")] : []),
    ...classNames(spec),
    ...optionalOneOf(specAt.child('volumeMode'), spec.volumeMode, ['Block', 'Filesystem']),
  ];
}

export function validatePersistentVolumeUpdate(volume: Json, old: Json): FieldError[] {
  const errors = validatePersistentVolume(volume);
  const before = goVolumeSource(old.spec);
  const after = goVolumeSource(withoutNewExpandSecret(volume.spec, old.spec));
  if (!deepEqual(before, after)) {
    errors.push(forbiddenField(specAt.child('persistentvolumesource'), `spec.persistentvolumesource is immutable after creation\n${goDiff(before, after)}`));
  }
  errors.push(...immutable(FieldPath.root('volumeMode'), volume.spec.volumeMode, old.spec.volumeMode));
  if (old.spec.nodeAffinity !== undefined && !deepEqual(volume.spec.nodeAffinity, old.spec.nodeAffinity)) {
    errors.push(invalidValue(FieldPath.root('nodeAffinity'), goVolumeNodeAffinity(volume.spec.nodeAffinity), 'field is immutable, except for updating from beta label to GA'));
  }
  if (old.spec.volumeAttributesClassName !== undefined && volume.spec.volumeAttributesClassName === undefined) {
    errors.push(forbiddenField(specAt.child('volumeAttributesClassName'), 'update from non-nil value to nil is forbidden'));
  }
  return errors;
}

/** The secret with which a CSI volume grows may be named later than the volume. */
function withoutNewExpandSecret(spec: Json, old: Json): Json {
  if (!spec.csi?.controllerExpandSecretRef || !old.csi || old.csi.controllerExpandSecretRef) return spec;
  const { controllerExpandSecretRef: _, ...csi } = spec.csi;
  return { ...spec, csi };
}
