// From maps to the structs of Go, as the server does it for strategic merge patches: why a value does not fit its field.
// Nothing here knows where the field lies: upstream's sentences do not say it.
import type { Json } from '../apimachinery/object.ts';
import { parseQuantity } from '../apimachinery/quantity.ts';
import { declaredType, elementType, resolve, type Schema, special } from './schema.ts';

/** How Go's reflection calls a decoded JSON value. */
function goKind(value: Json): string {
  if (Array.isArray(value)) return 'slice';
  if (typeof value === 'object') return 'map';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return typeof value === 'boolean' ? 'bool' : 'string';
}

const jsonNames: Readonly<Record<string, string>> = { slice: 'array', map: 'object', int64: 'number', float64: 'number' };
const cannotUnmarshal = (value: Json, type: string): string => `json: cannot unmarshal ${jsonNames[goKind(value)] ?? goKind(value)} into Go value of type ${type}`;

function quantityFault(value: Json): string | undefined {
  try {
    parseQuantity(value);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Types that read themselves. Undefined for the others, else the fault or nothing. */
function ownFault(name: string | undefined, value: Json): { fault: string | undefined } | undefined {
  const kind = goKind(value);
  if (name === special.quantity) return { fault: quantityFault(value) };
  if (name === special.intOrString) return { fault: kind === 'string' || kind === 'int64' ? undefined : cannotUnmarshal(value, 'int32') };
  if (name === special.time || name === special.microTime) return { fault: kind === 'string' ? undefined : cannotUnmarshal(value, 'string') };
  return undefined;
}

function scalarFault(value: Json, type: Schema, declared: string | undefined): string | undefined {
  const kind = goKind(value);
  const isNumber = kind === 'int64' || kind === 'float64';
  if (type.type === 'integer') {
    const wanted = type.format ?? 'int64';
    if (!isNumber) return `unrecognized type: ${wanted}`;
    return kind === 'int64' ? undefined : `cannot convert float64 to ${wanted}`;
  }
  if (type.type === 'number') return isNumber ? undefined : 'unrecognized type: float64';
  if (type.type === 'boolean') return kind === 'bool' ? undefined : 'unrecognized type: bool';
  if (type.type !== 'string' || kind === 'string') return undefined;
  if (type.format === 'byte') return kind === 'slice' ? undefined : `cannot restore slice from ${kind}`;
  // In Go an integer converts to a text, but not in JSON.
  return kind === 'int64' ? `cannot convert int64 to ${declared ?? 'string'}` : 'unrecognized type: string';
}

/** Why the value cannot become what the schema describes; nothing when it can. */
export function conversionFault(value: Json, schema: Schema, declared?: string): string | undefined {
  if (value === null || value === undefined) return undefined;
  const { name, schema: type } = resolve(schema);
  const own = ownFault(name, value);
  if (own) return own.fault;
  const kind = goKind(value);
  if (type.type === 'array') return kind === 'slice' ? firstFault(value.map((item: Json) => [item, type.items, elementType(declared)])) : `cannot restore slice from ${kind}`;
  if (type.type !== 'object') return scalarFault(value, type, declared);
  const { additionalProperties, properties } = type;
  if (additionalProperties) return kind === 'map' ? firstFault(Object.keys(value).map((key) => [value[key], additionalProperties])) : `cannot restore map from ${kind}`;
  if (!properties) return undefined;
  return kind === 'map' ? firstFault(Object.keys(properties).map((field) => [value[field], properties[field], declaredType(name, field)])) : `cannot restore struct from: ${kind}`;
}

function firstFault(parts: readonly (readonly [value: Json, schema: Schema | undefined, declared?: string | undefined])[]): string | undefined {
  for (const [value, schema, declared] of parts) {
    const fault = schema && conversionFault(value, schema, declared);
    if (fault) return fault;
  }
  return undefined;
}
