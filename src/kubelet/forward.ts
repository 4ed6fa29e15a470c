// Ports of pods for the API server: bytes through port-forward, HTTP through the proxy.
import type { KubeObject } from '../apimachinery/object.ts';
import { failure } from '../apimachinery/status.ts';
import type { Answer, Request } from '../containers/index.ts';
import type { HostState } from '../nodes/host/index.ts';
import { listenerIn, listenerOnHost } from './listeners.ts';
import type { KubeletContext } from './work.ts';

function listener(host: HostState, pod: KubeObject, port: number, context: KubeletContext) {
  return pod.spec.hostNetwork ? listenerOnHost(host, port, context.now, context) : listenerIn(host, pod, port, context.now, context);
}

export const askPod = (host: HostState, pod: KubeObject, port: number, request: Request, context: KubeletContext): Answer | undefined => listener(host, pod, port, context)?.respond?.(request);

const phrases: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  301: 'Moved Permanently',
  302: 'Found',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** A request as it comes over a connection. */
function parse(data: string, client: string): Request {
  const [head = '', ...rest] = data.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const [method = 'GET', path = '/'] = first.split(' ');
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
  return { method, path, headers, tls: false, client, body: rest.join('\r\n\r\n') };
}

function serialize({ status, body, headers = {} }: Answer, method: string, now: number): string {
  const bytes = Buffer.from(body, 'utf8').toString('latin1');
  const type = /^\s*[{[]/.test(body) ? 'application/json' : /^\s*</.test(body) ? 'text/html' : 'text/plain';
  const all = { Date: new Date(now).toUTCString(), 'Content-Type': type, 'Content-Length': String(bytes.length), Connection: 'close', ...headers };
  const head = `HTTP/1.1 ${status} ${phrases[status] ?? 'Unknown'}\r\n${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;
  return method === 'HEAD' ? head : head + bytes;
}

/** What a program on the port answers; the runtime's words when nobody listens. */
export function forwardTo(host: HostState, pod: KubeObject, port: number, data: string, context: KubeletContext): string {
  const found = listener(host, pod, port, context);
  const sandbox = host.pods[pod.metadata.uid as string]?.sandbox?.id ?? '';
  if (!found) {
    const space = `/var/run/netns/cni-${(pod.metadata.uid as string).replace(/^(.{8}-.{4}-.{4}-.{4}-.{12}).*/, '$1')}`;
    const dial = (version: 4 | 6, address: string): string => `dial tcp${version} ${address}:${port}: connect: connection refused`;
    throw failure(
      500,
      'InternalError',
      `failed to execute portforward in network namespace "${space}": failed to connect to localhost:${port} inside namespace "${sandbox}", IPv4: ${dial(4, '127.0.0.1')} IPv6 ${dial(6, '[::1]')} `,
    );
  }
  if (!found.respond) return '';
  const request = parse(data, '127.0.0.1');
  return serialize(found.respond(request), request.method, context.now);
}
