// Whether a value fits its schema, in the words of the OpenAPI validator that the API server uses (kube-openapi's validate).
import { duplicate, type FieldError, invalidValue, notSupported, required, tooLong, tooMany, typeInvalid } from '../../../apimachinery/fieldErrors.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { hasFormat, inRange } from './formats.ts';
import { fieldSchema, isObject, itemKey, oldItem, type Structural } from './structural.ts';

/** What is wrong, and how much is right: the alternative with the most right is the one that is told of. */
interface Result {
  errors: FieldError[];
  matches: number;
}

const result = (errors: FieldError[] = [], matches = 1): Result => ({ errors, matches });

function merge(into: Result, ...others: readonly Result[]): Result {
  for (const { errors, matches } of others) {
    into.errors.push(...errors);
    into.matches += matches;
  }
  return into;
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

const typesOf = (schema: Structural): string[] => (schema['x-kubernetes-int-or-string'] ? ['integer', 'string'] : schema.type ? [schema.type] : []);

const says = (path: string, what: string): string => `${path} in body ${what}`;

function wrongType(path: string, expected: string, actual: string): Result {
  return result([typeInvalid(path, actual, says(path, `must be of type ${expected}: ${JSON.stringify(actual)}`))], 0);
}

function typeResult(path: string, value: Json, schema: Structural): Result {
  const types = typesOf(schema);
  const actual = typeOf(value);
  if (value === null) return types.length === 0 || schema.nullable ? result() : wrongType(path, types.join(','), actual);
  const isNumber = actual === 'integer' || actual === 'number';
  const fits = types.includes(actual) || (actual === 'integer' && types.includes('number'));
  if (schema.format && typeof value === 'string' && !types.includes('number') && !types.includes('integer')) return result();
  return types.length === 0 || fits || (isNumber && actual === 'integer' && types.includes('number')) ? result() : wrongType(path, types.join(','), actual);
}

function numberResult(path: string, value: number, schema: Structural): Result {
  const errors: FieldError[] = [];
  const wrong = (what: string): number => errors.push(invalidValue(path, value, says(path, what)));
  const { multipleOf, maximum, minimum, type, format = '' } = schema;
  if ((type === 'integer' || type === 'number') && !inRange(value, format)) {
    errors.push(invalidValue('<nil>', '', `Checked value must be of type ${type} with format ${format} in ${path}`));
  }
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) wrong(`should be a multiple of ${multipleOf}`);
  if (minimum !== undefined && (schema.exclusiveMinimum ? value <= minimum : value < minimum)) wrong(`should be greater than ${schema.exclusiveMinimum ? '' : 'or equal to '}${minimum}`);
  if (maximum !== undefined && (schema.exclusiveMaximum ? value >= maximum : value > maximum)) wrong(`should be less than ${schema.exclusiveMaximum ? '' : 'or equal to '}${maximum}`);
  return result(errors);
}

const length = (text: string): number => [...text].length;

/** Go's regular expressions may begin with flags. */
export function regularExpression(pattern: string): RegExp {
  const [, flags = '', rest = pattern] = /^\(\?([ims]+)\)(.*)$/s.exec(pattern) ?? [];
  const body = rest.replaceAll('\\A', '^').replaceAll('\\z', '$').replaceAll('(?P<', '(?<');
  try {
    return new RegExp(body, `${flags}u`);
  } catch {
    return new RegExp(body, flags);
  }
}

function textError(path: string, value: string, { maxLength, minLength, pattern }: Structural): FieldError | undefined {
  if (maxLength !== undefined && length(value) > maxLength) return tooLong(path, maxLength);
  if (minLength !== undefined && length(value) < minLength) return invalidValue(path, value, says(path, `should be at least ${minLength} chars long`));
  if (pattern && !regularExpression(pattern).test(value)) return invalidValue(path, value, says(path, `should match '${pattern}'`));
  return undefined;
}

function textResult(path: string, value: string, schema: Structural): Result {
  const error = textError(path, value, schema);
  const all = result(error ? [error] : [], 1);
  const { format } = schema;
  if (!format) return all;
  const wrong = hasFormat(value, format) ? [] : [typeInvalid(path, value, says(path, `must be of type ${format}: ${JSON.stringify(value)}`))];
  return merge(all, result(wrong));
}

function listResult(path: string, value: Json[], schema: Structural, old: Json): Result {
  const all = result();
  const { maxItems, minItems, items } = schema;
  if (items) value.forEach((item, i) => merge(all, valueResult(`${path}[${i}]`, item, items, oldItem(schema, item, old))));
  if (minItems !== undefined && value.length < minItems) all.errors.push(invalidValue(path, value.length, says(path, `should have at least ${minItems} items`)));
  if (maxItems !== undefined && value.length > maxItems) all.errors.push(tooMany(path, value.length, maxItems));
  return merge(all, result());
}

