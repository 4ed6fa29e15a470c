// The order in which Go writes an object's fields: that of its type. Maps are sorted.
import { byCodePoint } from '../apimachinery/goFormat.ts';
import type { Json } from '../apimachinery/object.ts';
import orders from './facts/fieldOrder.json' with { type: 'json' };
import { resolve, type Schema, typeNamed, typeOfKind } from './schema.ts';

const known = orders as unknown as Record<string, string>;

/** The names of the value's fields as its type has them; what the type does not know comes last. */
function namesOf(value: Json, name: string | undefined): string[] {
  const sorted = Object.keys(value).sort(byCodePoint);
  const fields = name === undefined ? undefined : known[name]?.split(' ');
  return fields ? [...fields.filter((field) => field in value), ...sorted.filter((field) => !fields.includes(field))] : sorted;
}

function ordered(value: Json, schema: Schema): Json {
  if (value === null || typeof value !== 'object') return value;
  const { name, schema: type } = resolve(schema);
  if (Array.isArray(value)) return value.map((item) => ordered(item, type.items ?? {}));
  return Object.fromEntries(namesOf(value, name).map((field) => [field, ordered(value[field], type.properties?.[field] ?? type.additionalProperties ?? {})]));
}

/** A copy of the object with its fields in the order of its type; of kinds without a type as it is. */
export function inFieldOrder(object: Json): Json {
  const { apiVersion = '', kind = '' } = object ?? {};
  const [group = '', version = ''] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  const name = typeOfKind(group, version, kind);
  return name === undefined || !typeNamed(name) ? object : ordered(object, { $ref: name });
}
