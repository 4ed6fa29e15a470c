// What the server tells of itself: versions, groups, resources, health, its OpenAPI documents.
import { groups, groupVersionText, type ResourceInfo, splitGroupVersion } from '../apis/resources.ts';
import { describedType } from '../apis/descriptions.ts';
import { typeNames } from '../apis/schema.ts';
import type { Json } from '../apimachinery/object.ts';
import { noSuchResource } from '../apimachinery/status.ts';
import type { RequestContext } from './context.ts';

const version = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v1.36.2',
  gitCommit: '9e6f5d4cc49f7d5d2b3a1c5d1e7f7f2c0a8b6e43',
  gitTreeState: 'clean',
  buildDate: '2026-06-16T10:00:00Z',
  goVersion: 'go1.26.3',
  compiler: 'gc',
  platform: 'linux/amd64',
};

const custom = (context: RequestContext): ResourceInfo[] => context.server.resources().filter((r) => r.isCustom);

/** Groups with their versions, those of custom resources last. */
function allGroups(context: RequestContext): { name: string; versions: string[]; preferred: string }[] {
  const all = groups.map((g) => ({ ...g }));
  for (const { group, version: v } of custom(context)) {
    const known = all.find((g) => g.name === group);
    if (!known) all.push({ name: group, versions: [v], preferred: v });
    else if (!known.versions.includes(v)) known.versions.push(v);
  }
  return all;
}

function groupOf({ name, versions, preferred }: { name: string; versions: string[]; preferred: string }): Json {
  const entry = (v: string): Json => ({ groupVersion: `${name}/${v}`, version: v });
  return { name, versions: versions.map(entry), preferredVersion: entry(preferred) };
}

function resourceList(context: RequestContext, group: string, v: string): Json {
  const resources = context.server.resources().filter((r) => r.group === group && r.version === v);
  if (resources.length === 0) throw noSuchResource();
  const entries = resources.flatMap((r) => [
    entryOf(r),
    ...[...r.subresources.values()].map((s) => ({ name: `${r.resource}/${s.name}`, singularName: '', namespaced: r.namespaced, ...versionOf(s.gvk, r), kind: s.gvk.kind, verbs: s.verbs })),
  ]);
  return { kind: 'APIResourceList', ...(group ? { apiVersion: 'v1' } : {}), groupVersion: groupVersionText({ group, version: v }), resources: entries };
}

const versionOf = (gvk: { group: string; version: string }, r: ResourceInfo): Json => (gvk.group === r.group && gvk.version === r.version ? {} : { group: gvk.group, version: gvk.version });

const entryOf = (r: ResourceInfo): Json => ({
  name: r.resource,
  singularName: r.singular,
  namespaced: r.namespaced,
  kind: r.kind,
  verbs: r.verbs,
  ...(r.shortNames.length > 0 ? { shortNames: r.shortNames } : {}),
  ...(r.categories.length > 0 ? { categories: r.categories } : {}),
});

/** Every type that a group's document needs is in every document: readers only follow the references they need. */
function openapiOf(context: RequestContext, group: string, v: string): Json {
  const resources = context.server.resources().filter((r) => r.group === group && r.version === v);
  if (resources.length === 0) throw noSuchResource();
  const schemas: Record<string, Json> = {};
  for (const name of typeNames()) schemas[name] = describedType(name);
  for (const r of resources) if (r.isCustom) schemas[r.typeName] = r.schema;
  return { openapi: '3.0.0', info: { title: 'Kubernetes', version: version.gitVersion }, paths: {}, components: { schemas } };
}

const groupVersionPath = (group: string, v: string): string => (group ? `apis/${group}/${v}` : `api/${v}`);

function openapiIndex(context: RequestContext): Json {
  const paths: Record<string, Json> = {};
  for (const r of context.server.resources()) {
    const path = groupVersionPath(r.group, r.version);
    paths[path] = { serverRelativeURL: `/openapi/v3/${path}` };
  }
  return { paths };
}

const rootPaths = ['/api', '/api/v1', '/apis', '/healthz', '/livez', '/metrics', '/openapi/v2', '/openapi/v3', '/readyz', '/version'];

const checks = [
  'ping',
  'log',
  'etcd',
  'etcd-readiness',
  'informer-sync',
  'poststarthook/start-apiserver-admission-initializer',
  'poststarthook/rbac/bootstrap-roles',
  'poststarthook/start-system-namespaces-controller',
  'poststarthook/bootstrap-controller',
  'autoregister-completion',
  'shutdown',
];

function health(path: string, verbose: boolean): string {
  const name = path.slice(1).split('/')[0];
  if (!verbose) return 'ok';
  return `${checks.map((check) => `[+]${check} ok`).join('\n')}\n${name} check passed\n`;
}

/** Answers the paths that are no resource. Throws NotFound for the others. */
export function nonResource(context: RequestContext): Json {
  const path = context.info.path.replace(/\/+$/, '') || '/';
  if (path === '/') return { paths: [...rootPaths, ...allGroups(context).flatMap((g) => [`/apis/${g.name}`, ...g.versions.map((v) => `/apis/${g.name}/${v}`)])].sort() };
  if (path === '/version') return version;
  if (/^\/(healthz|livez|readyz)(\/.*)?$/.test(path)) return health(path, context.request.query?.verbose !== undefined);
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: '172.30.1.2:6443' }] };
  if (path === '/apis') return { kind: 'APIGroupList', apiVersion: 'v1', groups: allGroups(context).map(groupOf) };
  if (path === '/openapi/v3') return openapiIndex(context);
  const document = /^\/openapi\/v3\/(?:api|apis)\/(.+)$/.exec(path)?.[1];
  if (document) {
    const { group, version: v } = splitGroupVersion(document);
    return openapiOf(context, group, v);
  }
  if (path === '/api/v1') return resourceList(context, '', 'v1');
  const [, group, v, rest] = /^\/apis\/([^/]+)(?:\/([^/]+))?(\/.*)?$/.exec(path) ?? [];
  if (!group || rest) throw noSuchResource();
  if (v) return resourceList(context, group, v);
  const found = allGroups(context).find((g) => g.name === group);
  if (!found) throw noSuchResource();
  return { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(found) };
}
