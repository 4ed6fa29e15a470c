// The groups and resources that the server serves, one document for each group version (legacy) and all at once (apidiscovery.k8s.io/v2).
import type { Json } from '../../apimachinery/object.ts';
import { noSuchResource } from '../../apimachinery/status.ts';
import { groups, groupVersionText, type ResourceInfo, type Subresource } from '../../apis/resources.ts';
import type { RequestContext } from '../context.ts';

interface Group {
  name: string;
  versions: string[];
  preferred: string;
}

const custom = (context: RequestContext): ResourceInfo[] => context.server.resources().filter((r) => r.isCustom);

/** Groups with their versions, those of custom resources last; of the built-in ones those that --runtime-config leaves. */
export function allGroups(context: RequestContext): Group[] {
  const served = new Set(context.server.resources().map(groupVersionText));
  const all = groups.flatMap((g) => {
    const versions = g.versions.filter((v) => served.has(`${g.name}/${v}`));
    return versions.length > 0 ? [{ ...g, versions, preferred: versions.includes(g.preferred) ? g.preferred : (versions[0] as string) }] : [];
  });
  for (const { group, version: v } of custom(context)) {
    const known = all.find((g) => g.name === group);
    if (!known) all.push({ name: group, versions: [v], preferred: v });
    else if (!known.versions.includes(v)) known.versions.push(v);
  }
  return all;
}

export function groupOf({ name, versions, preferred }: Group): Json {
  const entry = (v: string): Json => ({ groupVersion: `${name}/${v}`, version: v });
  return { name, versions: versions.map(entry), preferredVersion: entry(preferred) };
}

export const resourcesOf = (context: RequestContext, group: string, v: string): ResourceInfo[] => context.server.resources().filter((r) => r.group === group && r.version === v);

export function resourceList(context: RequestContext, group: string, v: string): Json {
  const resources = resourcesOf(context, group, v);
  if (resources.length === 0) throw noSuchResource();
  const entries = resources.flatMap((r) => [entryOf(r), ...[...r.subresources.values()].map((s) => subresourceOf(s, r))]);
  return { kind: 'APIResourceList', ...(group ? { apiVersion: 'v1' } : {}), groupVersion: groupVersionText({ group, version: v }), resources: entries };
}

const versionOf = (gvk: { group: string; version: string }, r: ResourceInfo): Json => (gvk.group === r.group && gvk.version === r.version ? {} : { group: gvk.group, version: gvk.version });

const subresourceOf = (s: Subresource, r: ResourceInfo): Json => ({
  name: `${r.resource}/${s.name}`,
  singularName: '',
  namespaced: r.namespaced,
  ...versionOf(s.gvk, r),
  kind: s.gvk.kind,
  verbs: s.verbs,
});

const shared = (r: ResourceInfo): Json => ({
  verbs: r.verbs,
  ...(r.shortNames.length > 0 ? { shortNames: r.shortNames } : {}),
  ...(r.categories.length > 0 ? { categories: r.categories } : {}),
});

const entryOf = (r: ResourceInfo): Json => ({ name: r.resource, singularName: r.singular, namespaced: r.namespaced, kind: r.kind, ...shared(r) });

const responseKind = ({ group, version, kind }: { group: string; version: string; kind: string }): Json => ({ group, version, kind });

function aggregatedResource(r: ResourceInfo): Json {
  const subresources = [...r.subresources.values()].map((s) => ({ subresource: s.name, responseKind: responseKind(s.gvk), verbs: s.verbs }));
  return {
    resource: r.resource,
    responseKind: responseKind(r),
    scope: r.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: r.singular,
    ...shared(r),
    ...(subresources.length > 0 ? { subresources } : {}),
  };
}

function aggregatedGroup(context: RequestContext, { name, versions, preferred }: Group): Json {
  const ordered = [preferred, ...versions.filter((v) => v !== preferred)];
  return {
    metadata: name ? { name } : {},
    versions: ordered.map((v) => ({ version: v, resources: resourcesOf(context, name, v).map(aggregatedResource), freshness: 'Current' })),
  };
}

/** Everything at once: of `/api` or of `/apis`. */
export function aggregated(context: RequestContext, path: '/api' | '/apis'): Json {
  const listed = path === '/api' ? [{ name: '', versions: ['v1'], preferred: 'v1' }] : allGroups(context);
  return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items: listed.map((group) => aggregatedGroup(context, group)) };
}
