// Whether a schema is structural: types everywhere, and none of the OpenAPI that the server cannot prune and default by.
import { duplicate, type FieldError, type FieldPath, forbiddenField, invalidValue, notSupported, required, typeInvalid } from '../../../apimachinery/fieldErrors.ts';
import { celFault } from '../../../apimachinery/cel.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { type GoStruct, goStruct } from '../../support/goText.ts';
import { each } from '../../validation/each.ts';

const types = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const junctors = ['allOf', 'anyOf', 'oneOf', 'not'];
/** What only the structure itself may say, not the conditions on it. */
const structural = ['description', 'type', 'default', 'additionalProperties', 'nullable', 'title'];
const listTypes = ['atomic', 'set', 'map'];
const unsupported = ['id', '$ref', 'definitions', 'dependencies', '$schema', 'patternProperties', 'additionalItems'];
const whatTypes: Record<string, string> = { properties: 'specified object fields', items: 'specified array items' };

/** Where a schema stands: that decides what it must say. */
type Place = 'root' | 'properties' | 'items' | 'additionalProperties';

const preserves = (schema: Json): boolean => schema['x-kubernetes-preserve-unknown-fields'] === true;
const isIntOrString = (schema: Json): boolean => schema['x-kubernetes-int-or-string'] === true;

function typeErrors(at: FieldPath, schema: Json, place: Place): FieldError[] {
  const type: string = schema.type ?? '';
  const typeAt = at.child('type');
  if (type !== '' && !types.includes(type)) return [notSupported(typeAt, type, types)];
  if (place === 'root') {
    if (type === '') return [required(typeAt, 'must not be empty at the root')];
    return type === 'object' ? [] : [invalidValue(typeAt, type, 'must be object at the root')];
  }
  if (isIntOrString(schema)) return type === '' ? [] : [invalidValue(typeAt, type, 'must be empty if x-kubernetes-int-or-string is true')];
  if (type === '' && !preserves(schema)) return [required(typeAt, `must not be empty for ${whatTypes[place] ?? 'specified object fields'}`)];
  return [];
}

function forbidden(at: FieldPath, schema: Json): FieldError[] {
  const errors = unsupported.filter((field) => schema[field] !== undefined).map((field) => forbiddenField(at.child(field), `${field} is not supported`));
  if (schema.uniqueItems) errors.push(forbiddenField(at.child('uniqueItems'), 'uniqueItems cannot be set to true since the runtime complexity becomes quadratic'));
  if (schema.additionalProperties === false) errors.push(forbiddenField(at.child('additionalProperties'), 'additionalProperties cannot be set to false'));
  if (schema.additionalProperties !== undefined && Object.keys(schema.properties ?? {}).length > 0) {
    errors.push(forbiddenField(at.child('additionalProperties'), 'additionalProperties and properties are mutual exclusive'));
  }
  if (schema['x-kubernetes-preserve-unknown-fields'] === false) errors.push(invalidValue(at.child('x-kubernetes-preserve-unknown-fields'), false, 'must be true or undefined'));
  return errors;
}

function listErrors(at: FieldPath, schema: Json): FieldError[] {
  const errors: FieldError[] = [];
  const listType: string | undefined = schema['x-kubernetes-list-type'];
  const keys: string[] = schema['x-kubernetes-list-map-keys'] ?? [];
  if (schema.type === 'array' && schema.items === undefined) errors.push(required(at.child('items'), 'must be specified'));
  if (listType !== undefined && !listTypes.includes(listType)) errors.push(notSupported(at.child('x-kubernetes-list-type'), listType, listTypes));
  if (listType !== undefined && schema.type !== 'array') errors.push(invalidValue(at.child('type'), schema.type ?? '', 'must be array if x-kubernetes-list-type is specified'));
  if (listType === 'map' && keys.length === 0) errors.push(required(at.child('x-kubernetes-list-map-keys'), 'must not be empty if x-kubernetes-list-type is map'));
  if (listType !== 'map' && keys.length > 0) errors.push(invalidValue(at.child('x-kubernetes-list-type'), listType ?? null, 'must be map if x-kubernetes-list-map-keys is non-empty'));
  for (const key of listType === 'map' ? keys : []) {
    if (schema.items?.properties?.[key] === undefined) errors.push(invalidValue(at.child('x-kubernetes-list-map-keys'), keys, 'entries must all be names of item properties'));
  }
  return errors;
}