function objectResult(path: string, value: Record<string, Json>, schema: Structural, old: Json): Result {
  const all = result();
  const { maxProperties, minProperties } = schema;
  const count = Object.keys(value).length;
  const below = (name: string): string => (path ? `${path}.${name}` : name);
  if (minProperties !== undefined && count < minProperties) all.errors.push(invalidValue(path, count, says(path, `should have at least ${minProperties} properties`)));
  if (maxProperties !== undefined && count > maxProperties) all.errors.push(tooMany(path, count, maxProperties));
  for (const field of Object.keys(value).sort()) {
    const child = fieldSchema(schema, field);
    if (child) merge(all, valueResult(below(field), value[field], child, isObject(old) ? old[field] : undefined));
  }
  for (const field of schema.required ?? []) if (value[field] === undefined) all.errors.push(required(below(field)));
  return all;
}

/** The alternative that fits, or comes nearest. */
function best(results: readonly Result[]): { valid: number; nearest: Result | undefined } {
  const valid = results.filter(({ errors }) => errors.length === 0);
  if (valid.length > 0) return { valid: valid.length, nearest: valid.length === 1 ? valid[0] : undefined };
  return { valid: 0, nearest: results.reduce<Result | undefined>((a, b) => (a && a.matches >= b.matches ? a : b), undefined) };
}

/** Conditions that join schemas: all, any, one, none of them. What they say as a whole stands at no field. */
function junctorResult(path: string, value: Json, { allOf = [], anyOf = [], oneOf = [], not }: Structural): Result {
  const all = result();
  const of = (schemas: readonly Structural[]): Result[] => schemas.map((schema) => valueResult(path, value, schema, undefined));
  const wrong = (what: string): number => all.errors.push(invalidValue('<nil>', '', `${JSON.stringify(path)} ${what}`));
  if (anyOf.length > 0) {
    const { valid, nearest } = best(of(anyOf));
    if (valid === 0) wrong('must validate at least one schema (anyOf)');
    if (nearest) merge(all, nearest);
  }
  if (oneOf.length > 0) {
    const { valid, nearest } = best(of(oneOf));
    if (valid !== 1) wrong(`must validate one and only one schema (oneOf). ${valid === 0 ? 'Found none valid' : `Found ${valid} valid alternatives`}`);
    if (nearest) merge(all, nearest);
  }
  if (allOf.length > 0) {
    const results = of(allOf);
    merge(all, ...results);
    const valid = results.filter(({ errors }) => errors.length === 0).length;
    if (valid < allOf.length) wrong(`must validate all the schemas (allOf)${valid === 0 ? '. None validated' : ''}`);
  }
  if (not && valueResult(path, value, not, undefined).errors.length === 0) wrong('must not validate the schema (not)');
  return all;
}

const shownChoices = (schema: Structural): string[] => (schema.enum ?? []).map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));

function enumResult(path: string, value: Json, schema: Structural): Result {
  return schema.enum && !schema.enum.some((one) => deepEqual(one, value)) ? result([notSupported(path, value, shownChoices(schema))], 0) : result();
}

function valueResult(path: string, value: Json, schema: Structural, old: Json): Result {
  if (old !== undefined && deepEqual(value, old)) return result();
  if (value === null) return merge(typeResult(path, value, schema), enumResult(path, value, schema));
  const all = merge(typeResult(path, value, schema), junctorResult(path, value, schema));
  if (typeof value === 'string') merge(all, textResult(path, value, schema));
  if (typeof value === 'number') merge(all, numberResult(path, value, schema));
  if (Array.isArray(value)) merge(all, listResult(path, value, schema, old));
  merge(all, enumResult(path, value, schema));
  if (isObject(value)) merge(all, objectResult(path, value, schema, old));
  return all;
}

/** What of the value does not fit. What an update leaves as it was is not held against it. */
export const schemaErrors = (path: string, value: Json, schema: Structural, old: Json): FieldError[] => valueResult(path, value, schema, old).errors;

/** The keys that stood in the list before: each once, where it comes the second time. */
function repeated(keys: readonly Json[]): number[] {
  const seen: { key: Json; times: number }[] = [];
  return keys.flatMap((key, i) => {
    const known = seen.find((one) => deepEqual(one.key, key));
    if (!known) {
      seen.push({ key, times: 1 });
      return [];
    }
    known.times++;
    return known.times === 2 ? [i] : [];
  });
}

/** Lists that are sets or maps hold nothing twice. */
export function duplicateErrors(path: string, value: Json, schema: Structural): FieldError[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    const unique = ['set', 'map'].includes(schema['x-kubernetes-list-type'] ?? '');
    const keys = value.map((item) => itemKey(schema, item));
    const twice = unique ? repeated(keys).map((i) => duplicate(`${path}[${i}]`, keys[i])) : [];
    return [...twice, ...(items ? value.flatMap((item, i) => duplicateErrors(`${path}[${i}]`, item, items)) : [])];
  }
  if (!isObject(value)) return [];
  return Object.keys(value)
    .sort()
    .flatMap((field) => {
      const child = fieldSchema(schema, field);
      const at = schema.properties?.[field] ? (path ? `${path}.${field}` : field) : `${path}[${field}]`;
      return child ? duplicateErrors(at, value[field], child) : [];
    });
}
