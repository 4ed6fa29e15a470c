// The resources that the API serves, from what a real server says of itself (facts/discovery.json) and what the kinds add.
import discovery from './facts/discovery.json' with { type: 'json' };
import tables from './facts/tables.json' with { type: 'json' };
import type { Json } from '../apimachinery/object.ts';
import type { Decoded } from './decode.ts';
import { kinds } from './index.ts';
import type { Kind } from './kind.ts';
import { type Schema, typeNamed, typeOfKind } from './schema.ts';

export interface GroupVersionKind {
  group: string;
  version: string;
  kind: string;
}

export interface ColumnDefinition {
  name: string;
  type: string;
  format?: string;
  priority?: number;
  /** Custom resources: where the cell's value lies. */
  jsonPath?: string;
}

export interface Subresource {
  name: string;
  verbs: readonly string[];
  /** The kind that is read and written there. */
  gvk: GroupVersionKind;
}

/** One resource in one version. */
export interface ResourceInfo extends GroupVersionKind {
  /** The plural name in paths. */
  resource: string;
  singular: string;
  namespaced: boolean;
  verbs: readonly string[];
  shortNames: readonly string[];
  categories: readonly string[];
  subresources: ReadonlyMap<string, Subresource>;
  typeName: string;
  schema: Schema;
  columns: readonly ColumnDefinition[];
  logic: Kind;
  /** Keys of etcd begin with this: `/registry/deployments/`. */
  prefix: string;
  /** Made by a CustomResourceDefinition: no strategic merge, no Go types. */
  isCustom?: boolean;
  /** Custom resources: reads what a client sent by their own schema. */
  read?(value: Json): Decoded;
  /** Its definition is being deleted: nothing new is taken. */
  isTerminating?: boolean;
  /** Set for kinds served in several versions or groups: the resource that the object is stored as. */
  storedAs?: GroupVersionKind;
}

interface Discovered {
  groupVersion: string;
  name: string;
  singularName?: string;
  kind: string;
  namespaced: boolean;
  verbs: string[];
  shortNames?: string[];
  categories?: string[];
  group?: string;
  version?: string;
}

const discovered = discovery.resources as Discovered[];

/** Groups in the order in which the server lists them, the core group not among them. */
export const groups = discovery.groups as { name: string; versions: string[]; preferred: string }[];

export function splitGroupVersion(groupVersion: string): { group: string; version: string } {
  const slash = groupVersion.indexOf('/');
  return slash < 0 ? { group: '', version: groupVersion } : { group: groupVersion.slice(0, slash), version: groupVersion.slice(slash + 1) };
}

export const groupVersionText = ({ group, version }: { group: string; version: string }): string => (group ? `${group}/${version}` : version);

/** Directories under /registry that are not called after their resource (as the API server's storage factory has it). */
const oddPrefixes: Record<string, string> = {
  services: 'services/specs',
  endpoints: 'services/endpoints',
  nodes: 'minions',
  replicationcontrollers: 'controllers',
  'ingresses.networking.k8s.io': 'ingress',
  'customresourcedefinitions.apiextensions.k8s.io': 'apiextensions.k8s.io/customresourcedefinitions',
  'apiservices.apiregistration.k8s.io': 'apiregistration.k8s.io/apiservices',
};

/** `deployments.apps`, `pods`: how people and error sentences name a resource. */
export const resourceText = ({ group, resource }: { group: string; resource: string }): string => (group ? `${resource}.${group}` : resource);

/** Versions that are kept as another: the object is stored, and watched, as that. */
const storedAs: Record<string, GroupVersionKind> = {
  'autoscaling/v1/HorizontalPodAutoscaler': { group: 'autoscaling', version: 'v2', kind: 'HorizontalPodAutoscaler' },
  'events.k8s.io/v1/Event': { group: '', version: 'v1', kind: 'Event' },
};

/** By the group, version and name of the resource that they are parts of. */
function subresourcesByParent(): Map<string, Map<string, Subresource>> {
  const found = new Map<string, Map<string, Subresource>>();
  for (const r of discovered) {
    const slash = r.name.indexOf('/');
    if (slash < 0) continue;
    const parent = `${r.groupVersion}/${r.name.slice(0, slash)}`;
    const name = r.name.slice(slash + 1);
    const { group, version } = splitGroupVersion(r.groupVersion);
    const siblings = found.get(parent) ?? new Map<string, Subresource>();
    siblings.set(name, { name, verbs: r.verbs, gvk: { group: r.version ? (r.group ?? '') : group, version: r.version ?? version, kind: r.kind } });
    found.set(parent, siblings);
  }
  return found;
}

function infoOf(r: Discovered, logicOf: ReadonlyMap<string, Kind>, subresources: ReadonlyMap<string, Subresource>): ResourceInfo {
  const { group, version } = splitGroupVersion(r.groupVersion);
  const text = resourceText({ group, resource: r.name });
  const stored = storedAs[`${r.groupVersion}/${r.kind}`];
  const info: ResourceInfo = {
    group,
    version,
    kind: r.kind,
    resource: r.name,
    singular: r.singularName ?? r.kind.toLowerCase(),
    namespaced: r.namespaced,
    verbs: r.verbs,
    shortNames: r.shortNames ?? [],
    categories: r.categories ?? [],
    subresources,
    // Large data, read only for the kinds that a command looks into.
    get typeName() {
      return typeOfKind(group, version, r.kind) ?? '';
    },
    get schema() {
      return typeNamed(this.typeName) ?? { type: 'object' };
    },
    get columns() {
      return (tables as Record<string, ColumnDefinition[]>)[`${r.name}.${r.groupVersion}`] ?? defaultColumns;
    },
    logic: logicOf.get(`${text}/${version}`) ?? logicOf.get(text) ?? { resource: text },
    prefix: `/registry/${oddPrefixes[text] ?? r.name}/`,
  };
  if (stored) info.storedAs = stored;
  return info;
}

/** What a server prints of a kind that it has no columns for. */
export const defaultColumns: readonly ColumnDefinition[] = [
  { name: 'Name', type: 'string', format: 'name' },
  { name: 'Age', type: 'date' },
];

/** All resources that are built in, in the order of discovery. */
export const builtInResources: readonly ResourceInfo[] = (() => {
  const logicOf = new Map(kinds.map((kind) => [kind.resource, kind]));
  const parts = subresourcesByParent();
  return discovered.filter((r) => !r.name.includes('/')).map((r) => infoOf(r, logicOf, parts.get(`${r.groupVersion}/${r.name}`) ?? new Map()));
})();

const byPath = new Map(builtInResources.map((info) => [`${groupVersionText(info)}/${info.resource}`, info]));
const byKind = new Map(builtInResources.map((info) => [`${groupVersionText(info)}/${info.kind}`, info]));
const preferred = new Map(builtInResources.toReversed().map((info) => [resourceText(info), info]));

export const builtInAt = (group: string, version: string, resource: string): ResourceInfo | undefined => byPath.get(`${groupVersionText({ group, version })}/${resource}`);
export const builtInKind = (gvk: GroupVersionKind): ResourceInfo | undefined => byKind.get(`${groupVersionText(gvk)}/${gvk.kind}`);
/** The preferred version of `deployments.apps`. */
export const builtInNamed = (text: string): ResourceInfo | undefined => preferred.get(text);
