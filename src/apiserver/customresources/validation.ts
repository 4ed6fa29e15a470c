// Whether a value fits its schema, in the words of the OpenAPI validator that the API server uses.
import { duplicate, type FieldError, invalidValue, notSupported, required, tooLong, tooMany, typeInvalid } from '../../apimachinery/fieldErrors.ts';
import { deepEqual, type Json } from '../../apimachinery/object.ts';
import { fieldSchema, isObject, itemKey, oldItem, type Structural } from './structural.ts';

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function hasType(value: Json, schema: Structural): boolean {
  const type = typeOf(value);
  if (schema['x-kubernetes-int-or-string']) return type === 'integer' || type === 'string';
  return schema.type === undefined || schema.type === type || (schema.type === 'number' && type === 'integer') || (schema.type === 'integer' && type === 'number' && Number.isInteger(value));
}

const says = (path: string, what: string): string => `${path} in body ${what}`;

function numberErrors(path: string, value: number, schema: Structural): FieldError[] {
  const errors: FieldError[] = [];
  const wrong = (what: string): number => errors.push(invalidValue(path, value, says(path, what)));
  const { multipleOf, maximum, minimum } = schema;
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) wrong(`should be a multiple of ${multipleOf}`);
  if (maximum !== undefined && (schema.exclusiveMaximum ? value >= maximum : value > maximum)) wrong(`should be less than ${schema.exclusiveMaximum ? '' : 'or equal to '}${maximum}`);
  if (minimum !== undefined && (schema.exclusiveMinimum ? value <= minimum : value < minimum)) wrong(`should be greater than ${schema.exclusiveMinimum ? '' : 'or equal to '}${minimum}`);
  return errors;
}

/** The formats that the server knows; others say nothing. */
const formats: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': (text) => /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text)),
  date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)),
  duration: (text) => /^-?(\d+(\.\d+)?(ns|us|µs|ms|s|m|h|d|w)\s*)+$/.test(text) || /^\d+ (seconds?|minutes?|hours?|days?|weeks?)$/.test(text),
  email: (text) => /^[^@\s]+@[^@\s]+$/.test(text),
  hostname: (text) => /^[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?$/.test(text),
  ipv4: (text) => /^(\d{1,3}\.){3}\d{1,3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255),
  ipv6: (text) => text.includes(':') && URL.canParse(`http://[${text}]/`),
  uri: (text) => URL.canParse(text),
  uuid: (text) => /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(text),
  byte: (text) => /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0,
};

const length = (text: string): number => [...text].length;

function textErrors(path: string, value: string, schema: Structural): FieldError[] {
  const errors: FieldError[] = [];
  const { maxLength, minLength, pattern, format } = schema;
  if (maxLength !== undefined && length(value) > maxLength) errors.push(tooLong(path, maxLength));
  if (minLength !== undefined && length(value) < minLength) errors.push(invalidValue(path, value, says(path, `should be at least ${minLength} chars long`)));
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) errors.push(invalidValue(path, value, says(path, `should match '${pattern}'`)));
  if (format && formats[format]?.(value) === false) errors.push(typeInvalid(path, value, says(path, `must be of type ${format}: ${JSON.stringify(value)}`)));
  return errors;
}

function listErrors(path: string, value: Json[], schema: Structural, old: Json): FieldError[] {
  const errors: FieldError[] = [];
  const { maxItems, minItems, items } = schema;
  if (items) value.forEach((item, i) => errors.push(...schemaErrors(`${path}[${i}]`, item, items, oldItem(schema, item, old))));
  if (minItems !== undefined && value.length < minItems) errors.push(invalidValue(path, value.length, says(path, `should have at least ${minItems} items`)));
  if (maxItems !== undefined && value.length > maxItems) errors.push(tooMany(path, value.length, maxItems));
  return errors;
}

