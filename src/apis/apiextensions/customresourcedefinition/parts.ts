// The columns, the scale subresource and the selectable fields of a version.
import { duplicate, type FieldError, type FieldPath, invalidValue, required, tooMany } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { each } from '../../validation/each.ts';
import { fieldAt } from './fieldPath.ts';

const types = ['boolean', 'date', 'integer', 'number', 'string'];
const formats = ['byte', 'date', 'date-time', 'double', 'float', 'int32', 'int64', 'password'];

const mostSelectable = 8;

const startsWithDot = (at: FieldPath, path: string): FieldError[] => (path.startsWith('.') ? [] : [invalidValue(at, path, 'must be a simple json path starting with .')]);

export function columnErrors(at: FieldPath, column: Json): FieldError[] {
  const errors = column.name ? [] : [required(at.child('name'))];
  if (!column.type) errors.push(required(at.child('type'), `must be one of ${types.join(',')}`));
  else if (!types.includes(column.type)) errors.push(invalidValue(at.child('type'), column.type, `must be one of ${types.join(',')}`));
  if (column.format && !formats.includes(column.format)) errors.push(invalidValue(at.child('format'), column.format, `must be one of ${formats.join(',')}`));
  if (!column.jsonPath) errors.push(required(at.child('JSONPath')));
  else errors.push(...startsWithDot(at.child('JSONPath'), column.jsonPath));
  return errors;
}

function replicasPath(at: FieldPath, path: string | undefined, under: readonly string[], detail: string): FieldError[] {
  if (!path) return [required(at)];
  const errors = startsWithDot(at, path);
  if (errors.length > 0) return errors;
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

const selectableTypes = ['string', 'boolean', 'integer'];

function selectableFieldError(at: FieldPath, path: string, schema: Json): FieldError[] {
  const found = fieldAt(path, schema, false);
  if (typeof found === 'string') return [invalidValue(at, path, `is an invalid path: ${found}`)];
  const errors = found.root === 'metadata' ? [invalidValue(at, path, 'must not point to fields in metadata')] : [];
  if (selectableTypes.includes(found.schema?.type)) return errors;
  return [...errors, invalidValue(at, path, 'must point to a field of type string, boolean or integer. Enum string fields and strings with formats are allowed.')];
}

export function selectableFieldErrors(at: FieldPath, fields: readonly Json[], schema: Json): FieldError[] {
  const seen = new Set<string>();
  const errors = each(at, fields, (item, { jsonPath = '' }) => {
    const pathAt = item.child('jsonPath');
    if (jsonPath === '') return [required(pathAt)];
    const found = fieldAt(jsonPath, schema, false);
    const own = selectableFieldError(pathAt, jsonPath, schema);
    if (typeof found === 'string') return own;
    if (seen.has(found.text)) own.push(duplicate(pathAt, jsonPath));
    seen.add(found.text);
    return own;
  });
  return seen.size > mostSelectable ? [...errors, tooMany(at, seen.size, mostSelectable)] : errors;
}
