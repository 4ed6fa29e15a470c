// One HTTP request: read, asked of the API server, answered.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { builtInAt } from '../../apis/resources.ts';
import { ApiError, failure } from '../../apimachinery/status.ts';
import { requestInfo, type RequestInfo } from '../../apiserver/route.ts';
import type { ApiRequest, ApiResponse, RequestHeaders } from '../../client/index.ts';
import { type Front, reach, Unreachable } from '../front.ts';
import { type Exchange, failed, plainForm, writeAnswer } from './answer.ts';
import { type Body, decodeBody, readBody } from './body.ts';
import { impersonation, methodOf, type Target, targetOf } from './incoming.ts';
import { followLog } from './log.ts';
import { negotiate } from './negotiate.ts';
import { serveWatch } from './watch.ts';

const methodNotAllowed = () => failure(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {});

/** Go's answer to what its HTTP server cannot read. */
function refuseLine(response: ServerResponse): void {
  response.writeHead(400, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
  response.end('400 Bad Request');
}

const flag = ({ query }: Target, name: string): boolean => ['true', '1'].includes(query[name]?.at(-1) ?? '');

export async function handle(front: Front, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const exchange: Exchange = { response, form: plainForm, isHead: incoming.method === 'HEAD', acceptsGzip: /\bgzip\b/.test(String(incoming.headers['accept-encoding'] ?? '')) };
  const target = targetOf(incoming.url ?? '/');
  if (!target) return refuseLine(response);
  try {
    await answer(front, incoming, exchange, target);
  } catch (error) {
    const told = await toldTo(front, incoming, error);
    if (told instanceof Unreachable) return front.unreachable(incoming, response);
    const { code } = failed(told);
    // What is still to come of the body is not read.
    if (code === 413) response.setHeader('Connection', 'close');
    writeAnswer(exchange, failed(told));
  }
}

async function answer(front: Front, incoming: IncomingMessage, exchange: Exchange, target: Target): Promise<void> {
  const { headers } = incoming;
  const userAgent = headers['user-agent'] ?? 'unknown';
  const method = methodOf(incoming);
  const bare = { method: method ?? 'GET', path: target.path, query: target.query };
  const info = requestInfo({ ...bare, credential: { kind: 'none' } });
  const impersonate = impersonation(headers, incoming.rawHeaders);
  const common: RequestHeaders = { userAgent, ...(impersonate ? { impersonate } : {}) };
  if (!method) throw methodNotAllowed();
  const isWatch = info.isResource && info.verb === 'watch' && method === 'GET';
  exchange.form = negotiate({ path: target.path.replace(/\/+$/, ''), accept: String(headers.accept ?? ''), userAgent, pretty: target.query.pretty?.at(-1), watch: isWatch });
  const requestHeaders: RequestHeaders = { ...common, accept: exchange.form.accept };
  const { body, strict } = await bodyOf(incoming, method, info, requestHeaders);
  const request = front.sign({ ...bare, headers: requestHeaders, ...(body === undefined ? {} : { body }) }, incoming);
  if (isWatch) return serveWatch(front, exchange, request);
  if (info.subresource === 'log' && method === 'GET' && flag(target, 'follow')) return followLog(front, exchange, request);
  writeAnswer(exchange, await front.turns.ask((cluster) => ask(front, cluster, request, info, strict)));
}

/** Who is nobody is told so, and not what they did wrong beside that. */
async function toldTo(front: Front, incoming: IncomingMessage, error: unknown): Promise<unknown> {
  try {
    const probe = front.sign({ method: 'GET', path: '/version' }, incoming);
    const { code, body } = await front.turns.ask((cluster) => reach(front, cluster).request(probe));
    return code === 401 ? new ApiError(body) : error;
  } catch (unreachable) {
    return unreachable;
  }
}

async function bodyOf(incoming: IncomingMessage, method: ApiRequest['method'], info: RequestInfo, headers: RequestHeaders): Promise<{ body: ApiRequest['body']; strict: readonly string[] }> {
  if (method === 'GET') return { body: undefined, strict: [] };
  const resource = info.isResource ? builtInAt(info.group, info.version, info.resource) : undefined;
  const kind = method === 'DELETE' ? '' : ((info.subresource ? resource?.subresources.get(info.subresource)?.gvk.kind : resource?.kind) ?? '');
  const read: Body = decodeBody(method, incoming.headers['content-type'] ?? '', await readBody(incoming), kind);
  if (read.contentType) headers.contentType = read.contentType;
  return { body: read.value, strict: read.strict };
}

/** Keys that come twice are the text's fault, which the API server does not see: said as it says other mistakes of decoding. */
function ask(front: Front, cluster: Parameters<Front['transport']>[0], request: ApiRequest, { version, isResource }: RequestInfo, strict: readonly string[]): ApiResponse {
  const validation = [request.query?.fieldValidation ?? 'Warn'].flat().at(-1);
  if (strict.length > 0 && isResource && validation === 'Strict') {
    const kind = request.body?.kind ?? '';
    throw failure(400, 'BadRequest', `${kind} in version ${JSON.stringify(version)} cannot be handled as a ${kind}: strict decoding error: ${strict.join(', ')}`);
  }
  const given = reach(front, cluster).request(request);
  return strict.length > 0 && validation === 'Warn' && given.code < 400 ? { ...given, warnings: [...strict, ...given.warnings] } : given;
}
