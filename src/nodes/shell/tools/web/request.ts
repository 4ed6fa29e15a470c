// A request of HTTP from a program of a machine: the address, the way there, the answer or why there is none.
import type { Call } from '../../machine.ts';
import type { Reached, Station, WebAnswer, WebRequest } from '../../station.ts';
import type { ShellProgram } from '../../tasks.ts';

export interface Url {
  tls: boolean;
  host: string;
  port: number;
  path: string;
  /** user:password before the host. */
  user: string | undefined;
}

export function parseUrl(text: string): Url {
  const match = /^(?:(https?):\/\/)?(?:([^@/]*)@)?(\[[^\]]*\]|[^/:?]+)(?::(\d+))?([/?][^#]*)?/.exec(text);
  const tls = match?.[1] === 'https';
  const path = match?.[5] ?? '/';
  return { tls, host: match?.[3] ?? text, port: Number(match?.[4] ?? (tls ? 443 : 80)), path: path.startsWith('/') ? path : `/${path}`, user: match?.[2] };
}

/** The host with its port, unless that is the usual one. */
export const authority = ({ tls, host, port }: Url): string => (port === (tls ? 443 : 80) ? host : `${host}:${port}`);

export type Fetched =
  | { sort: 'unresolved' }
  | { sort: 'failed'; address: string; why: Exclude<Reached['outcome'], 'open'> }
  /** It speaks something else, or its certificate is nobody's that this machine knows. */
  | { sort: 'mute'; address: string }
  | { sort: 'untrusted'; address: string }
  | { sort: 'answer'; address: string; answer: WebAnswer };

/** The kernel gives up after this long when nobody answers. */
const kernelPatience = 130_000;
const noRoute = 3_060;

/** Machines know who signs for the world outside, and nobody who signs for addresses of their own. */
const isOwn = (address: string): boolean => /^(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(address);

export const stationOf = ({ shell }: Call): Station => {
  const { station } = shell.machine;
  if (!station) throw new Error('a machine without a network');
  return station;
};

export interface Asked extends Omit<WebRequest, 'path' | 'tls' | 'client'> {
  /** How long to wait for a connection, in milliseconds. */
  patience: number | undefined;
  /** Whose certificate it is does not matter, or is known. */
  trusts: boolean;
}

export function* ask(call: Call, url: Url, { patience, trusts, ...asked }: Asked): ShellProgram<Fetched> {
  const station = stationOf(call);
  const address = yield* station.lookUp(call, url.host);
  if (address === undefined) return { sort: 'unresolved' };
  const reached = station.connect(call, { host: url.host, address, port: url.port });
  if (reached.outcome !== 'open') {
    const wait = { timeout: patience ?? kernelPatience, unreachable: Math.min(noRoute, patience ?? noRoute), refused: 0 }[reached.outcome];
    if (wait > 0) yield { for: 'instant', at: call.shell.machine.now() + wait };
    return { sort: 'failed', address, why: reached.outcome };
  }
  if (!reached.respond) return { sort: 'mute', address };
  if (url.tls && !trusts && isOwn(address)) return { sort: 'untrusted', address };
  const answer = reached.respond({ ...asked, headers: { Host: authority(url), ...asked.headers }, path: url.path, tls: url.tls, client: station.address });
  return { sort: 'answer', address, answer };
}

const phrases: Readonly<Record<number, string>> = {
  ...{ 200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'No Content', 301: 'Moved Permanently', 302: 'Found', 304: 'Not Modified', 307: 'Temporary Redirect', 308: 'Permanent Redirect' },
  ...{ 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 409: 'Conflict', 422: 'Unprocessable Entity', 429: 'Too Many Requests' },
  ...{ 500: 'Internal Server Error', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout' },
};

export const phrase = (status: number): string => phrases[status] ?? 'Unknown';

export const typeOf = (body: string): string => (/^\s*[{[]/.test(body) ? 'application/json' : /^\s*</.test(body) ? 'text/html' : 'text/plain');

/** The lines before the body. */
export function headOf({ status, body, headers = {} }: WebAnswer, now: number): string[] {
  const all = { Date: new Date(now).toUTCString(), 'Content-Type': typeOf(body), 'Content-Length': String(Buffer.byteLength(body)), ...headers };
  return [`HTTP/1.1 ${status} ${phrase(status)}`, ...Object.entries(all).map(([name, value]) => `${name}: ${value}`)];
}
