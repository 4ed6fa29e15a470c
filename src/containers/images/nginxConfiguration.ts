// What nginx reads of its configuration: ports, the directory of its pages, and locations that return a text or pass the request on.
import type { Answer, Request, Start } from '../program.ts';
import { candidates } from '../shell/tools/resolver.ts';

const place = '/etc/nginx/conf.d/default.conf';
const main = '/etc/nginx/nginx.conf';
const templates = '/etc/nginx/templates/default.conf.template';

/** nginx reads its configuration when it begins, and again when it is told to. */
export const configurationReads = { files: [place, main, templates], again: /\bnginx\s+-s\s+reload\b/ };

const asRead = (start: Start, path: string): string | undefined => start.read?.[path] ?? start.file(path);

/** The image fills its template with variables of the environment; those that nobody set are nginx's own. */
function filledTemplate(start: Start): string | undefined {
  const template = asRead(start, templates);
  return template?.replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => start.env[braced ?? bare ?? ''] ?? whole);
}

/** The servers that the configuration describes. */
export const configurationOf = (start: Start): string => filledTemplate(start) ?? asRead(start, place) ?? asRead(start, main) ?? '';

/** Ports of `listen` directives, 80 where there is none of our own. */
export function portsIn(start: Start): number[] {
  const found = [...configurationOf(start).matchAll(/^\s*listen\s+(?:[\d.]+:|\[::\]:)?(\d+)/gm)].map((m) => Number(m[1]));
  return found.length ? [...new Set(found)] : [start.image.includes('unprivileged') ? 8080 : 80];
}

interface Location {
  prefix: string;
  text: string;
}

/** The location with the longest prefix that fits. */
function locationFor(configuration: string, path: string): Location | undefined {
  const locations = [...configuration.matchAll(/location\s+(=\s*)?(\/\S*)\s*\{([^}]*)\}/g)].flatMap(([, exact, prefix = '', text = '']) =>
    (exact ? path === prefix : path.startsWith(prefix)) ? [{ prefix, text }] : [],
  );
  return locations.sort((a, b) => b.prefix.length - a.prefix.length)[0];
}

/** What a location says itself: `return 200 "text";`, `proxy_pass http://host:port/path;`. Nothing when it leaves it to files. `upstream` has the server behind answer. */
export function directed(start: Start, asked: string, at: number, request: Request | undefined): { status: number; body?: string } | undefined {
  const configuration = configurationOf(start);
  const location = locationFor(configuration, asked.split('?')[0] as string);
  const [, status, quoted, single, bare] = /\breturn\s+(\d+)(?:\s+(?:"([^"]*)"|'([^']*)'|([^;]+)))?;/.exec(location?.text ?? '') ?? [];
  if (status) return { status: Number(status), body: (quoted ?? single ?? bare ?? '').replace(/\\n/g, '\n') };
  const target = /\bproxy_pass\s+([^;\s]+)\s*;/.exec(location?.text ?? '')?.[1];
  return location && target ? passedOn(start, configuration, location, target, { asked, at, request }) : undefined;
}

interface Asked {
  asked: string;
  at: number;
  request: Request | undefined;
}

function passedOn(start: Start, configuration: string, { prefix, text }: Location, target: string, { asked, at, request }: Asked): Answer | { status: number } {
  const variables = new Map([...`${configuration.replace(/location[^{]*\{[^}]*\}/g, '')}\n${text}`.matchAll(/\bset\s+(\$\w+)\s+"?([^;"]*)"?\s*;/g)].map(([, name = '', value = '']) => [name, value]));
  const filled = target.replace(/\$\w+/g, (name) => (name === '$request_uri' ? asked : (variables.get(name) ?? '')));
  const isVariable = target.includes('$');
  const [, host, port = '80', path] = /^http:\/\/([^/:]+)(?::(\d+))?(\/.*)?$/.exec(filled) ?? [];
  const ip = host && addressOf(start, configuration, host, isVariable, at);
  if (!host || !ip) return { status: 502 };
  const connection = start.network?.connect(ip, Number(port), at) ?? { outcome: 'refused' };
  if (connection.outcome !== 'open') return { status: connection.outcome === 'timeout' ? 504 : 502 };
  // With a variable in it, the path stands for all that was asked; without, for the prefix.
  const wanted = path === undefined ? asked : isVariable ? path : path + asked.slice(prefix.length);
  const { method = 'GET', body } = request ?? {};
  const headers = { ...request?.headers, Host: port === '80' ? host : `${host}:${port}` };
  return connection.listener.respond?.({ method, path: wanted, headers, tls: false, client: start.ip, ...(body === undefined ? {} : { body }) }) ?? { status: 502 };
}

/** Names in variables are asked of the `resolver`, as they stand; others as every program does it. */
function addressOf(start: Start, configuration: string, host: string, isVariable: boolean, at: number): string | undefined {
  if (/^[\d.]+$/.test(host)) return host;
  if (isVariable && !/\bresolver\s+\S/.test(configuration)) return undefined;
  const search = isVariable ? [] : (/^search\s+(.*)$/m.exec(start.file('/etc/resolv.conf') ?? '')?.[1] ?? '').split(/\s+/).filter(Boolean);
  const found = candidates(host, { servers: [], search, ndots: search.length > 0 ? 5 : 0 }).map((name) => start.network?.resolve(name, at));
  return found.find((answer) => answer !== undefined)?.addresses[0];
}

/** What the image writes when it has filled its template. */
export const writtenFrom = (start: Start): { path: string; text: string } | undefined => {
  const text = filledTemplate(start);
  return text === undefined ? undefined : { path: place, text };
};
