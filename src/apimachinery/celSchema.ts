// From a schema to CEL's types: what Kubernetes lets expressions know of objects. What has no type there cannot be spoken of.
import { celName } from './celNames.ts';
import { boolType, type CelType, dynType, intType, listType, mapType, objectType, simpleType, stringType } from './celTypes.ts';

/** A schema as far as it says what CEL may know. */
export interface CelSchema {
  type?: string;
  format?: string;
  properties?: Readonly<Record<string, CelSchema>> | undefined;
  items?: CelSchema | undefined;
  additionalProperties?: CelSchema | boolean | undefined;
  'x-kubernetes-int-or-string'?: boolean;
  'x-kubernetes-embedded-resource'?: boolean;
}

/** What stands behind a reference to another schema. */
export type Dereference = (schema: CelSchema) => CelSchema;

const itself: Dereference = (schema) => schema;

/** Every resource has these, whatever its own schema says. */
const identity: Readonly<Record<string, CelSchema>> = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  metadata: { type: 'object', properties: { name: { type: 'string' }, generateName: { type: 'string' } } },
};

const formats: Readonly<Record<string, CelType>> = { byte: simpleType('bytes'), duration: simpleType('duration'), date: simpleType('timestamp'), 'date-time': simpleType('timestamp') };
const scalars: Readonly<Record<string, CelType>> = { boolean: boolType, number: simpleType('double'), integer: intType };

/** The fields are made when they are asked for: schemas may hold themselves. */
function fieldsOf(properties: Readonly<Record<string, CelSchema>>, name: string, resolve: Dereference): Record<string, CelType> {
  const fields: Record<string, CelType> = {};
  for (const [property, schema] of Object.entries(properties)) {
    const field = celName(property);
    if (field === undefined) continue;
    const make = (): CelType | undefined => celTypeOf(schema, `${name}.${field}`, false, resolve);
    Object.defineProperty(fields, field, {
      enumerable: true,
      configurable: true,
      get() {
        const value = make();
        Object.defineProperty(fields, field, { enumerable: true, value });
        return value;
      },
    });
  }
  return fields;
}

/** The type of a value with this schema, or nothing when expressions may not know it. `name` is what objects in it are called after. */
export function celTypeOf(given: CelSchema, name: string, isRoot: boolean, resolve: Dereference = itself): CelType | undefined {
  const schema = resolve(given);
  if (schema['x-kubernetes-int-or-string']) return dynType;
  const whole = isRoot || schema['x-kubernetes-embedded-resource'] === true;
  if (schema.type === 'array') {
    const items = schema.items && celTypeOf(schema.items, `${name}.@idx`, false, resolve);
    return items && listType(items);
  }
  if (schema.type === 'object') {
    const { additionalProperties } = schema;
    if (additionalProperties && additionalProperties !== true) {
      const value = celTypeOf(additionalProperties, `${name}.@elem`, false, resolve);
      return value && mapType(stringType, value);
    }
    const known = schema.properties ?? {};
    const complete = known.metadata && Object.keys(resolve(known.metadata).properties ?? {}).length > 0;
    return objectType(name, fieldsOf(whole && !complete ? { ...known, ...identity } : known, name, resolve));
  }
  if (schema.type === 'string') return formats[schema.format ?? ''] ?? stringType;
  return scalars[schema.type ?? ''];
}
