// From a method and a path to what is asked of which resource (k8s.io/apiserver/pkg/endpoints/request.RequestInfo).
import type { ApiRequest } from '../client/index.ts';

export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection';

export interface RequestInfo {
  isResource: boolean;
  verb: Verb;
  path: string;
  group: string;
  version: string;
  resource: string;
  subresource: string;
  namespace: string | undefined;
  name: string | undefined;
  /** What follows a subresource: pods/x/proxy/REST. */
  rest: string;
}

const methodVerbs: Record<ApiRequest['method'], Verb> = { GET: 'get', POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' };

/** The last value of a query parameter. */
export function queryValue(request: ApiRequest, name: string): string | undefined {
  const value = request.query?.[name];
  return typeof value === 'string' || value === undefined ? value : value[value.length - 1];
}

/** A parameter that is there means yes, unless it says no. */
export function queryFlag(request: ApiRequest, name: string): boolean {
  const value = queryValue(request, name);
  return value !== undefined && !['false', '0'].includes(value.toLowerCase());
}

export function requestInfo(request: ApiRequest): RequestInfo {
  const parts = request.path
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  const info: RequestInfo = {
    isResource: false,
    verb: methodVerbs[request.method],
    path: request.path,
    group: '',
    version: '',
    resource: '',
    subresource: '',
    namespace: undefined,
    name: undefined,
    rest: '',
  };
  const prefix = parts.shift();
  const isCore = prefix === 'api' && parts.length >= 2;
  const isGroup = prefix === 'apis' && parts.length >= 3;
  if (!isCore && !isGroup) return info;
  info.isResource = true;
  if (isGroup) info.group = parts.shift() as string;
  info.version = parts.shift() as string;
  if (parts[0] === 'watch') {
    parts.shift();
    info.verb = 'watch';
  }
  // /namespaces/NAME is the namespace itself; /namespaces/NAME/RESOURCE is in it, its own subresources excepted.
  if (parts[0] === 'namespaces' && parts.length > 2 && !['status', 'finalize'].includes(parts[2] as string)) {
    info.namespace = parts[1] as string;
    parts.splice(0, 2);
  }
  [info.resource = '', info.name, info.subresource = ''] = parts;
  info.rest = parts.slice(3).join('/');
  if (info.resource === 'namespaces' && info.group === '' && info.name !== undefined) info.namespace = info.name;
  refineVerb(info, request);
  return info;
}

function refineVerb(info: RequestInfo, request: ApiRequest): void {
  if (info.name === undefined && info.verb === 'get') info.verb = 'list';
  if (info.name === undefined && info.verb === 'delete') info.verb = 'deletecollection';
  if (info.verb === 'list' && queryFlag(request, 'watch')) info.verb = 'watch';
}
