// The server's OpenAPI document of one group and version, and walking in its schemas.
import type { Json } from '../../../apimachinery/object.ts';
import type { Call } from '../../call.ts';

/** An OpenAPI schema. */
export type Schema = Json;

export interface ResourceOfVersion {
  group: string;
  version: string;
  resource: string;
  kind: string;
}

const pathOfVersion = (group: string, version: string): string => (group ? `apis/${group}/${version}` : `api/${version}`);

/** The document's schemas; nothing when the server has none for this group and version. */
export function fetchSchemas(call: Call, { group, version }: ResourceOfVersion): Record<string, Schema> | undefined {
  const { paths } = call.factory.request('GET', '/openapi/v3');
  const entry = paths?.[pathOfVersion(group, version)];
  if (!entry) return undefined;
  const url = new URL(entry.serverRelativeURL ?? `/openapi/v3/${pathOfVersion(group, version)}`, 'https://server');
  const document = call.factory.request('GET', url.pathname, { query: Object.fromEntries(url.searchParams) });
  return document.components?.schemas ?? {};
}

export class Schemas {
  constructor(private readonly all: Readonly<Record<string, Schema>>) {}

  /** The schema of a kind. */
  ofKind({ group, version, kind }: ResourceOfVersion): Schema | undefined {
    const isIt = (gvk: Json): boolean => gvk.group === group && gvk.version === version && gvk.kind === kind;
    return Object.values(this.all).find((schema) => schema['x-kubernetes-group-version-kind']?.some(isIt));
  }

  /** The name of the schema that this one only refers to. */
  refOf(schema: Schema): string | undefined {
    const ref = schema?.$ref ?? (schema?.allOf?.length === 1 && !schema.properties ? schema.allOf[0].$ref : undefined);
    return typeof ref === 'string' ? ref.slice(ref.lastIndexOf('/') + 1) : undefined;
  }

  resolve(schema: Schema): Schema {
    const ref = this.refOf(schema);
    return ref === undefined ? schema : (this.all[ref] ?? {});
  }

  /** What has the fields: through references, the items of arrays and the values of maps. */
  withFields(schema: Schema): Schema {
    const resolved = this.resolve(schema);
    const inner = resolved?.items ?? (typeof resolved?.additionalProperties === 'object' ? resolved.additionalProperties : undefined);
    return inner ? this.withFields(inner) : resolved;
  }

  fieldsOf(schema: Schema): { name: string; schema: Schema; required: boolean }[] {
    const { properties = {}, required = [] } = this.withFields(schema) ?? {};
    return Object.keys(properties)
      .sort()
      .map((name) => ({ name, schema: properties[name], required: required.includes(name) }));
  }

  /** The schema at a path of field names. */
  at(root: Schema, path: readonly string[]): { schema: Schema; required: boolean } | undefined {
    let found: { schema: Schema; required: boolean } | undefined = { schema: root, required: false };
    for (const name of path) {
      found = this.fieldsOf(found.schema).find((field) => field.name === name);
      if (!found) return undefined;
    }
    return found;
  }

  /** `[]Container`, `map[string]string`: the name of a reference stands for objects. */
  typeOf(schema: Schema): string {
    if (schema?.items) return `[]${this.typeOf(schema.items)}`;
    if (typeof schema?.additionalProperties === 'object') return `map[string]${this.typeOf(schema.additionalProperties)}`;
    const ref = this.refOf(schema);
    if (ref === undefined) return !schema?.type || schema.type === 'object' ? 'Object' : schema.type;
    const target = this.resolve(schema);
    return target.type && target.type !== 'object' ? this.typeOf(target) : ref.slice(ref.lastIndexOf('.') + 1);
  }

  /** The enumeration of a field, its own or that of what it refers to. */
  enumOf(schema: Schema): readonly string[] {
    return schema?.enum ?? this.resolve(schema)?.enum ?? [];
  }

  /** What a list of fields says of one: its own text; where a document has none beside a reference, that of the type. */
  textOfField(schema: Schema): string {
    return schema.description || (this.refOf(schema) !== undefined && this.resolve(schema).description) || '<no description>';
  }

  /** What is said of a schema: its own text, then that of what it refers to, holds or maps to. */
  descriptionsOf(schema: Schema): string[] {
    const own = schema?.description ? [schema.description as string] : [];
    const ref = this.refOf(schema);
    const inner = ref !== undefined ? this.resolve(schema) : (schema?.items ?? (typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined));
    return inner ? [...own, ...this.descriptionsOf(inner)] : own;
  }
}
