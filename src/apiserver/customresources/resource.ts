// From a definition to the resources that the server serves for it: one for each served version.
import { deepCopy, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { customFindings, customStatusFindings } from '../../apis/apiextensions/customresource/index.ts';
import { applyCustomDefaults, readCustom, type Structural } from '../../apis/apiextensions/customresource/structural.ts';
import type { Kind, ScalePaths } from '../../apis/kind.ts';
import type { ResourceInfo, Subresource } from '../../apis/resources.ts';
import { bareFinalizerWarnings } from '../../apis/validation/metadata.ts';
import { type Schema, special } from '../../apis/schema.ts';
import { columnDefinitions, columnsOf, rowOf } from './columns.ts';

const verbs = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'];

/** `.spec.crew` as the fields on the way. */
const fieldsOf = (path: string | undefined): string[] | undefined => path?.split('.').filter(Boolean);

function scaleOf(scale: Json): ScalePaths | undefined {
  if (!scale) return undefined;
  const selector = fieldsOf(scale.labelSelectorPath);
  return { replicas: fieldsOf(scale.specReplicasPath) ?? [], statusReplicas: fieldsOf(scale.statusReplicasPath) ?? [], ...(selector ? { selector } : {}) };
}

const at = (object: Json, path: string): Json => (fieldsOf(path) ?? []).reduce((value: Json, field) => value?.[field], object);

function selectableOf(fields: readonly Json[] | undefined): NonNullable<Kind['selectableFields']> {
  const entries = (fields ?? []).map(({ jsonPath }): [string, (object: Json) => string] => [jsonPath.slice(1), (object) => String(at(object, jsonPath) ?? '')]);
  return Object.fromEntries(entries);
}

/** What differs from other kinds, as all kinds say it. */
function logicOf(definition: Json, version: Json, schema: Structural): Kind {
  const { group, names, versions } = definition.spec;
  const columns = columnsOf(version.additionalPrinterColumns);
  const hasStatus = version.subresources?.status !== undefined;
  const scale = scaleOf(version.subresources?.scale);
  const custom = { schema, scale: version.subresources?.scale };
  const stored = versions.find((v: Json) => v.storage)?.name;
  const warning = version.deprecated ? (version.deprecationWarning ?? `${group}/${version.name} ${names.kind} is deprecated`) : undefined;
  return {
    resource: `${names.plural}.${group}`,
    generation: 'spec',
    requiresResourceVersion: true,
    bareFinalizers: true,
    warnings: (object, old) => [...bareFinalizerWarnings(object, old), ...(old ? customFindings(object, custom, old).warnings : [])],
    applyDefaults: (object) => applyCustomDefaults(object, schema),
    ...(hasStatus ? { prepareForCreate: (object: Json) => void delete object.status } : {}),
    validate: (object) => customFindings(object, custom, undefined).errors,
    validateUpdateOnly: true,
    validateUpdate: (object, old) => customFindings(object, custom, old).errors,
    validateStatusUpdate: (object, old) => customStatusFindings(object, custom, old).errors,
    row: (object, { now }) => rowOf(columns, object, now),
    selectableFields: selectableOf(version.selectableFields),
    toStored: (object) => (object.apiVersion === `${group}/${stored}` ? object : { ...object, apiVersion: `${group}/${stored}` }),
    fromStored: (object) => served(object, `${group}/${version.name}`, schema),
    ...(scale ? { scale } : {}),
    ...(warning ? { deprecation: warning } : {}),
  };
}

/** An object as a version shows it: without conversion, only its name differs; defaults that came later are there too. */
function served(object: Json, apiVersion: string, schema: Structural): Json {
  const draft = deepCopy(object);
  draft.apiVersion = apiVersion;
  applyCustomDefaults(draft, schema);
  return draft;
}

function subresourcesOf(definition: Json, version: Json): Map<string, Subresource> {
  const { group, names } = definition.spec;
  const found = new Map<string, Subresource>();
  const part = (name: string, gvk: Subresource['gvk']): unknown => found.set(name, { name, verbs: ['get', 'patch', 'update'], gvk });
  if (version.subresources?.status) part('status', { group, version: version.name, kind: names.kind });
  if (version.subresources?.scale) part('scale', { group: 'autoscaling', version: 'v1', kind: 'Scale' });
  return found;
}

/** The schema as clients are told it: with what every object has, and without what its root requires. */
function publishedSchema(schema: Structural, gvk: { group: string; version: string; kind: string }): Schema {
  const { properties, required: _, ...rest } = schema as Schema;
  const own = { apiVersion: { type: 'string' as const }, kind: { type: 'string' as const }, metadata: { $ref: `#/components/schemas/${special.objectMeta}` } };
  return { ...rest, type: 'object', properties: { ...properties, ...own }, 'x-kubernetes-group-version-kind': [gvk] };
}

function infoOf(definition: KubeObject, version: Json): ResourceInfo {
  const { spec, status } = definition;
  const { group, scope } = spec;
  const names = status?.acceptedNames ?? spec.names;
  const gvk = { group, version: version.name, kind: names.kind };
  const schema: Structural = version.schema?.openAPIV3Schema ?? { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  const stored = spec.versions.find((v: Json) => v.storage);
  return {
    ...gvk,
    resource: names.plural,
    singular: names.singular ?? names.kind.toLowerCase(),
    namespaced: scope === 'Namespaced',
    verbs,
    shortNames: names.shortNames ?? [],
    categories: names.categories ?? [],
    subresources: subresourcesOf(definition, version),
    typeName: [...group.split('.').reverse(), version.name, names.kind].join('.'),
    schema: publishedSchema(schema, gvk),
    columns: columnDefinitions(columnsOf(version.additionalPrinterColumns)),
    logic: logicOf(definition, version, schema),
    prefix: `/registry/${group}/${names.plural}/`,
    isCustom: true,
    read: (value) => readCustom(value, schema),
    ...(definition.metadata.deletionTimestamp ? { isTerminating: true } : {}),
    ...(version.storage ? {} : { storedAs: { group, version: stored.name, kind: names.kind } }),
  };
}

const made = new WeakMap<KubeObject, ResourceInfo[]>();

export const isEstablished = ({ status }: KubeObject): boolean => (status?.conditions ?? []).some((c: Json) => c.type === 'Established' && c.status === 'True');

/** Newest first, as kube-aware versions are ordered: v2, v1, v2beta1, v1alpha1, others by name. */
export function compareVersions(a: string, b: string): number {
  const parse = (name: string): [number, number, number] | undefined => {
    const [, major, stage, minor] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(name) ?? [];
    return major === undefined ? undefined : [stage === undefined ? 2 : stage === 'beta' ? 1 : 0, Number(major), Number(minor ?? 0)];
  };
  const [x, y] = [parse(a), parse(b)];
  if (!x || !y) return x ? -1 : y ? 1 : a < b ? -1 : 1;
  return y[0] - x[0] || y[1] - x[1] || y[2] - x[2];
}

/** The resources of a definition, the preferred version first; none before it is established. */
export function resourcesOf(definition: KubeObject): ResourceInfo[] {
  if (!isEstablished(definition)) return [];
  let found = made.get(definition);
  if (!found) {
    const versions: Json[] = definition.spec.versions.filter((version: Json) => version.served);
    found = versions.toSorted((a, b) => compareVersions(a.name, b.name)).map((version) => infoOf(definition, version));
    made.set(definition, found);
  }
  return found;
}
