// What a PersistentVolumeClaim may ask for, and how little of it may change.
import { type FieldError, FieldPath, forbiddenField, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import { deepCopy, deepEqual, type Json } from '../../../apimachinery/object.ts';
import { parseQuantity } from '../../../apimachinery/quantity.ts';
import { dns1123Subdomain, immutable, optionalOneOf, qualifiedName } from '../../support/checks.ts';
import { goDiff, goStruct, type GoStruct } from '../../support/goText.ts';
import { basicAmount, positiveAmount } from '../../support/quantities.ts';
import { sortedEntries, validateLabelSelector } from '../../validation/labels.ts';
import { validateAccessModes } from '../persistentvolume/validation.ts';
import { validateDataSources } from './dataSources.ts';

const specAt = FieldPath.root('spec');

const goReference: GoStruct = [
  ['APIGroup', 'apiGroup', null],
  ['Kind', 'kind', ''],
  ['Name', 'name', ''],
];
const goClaimSpec: GoStruct = [
  ['AccessModes', 'accessModes', null],
  ['Selector', 'selector', null],
  [
    'Resources',
    'resources',
    { Limits: null, Requests: null },
    [
      ['Limits', 'limits', null],
      ['Requests', 'requests', null],
    ],
  ],
  ['VolumeName', 'volumeName', ''],
  ['StorageClassName', 'storageClassName', null],
  ['VolumeMode', 'volumeMode', null],
  ['DataSource', 'dataSource', null, goReference],
  ['DataSourceRef', 'dataSourceRef', null, [...goReference, ['Namespace', 'namespace', null]]],
  ['VolumeAttributesClassName', 'volumeAttributesClassName', null],
];

function storage(at: FieldPath, amount: Json): FieldError[] {
  return amount === undefined ? [required(at)] : positiveAmount(at, amount);
}

/** What a claim asks for; ephemeral volumes have it in a template. */
export function validateClaimSpec(at: FieldPath, spec: Json = {}): FieldError[] {
  const modes: string[] = spec.accessModes ?? [];
  const className = (field: string): FieldError[] => (spec[field] ? dns1123Subdomain(at.child(field), spec[field]) : []);
  return [
    ...(modes.length === 0 ? [required(at.child('accessModes'), 'at least 1 access mode is required')] : []),
    ...(spec.selector ? validateLabelSelector(at.child('selector'), spec.selector) : []),
    ...validateAccessModes(at.child('accessModes'), modes),
    ...storage(at.child('resources').key('storage'), spec.resources?.requests?.storage),
    ...className('storageClassName'),
    ...optionalOneOf(at.child('volumeMode'), spec.volumeMode, ['Block', 'Filesystem']),
    ...validateDataSources(at, spec),
    ...className('volumeAttributesClassName'),
  ];
}

export const validateClaim = ({ spec }: Json): FieldError[] => validateClaimSpec(specAt, spec);

const classAnnotation = 'volume.beta.kubernetes.io/storage-class';

/** A default class may arrive later than the claim, and the old annotation may become the field. */
function mayNameClass(claim: Json, old: Json): boolean {
  const annotation = old.metadata.annotations?.[classAnnotation];
  return old.spec.storageClassName === undefined && claim.spec.storageClassName !== undefined && (annotation === undefined || annotation === claim.spec.storageClassName);
}

/** The specs without the changes that are allowed. */
function comparable(claim: Json, old: Json): [before: Json, after: Json] {
  const before = deepCopy(old.spec);
  const after = deepCopy(claim.spec);
  if (!before.volumeName) before.volumeName = after.volumeName;
  if (mayNameClass(claim, old)) delete after.storageClassName;
  if (claim.status?.phase === 'Bound') {
    if (after.resources?.requests) after.resources.requests.storage = old.spec.resources?.requests?.storage;
    after.volumeAttributesClassName = before.volumeAttributesClassName;
  }
  return [goStruct(before, goClaimSpec), goStruct(after, goClaimSpec)];
}

function annotationKept(claim: Json, old: Json): FieldError[] {
  const [now, before] = [claim, old].map((object) => object.metadata.annotations?.[classAnnotation] ?? '');
  const moved = before !== '' && claim.spec.storageClassName === before && old.spec.storageClassName === undefined && now === '';
  return now === before || moved ? [] : [invalidValue(FieldPath.root('metadata').child('annotations', classAnnotation), now, 'field is immutable')];
}

export function validateClaimUpdate(claim: Json, old: Json): FieldError[] {
  const errors = [...validateClaim(claim), ...annotationKept(claim, old)];
  const [before, after] = comparable(claim, old);
  if (!deepEqual(before, after)) {
    errors.push(forbiddenField(specAt, `spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims\n${goDiff(before, after)}`));
  }
  const size = (object: Json): ReturnType<typeof parseQuantity> => parseQuantity(object ?? '0');
  const wanted = size(claim.spec.resources?.requests?.storage);
  if (wanted.compare(size(old.spec.resources?.requests?.storage)) < 0 && wanted.compare(size(old.status?.capacity?.storage)) <= 0) {
    errors.push(forbiddenField(specAt.child('resources', 'requests', 'storage'), 'field can not be less than status.capacity'));
  }
  errors.push(...immutable(FieldPath.root('volumeMode'), claim.spec.volumeMode, old.spec.volumeMode));
  return [...errors, ...attributesClass(claim, old)];
}

/** Once a class of attributes is in effect, it may be exchanged and not taken away. */
function attributesClass(claim: Json, old: Json): FieldError[] {
  const at = specAt.child('volumeAttributesClassName');
  const { volumeAttributesClassName: name } = claim.spec;
  if (old.status?.currentVolumeAttributesClassName === undefined || name === old.spec.volumeAttributesClassName) return [];
  if (name === undefined) return [forbiddenField(at, 'update to nil is forbidden when status.currentVolumeAttributesClassName is not nil')];
  return name === '' ? [forbiddenField(at, 'update to empty string is forbidden when status.currentVolumeAttributesClassName is not nil')] : [];
}

const resizeStatuses = ['ControllerResizeInProgress', 'ControllerResizeInfeasible', 'NodeResizeInProgress', 'NodeResizeInfeasible', 'NodeResizePending'].sort();

function resourceKey(at: FieldPath, name: string): FieldError[] {
  const errors = qualifiedName(at, name);
  const native = !name.includes('/') || name.includes('kubernetes.io/');
  return errors.length > 0 || !native || name === 'storage' ? errors : [notSupported(at, name, ['storage'])];
}

export function validateClaimStatusUpdate({ status = {} }: Json): FieldError[] {
  const at = FieldPath.root('status');
  const statusesAt = at.child('allocatedResourceStatuses');
  const allocatedAt = at.child('allocatedResources');
  return [
    ...sortedEntries<Json>(status.capacity).flatMap(([name, amount]) => basicAmount(at.child('capacity').key(name), amount)),
    ...sortedEntries<string>(status.allocatedResourceStatuses).flatMap(([name, value]) => [
      ...resourceKey(statusesAt, name),
      ...(resizeStatuses.includes(value) ? [] : [notSupported(statusesAt, name, resizeStatuses)]),
    ]),
    ...sortedEntries<Json>(status.allocatedResources).flatMap(([name, amount]) => {
      const errors = resourceKey(allocatedAt, name);
      return errors.length > 0 ? errors : basicAmount(allocatedAt.key(name), amount);
    }),
  ];
}
