// Lists that are sets or maps, and maps that are atomic: what their schemas must say.
import { type FieldError, type FieldPath, forbiddenField, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';

const listTypes = ['atomic', 'set', 'map'];
const mapTypes = ['atomic', 'granular'];

function mustBe(at: FieldPath, type: string | undefined, detail: string): FieldError {
  return type ? invalidValue(at.child('type'), type, detail) : required(at.child('type'), detail);
}

function mapTypeErrors(at: FieldPath, { type, 'x-kubernetes-map-type': mapType }: Json): FieldError[] {
  if (mapType === undefined) return [];
  return [
    ...(type === 'object' ? [] : [mustBe(at, type, 'must be object if x-kubernetes-map-type is specified')]),
    ...(mapTypes.includes(mapType) ? [] : [notSupported(at.child('x-kubernetes-map-type'), mapType, mapTypes)]),
  ];
}

/** The items of a set are compared as wholes. */
function setErrors(at: FieldPath, { items }: Json): FieldError[] {
  const detail = 'must be atomic as item of a list with x-kubernetes-list-type=set';
  const listType = items?.['x-kubernetes-list-type'];
  if (items?.type === 'array' && listType !== undefined && listType !== 'atomic') return [invalidValue(at.child('items', 'x-kubernetes-list-type'), listType, detail)];
  if (items?.type === 'object' && items['x-kubernetes-map-type'] !== 'atomic') return [invalidValue(at.child('items', 'x-kubernetes-map-type'), listType ?? null, detail)];
  return [];
}

function listTypeErrors(at: FieldPath, schema: Json): FieldError[] {
  const listType: string | undefined = schema['x-kubernetes-list-type'];
  if (listType === undefined) return [];
  const errors = schema.type === 'array' ? (listType === 'set' ? setErrors(at, schema) : []) : [mustBe(at, schema.type, 'must be array if x-kubernetes-list-type is specified')];
  return listTypes.includes(listType) ? errors : [...errors, notSupported(at.child('x-kubernetes-list-type'), listType, listTypes)];
}

function keysOf(at: FieldPath, schema: Json, keys: readonly string[]): FieldError[] {
  const errors: FieldError[] = [];
  const keysAt = at.child('x-kubernetes-list-map-keys');
  const seen = new Set<string>();
  for (const key of keys) {
    const property = schema.items.properties?.[key];
    if (!property) errors.push(invalidValue(keysAt, keys, 'entries must all be names of item properties'));
    else if (property.type === 'array' || property.type === 'object') {
      errors.push(invalidValue(at.child('items', 'properties').key(key).child('type'), schema.items.type, "must be a scalar type if parent array's x-kubernetes-list-type is map"));
    }
    if (seen.has(key)) errors.push(invalidValue(keysAt, keys, 'must not contain duplicate entries'));
    seen.add(key);
  }
  return errors;
}

function mapErrors(at: FieldPath, schema: Json): FieldError[] {
  const keys: string[] = schema['x-kubernetes-list-map-keys'] ?? [];
  const listType: string | undefined = schema['x-kubernetes-list-type'];
  const errors: FieldError[] = [];
  if (keys.length > 0 && listType !== 'map') {
    const detail = 'must be map if x-kubernetes-list-map-keys is non-empty';
    errors.push(listType === undefined ? required(at.child('x-kubernetes-list-type'), detail) : invalidValue(at.child('x-kubernetes-list-type'), listType, detail));
  }
  if (listType !== 'map') return errors;
  if (keys.length === 0) errors.push(required(at.child('x-kubernetes-list-map-keys'), 'must not be empty if x-kubernetes-list-type is map'));
  const { items } = schema;
  if (items === undefined) errors.push(required(at.child('items'), 'must have a schema if x-kubernetes-list-type is map'));
  else if (items.type !== 'object') errors.push(invalidValue(at.child('items', 'type'), items.type ?? '', "must be object if parent array's x-kubernetes-list-type is map"));
  else errors.push(...keysOf(at, schema, keys));
  return errors;
}

/** Keys are always there, and so are the items that they tell apart. */
function presenceErrors(at: FieldPath, schema: Json): FieldError[] {
  const { items } = schema;
  const listType = schema['x-kubernetes-list-type'];
  if (!items || (listType !== 'set' && listType !== 'map')) return [];
  const itemsAt = at.child('items');
  const errors = items.nullable ? [forbiddenField(itemsAt.child('nullable'), `cannot be nullable when x-kubernetes-list-type is ${listType}`)] : [];
  for (const key of listType === 'map' ? (schema['x-kubernetes-list-map-keys'] ?? []) : []) {
    const property = items.properties?.[key];
    if (!property) continue;
    const keyAt = itemsAt.child('properties').key(key);
    if (!items.required?.includes(key) && property.default === undefined) {
      errors.push(required(keyAt.child('default'), 'this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property'));
    }
    if (property.nullable) errors.push(forbiddenField(keyAt.child('nullable'), 'this property is in x-kubernetes-list-map-keys, so it cannot be nullable'));
  }
  return errors;
}

export const topologyErrors = (at: FieldPath, schema: Json): FieldError[] => [...mapTypeErrors(at, schema), ...listTypeErrors(at, schema), ...mapErrors(at, schema), ...presenceErrors(at, schema)];
