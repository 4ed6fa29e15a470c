// From what a client sent to an object of the API: types checked with Go's words, unknown fields found and dropped,
// what Go's omitempty would not write left out, and the defaults of the schema filled in.
import type { Json } from '../apimachinery/object.ts';
import { parseQuantity } from '../apimachinery/quantity.ts';
import { isPlain } from './plainFields.ts';
import { writtenTimes } from './writtenTimes.ts';
import { declaredType, elementType, goTypeName, resolve, type Schema, shortName, special, type TypeNode } from './schema.ts';

/** A value that cannot be what its field is: Go's sentence. */
export class DecodeError extends Error {}

export interface Decoded {
  value: Json;
  /** `unknown field "spec.replica"`, in the order of the fields' names. */
  strict: string[];
}

interface Place {
  /** `spec.containers[0]`, as strict errors name it. */
  path: string;
  /** `spec.containers`, as Go names it: without indexes. */
  goPath: string;
  /** The struct that the field belongs to: `Container`. */
  struct: string;
  /** Go's name for the field's type, where the schema does not tell it. */
  declared?: string | undefined;
}

const jsonKind = (value: Json): string => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value === 'boolean' ? 'bool' : typeof value);

function goType(schema: Schema): string {
  const { name, schema: type } = resolve(schema);
  if (name === special.quantity || name === special.intOrString || name === special.time || name === special.microTime) return goTypeName(name);
  if (type.type === 'array') return `[]${type.items ? goType(type.items) : 'interface {}'}`;
  if (type.additionalProperties) return `map[string]${goType(type.additionalProperties)}`;
  if (type.type === 'integer') return type.format ?? 'int64';
  if (type.type === 'boolean') return 'bool';
  if (type.type === 'number') return 'float64';
  if (type.type === 'string') return type.format === 'byte' ? '[]uint8' : 'string';
  return name ? goTypeName(name) : 'interface {}';
}

const mismatch = (value: Json, schema: Schema, at: Place, what = jsonKind(value)): DecodeError =>
  new DecodeError(`json: cannot unmarshal ${what} into Go struct field ${at.struct}.${at.goPath} of type ${at.declared ?? goType(schema)}`);

const ranges: Record<string, [bigint, bigint]> = { int32: [-(2n ** 31n), 2n ** 31n - 1n], int64: [-(2n ** 63n), 2n ** 63n - 1n] };

function decodeScalar(value: Json, schema: Schema, at: Place): Json {
  const type = resolve(schema).schema;
  const kind = jsonKind(value);
  if (type.type === 'string') {
    if (kind !== 'string') throw mismatch(value, schema, at);
    if (type.format === 'byte') checkBase64(value);
    return value;
  }
  if (type.type === 'boolean') {
    if (kind !== 'boolean' && kind !== 'bool') throw mismatch(value, schema, at);
    return value;
  }
  if (type.type === 'integer' || type.type === 'number') {
    if (kind !== 'number') throw mismatch(value, schema, at);
    if (type.type === 'integer') checkInteger(value, schema, type.format ?? 'int64', at);
  }
  return value;
}

function checkInteger(value: number, schema: Schema, format: string, at: Place): void {
  const [low, high] = ranges[format] ?? (ranges.int64 as [bigint, bigint]);
  if (!Number.isInteger(value) || BigInt(value) < low || BigInt(value) > high) throw mismatch(value, schema, at, `number ${value}`);
}

/** Go's encoding/base64 names the first byte that is wrong. */
function checkBase64(text: string): void {
  const clean = text.replace(/[\r\n]/g, '');
  const wrong = /[^A-Za-z0-9+/]/.exec(clean.replace(/={1,2}$/, ''));
  if (wrong) throw new DecodeError(`illegal base64 data at input byte ${wrong.index}`);
  if (clean.length % 4 !== 0) throw new DecodeError(`illegal base64 data at input byte ${clean.length - (clean.length % 4)}`);
}

