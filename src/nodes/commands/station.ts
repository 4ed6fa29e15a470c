// The network of a machine: names of its /etc/hosts and of the world outside, and ports that kubectl holds on it.
import type { ForwardService, ProxyService, Service } from '../../client/listening.ts';
import type { Reach } from '../../network/index.ts';
import type { Call, Reached, Station, WebAnswer, WebRequest } from '../shell/index.ts';
import { hostsLines } from '../host/index.ts';
import type { HostMachine } from './land.ts';

export const isAddress = (text: string): boolean => /^\d+(?:\.\d+){3}$/.test(text);
const isOwn = (address: string, machine: HostMachine): boolean => address.startsWith('127.') || address === machine.host.facts.address;

/** `::1` is this machine, too. */
export function inHosts({ files }: HostMachine, name: string): string | undefined {
  if (name === 'localhost' || name === '[::1]') return '127.0.0.1';
  return hostsLines(files.stat('/etc/hosts') ? files.read('/etc/hosts') : '').find(({ address, names }) => isAddress(address) && names.includes(name))?.address;
}

/** The bytes of a request, and what the answer's bytes say. */
function forwarded(service: ForwardService, port: number, { method, path, headers, body = '' }: WebRequest): WebAnswer {
  service.opened(port);
  const length = body === '' ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  const lines = [`${method} ${path} HTTP/1.1`, ...Object.entries({ ...headers, ...length }).map(([name, value]) => `${name}: ${value}`)];
  const { data } = service.exchange(port, Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`).toString('latin1'));
  const [head = '', ...rest] = Buffer.from(data, 'latin1').toString('utf8').split('\r\n\r\n');
  const [first = '', ...fields] = head.split('\r\n');
  return {
    status: Number(/^HTTP\/\S+ (\d+)/.exec(first)?.[1] ?? 502),
    headers: Object.fromEntries(fields.map((field) => [field.slice(0, field.indexOf(':')), field.slice(field.indexOf(':') + 1).trim()])),
    body: rest.join('\r\n\r\n'),
  };
}

function proxied(service: ProxyService, { method, path, headers, body }: WebRequest): WebAnswer {
  const [bare = '/', search = ''] = path.split('?');
  const routed = service.route({ method, path: bare, host: headers.Host ?? '' });
  if (!('path' in routed)) return { status: routed.code, body: String(routed.text) };
  const query = Object.fromEntries(new URLSearchParams(search));
  const answer = service.transport().request(service.prepare({ method: method as 'GET', path: routed.path, query, ...(body === undefined ? {} : { body: JSON.parse(body) }) }));
  return { status: answer.code, body: typeof answer.body === 'string' ? answer.body : `${JSON.stringify(answer.body, undefined, 2)}\n` };
}

/** What kubectl port-forward or kubectl proxy answers at a port of this machine. */
function held({ shell }: Call, host: string, port: number): ((request: WebRequest) => WebAnswer) | undefined {
  const here = shell.tasks.serving.filter((wait) => wait.host === host);
  const service = here.map((wait) => wait.service as Service).find((one) => one.ports().includes(port));
  if (service?.kind === 'forward') return (request) => forwarded(service, port, request);
  return service && ((request) => proxied(service, request));
}

/** Whom a machine reaches: the one where a person begins is no node. */
export function reachOf({ land, host }: HostMachine): Reach {
  const [base] = land.hosts();
  return land.network().from(undefined, host.facts.address, host === base ? undefined : host.name);
}

/** Machines do not ask the cluster's name servers. */
export const outsideAddresses = (machine: HostMachine, name: string): readonly string[] =>
  /\.cluster\.local\.?$|^[^.]*$/.test(name) ? [] : (reachOf(machine).resolve(name, machine.now())?.addresses ?? []);

/** What a machine's own programs listen with: sshd. The machine that is no node has nothing else. */
function onMachine(machine: HostMachine, address: string, port: number): Reached | undefined {
  const hosts = machine.land.hosts();
  const there = isOwn(address, machine) ? machine.host : hosts.find(({ facts }) => facts.address === address);
  if (!there) return undefined;
  if (port === 22 && there.awayUntil === undefined && there.units.ssh?.active === 'active') return { outcome: 'open' };
  return there === hosts[0] ? { outcome: 'refused' } : undefined;
}

export function stationOf(machine: HostMachine): Station {
  const { land, host } = machine;
  const { address } = host.facts;
  return {
    address,
    curl: '8.5.0',
    // biome-ignore lint/correctness/useYield: its name servers answer at once
    *lookUp(_, name) {
      if (isAddress(name)) return name;
      return inHosts(machine, name) ?? outsideAddresses(machine, name)[0];
    },
    connect(call, to): Reached {
      const respond = isOwn(to.address, machine) ? held(call, host.name, to.port) : undefined;
      if (respond) return { outcome: 'open', respond };
      const own = onMachine(machine, to.address, to.port);
      if (own) return own;
      const found = reachOf(machine).connect(to.address, to.port, land.now());
      return found.outcome === 'open' ? { outcome: 'open', respond: found.listener.respond?.bind(found.listener) } : found;
    },
  };
}
