// From what came over HTTP to a request of the API: method, path, query, impersonation.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { badRequest } from '../../apimachinery/status.ts';
import type { ApiRequest, RequestHeaders } from '../../client/index.ts';

export interface Target {
  /** Each part decoded and encoded anew: `%2F` separates parts as a slash does. */
  path: string;
  query: Record<string, string[]>;
}

/** Nothing when the target is none that Go's net/url reads. */
export function targetOf(url: string): Target | undefined {
  const absolute = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url)?.[0] ?? '';
  const rest = url.slice(absolute.length) || '/';
  if (!rest.startsWith('/') && !rest.startsWith('?')) return undefined;
  const end = rest.indexOf('?');
  const text = end < 0 ? rest : rest.slice(0, end);
  const query: Record<string, string[]> = Object.create(null);
  for (const [key, value] of new URLSearchParams(end < 0 ? '' : rest.slice(end + 1))) {
    query[key] ??= [];
    query[key].push(value);
  }
  try {
    return { path: decodeURIComponent(text).split('/').map(encodeURIComponent).join('/') || '/', query };
  } catch {
    return undefined;
  }
}

const methods: Readonly<Record<string, ApiRequest['method']>> = { GET: 'GET', HEAD: 'GET', POST: 'POST', PUT: 'PUT', PATCH: 'PATCH', DELETE: 'DELETE' };

/** Nothing for methods that no resource has. */
export const methodOf = (request: IncomingMessage): ApiRequest['method'] | undefined => methods[request.method ?? ''];

const several = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat().flatMap((each) => each.split(', ')));

/** Impersonate-User, -Group, -Uid and -Extra-KEY. */
export function impersonation(headers: IncomingHttpHeaders, rawHeaders: readonly string[]): RequestHeaders['impersonate'] {
  const user = headers['impersonate-user'];
  const groups: string[] = [];
  const extra: Record<string, string[]> = {};
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const [name, value] = [(rawHeaders[i] as string).toLowerCase(), rawHeaders[i + 1] as string];
    if (name === 'impersonate-group') groups.push(value);
    if (!name.startsWith('impersonate-extra-')) continue;
    const key = unescaped(name.slice('impersonate-extra-'.length));
    extra[key] = [...(extra[key] ?? []), value];
  }
  const [uid] = several(headers['impersonate-uid']);
  if (!user) {
    if (groups.length > 0 || uid || Object.keys(extra).length > 0) throw badRequest(`requested [${groups.map((name) => `{Group  ${name}}`).join(' ')}] without impersonating a user`);
    return undefined;
  }
  return { user: String(user), groups, ...(uid ? { uid } : {}), ...(Object.keys(extra).length > 0 ? { extra } : {}) };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