function decodeSpecial(name: string | undefined, value: Json, _schema: Schema, at: Place): { value: Json } | undefined {
  if (name === special.quantity) {
    if (jsonKind(value) !== 'string' && jsonKind(value) !== 'number') throw new DecodeError("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
    return { value: parseQuantity(value).toString() };
  }
  if (name === special.intOrString) {
    if (jsonKind(value) === 'number') checkInteger(value, { type: 'integer' }, 'int32', at);
    else if (jsonKind(value) !== 'string') throw mismatch(value, { type: 'integer', format: 'int32' }, at);
    return { value };
  }
  if (name === special.time || name === special.microTime) {
    if (jsonKind(value) !== 'string') throw mismatch(value, { type: 'string' }, at);
    if (Number.isNaN(Date.parse(value))) throw new DecodeError(`parsing time ${JSON.stringify(value)} as "2006-01-02T15:04:05Z07:00": cannot parse ${JSON.stringify(value)} as "2006"`);
    return { value };
  }
  return undefined;
}

/** Go leaves these out when it writes the object again. */
function isOmitted(value: Json, schema: Schema, type: TypeNode, owner: string | undefined, field: string, isRequired: boolean): boolean {
  if (value === null) return true;
  if (schema.default !== undefined || isRequired) return false;
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object') return type.schema.additionalProperties !== undefined && Object.keys(value).length === 0;
  if (value === '' || value === 0 || value === false) return isPlain(owner, field, value);
  return false;
}

function decodeStruct(value: Json, node: TypeNode, at: Place, strict: string[]): Json {
  const { properties } = node.schema;
  const open = node.schema['x-kubernetes-preserve-unknown-fields'] || !properties;
  const struct = node.name ? shortName(node.name) : at.struct;
  const out: Record<string, Json> = {};
  for (const field of Object.keys(value).sort()) {
    const schema = properties?.[field];
    const path = at.path ? `${at.path}.${field}` : field;
    if (!schema) {
      if (open) out[field] = value[field];
      else strict.push(`unknown field ${JSON.stringify(path)}`);
      continue;
    }
    const decoded = decodeValue(value[field], schema, { path, goPath: at.goPath ? `${at.goPath}.${field}` : field, struct, declared: declaredType(node.name, field) }, strict);
    if (!isOmitted(decoded, schema, resolve(schema), node.name, field, node.schema.required?.includes(field) ?? false)) out[field] = decoded;
  }
  return out;
}

/** What Go has where a list or a map says null: the zero value of what it holds. */
function zeroOf(schema: Schema): Json {
  const { name, schema: type } = resolve(schema);
  if (name === special.quantity) return '0';
  if (name === special.time || name === special.microTime) return null;
  if (name === special.intOrString) return 0;
  if (type.type === 'object') return type.additionalProperties ? null : {};
  const zeros: Readonly<Record<string, Json>> = { string: '', integer: 0, number: 0, boolean: false };
  return zeros[type.type ?? ''] ?? null;
}

function decodeMap(value: Json, schema: Schema, at: Place, strict: string[]): Json {
  const out: Record<string, Json> = {};
  for (const key of Object.keys(value).sort()) {
    out[key] = decodeValue(value[key] ?? zeroOf(schema), schema, { ...at, path: `${at.path}.${key}`, declared: undefined }, strict);
  }
  return out;
}

function decodeValue(value: Json, schema: Schema, at: Place, strict: string[]): Json {
  if (value === null || value === undefined) return null;
  const node = resolve(schema);
  const done = decodeSpecial(node.name, value, schema, at);
  if (done) return done.value;
  const { type, items, additionalProperties } = node.schema;
  if (type === 'array') {
    if (!Array.isArray(value)) throw mismatch(value, schema, at);
    return items ? value.map((item, i) => decodeValue(item ?? zeroOf(items), items, { ...at, path: `${at.path}[${i}]`, declared: elementType(at.declared) }, strict)) : value;
  }
  if (type === 'object') {
    if (jsonKind(value) !== 'object') throw mismatch(value, schema, at);
    return additionalProperties ? decodeMap(value, additionalProperties, at, strict) : decodeStruct(value, node, at, strict);
  }
  return type ? decodeScalar(value, schema, at) : value;
}

/** Reads a JSON value as the type of that name. Throws DecodeError. */
export function decode(value: Json, typeName: string, schema: Schema): Decoded {
  const strict: string[] = [];
  const decoded = decodeStruct(value, { name: typeName, schema }, { path: '', goPath: '', struct: shortName(typeName) }, strict);
  return { value: decoded, strict };
}

/** Fills in the defaults that the schema carries, in place: real ones, and the zero values that Go always writes. */
export function applySchemaDefaults(value: Json, schema: Schema, typeName?: string): void {
  const { name = typeName, schema: type } = resolve(schema);
  if (Array.isArray(value)) {
    if (type.items) for (const item of value) applySchemaDefaults(item, type.items);
    return;
  }
  if (value === null || typeof value !== 'object') return;
  if (type.additionalProperties) {
    for (const key in value) applySchemaDefaults(value[key], type.additionalProperties);
    return;
  }
  for (const field of writtenTimes(name)) if (type.properties?.[field]) value[field] ??= null;
  for (const field in type.properties) {
    const child = type.properties[field] as Schema;
    if (value[field] === undefined && child.default !== undefined) setDefault(value, field, child);
    if (value[field] !== undefined) applySchemaDefaults(value[field], child);
  }
}

function setDefault(value: Json, field: string, schema: Schema): void {
  const isObject = typeof schema.default === 'object' && schema.default !== null && !Array.isArray(schema.default);
  if (!isObject) value[field] = schema.default;
  else if (resolve(schema).schema.type === 'object') value[field] = structuredClone(schema.default);
}
