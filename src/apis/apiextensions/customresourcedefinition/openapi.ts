// What of OpenAPI a schema may use, and the rules in it: the walk through all of a schema's parts.
import { type CelType, dynType } from '../../../apimachinery/celTypes.ts';
import { celTypeOf } from '../../../apimachinery/celSchema.ts';
import { type FieldError, type FieldPath, forbiddenField, invalidValue, notSupported } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { isObject } from '../customresource/structural.ts';
import { topologyErrors } from './lists.ts';
import { ruleCompileErrors, ruleFormErrors } from './rules.ts';

const types = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const identity = new Set(['metadata', 'kind', 'apiVersion']);
const unsupported = ['id', 'additionalItems', 'patternProperties', 'definitions', 'dependencies', '$ref'];

/** Where the walk is. */
interface Context {
  isRoot: boolean;
  insideMeta: boolean;
  /** Why there may be no defaults here. */
  forbidsDefaults?: string;
  uncorrelatable?: FieldPath | undefined;
  /** Rules are compiled only where they will be asked, and only when the schema is structural. */
  compiles: boolean;
}

interface Errors {
  schema: FieldError[];
  cel: FieldError[];
}

function ownErrors(at: FieldPath, schema: Json, context: Context): FieldError[] {
  const errors: FieldError[] = [];
  if (schema.type && !types.includes(schema.type)) errors.push(notSupported(at.child('type'), schema.type, types));
  if (schema.default !== undefined && context.forbidsDefaults !== undefined) errors.push(forbiddenField(at.child('default'), `must not be set ${context.forbidsDefaults}`));
  for (const field of unsupported) {
    const empty = schema[field] === undefined || (isObject(schema[field]) && Object.keys(schema[field]).length === 0 && field !== 'dependencies');
    if (!empty) errors.push(forbiddenField(at.child(field), `${field} is not supported`));
  }
  if (schema.type === 'null') errors.push(forbiddenField(at.child('type'), 'type cannot be set to null, use nullable as an alternative'));
  if (Array.isArray(schema.items)) errors.push(forbiddenField(at.child('items'), 'items must be a schema object and not an array'));
  if (context.insideMeta && schema['x-kubernetes-embedded-resource']) errors.push(forbiddenField(at.child('x-kubernetes-embedded-resource'), 'must not be used inside of resource meta'));
  if (schema.uniqueItems) errors.push(forbiddenField(at.child('uniqueItems'), 'uniqueItems cannot be set to true since the runtime complexity becomes quadratic'));
  if (schema.additionalProperties !== undefined && Object.keys(schema.properties ?? {}).length > 0 && schema.additionalProperties !== true) {
    errors.push(forbiddenField(at.child('additionalProperties'), 'additionalProperties and properties are mutual exclusive'));
  }
  return errors;
}

/** The parts of a schema, in the order in which the server goes through them. */
function parts(at: FieldPath, schema: Json, context: Context): [FieldPath, Json, Context][] {
  const inner = { ...context, isRoot: false };
  const found: [FieldPath, Json, Context][] = [];
  const { additionalProperties, properties = {} } = schema;
  if (additionalProperties !== undefined) {
    found.push([at.child('additionalProperties'), additionalProperties, context.insideMeta ? { ...inner, forbidsDefaults: 'inside additionalProperties applying to object metadata' } : inner]);
  }
  const atomicMap = schema['x-kubernetes-map-type'] === 'atomic';
  for (const name of Object.keys(properties).sort()) {
    const own: Context = { ...inner, ...(atomicMap ? { uncorrelatable: context.uncorrelatable ?? at } : {}) };
    if ((context.isRoot || schema['x-kubernetes-embedded-resource']) && identity.has(name)) {
      own.insideMeta = true;
      if (context.isRoot) own.forbidsDefaults = `in top-level ${name}`;
    }
    found.push([at.child('properties').key(name), properties[name], own]);
  }
  const silent = { ...inner, compiles: false };
  found.push([at.child('not'), schema.not, silent]);
  for (const field of ['allOf', 'oneOf', 'anyOf']) (schema[field] ?? []).forEach((one: Json, i: number) => found.push([at.child(field).index(i), one, silent]));
  if (isObject(schema.items)) {
    const isMap = schema['x-kubernetes-list-type'] === 'map';
    found.push([at.child('items'), schema.items, isMap ? inner : { ...inner, uncorrelatable: context.uncorrelatable ?? at }]);
  }
  return found;
}

function walk(at: FieldPath, schema: Json, context: Context): Errors {
  if (!isObject(schema)) return { schema: [], cel: [] };
  const errors: Errors = { schema: ownErrors(at, schema, context), cel: [] };
  for (const [partAt, part, partContext] of parts(at, schema, context)) {
    const inner = walk(partAt, part, partContext);
    errors.schema.push(...inner.schema);
    errors.cel.push(...inner.cel);
  }
  if (schema['x-kubernetes-preserve-unknown-fields'] === false) errors.schema.push(invalidValue(at.child('x-kubernetes-preserve-unknown-fields'), false, 'must be true or undefined'));
  errors.schema.push(...topologyErrors(at, schema), ...ruleFormErrors(at, schema));
  if (context.compiles && errors.schema.length === 0 && schema['x-kubernetes-validations']) errors.cel.push(...ruleCompileErrors(at, schema, selfOf(schema, context.isRoot), context.uncorrelatable));
  return errors;
}

/** What `self` is; the name of its type is the server's own affair. */
const selfOf = (schema: Json, isRoot: boolean): CelType => celTypeOf(schema, 'selfType', isRoot) ?? dynType;

/** What is wrong with a schema beside its structure; rules are compiled when that is right. */
export function openApiErrors(at: FieldPath, schema: Json, isStructural: boolean): FieldError[] {
  const errors = walk(at, schema, { isRoot: true, insideMeta: false, compiles: isStructural });
  return [...errors.schema, ...errors.cel];
}
