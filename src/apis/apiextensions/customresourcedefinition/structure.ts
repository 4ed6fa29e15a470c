// Whether a schema is structural: types everywhere, and in allOf and its like nothing but conditions on what is described outside of them.
import { type FieldError, fieldErrorText, type FieldPath, forbiddenField, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { regularExpression } from '../customresource/validation.ts';

/** Where a schema stands: that decides what it must say. */
type Place = 'root' | 'items' | 'properties';

const placeText: Readonly<Record<Place, string>> = { root: 'at the root', items: 'for specified array items', properties: 'for specified object fields' };
const intOrString = [{ type: 'integer' }, { type: 'string' }];

const isSchema = (value: Json): value is Record<string, Json> => value !== null && typeof value === 'object' && !Array.isArray(value);
const propertiesOf = (schema: Json): [string, Json][] => Object.entries(schema?.properties ?? {});

/** What may not stand inside of allOf and its like. */
const nestedRules: readonly (readonly [field: string, isSet: (value: Json) => boolean, detail: string])[] = [
  ['type', Boolean, 'must be empty to be structural'],
  ['additionalProperties', isSchema, 'must be undefined to be structural'],
  ['default', (value) => value !== undefined && value !== null, 'must be undefined to be structural'],
  ['title', Boolean, 'must be empty to be structural'],
  ['description', Boolean, 'must be empty to be structural'],
  ['nullable', Boolean, 'must be false to be structural'],
  ['x-kubernetes-preserve-unknown-fields', Boolean, 'must be false to be structural'],
  ['x-kubernetes-embedded-resource', Boolean, 'must be false to be structural'],
  ['x-kubernetes-int-or-string', Boolean, 'must be false to be structural'],
  ['x-kubernetes-list-map-keys', (value) => value?.length > 0, 'must be empty to be structural'],
  ['x-kubernetes-list-type', (value) => value !== undefined, 'must be undefined to be structural'],
  ['x-kubernetes-map-type', (value) => value !== undefined, 'must be undefined to be structural'],
  ['x-kubernetes-validations', (value) => value?.length > 0, 'must be empty to be structural'],
];

function nested(at: FieldPath, schema: Json, skipsAnyOf = false): FieldError[] {
  if (!isSchema(schema)) return [];
  const inner = propertiesOf(schema).flatMap(([name, value]) => nested(at.child('properties').key(name), value));
  const own = nestedRules.filter(([field, isSet]) => isSet(schema[field])).map(([field, , detail]) => forbiddenField(at.child(field), detail));
  const metadata = schema.properties?.metadata ? [forbiddenField(at.child('properties').key('metadata'), 'must not be specified in a nested context')] : [];
  return [...conditions(at, schema, skipsAnyOf, false), ...nested(at.child('items'), schema.items), ...inner, ...own, ...metadata];
}

/** `anyOf: [{type: integer}, {type: string}]`, alone or first in allOf, is how an int-or-string is spelt. */
function conditions(at: FieldPath, schema: Json, skipsAnyOf: boolean, skipsFirstAllOf: boolean): FieldError[] {
  const list = (field: string, skipFirst = false): FieldError[] => (schema[field] ?? []).flatMap((one: Json, i: number) => nested(at.child(field).index(i), one, skipFirst && i === 0));
  return [...(skipsAnyOf ? [] : list('anyOf')), ...list('allOf', skipsFirstAllOf), ...list('oneOf'), ...nested(at.child('not'), schema.not), ...patternErrors(at, schema.pattern)];
}

function patternErrors(at: FieldPath, pattern: string | undefined): FieldError[] {
  if (!pattern) return [];
  try {
    regularExpression(pattern);
    return [];
  } catch (error) {
    return [invalidValue(at.child('pattern'), pattern, `must be a valid regular expression, but isn't: error parsing regexp: ${goRegexpError(pattern, error as Error)}`)];
  }
}

/** The commonest faults as Go tells them. */
function goRegexpError(pattern: string, error: Error): string {
  if (/Unterminated character class/.test(error.message)) return `missing closing ]: \`${pattern.slice(pattern.lastIndexOf('['))}\``;
  if (/Unterminated group/.test(error.message)) return `missing closing ): \`${pattern}\``;
  if (/Unmatched '\)'/.test(error.message)) return `unexpected ): \`${pattern}\``;
  const repeated = /(^|[(|])([*+?])/.exec(pattern);
  if (repeated) return `missing argument to repetition operator: \`${repeated[2]}\``;
  return `invalid escape sequence: \`${/\\./.exec(pattern)?.[0] ?? pattern}\``;
}

function extensionErrors(at: FieldPath, schema: Json): FieldError[] {
  if (!schema['x-kubernetes-int-or-string']) return [];
  return ['x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource']
    .filter((field) => schema[field])
    .map((field) => invalidValue(at.child(field), true, 'must be false if x-kubernetes-int-or-string is true'));
}

function typeErrors(at: FieldPath, schema: Json, place: Place): FieldError[] {
  const type: string = schema.type ?? '';
  const typeAt = at.child('type');
  const errors: FieldError[] = [];
  if (schema['x-kubernetes-embedded-resource'] && type !== 'object') {
    const detail = 'must be object if x-kubernetes-embedded-resource is true';
    errors.push(type === '' ? required(typeAt, detail) : invalidValue(typeAt, type, detail));
  } else if (type === '' && !schema['x-kubernetes-int-or-string'] && !schema['x-kubernetes-preserve-unknown-fields']) errors.push(required(typeAt, `must not be empty ${placeText[place]}`));
  if (place === 'root' && type !== '' && type !== 'object') errors.push(invalidValue(typeAt, type, 'must be object at the root'));
  return errors;
}

/** What a resource says of itself may be described by name and generateName alone. */
function identityErrors(at: FieldPath, schema: Json, place: Place): FieldError[] {
  if (place !== 'root' && !schema['x-kubernetes-embedded-resource']) return [];
  const { kind, apiVersion, metadata } = schema.properties ?? {};
  const typeAt = (name: string): FieldPath => at.child('properties').key(name).child('type');
  const errors: FieldError[] = [];
  if (kind && kind.type !== 'string') errors.push(invalidValue(typeAt('kind'), kind.type ?? '', 'must be string'));
  if (apiVersion && apiVersion.type !== 'string') errors.push(invalidValue(typeAt('apiVersion'), apiVersion.type ?? '', 'must be string'));
  if (!metadata) return errors;
  if (metadata.type !== 'object') errors.push(invalidValue(typeAt('metadata'), metadata.type ?? '', 'must be object'));
  const { type: _, default: __, properties = {}, ...rest } = metadata;
  const strange = Object.keys(properties).some((name) => name !== 'name' && name !== 'generateName') || Object.keys(rest).length > 0;
  if (place === 'root' && strange) {
    errors.push(forbiddenField(at.child('properties').key('metadata'), 'must not specify anything other than name and generateName, but metadata is implicitly specified'));
  }
  return errors;
}

function invariants(at: FieldPath, schema: Json, place: Place): FieldError[] {
  if (!isSchema(schema)) return [];
  const { additionalProperties } = schema;
  const errors = schema.type === 'array' && !schema.items ? [required(at.child('items'), 'must be specified')] : [];
  errors.push(...invariants(at.child('items'), schema.items, 'items'));
  for (const [name, value] of propertiesOf(schema)) errors.push(...invariants(at.child('properties').key(name), value, 'properties'));
  const additionalAt = at.child('additionalProperties');
  if (additionalProperties !== undefined && place === 'root') errors.push(forbiddenField(additionalAt, 'must not be used at the root'));
  errors.push(...invariants(additionalAt, additionalProperties, 'properties'));
  errors.push(...extensionErrors(at, schema));
  errors.push(...conditions(at, schema, deepEqual(schema.anyOf, intOrString), deepEqual(schema.allOf?.[0]?.anyOf, intOrString)));
  errors.push(...typeErrors(at, schema, place));
  if (schema['x-kubernetes-embedded-resource']) {
    if (additionalProperties !== undefined) errors.push(forbiddenField(additionalAt, 'must not be used if x-kubernetes-embedded-resource is set'));
    if (!schema['x-kubernetes-preserve-unknown-fields'] && propertiesOf(schema).length === 0) {
      errors.push(required(at.child('properties'), 'must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields'));
    }
  }
  return [...errors, ...identityErrors(at, schema, place)];
}

/** Every condition on a field needs that field to be described outside of the condition. */
function completeness(at: FieldPath, schema: Json, conditionAt: FieldPath, condition: Json): FieldError[] {
  if (!isSchema(condition)) return [];
  if (!isSchema(schema)) return [required(at, `because it is defined in ${conditionAt}`)];
  const fields = condition === schema ? [] : propertiesOf(condition);
  const inner = fields.flatMap(([name, value]) => completeness(at.child('properties').key(name), schema.properties?.[name], conditionAt.child('properties').key(name), value));
  const items = condition === schema ? [] : completeness(at.child('items'), schema.items, conditionAt.child('items'), condition.items);
  const lists = ['allOf', 'anyOf', 'oneOf'].flatMap((field) => (condition[field] ?? []).flatMap((one: Json, i: number) => completeness(at, schema, conditionAt.child(field).index(i), one)));
  return [...lists, ...completeness(at, schema, conditionAt.child('not'), condition.not), ...items, ...inner];
}

export function structuralErrors(at: FieldPath, schema: Json): FieldError[] {
  const errors = [...invariants(at, schema, 'root'), ...completeness(at, schema, at, schema)];
  return errors
    .map((error) => ({ error, text: fieldErrorText(error) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ error }) => error);
}
