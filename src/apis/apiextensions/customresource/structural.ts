// The schema of a custom resource, and what it makes of a value: unknown fields go, defaults come.
import { deepCopy, deepEqual, type Json } from '../../../apimachinery/object.ts';
import { decode } from '../../decode.ts';
import { type Schema, special } from '../../schema.ts';

/** openAPIV3Schema of a version, as far as the server reads it. */
export interface Structural extends Omit<Schema, 'properties' | 'items' | 'additionalProperties' | 'oneOf' | 'enum'> {
  properties?: Record<string, Structural>;
  items?: Structural;
  additionalProperties?: Structural | boolean;
  enum?: Json[];
  nullable?: boolean;
  maximum?: number;
  minimum?: number;
  exclusiveMaximum?: boolean;
  exclusiveMinimum?: boolean;
  maxLength?: number;
  minLength?: number;
  pattern?: string;
  maxItems?: number;
  minItems?: number;
  uniqueItems?: boolean;
  multipleOf?: number;
  maxProperties?: number;
  minProperties?: number;
  allOf?: Structural[];
  anyOf?: Structural[];
  oneOf?: Structural[];
  not?: Structural;
  'x-kubernetes-validations'?: Rule[];
}

/** A condition in CEL on the value that it stands at. */
export interface Rule {
  rule: string;
  message?: string;
  messageExpression?: string;
  reason?: string;
  fieldPath?: string;
  optionalOldSelf?: boolean;
}

export const isObject = (value: Json): value is Record<string, Json> => value !== null && typeof value === 'object' && !Array.isArray(value);

/** The schema of a field, of whatever sort: named, or of a map. Nothing when the schema does not know it. */
export function fieldSchema(schema: Structural, name: string): Structural | undefined {
  const own = schema.properties?.[name];
  if (own) return own;
  const { additionalProperties } = schema;
  return additionalProperties === true ? { 'x-kubernetes-preserve-unknown-fields': true } : additionalProperties || undefined;
}

const metadataSchema: Schema = { type: 'object', properties: { metadata: { $ref: `#/components/schemas/${special.objectMeta}` } } };

/** The parts that every object has, read as built-in ones are. */
function readIdentity(value: Record<string, Json>, unknown: string[], path: string): Record<string, Json> {
  const out: Record<string, Json> = {};
  for (const field of ['apiVersion', 'kind']) if (value[field] !== undefined) out[field] = value[field];
  if (value.metadata !== undefined && value.metadata !== null) {
    const { value: read, strict } = decode({ metadata: value.metadata }, special.objectMeta, metadataSchema);
    out.metadata = read.metadata ?? {};
    unknown.push(...strict.map((text) => /"(.*)"/.exec(text)?.[1] ?? '').map((at) => (path ? `${path}.${at}` : at)));
  }
  return out;
}

function pruneObject(value: Record<string, Json>, schema: Structural, path: string, unknown: string[], isRoot: boolean): Json {
  const whole = isRoot || schema['x-kubernetes-embedded-resource'] === true;
  const out: Record<string, Json> = whole ? readIdentity(value, unknown, path) : {};
  for (const field of Object.keys(value).sort()) {
    if (whole && ['apiVersion', 'kind', 'metadata'].includes(field)) continue;
    const at = path ? `${path}.${field}` : field;
    const child = fieldSchema(schema, field);
    if (child) out[field] = prune(value[field], child, at, unknown);
    else if (schema['x-kubernetes-preserve-unknown-fields']) out[field] = value[field];
    else unknown.push(at);
  }
  return out;
}

/** The value without the fields that the schema does not know; their paths are noted. */
function prune(value: Json, schema: Structural, path: string, unknown: string[], isRoot = false): Json {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.map((item, i) => prune(item, items, `${path}[${i}]`, unknown)) : value;
  }
  return isObject(value) ? pruneObject(value, schema, path, unknown, isRoot) : value;
}

/** A value without the fields that its schema does not know. */
export const readPruned = (value: Json, schema: Structural): Json => prune(value, schema, '', []);

/** Reads what a client sent. Throws DecodeError for metadata that is none. */
export function readCustom(value: Json, schema: Structural): { value: Json; strict: string[] } {
  const unknown: string[] = [];
  const read = prune(value, schema, '', unknown, true);
  return { value: read, strict: unknown.sort().map((path) => `unknown field ${JSON.stringify(path)}`) };
}

/** Fills in the schema's defaults, in place. A null where none may be counts as nothing said. */
export function applyCustomDefaults(value: Json, schema: Structural): void {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items) for (const item of value) applyCustomDefaults(item, items);
    return;
  }
  if (!isObject(value)) return;
  for (const [field, child] of Object.entries(schema.properties ?? {})) {
    if (child.default === undefined) continue;
    if (value[field] === undefined || (value[field] === null && !child.nullable)) value[field] = deepCopy(child.default as Json);
  }
  for (const field of Object.keys(value)) {
    const child = fieldSchema(schema, field);
    if (child) applyCustomDefaults(value[field], child);
  }
}

/** What an item of a list is known by, for lists that are sets or maps. */
export function itemKey(schema: Structural, item: Json): Json {
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  return schema['x-kubernetes-list-type'] === 'map' ? Object.fromEntries(keys.map((key) => [key, item?.[key]])) : item;
}

/** The item of an old list that this one was, where lists are maps. */
export function oldItem(schema: Structural, item: Json, old: Json): Json {
  if (schema['x-kubernetes-list-type'] !== 'map' || !Array.isArray(old)) return undefined;
  const key = itemKey(schema, item);
  return old.find((before) => deepEqual(itemKey(schema, before), key));
}
