// The types that an OpenAPI document of some resources needs, as that document writes references.
import type { Json } from '../../apimachinery/object.ts';
import type { ResourceInfo } from '../../apis/resources.ts';
import { describedType } from '../../apis/descriptions.ts';
import { typeOfKind } from '../../apis/schema.ts';

const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1';
export const patchType = `${meta}.Patch`;
export const deleteOptionsType = `${meta}.DeleteOptions`;
export const statusType = `${meta}.Status`;

export interface Dialect {
  /** What comes before a type's name in references. */
  prefix: string;
  /** Whether a reference with anything beside it stands in allOf. */
  wraps: boolean;
}

const bareName = (ref: string): string => ref.replace('#/components/schemas/', '');

/** A schema with its references in the dialect. `found` is told of each type that it names. */
function written(value: Json, dialect: Dialect, found: (name: string) => void): Json {
  if (Array.isArray(value)) return value.map((each) => written(each, dialect, found));
  if (value === null || typeof value !== 'object') return value;
  const out: Record<string, Json> = {};
  for (const key in value) {
    if (key === 'default') out.default = value.default;
    // Properties may be called as anything, `default` and `$ref` too.
    else if (key === 'properties') out.properties = Object.fromEntries(Object.entries(value.properties as Json).map(([name, property]) => [name, written(property, dialect, found)]));
    else if (key !== '$ref') out[key] = written(value[key], dialect, found);
  }
  if (typeof value.$ref !== 'string') {
    // A text beside a reference: only the third version puts the reference into allOf.
    const { allOf, ...rest } = out;
    return !dialect.wraps && allOf?.length === 1 && typeof allOf[0].$ref === 'string' ? { ...rest, ...allOf[0] } : out;
  }
  const name = bareName(value.$ref);
  found(name);
  const ref = { $ref: `${dialect.prefix}${name}` };
  return dialect.wraps && Object.keys(out).length > 0 ? { allOf: [ref], ...out } : { ...ref, ...out };
}

export const listType = (r: ResourceInfo): string => (r.isCustom ? `${r.typeName}List` : (typeOfKind(r.group, r.version, `${r.kind}List`) ?? ''));

/** The name of the type that a path reads and writes. */
export const typeOf = (gvk: { group: string; version: string; kind: string }): string => typeOfKind(gvk.group, gvk.version, gvk.kind) ?? '';

const gvkOf = ({ group, version, kind }: ResourceInfo, suffix = ''): Json => [{ group, version, kind: `${kind}${suffix}` }];

function customTypes(r: ResourceInfo): Record<string, Json> {
  const { properties = {}, ...rest } = r.schema as Json;
  // What every object has means the same everywhere.
  const { apiVersion, kind, metadata } = describedType('io.k8s.api.core.v1.ConfigMap')?.properties ?? {};
  return {
    [r.typeName]: { type: 'object', ...rest, properties: { ...properties, apiVersion, kind, metadata }, 'x-kubernetes-group-version-kind': gvkOf(r) },
    [listType(r)]: {
      type: 'object',
      required: ['items'],
      properties: { apiVersion, kind, metadata: { $ref: `${meta}.ListMeta` }, items: { type: 'array', items: { $ref: r.typeName } } },
      'x-kubernetes-group-version-kind': gvkOf(r, 'List'),
    },
  };
}

/** Every type that the resources need, and what those need in their turn. */
export function schemasOf(resources: readonly ResourceInfo[], dialect: Dialect): Record<string, Json> {
  const own: Record<string, Json> = Object.assign({}, ...resources.filter((r) => r.isCustom).map(customTypes));
  const wanted = [
    ...resources.flatMap((r) => [r.typeName, listType(r), ...[...r.subresources.values()].map(({ gvk }) => typeOf(gvk))]),
    ...(resources.some((r) => r.verbs.length > 0) ? [patchType, deleteOptionsType, statusType] : []),
  ].filter(Boolean);
  const schemas: Record<string, Json> = {};
  const seen = new Set(wanted);
  for (const name of seen) {
    const schema = own[name] ?? describedType(name);
    if (schema) schemas[name] = written(schema, dialect, (other) => seen.add(other));
  }
  return Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
}
