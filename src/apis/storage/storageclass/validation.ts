// What a StorageClass may be. Nearly nothing of it may change.
import { duplicate, type FieldError, FieldPath, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import { isQualifiedName } from '../../../apimachinery/names.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { immutable } from '../../support/checks.ts';
import { betaNodeLabels } from '../../support/nodeLabels.ts';
import { labelKey } from '../../validation/labels.ts';

const most = { parameters: 512, bytes: 256 * 1024 };

/** The name of a provisioner or of a driver. */
export function provisionerName(at: FieldPath, name: string | undefined): FieldError[] {
  if (!name) return [required(at)];
  return isQualifiedName(name.toLowerCase()).map((text) => invalidValue(at, name.toLowerCase(), text));
}

export function parameters(at: FieldPath, values: Record<string, string> | undefined, needed = false): FieldError[] {
  const entries = Object.entries(values ?? {});
  const tooLong = (max: number): FieldError => ({ type: 'FieldValueTooLong', field: String(at), value: '<value omitted>', detail: `may not be more than ${max} bytes` });
  if (entries.length > most.parameters) return [tooLong(most.parameters)];
  const errors = entries.filter(([key]) => key === '').map(([key]) => invalidValue(at, key, 'field can not be empty.'));
  const size = entries.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  if (size > most.bytes) errors.push(tooLong(most.bytes));
  if (needed && entries.length === 0) errors.push(required(at, 'must contain at least one key/value pair'));
  return errors;
}

function choice(field: string, value: string | undefined, supported: readonly string[]): FieldError[] {
  return value === undefined || supported.includes(value) ? [] : [notSupported(field, value, supported)];
}

function topologyTerm(at: FieldPath, term: Json): FieldError[] {
  const seen = new Set<string>();
  const expressions = at.child('matchLabelExpressions');
  return (term.matchLabelExpressions ?? []).flatMap((e: Json, i: number) => {
    const where = expressions.index(i);
    const values: string[] = e.values ?? [];
    const errors = values.length === 0 ? [required(where.child('values'))] : [];
    values.forEach((value, j) => {
      if (values.indexOf(value) < j) errors.push(duplicate(where.child('values').index(j), value));
    });
    errors.push(...labelKey(where.child('key'), e.key ?? ''));
    if (seen.has(e.key)) errors.push(duplicate(where.child('key'), e.key));
    seen.add(e.key);
    return errors;
  });
}

function topologies(terms: readonly Json[]): FieldError[] {
  const root = FieldPath.root('allowedTopologies');
  return terms.flatMap((term, i) => {
    const errors = topologyTerm(root.index(i), term);
    return terms.slice(0, i).some((other) => deepEqual(other, term)) ? [...errors, duplicate(root.index(i).child('matchLabelExpressions'), '')] : errors;
  });
}

export function validateStorageClass(object: Json): FieldError[] {
  return [
    ...provisionerName(FieldPath.root('provisioner'), object.provisioner),
    ...parameters(FieldPath.root('parameters'), object.parameters),
    ...choice('reclaimPolicy', object.reclaimPolicy || undefined, ['Delete', 'Retain']),
    ...choice('volumeBindingMode', object.volumeBindingMode, ['Immediate', 'WaitForFirstConsumer']),
    ...topologies(object.allowedTopologies ?? []),
  ];
}

export const validateStorageClassUpdate = (object: Json, old: Json): FieldError[] => [
  ...validateStorageClass(object),
  ...['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode'].flatMap((field) => immutable(FieldPath.root(field), object[field], old[field])),
];

export const topologyWarnings = (object: Json): string[] =>
  (object.allowedTopologies ?? []).flatMap((term: Json, i: number) =>
    (term.matchLabelExpressions ?? []).flatMap((e: Json, j: number) =>
      betaNodeLabels[e.key] ? [`allowedTopologies[${i}].matchLabelExpressions[${j}].key: ${e.key} is ${betaNodeLabels[e.key]}`] : [],
    ),
  );
