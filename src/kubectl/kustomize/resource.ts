// One object on its way through a build: what it is, what it was called before, and what is still to be done with it.
import { deepCopy, type Json } from '../../apimachinery/object.ts';
import { builtInKind, splitGroupVersion } from '../../apis/resources.ts';

/** How a build names an object: its kind and where it is. */
export interface ResourceId {
  group: string;
  version: string;
  kind: string;
  name: string;
  namespace: string;
}

export interface Resource {
  object: Json;
  /** What it was called before it was renamed, the oldest first. */
  previous: ResourceId[];
  prefixes: string[];
  suffixes: string[];
  /** Made by a generator: its name ends in a hash of its content. */
  needsHash?: boolean;
}

export const isMap = (value: Json): value is Record<string, Json> => value !== null && typeof value === 'object' && !Array.isArray(value);

export const newResource = (object: Json): Resource => ({ object: deepCopy(object), previous: [], prefixes: [], suffixes: [] });

export function idOf({ object }: Resource): ResourceId {
  const { group, version } = splitGroupVersion(String(object.apiVersion ?? ''));
  return { group, version, kind: object.kind ?? '', name: object.metadata?.name ?? '', namespace: object.metadata?.namespace ?? '' };
}

export const originalId = (resource: Resource): ResourceId => resource.previous[0] ?? idOf(resource);

/** Notes what it is called now, before it is called otherwise. */
export const remember = (resource: Resource): number => resource.previous.push(idOf(resource));

const clusterKinds = new Set(['CustomResourceDefinition']);

export const isClusterScoped = ({ group, version, kind }: Pick<ResourceId, 'group' | 'version' | 'kind'>): boolean =>
  clusterKinds.has(kind) || builtInKind({ group, version, kind })?.namespaced === false;

export const sameKind = (a: ResourceId, b: ResourceId): boolean => a.group === b.group && a.version === b.version && a.kind === b.kind;
export const effective = (namespace: string): string => namespace || 'default';
export const sameNamespace = (a: ResourceId, b: ResourceId): boolean => isClusterScoped(a) || effective(a.namespace) === effective(b.namespace);
export const sameId = (a: ResourceId, b: ResourceId): boolean => sameKind(a, b) && a.name === b.name && sameNamespace(a, b);

export const kindText = ({ group, version, kind }: Pick<ResourceId, 'group' | 'version' | 'kind'>): string => `${kind || '[noKind]'}.${version || '[noVer]'}.${group || '[noGrp]'}`;

/** `Deployment.v1.apps/web.[noNs]` */
export const idText = (id: ResourceId): string => `${kindText(id)}/${id.name || '[noName]'}.${id.namespace || '[noNs]'}`;

/** `resid.ResId{...}`, as Go prints it whole. */
export const goIdText = ({ group, version, kind, name, namespace }: ResourceId): string =>
  `resid.ResId{Gvk:resid.Gvk{Group:${JSON.stringify(group)}, Version:${JSON.stringify(version)}, Kind:${JSON.stringify(kind)}, isClusterScoped:${isClusterScoped({ group, version, kind })}}, Name:${JSON.stringify(name)}, Namespace:${JSON.stringify(namespace)}}`;