/** Conditions inside allOf and its like may not bring structure of their own. */
function junctorErrors(at: FieldPath, schema: Json): FieldError[] {
  const inside = (where: FieldPath, value: Json): FieldError[] =>
    structural.filter((field) => value?.[field] !== undefined && !intOrStringForm(schema, field)).map((field) => forbiddenField(where.child(field), 'must be empty to be structural'));
  return junctors.flatMap((junctor) => {
    const value = schema[junctor];
    if (value === undefined) return [];
    return Array.isArray(value) ? each(at.child(junctor), value, inside) : inside(at.child(junctor), value);
  });
}

/** `anyOf: [{type: integer}, {type: string}]` is how an int-or-string is spelt. */
const intOrStringForm = (schema: Json, field: string): boolean => field === 'type' && isIntOrString(schema);

function enumErrors(at: FieldPath, values: readonly Json[] | undefined): FieldError[] {
  return each(at.child('enum'), values, (item, value, i) => ((values ?? []).slice(0, i).some((other) => deepEqual(other, value)) ? [duplicate(item, value)] : []));
}

function defaultErrors(at: FieldPath, schema: Json): FieldError[] {
  const value = schema.default;
  if (value === undefined) return [];
  const kind = Array.isArray(value) ? 'array' : value === null ? 'null' : Number.isInteger(value) ? 'integer' : typeof value;
  const fits = schema.type === undefined || schema.type === kind || (schema.type === 'number' && kind === 'integer') || (kind === 'null' && schema.nullable);
  if (!fits) return [typeInvalid(at.child('default'), value, `default in body must be of type ${schema.type}: ${JSON.stringify(kind)}`)];
  const allowed = !schema.enum || schema.enum.some((one: Json) => deepEqual(one, value));
  return allowed ? [] : [notSupported(at.child('default'), value, schema.enum.map(String))];
}

const goRule: GoStruct = [
  ['Rule', 'rule', ''],
  ['Message', 'message', ''],
  ['MessageExpression', 'messageExpression', ''],
  ['Reason', 'reason', null],
  ['FieldPath', 'fieldPath', ''],
  ['OptionalOldSelf', 'optionalOldSelf', null],
];

function ruleErrors(at: FieldPath, rules: readonly Json[] | undefined): FieldError[] {
  return each(at.child('x-kubernetes-validations'), rules, (item, whole) => {
    const { rule, message } = whole;
    const errors = String(rule ?? '').trim() === '' ? [required(item.child('rule'), 'rule is not specified')] : [];
    const fault = errors.length === 0 ? celFault(rule) : undefined;
    if (fault) errors.push(invalidValue(item.child('rule'), goStruct(whole, goRule), fault));
    if (message !== undefined && message !== '' && message.trim() === '') errors.push(invalidValue(item.child('message'), message, 'message must be non-empty if specified'));
    if (message?.includes('\n')) errors.push(invalidValue(item.child('message'), message, 'message must not contain line breaks'));
    return errors;
  });
}

function childErrors(at: FieldPath, schema: Json): FieldError[] {
  const properties = Object.keys(schema.properties ?? {}).sort();
  const errors = properties.flatMap((name) => walk(at.child('properties').key(name), schema.properties[name], 'properties'));
  if (schema.items && typeof schema.items === 'object') errors.push(...walk(at.child('items'), schema.items, 'items'));
  if (schema.additionalProperties && typeof schema.additionalProperties === 'object') errors.push(...walk(at.child('additionalProperties'), schema.additionalProperties, 'additionalProperties'));
  return errors;
}

function walk(at: FieldPath, schema: Json, place: Place): FieldError[] {
  return [
    ...forbidden(at, schema),
    ...enumErrors(at, schema.enum),
    ...listErrors(at, schema),
    ...ruleErrors(at, schema['x-kubernetes-validations']),
    ...typeErrors(at, schema, place),
    ...junctorErrors(at, schema),
    ...defaultErrors(at, schema),
    ...childErrors(at, schema),
  ];
}

/** What a schema's root may have beside the status subresource. */
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
  'Enum',
  'Items',
  'AllOf',
  'AnyOf',
  'OneOf',
  'Not',
  'Properties',
  'XPreserveUnknownFields',
  'XValidations',
];

export function schemaErrors(at: FieldPath, schema: Json, status: boolean): FieldError[] {
  if (!schema) return [];
  const errors = schema.nullable ? [forbiddenField(`${at}.nullable`, 'nullable cannot be true at the root')] : [];
  if (status && schema.additionalProperties !== undefined) {
    errors.push(invalidValue(at, schema, `only [${besideStatus.join(' ')}] fields are allowed at the root of the schema if the status subresource is enabled`));
  }
  return [...errors, ...walk(at, schema, 'root')];
}
