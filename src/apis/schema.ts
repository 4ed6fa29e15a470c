// The structure of every type, as the API server's own OpenAPI document tells it (facts/schema.json).
import type { SchemaLookup } from '../apimachinery/strategicMerge.ts';
import goTypes from './facts/goTypes.json' with { type: 'json' };
import types from './facts/schema.json' with { type: 'json' };

/** A node of the OpenAPI document: a type, or a property's description of its type. */
export interface Schema {
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema;
  enum?: string[];
  default?: unknown;
  $ref?: string;
  oneOf?: Schema[];
  'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[];
  'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  'x-kubernetes-list-map-keys'?: string[];
  'x-kubernetes-map-type'?: 'atomic' | 'granular';
  'x-kubernetes-patch-merge-key'?: string;
  'x-kubernetes-patch-strategy'?: string;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-int-or-string'?: boolean;
  'x-kubernetes-embedded-resource'?: boolean;
}

/** A type and its full name, when it has one. */
export interface TypeNode {
  name: string | undefined;
  schema: Schema;
}

const all = types as unknown as Record<string, Schema>;

/** The types by their full OpenAPI name: `io.k8s.api.core.v1.Pod`. */
export const typeNames = (): string[] => Object.keys(all);
export const typeNamed = (name: string): Schema | undefined => all[name];

/** Follows a reference to the type it names. */
export function resolve(schema: Schema): TypeNode {
  if (schema.$ref === undefined) return { name: undefined, schema };
  const name = schema.$ref.replace('#/components/schemas/', '');
  return { name, schema: all[name] ?? {} };
}

/** `Deployment` of `io.k8s.api.apps.v1.Deployment`. */
export const shortName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** `v1.PodSpec`: how Go names the type. */
export const goTypeName = (name: string): string => name.split('.').slice(-2).join('.');

const declared = goTypes as unknown as Record<string, Record<string, string>>;

/** The Go type of a field that has a name of its own and is no struct: `v1.RestartPolicy`. */
export const declaredType = (owner: string | undefined, field: string): string | undefined => (owner === undefined ? undefined : declared[owner]?.[field]);

/** What a list of such a type holds. */
export const elementType = (type: string | undefined): string | undefined => (type?.startsWith('[]') ? type.slice(2) : undefined);

/** Types that are written in JSON otherwise than Go holds them, and read by their own rules. */
export const special = {
  quantity: 'io.k8s.apimachinery.pkg.api.resource.Quantity',
  intOrString: 'io.k8s.apimachinery.pkg.util.intstr.IntOrString',
  time: 'io.k8s.apimachinery.pkg.apis.meta.v1.Time',
  microTime: 'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime',
  objectMeta: 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta',
} as const;

let kinds: Map<string, string> | undefined;

/** The full name of the type of a kind. */
export function typeOfKind(group: string, version: string, kind: string): string | undefined {
  if (!kinds) {
    kinds = new Map();
    for (const [name, schema] of Object.entries(all)) for (const gvk of schema['x-kubernetes-group-version-kind'] ?? []) kinds.set(`${gvk.group}/${gvk.version}/${gvk.kind}`, name);
  }
  const known = kinds.get(`${group}/${version}/${kind}`);
  if (known) return known;
  const suffix = `.${group ? group.split('.')[0] : 'core'}.${version}.${kind}`;
  return Object.keys(all).find((name) => name.endsWith(suffix) && name.startsWith('io.k8s.'));
}

/** A schema as strategic merge patch wants to see it: fields, merge keys, strategies. */
export function lookup(schema: Schema): SchemaLookup {
  const here = resolve(schema).schema;
  const { type, items, additionalProperties, properties } = here;
  const mergeKey = schema['x-kubernetes-patch-merge-key'] ?? here['x-kubernetes-patch-merge-key'];
  const strategy = schema['x-kubernetes-patch-strategy'] ?? here['x-kubernetes-patch-strategy'];
  return {
    mergeKey,
    strategy: strategy ? strategy.split(',') : [],
    child: (field: string) => {
      const child = properties?.[field] ?? additionalProperties;
      return child ? lookup(child) : undefined;
    },
    items: () => (type === 'array' && items ? lookup(items) : undefined),
  } as SchemaLookup;
}

/** The same for a kind by its name, as clients know it; nothing for kinds that are not built in. */
export function lookupKind(apiVersion: string, kind: string): SchemaLookup | undefined {
  const [group = '', version = ''] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  const name = typeOfKind(group, version, kind);
  return name === undefined ? undefined : lookup({ $ref: name });
}
