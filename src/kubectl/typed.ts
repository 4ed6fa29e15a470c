// Objects as kubectl's own Go types hold them: commands that change fields by name see these, and print them.
import { deepCopy, type Json } from '../apimachinery/object.ts';
import { decode } from '../apis/decode.ts';
import { resolve, type Schema, typeNamed, typeOfKind } from '../apis/schema.ts';
import { inFieldOrder } from '../apis/fieldOrder.ts';
import type { Call } from './call.ts';
import { CommandError } from './errors.ts';
import { objectPrinter, type OperationOptions, operationPrinter, type Printer } from './printers/index.ts';

/** Groups that the API server has and kubectl's scheme has not. */
const foreign = new Set(['apiextensions.k8s.io', 'apiregistration.k8s.io']);

/** Optional for the server, and yet always written by Go. */
const alwaysWritten: Readonly<Record<string, readonly string[]>> = { 'io.k8s.api.apps.v1.StatefulSetStatus': ['availableReplicas'] };

const isStruct = (schema: Schema): boolean => {
  const type = resolve(schema).schema;
  return type.type === 'object' && type.additionalProperties === undefined;
};

/** What Go writes although nothing was said: structs that are no pointers, and fields that are never left out. */
function zeroOf(schema: Schema, isRequired: boolean): Json {
  if (schema.default !== undefined && typeof schema.default === 'object' && isStruct(schema)) return {};
  if (!isRequired) return undefined;
  const { type } = resolve(schema).schema;
  if (type === 'string') return '';
  if (type === 'integer' || type === 'number') return 0;
  return type === 'boolean' ? false : null;
}

function fill(value: Json, schema: Schema): void {
  if (value === null || typeof value !== 'object') return;
  const { name = '', schema: type } = resolve(schema);
  const written = [...(type.required ?? []), ...(alwaysWritten[name] ?? [])];
  if (Array.isArray(value)) {
    for (const item of value) if (type.items) fill(item, type.items);
    return;
  }
  if (type.additionalProperties) for (const each of Object.values(value)) fill(each, type.additionalProperties);
  for (const [field, child] of Object.entries(type.properties ?? {})) {
    if (value[field] === undefined) value[field] = zeroOf(child, written.includes(field));
    if (value[field] === undefined) delete value[field];
    else fill(value[field], child);
  }
}

/** A copy of the object as its Go type holds it. Throws for kinds that kubectl has no type for. */
export function typedCopy(object: Json): Json {
  const { apiVersion = '', kind = '' } = object;
  const [group = '', version = ''] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  const name = foreign.has(group) ? undefined : typeOfKind(group, version, kind);
  const schema = name === undefined ? undefined : typeNamed(name);
  if (name === undefined || !schema) throw new CommandError(`no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(apiVersion)} in scheme "pkg/scheme/scheme.go:28"`);
  const copy = decode(deepCopy(object), name, schema).value;
  fill(copy, schema);
  return copy;
}

const asTyped = ({ print }: Printer): Printer => ({ print: (object, write) => print(inFieldOrder(object), write) });

/** What commands print with that hold objects as Go types: JSON in the order of their fields. */
export const typedPrinter = (call: Call, operation: string, options: OperationOptions = {}): Printer => asTyped(operationPrinter(call, operation, { ...options, keepOrder: true }));

/** The same for who prints only what -o asks for. */
export const typedObjectPrinter = (call: Call): Printer => asTyped(objectPrinter(call, '', { keepOrder: true }));
