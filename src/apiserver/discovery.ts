// What the server tells of itself: versions, groups, resources, health, its OpenAPI documents. By path.
import type { Json } from '../apimachinery/object.ts';
import { noSuchResource } from '../apimachinery/status.ts';
import { splitGroupVersion } from '../apis/resources.ts';
import type { RequestContext } from './context.ts';
import { aggregated, allGroups, groupOf, resourceList } from './discovery/groups.ts';
import { health } from './discovery/health.ts';
import { metrics } from './discovery/metrics.ts';
import { openapiIndex, openapiV2, openapiV3 } from './discovery/openapi.ts';
import { version } from './discovery/versions.ts';

const rootPaths = ['/api', '/api/v1', '/apis', '/healthz', '/livez', '/metrics', '/openapi/v2', '/openapi/v3', '/readyz', '/version'];

const legacy: Readonly<Record<'/api' | '/apis', (context: RequestContext) => Json>> = {
  '/api': () => ({ kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: '172.30.1.2:6443' }] }),
  '/apis': (context) => ({ kind: 'APIGroupList', apiVersion: 'v1', groups: allGroups(context).map(groupOf) }),
};

const documents: Readonly<Record<string, (context: RequestContext) => Json>> = {
  '/': (context) => ({ paths: [...rootPaths, ...allGroups(context).flatMap((g) => [`/apis/${g.name}`, ...g.versions.map((v) => `/apis/${g.name}/${v}`)])].sort() }),
  '/version': () => version,
  '/metrics': metrics,
  '/openapi/v2': openapiV2,
  '/openapi/v3': openapiIndex,
  '/api/v1': (context) => resourceList(context, '', 'v1'),
};

/** Answers the paths that are no resource. Throws NotFound for the others. */
export function nonResource(context: RequestContext): Json {
  const path = context.info.path.replace(/\/+$/, '') || '/';
  if (path === '/api' || path === '/apis') return context.request.headers?.accept === 'aggregated' ? aggregated(context, path) : legacy[path](context);
  const document = Object.hasOwn(documents, path) ? documents[path]?.(context) : health(context, path);
  if (document !== undefined) return document;
  const described = /^\/openapi\/v3\/(?:api|apis)\/(.+)$/.exec(path)?.[1];
  if (described) {
    const { group, version: v } = splitGroupVersion(described);
    return openapiV3(context, group, v);
  }
  const [, group, v, rest] = /^\/apis\/([^/]+)(?:\/([^/]+))?(\/.*)?$/.exec(path) ?? [];
  if (!group || rest) throw noSuchResource();
  if (v) return resourceList(context, group, v);
  const found = allGroups(context).find((g) => g.name === group);
  if (!found) throw noSuchResource();
  return { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(found) };
}
