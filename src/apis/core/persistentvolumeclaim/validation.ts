// What a PersistentVolumeClaim may ask for, and how little of it may change.
import { type FieldError, FieldPath, forbiddenField, required } from '../../../apimachinery/fieldErrors.ts';
import { deepCopy, deepEqual, type Json } from '../../../apimachinery/object.ts';
import { parseQuantity } from '../../../apimachinery/quantity.ts';
import { dns1123Subdomain, immutable, optionalOneOf } from '../../support/checks.ts';
import { goDiff, goStruct, type GoStruct } from '../../support/goText.ts';
import { nonNegativeAmount, positiveAmount } from '../../support/quantities.ts';
import { validateLabelSelector } from '../../validation/labels.ts';
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

function storage(spec: Json): FieldError[] {
  const at = specAt.child('resources').key('storage');
  const amount = spec.resources?.requests?.storage;
  return amount === undefined ? [required(at)] : [...nonNegativeAmount(at, amount), ...positiveAmount(at, amount)];
}

export function validateClaim({ spec = {} }: Json): FieldError[] {
  const modes: string[] = spec.accessModes ?? [];
  const className = (field: string): FieldError[] => (spec[field] ? dns1123Subdomain(specAt.child(field), spec[field]) : []);
  return [
    ...(modes.length === 0 ? [required(specAt.child('accessModes'), 'at least 1 access mode is required')] : []),
    ...(spec.selector ? validateLabelSelector(specAt.child('selector'), spec.selector) : []),
    ...validateAccessModes(specAt.child('accessModes'), modes),
    ...storage(spec),
    ...className('storageClassName'),
    ...optionalOneOf(specAt.child('volumeMode'), spec.volumeMode, ['Block', 'Filesystem']),
    ...validateDataSources(specAt, spec),
    ...className('volumeAttributesClassName'),
  ];
}

/** The specs without the changes that are allowed. */
function comparable(claim: Json, old: Json): [before: Json, after: Json] {
  const before = deepCopy(old.spec);
  const after = deepCopy(claim.spec);
  if (!before.volumeName) before.volumeName = after.volumeName;
  // A default class may arrive later than the claim.
  const unbound = !old.spec.volumeName && !claim.spec.volumeName;
  if (before.storageClassName === undefined && after.storageClassName && unbound) before.storageClassName = after.storageClassName;
  if (claim.status?.phase === 'Bound' && after.resources?.requests) after.resources.requests.storage = old.spec.resources?.requests?.storage;
  after.volumeAttributesClassName = before.volumeAttributesClassName;
  return [goStruct(before, goClaimSpec), goStruct(after, goClaimSpec)];
}

export function validateClaimUpdate(claim: Json, old: Json): FieldError[] {
  const errors = validateClaim(claim);
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

function attributesClass(claim: Json, old: Json): FieldError[] {
  const before = old.spec.volumeAttributesClassName;
  const after = claim.spec.volumeAttributesClassName;
  return before !== undefined && after === undefined ? [forbiddenField(specAt.child('volumeAttributesClassName'), 'update from non-nil value to nil is forbidden')] : [];
}

export function validateClaimStatusUpdate(claim: Json): FieldError[] {
  const at = FieldPath.root('status').child('capacity');
  const capacity: Record<string, Json> = claim.status?.capacity ?? {};
  return Object.entries(capacity).flatMap(([name, amount]) => nonNegativeAmount(at.key(name), amount));
}
