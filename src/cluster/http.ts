// The API server over HTTP, for programs in containers.
import type { ApiServer } from '../apiserver/index.ts';
import type { ApiRequest } from '../client/index.ts';
import type { HttpAnswer, HttpRequest } from '../network/index.ts';

export function answerHttp(server: ApiServer, { method, path, headers, body, tls, certificate }: HttpRequest): HttpAnswer {
  if (!tls) return { status: 400, body: 'Client sent an HTTP request to an HTTPS server.\n' };
  const [bare = '/', search = ''] = path.split('?');
  const token = /^Bearer (.+)$/.exec(Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '')?.[1];
  const query = Object.fromEntries(new URLSearchParams(search));
  const credential: ApiRequest['credential'] = token ? { kind: 'token', token } : certificate ? { kind: 'certificate', certificate } : { kind: 'none' };
  const answer = server.request({ method: method as ApiRequest['method'], path: bare, query, credential, ...(body === undefined ? {} : { body: parsed(body) }) });
  return { status: answer.code, body: typeof answer.body === 'string' ? answer.body : `${JSON.stringify(answer.body, undefined, 2)}\n` };
}

/** What is no JSON is the server's to refuse. */
function parsed(text: string): ApiRequest['body'] {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
