// What -v tells of each request, from level 6 on (upstream: client-go's debuggingRoundTripper and rest.Request).
import { fnv32a } from '../apimachinery/hash.ts';
import { toCompactJson } from '../apimachinery/json.ts';
import type { Json } from '../apimachinery/object.ts';
import type { ApiRequest } from '../client/index.ts';
import { clientCommit, clientVersion } from './grammar/commands.ts';
import { logLine, statusLine, structured } from './log.ts';

export interface Told {
  request: ApiRequest;
  /** Scheme, host and port. */
  origin: string;
  code: number;
  body: Json;
  /** Discovery reads many documents with one request, and shows none of them. */
  isDiscovery?: boolean;
}

type Headers = Readonly<Record<string, string>>;

const roundTripper = 'round_trippers.go';
const table = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json';
const discovery = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json';

/** As Go escapes a query: spaces become plus signs. */
const escaped = (text: string): string =>
  encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

function urlOf({ request, origin }: Told): string {
  const pairs = Object.entries(request.query ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, value]) => [value].flat().map((each) => `${escaped(key)}=${escaped(each)}`));
  return `${origin}${request.path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}

function requestHeaders({ request: { headers, body, credential }, isDiscovery }: Told): Headers {
  const as = headers?.impersonate;
  return {
    Accept: isDiscovery ? discovery : headers?.accept === 'table' ? table : 'application/json',
    ...(credential.kind === 'token' ? { Authorization: 'Bearer <masked>' } : {}),
    ...(body === undefined ? {} : { 'Content-Type': headers?.contentType ?? 'application/json' }),
    ...(as?.groups.length ? { 'Impersonate-Group': as.groups.join(', ') } : {}),
    ...(as ? { 'Impersonate-User': as.user } : {}),
    'User-Agent': `kubectl/${clientVersion} (linux/amd64) kubernetes/${clientCommit.slice(0, 7)}`,
  };
}

function responseHeaders(told: Told, text: string, at: number): Headers {
  const hex = (part: number): string => fnv32a(`${at}/${told.request.method}/${told.request.path}/${part}`).toString(16).padStart(8, '0');
  const id = [0, 1, 2, 3].map(hex).join('');
  return {
    'Audit-Id': `${id.slice(0, 8)}-${id.slice(8, 12)}-4${id.slice(13, 16)}-a${id.slice(17, 20)}-${id.slice(20)}`,
    'Cache-Control': 'no-cache, private',
    'Content-Length': String(Buffer.byteLength(text)),
    'Content-Type': 'application/json',
    Date: new Date(at).toUTCString(),
  };
}

const headerLines = (headers: Headers): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');

function curl(told: Told): string {
  const headers = Object.entries(requestHeaders(told)).map(([name, value]) => ` -H ${JSON.stringify(`${name}: ${value}`)}`);
  return `curl -v -X${told.request.method} ${headers.join('')} '${urlOf(told)}'\n`;
}

/** Long bodies are cut, less so the more one wants to know. */
function cut(text: string, level: number): string {
  const most = level >= 10 ? Number.POSITIVE_INFINITY : level === 9 ? 10_240 : 1024;
  return text.length <= most ? text : `${text.slice(0, most)} [truncated ${text.length - most} chars]`;
}

const textOf = (body: Json): string => (body === undefined ? '' : typeof body === 'string' ? body : `${toCompactJson(body, false)}\n`);

/** The lines of the log for one request and its answer. */
export function requestLines(level: number, told: Told, at: number): string {
  if (level < 6) return '';
  const line = (where: string, message: string, pairs: Record<string, string | number>): string => logLine('I', at, where, structured(message, pairs));
  const { code, body, request } = told;
  const whole = { verb: request.method, url: urlOf(told) };
  const end = { milliseconds: 1 };
  if (level === 6) return line(`${roundTripper}:632`, 'Response', { ...whole, status: statusLine(code), ...end });
  const headers = headerLines(requestHeaders(told));
  if (level === 7) return line(`${roundTripper}:527`, 'Request', { ...whole, headers }) + line(`${roundTripper}:632`, 'Response', { status: statusLine(code), ...end });
  const text = textOf(body);
  const answered = { status: statusLine(code), headers: headerLines(responseHeaders(told, text, at)), ...end };
  const exchange =
    level === 8
      ? line(`${roundTripper}:527`, 'Request', { ...whole, headers }) + line(`${roundTripper}:632`, 'Response', answered)
      : line(`${roundTripper}:527`, 'Request', { curlCommand: curl(told) }) +
        line(`${roundTripper}:632`, 'Response', { ...whole, ...answered, getConnectionMilliseconds: 0, serverProcessingMilliseconds: 1 });
  if (told.isDiscovery) return exchange;
  const said = (what: string, each: Json): string => line('request.go:1351', `${what} Body`, { body: cut(textOf(each), level) });
  return said('Request', request.body) + exchange + said('Response', body);
}
