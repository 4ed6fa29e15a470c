// The columns, the scale subresource and the selectable fields of a version.
import { duplicate, type FieldError, type FieldPath, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { each } from '../../validation/each.ts';

const types = ['boolean', 'date', 'integer', 'number', 'string'];
const formats = ['byte', 'date', 'date-time', 'double', 'float', 'int32', 'int64', 'password'];

/** A path of names alone: `.spec.replicas`, with `.metadata.labels.a\.b` where a name has dots. */
const simplePath = /^\.[^.[\]]+(\.[^.[\]]+|\['[^']+'\]|\[\d+\]|\\\.)*$/;

export function columnErrors(at: FieldPath, column: Json): FieldError[] {
  const errors = column.name ? [] : [required(at.child('name'))];
  if (!column.type) errors.push(required(at.child('type'), `must be one of ${types.join(',')}`));
  else if (!types.includes(column.type)) errors.push(invalidValue(at.child('type'), column.type, `must be one of ${types.join(',')}`));
  if (column.format && !formats.includes(column.format)) errors.push(invalidValue(at.child('format'), column.format, `must be one of ${formats.join(',')}`));
  if (!column.jsonPath) errors.push(required(at.child('JSONPath')));
  else if (!column.jsonPath.startsWith('.')) errors.push(invalidValue(at.child('JSONPath'), column.jsonPath, 'is an invalid path: does not start with .'));
  return errors;
}

function replicasPath(at: FieldPath, path: string | undefined, under: readonly string[], detail: string): FieldError[] {
  if (!path) return [required(at)];
  if (!simplePath.test(path)) return [invalidValue(at, path, 'must be a simple json path with dot notation')];
  return under.some((prefix) => path.startsWith(`${prefix}.`)) ? [] : [invalidValue(at, path, detail)];
}

export function scaleErrors(at: FieldPath, scale: Json): FieldError[] {
  if (!scale) return [];
  const field = (name: string): FieldPath => at.child(`scale.${name}`);
  return [
    ...replicasPath(field('specReplicasPath'), scale.specReplicasPath, ['.spec'], 'should be a json path under .spec'),
    ...replicasPath(field('statusReplicasPath'), scale.statusReplicasPath, ['.status'], 'should be a json path under .status'),
    ...(scale.labelSelectorPath ? replicasPath(field('labelSelectorPath'), scale.labelSelectorPath, ['.spec', '.status'], 'should be a json path under either .spec or .status') : []),
  ];
}

export function selectableFieldErrors(at: FieldPath, fields: readonly Json[]): FieldError[] {
  const seen = new Set<string>();
  return each(at, fields, (item, { jsonPath = '' }) => {
    if (jsonPath === '') return [required(item.child('jsonPath'))];
    const errors: FieldError[] = [];
    if (!simplePath.test(jsonPath)) errors.push(invalidValue(item.child('jsonPath'), jsonPath, 'is an invalid path: must be a simple json path with dot notation'));
    if (jsonPath.startsWith('.metadata')) errors.push(invalidValue(item, jsonPath, 'must not point to fields in metadata'));
    if (seen.has(jsonPath)) errors.push(duplicate(item.child('jsonPath'), jsonPath));
    seen.add(jsonPath);
    return errors;
  });
}
