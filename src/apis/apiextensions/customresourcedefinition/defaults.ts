// Whether the defaults of a schema are values that it allows.
import { type FieldError, type FieldPath, invalidValue } from '../../../apimachinery/fieldErrors.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { embeddedErrors } from '../customresource/embedded.ts';
import { ruleFindings } from '../customresource/rules.ts';
import { isObject, readPruned } from '../customresource/structural.ts';
import { schemaErrors } from '../customresource/validation.ts';

/** Errors of a value stand below the default that it is. */
const below = (at: FieldPath, errors: readonly FieldError[]): FieldError[] =>
  errors.map((error) => {
    if (error.field === '<nil>' || error.field === '') return { ...error, field: String(at) };
    return { ...error, field: error.field.startsWith('[') ? `${at}${error.field}` : `${at}.${error.field}` };
  });

function valueErrors(at: FieldPath, schema: Json): FieldError[] {
  const value = schema.default;
  const errors = deepEqual(readPruned(value, schema), value) ? [] : [invalidValue(at, value, 'must not have unknown fields')];
  const embedded = below(at, embeddedErrors('', value, schema));
  if (embedded.length > 0) return [...errors, ...embedded];
  const wrong = below(at, schemaErrors('', value, schema, undefined));
  return [...errors, ...(wrong.length > 0 ? wrong : below(at, ruleFindings('', value, schema, undefined).errors))];
}

/** What is wrong with the defaults in a schema. Below additionalProperties there are none. */
export function defaultErrors(at: FieldPath, schema: Json): FieldError[] {
  if (!isObject(schema)) return [];
  const own = schema.default === undefined || schema.default === null ? [] : valueErrors(at.child('default'), schema);
  const properties = Object.keys(schema.properties ?? {}).sort();
  return [...own, ...defaultErrors(at.child('items'), schema.items), ...properties.flatMap((name) => defaultErrors(at.child('properties').key(name), schema.properties[name]))];
}
