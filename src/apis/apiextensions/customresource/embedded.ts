// Objects within objects (x-kubernetes-embedded-resource): what they must say of themselves.
import { type FieldError, FieldPath, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import { isDNS1035Label } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { validateMetadata } from '../../validation/metadata.ts';
import { fieldSchema, isObject, type Structural } from './structural.ts';

function identityErrors(path: string, object: Record<string, Json>): FieldError[] {
  const at = FieldPath.root(path);
  const errors = ['apiVersion', 'kind'].filter((field) => object[field] === undefined).map((field) => required(at.child(field)));
  for (const field of ['apiVersion', 'kind']) {
    const value = object[field];
    if (value === undefined) continue;
    if (typeof value !== 'string') errors.push(invalidValue(at.child(field), value, 'must be a string'));
    else if (value === '') errors.push(invalidValue(at.child(field), value, 'must not be empty'));
    else if (field === 'apiVersion' && value.split('/').length > 2) errors.push(invalidValue(at.child(field), value, `unexpected GroupVersion string: ${value}`));
    else if (field === 'kind' && isDNS1035Label(value.toLowerCase()).length > 0) {
      errors.push(invalidValue(at.child(field), value, `may have mixed case, but should otherwise match: ${isDNS1035Label(value.toLowerCase()).join(',')}`));
    }
  }
  return errors;
}

function metadataErrors(path: string, metadata: Json): FieldError[] {
  if (!isObject(metadata)) return [];
  const object = { metadata: { ...metadata, name: metadata.name || 'fakename' } };
  const errors = validateMetadata(object as never, { nameRule: 'pathSegment', namespaced: Boolean(metadata.namespace), bareFinalizers: true });
  return errors.map((error) => ({ ...error, field: path ? `${path}.${error.field}` : error.field }));
}

/** What is wrong with the identity of the objects that a value holds. */
export function embeddedErrors(path: string, value: Json, schema: Structural): FieldError[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.flatMap((item, i) => embeddedErrors(`${path}[${i}]`, item, items)) : [];
  }
  if (!isObject(value)) return [];
  const own = schema['x-kubernetes-embedded-resource'] ? [...identityErrors(path, value), ...metadataErrors(path, value.metadata)] : [];
  const inner = Object.keys(value)
    .sort()
    .flatMap((field) => {
      const child = fieldSchema(schema, field);
      const at = schema.properties?.[field] ? (path ? `${path}.${field}` : field) : `${path}[${field}]`;
      return child ? embeddedErrors(at, value[field], child) : [];
    });
  return [...own, ...inner];
}
