// What is wrong with a custom resource, in the order in which the server asks: schema, scale, embedded objects, lists, rules.
import { type FieldError, invalidValue } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { embeddedErrors } from './embedded.ts';
import { hasRules, type RuleFindings, ruleFindings } from './rules.ts';
import type { Structural } from './structural.ts';
import { duplicateErrors, schemaErrors } from './validation.ts';

/** After these the rules would be asked about what is not there. */
const blocking = new Set(['FieldValueNotSupported', 'FieldValueRequired', 'FieldValueTooLong', 'FieldValueTooMany', 'FieldValueTypeInvalid']);
const unchecked = 'some validation rules were not checked because the object was invalid; correct the existing errors to complete validation';
const largest = 2 ** 31 - 1;

export interface ScaleOfVersion {
  specReplicasPath?: string;
  statusReplicasPath?: string;
  labelSelectorPath?: string;
}

const at = (object: Json, path: string): Json => path.split('.').reduce((value: Json, field) => value?.[field], object);

const goTypes: Readonly<Record<string, string>> = { string: 'string', boolean: 'bool', number: 'float64', object: 'map[string]interface {}' };
const goType = (value: Json): string => (value === null ? '<nil>' : Array.isArray(value) ? '[]interface {}' : (goTypes[typeof value] ?? typeof value));

function replicasErrors(object: Json, path: string | undefined): FieldError[] {
  if (!path) return [];
  const plain = path.replace(/^\./, '');
  const value = at(object, plain);
  if (value === undefined) return [];
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    return [invalidValue(path, 0, `.${plain} accessor error: ${typeof value === 'object' ? JSON.stringify(value) : value} is of the type ${goType(value)}, expected int64`)];
  }
  if (value < 0) return [invalidValue(path, value, 'should be a non-negative integer')];
  return value > largest ? [invalidValue(path, value, `should be less than or equal to ${largest}`)] : [];
}

export interface CustomSchema {
  schema: Structural;
  scale?: ScaleOfVersion | undefined;
}

/** What follows the schema in every case. */
function further(object: Json, { schema }: CustomSchema, old: Json, errors: FieldError[]): RuleFindings {
  errors.push(...embeddedErrors('', object, schema));
  if (old === undefined || duplicateErrors('', old, schema).length === 0) errors.push(...duplicateErrors('', object, schema));
  if (!hasRules(schema)) return { errors, warnings: [] };
  if (errors.some(({ type }) => blocking.has(type))) return { errors: [...errors, invalidValue('<nil>', null, unchecked)], warnings: [] };
  const found = ruleFindings('', object, schema, old);
  return { errors: [...errors, ...found.errors], warnings: found.warnings };
}

export function customFindings(object: Json, custom: CustomSchema, old: Json): RuleFindings {
  const { schema, scale } = custom;
  const errors = [...schemaErrors('', object, schema, old), ...replicasErrors(object, scale?.specReplicasPath), ...replicasErrors(object, scale?.statusReplicasPath)];
  return further(object, custom, old, errors);
}

/** An update of the status alone: its own schema names fields from there. */
export function customStatusFindings(object: Json, custom: CustomSchema, old: Json): RuleFindings {
  const status = custom.schema.properties?.status;
  const inner = status && object.status !== undefined ? schemaErrors('', object.status, status, old?.status) : [];
  const errors = inner.map((error) => (error.field === '<nil>' ? { ...error, field: 'status' } : { ...error, field: error.field ? `status.${error.field}` : 'status' }));
  return further(object, custom, old, [...errors, ...replicasErrors(object, custom.scale?.statusReplicasPath)]);
}
