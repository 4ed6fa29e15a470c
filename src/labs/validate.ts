// Holds a value against a schema and tells every fault with the path to it.
import type { Json } from '../apimachinery/object.ts';
import type { JsonSchema } from './checks/kind.ts';

export type Path = readonly (string | number)[];

export interface Fault {
  path: Path;
  message: string;
  /** The fault is about the key at the end of the path, not its value. */
  key?: true;
}

const isObject = (value: Json): boolean => value !== null && typeof value === 'object' && !Array.isArray(value);

const isOfType: Readonly<Record<NonNullable<JsonSchema['type']>, (value: Json) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: Number.isFinite,
  boolean: (value) => typeof value === 'boolean',
};

const article = (type: string): string => `${/^[aio]/.test(type) ? 'an' : 'a'} ${type}`;

export function faultsOf(schema: JsonSchema, value: Json, path: Path = []): Fault[] {
  const { type } = schema;
  if (type !== undefined && !isOfType[type](value)) return [{ path, message: `must be ${article(type)}` }];
  const own = faultOfValue(schema, value);
  if (own !== undefined) return [{ path, message: own }];
  if (Array.isArray(value)) return value.flatMap((item, i) => (schema.items ? faultsOf(schema.items, item, [...path, i]) : []));
  return isObject(value) ? faultsOfObject(schema, value, path) : [];
}

function faultOfValue(schema: JsonSchema, value: Json): string | undefined {
  if (schema.enum && !schema.enum.includes(value)) return `must be one of ${schema.enum.join(', ')}`;
  if (typeof value === 'number') {
    if (schema.minimum !== undefined && value < schema.minimum) return `must be at least ${schema.minimum}`;
    if (schema.maximum !== undefined && value > schema.maximum) return `must be at most ${schema.maximum}`;
  }
  if (typeof value === 'string') {
    if (value.trim().length < (schema.minLength ?? 0)) return 'must not be empty';
    if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value)) return `must match ${schema.pattern}${schema.description ? ` (${schema.description})` : ''}`;
  }
  const { minItems = 0 } = schema;
  return Array.isArray(value) && value.length < minItems ? (minItems === 1 ? 'must not be empty' : `must have at least ${minItems} entries`) : undefined;
}

function faultsOfObject({ properties = {}, required = [], additionalProperties = true }: JsonSchema, value: Json, path: Path): Fault[] {
  const missing: Fault[] = required.filter((key) => value[key] === undefined).map((key) => ({ path, message: `${key} is missing` }));
  const inside = Object.keys(value).flatMap((key): Fault[] => {
    const schema = properties[key] ?? additionalProperties;
    if (schema === false) return [{ path: [...path, key], message: `unknown field ${key}`, key: true }];
    return schema === true ? [] : faultsOf(schema, value[key], [...path, key]);
  });
  return [...missing, ...inside];
}