function objectErrors(path: string, value: Record<string, Json>, schema: Structural, old: Json): FieldError[] {
  const errors: FieldError[] = [];
  const { maxProperties, minProperties } = schema;
  const count = Object.keys(value).length;
  const below = (name: string): string => (path ? `${path}.${name}` : name);
  if (minProperties !== undefined && count < minProperties) errors.push(invalidValue(path, count, says(path, `should have at least ${minProperties} properties`)));
  if (maxProperties !== undefined && count > maxProperties) errors.push(tooMany(path, count, maxProperties));
  const fields = Object.keys(value).sort();
  for (const field of fields) {
    const child = fieldSchema(schema, field);
    if (child) errors.push(...schemaErrors(below(field), value[field], child, isObject(old) ? old[field] : undefined));
  }
  for (const field of schema.required ?? []) if (value[field] === undefined) errors.push(required(below(field)));
  return errors;
}

/** Conditions that join schemas: all, any, one, none of them. */
function junctorErrors(path: string, value: Json, { allOf = [], anyOf = [], oneOf = [], not }: Structural): FieldError[] {
  const fits = (schema: Structural): boolean => schemaErrors(path, value, schema, undefined).length === 0;
  const wrong = (what: string): FieldError => invalidValue(path, value, `${JSON.stringify(path)} ${what}`);
  const errors: FieldError[] = [];
  if (anyOf.length > 0 && !anyOf.some(fits)) errors.push(wrong('must validate at least one schema (anyOf)'));
  const fitting = oneOf.filter(fits).length;
  if (oneOf.length > 0 && fitting !== 1) errors.push(wrong(`must validate one and only one schema (oneOf). ${fitting === 0 ? 'Found none valid' : `Found ${fitting} valid alternatives`}`));
  errors.push(...allOf.flatMap((schema) => schemaErrors(path, value, schema, undefined)));
  if (not && fits(not)) errors.push(wrong('must not validate the schema (not)'));
  return errors;
}

/** What of the value does not fit. What an update leaves as it was is not held against it. */
export function schemaErrors(path: string, value: Json, schema: Structural, old: Json): FieldError[] {
  if (old !== undefined && deepEqual(value, old)) return [];
  if (value === null && schema.nullable) return [];
  if (!hasType(value, schema)) {
    const type = schema['x-kubernetes-int-or-string'] ? 'integer,string' : schema.type;
    return [typeInvalid(path, typeOf(value), says(path, `must be of type ${type}: ${JSON.stringify(typeOf(value))}`))];
  }
  const errors = junctorErrors(path, value, schema);
  if (typeof value === 'string') errors.push(...textErrors(path, value, schema));
  if (typeof value === 'number') errors.push(...numberErrors(path, value, schema));
  if (Array.isArray(value)) errors.push(...listErrors(path, value, schema, old));
  if (schema.enum && !schema.enum.some((one) => deepEqual(one, value)))
    errors.push(
      notSupported(
        path,
        value,
        schema.enum.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))),
      ),
    );
  if (isObject(value)) errors.push(...objectErrors(path, value, schema, old));
  return errors;
}

/** Lists that are sets or maps hold nothing twice. */
export function duplicateErrors(path: string, value: Json, schema: Structural): FieldError[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    const unique = ['set', 'map'].includes(schema['x-kubernetes-list-type'] ?? '');
    const keys = value.map((item) => itemKey(schema, item));
    const twice = unique ? keys.flatMap((key, i) => (keys.findIndex((other) => deepEqual(other, key)) < i ? [duplicate(`${path}[${i}]`, key)] : [])) : [];
    return [...twice, ...(items ? value.flatMap((item, i) => duplicateErrors(`${path}[${i}]`, item, items)) : [])];
  }
  if (!isObject(value)) return [];
  return Object.keys(value).flatMap((field) => {
    const child = fieldSchema(schema, field);
    return child ? duplicateErrors(path ? `${path}.${field}` : field, value[field], child) : [];
  });
}
