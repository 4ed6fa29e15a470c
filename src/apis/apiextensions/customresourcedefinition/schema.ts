// The schema of a version: its structure, its defaults, and everything else that it says.
import { type FieldError, type FieldPath, forbiddenField, invalidValue } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { defaultErrors } from './defaults.ts';
import { openApiErrors } from './openapi.ts';
import { structuralErrors } from './structure.ts';

/** What a schema's root may have beside the status subresource, by Go's names. */
const besideStatus = [
  'Description',
  'Type',
  'Format',
  'Title',
  'Maximum',
  'ExclusiveMaximum',
  'Minimum',
  'ExclusiveMinimum',
  'MaxLength',
  'MinLength',
  'Pattern',
  'MaxItems',
  'MinItems',
  'UniqueItems',
  'MultipleOf',
  'Required',
  'Items',
  'Properties',
  'ExternalDocs',
  'Example',
  'XPreserveUnknownFields',
  'XValidations',
];
const goNames: Readonly<Record<string, string>> = { 'x-kubernetes-preserve-unknown-fields': 'XPreserveUnknownFields', 'x-kubernetes-validations': 'XValidations' };
const goName = (field: string): string => goNames[field] ?? field.charAt(0).toUpperCase() + field.slice(1);

function statusErrors(at: FieldPath, schema: Json): FieldError[] {
  if (schema.type && schema.type !== 'object')
    return [invalidValue(at.child('type'), schema.type, 'only "object" is allowed as the type at the root of the schema if the status subresource is enabled')];
  const strange = Object.keys(schema).some((field) => schema[field] !== undefined && schema[field] !== false && !besideStatus.includes(goName(field)));
  return strange ? [invalidValue(at, schema, `only [${besideStatus.join(' ')}] fields are allowed at the root of the schema if the status subresource is enabled`)] : [];
}

export function schemaErrors(at: FieldPath, schema: Json, status: boolean): FieldError[] {
  if (!schema) return [];
  const errors = status ? statusErrors(at, schema) : [];
  if (schema.nullable) errors.push(forbiddenField(at.child('nullable'), 'nullable cannot be true at the root'));
  const structure = structuralErrors(at, schema);
  const own = structure.length > 0 ? structure : defaultErrors(at, schema);
  return [...errors, ...own, ...openApiErrors(at, schema, own.length === 0)];
}
