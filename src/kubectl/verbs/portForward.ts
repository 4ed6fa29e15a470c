// kubectl port-forward: ports of the person's machine lead to ports of a pod.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import { type Call, CommandError, type Program, usageError, type Verb } from '../call.ts';
import type { ForwardService } from '../../client/listening.ts';
import type { Listening } from '../../sim/index.ts';
import { resourceText } from '../discovery/mapping.ts';
import { logLine } from '../log.ts';
import type { Info } from '../resources/index.ts';
import { findOne, podFor } from './exec/find.ts';

/** `8080:80`, `80`, `:80` */
function splitPort(text: string): { local: string; remote: string } {
  const parts = text.split(':');
  const [first = '', second = ''] = parts;
  return parts.length === 2 ? { local: first, remote: second } : { local: first, remote: first };
}

const isNumber = (text: string): boolean => /^[+-]?\d+$/.test(text);

function podPort({ metadata, spec }: KubeObject, name: string): number {
  const ports: Json[] = [...spec.containers, ...(spec.initContainers ?? [])].flatMap(({ ports: list = [] }: Json) => list);
  const found = ports.find((port) => port.name === name);
  if (!found) throw new CommandError(`Pod '${metadata.name}' does not have a named port '${name}'`);
  return found.containerPort;
}

function servicePort({ metadata, spec }: Json, name: string): number {
  const found = spec.ports.find((port: Json) => port.name === name);
  if (!found) throw new CommandError(`Service '${metadata.name}' does not have a named port '${name}'`);
  return found.port;
}

function targetOf(service: Json, pod: KubeObject, port: number): number {
  const { spec, metadata } = service;
  const found = spec.ports.find((each: Json) => each.port === port);
  if (!found) throw new CommandError(`Service ${metadata.name} does not have a service port ${port}`);
  if (spec.clusterIP === 'None') return port;
  return typeof found.targetPort === 'string' ? podPort(pod, found.targetPort) : found.targetPort || found.port;
}

/** A number that only UDP has is refused. */
function refuseUdp(ports: readonly { number: number; protocol: string | undefined }[], number: number, remote: string): void {
  const protocols = ports.filter((port) => port.number === number).map(({ protocol }) => protocol ?? 'TCP');
  if (protocols.includes('UDP') && !protocols.includes('TCP')) throw new CommandError(`UDP protocol is not supported for ${remote}`);
}

interface Pair {
  local: string;
  remote: string;
}

function throughService(service: Json, pod: KubeObject, texts: readonly string[]): Pair[] {
  const known = service.spec.ports.map(({ port, protocol }: Json) => ({ number: port, protocol }));
  const numbered = texts.map((text) => {
    const { local, remote } = splitPort(text);
    const number = isNumber(remote) ? Number(remote) : servicePort(service, remote);
    refuseUdp(known, number, remote);
    return { local: local === remote ? String(number) : local, number };
  });
  return numbered.map(({ local, number }) => ({ local, remote: String(targetOf(service, pod, number)) }));
}

function toPod(pod: KubeObject, texts: readonly string[]): Pair[] {
  const known = pod.spec.containers.flatMap(({ ports = [] }: Json) => ports.map(({ containerPort, protocol }: Json) => ({ number: containerPort, protocol })));
  for (const text of texts) {
    const { remote } = splitPort(text);
    refuseUdp(known, isNumber(remote) ? Number(remote) : podPort(pod, remote), remote);
  }
  return texts.map((text) => {
    const { local, remote } = splitPort(text);
    if (remote === '') throw new CommandError('remote port cannot be empty');
    const number = String(isNumber(remote) ? Number(remote) : podPort(pod, remote));
    return { local: local === remote ? number : local, remote: number };
  });
}

const isService = ({ mapping }: Info): boolean => resourceText(mapping) === 'services';

/** Go's strconv.ParseUint(text, 10, 16). */
function portNumber(text: string, which: string): number {
  const problem = !/^\d+$/.test(text) ? 'invalid syntax' : Number(text) > 65535 ? 'value out of range' : undefined;
  if (problem) throw new CommandError(`error parsing ${which} port '${text}': strconv.ParseUint: parsing ${JSON.stringify(text)}: ${problem}`);
  return Number(text);
}

function checkNumbers({ local, remote }: Pair): { local: number; remote: number } {
  const pair = { local: local === '' ? 0 : portNumber(local, 'local'), remote: portNumber(remote, 'remote') };
  if (pair.remote === 0) throw new CommandError('remote port must be > 0');
  return pair;
}

interface Address {
  text: string;
  networks: readonly ('tcp4' | 'tcp6')[];
}

/** --address: IP addresses, or localhost for both of its own. */
function addressesOf(call: Call): Address[] {
  const texts = call.flags.list('address');
  if (texts.length === 0) throw new CommandError('you must specify at least 1 address');
  return texts.map((text) => {
    if (text === 'localhost') return { text, networks: ['tcp4', 'tcp6'] };
    if (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(text) && text.split('.').every((part) => Number(part) < 256)) return { text, networks: ['tcp4'] };
    if (/^[0-9a-fA-F:]*:[0-9a-fA-F:.]*$/.test(text)) return { text, networks: ['tcp6'] };
    throw new CommandError(`${text} is not a valid IP`);
  });
}

const ipOf = ({ text }: Address, network: 'tcp4' | 'tcp6'): string => (text !== 'localhost' ? text : network === 'tcp4' ? '127.0.0.1' : '::1');
const shownHost = (ip: string): string => (ip.includes(':') ? `[${ip}]` : ip);

/** Where a port of the machine leads to. */
type Routes = Map<number, number>;

/** One port at one address; answers why it could not be opened. */
function* open(call: Call, address: Address, pair: { local: number; remote: number }, routes: Routes): Program<string | undefined> {
  const failures: string[] = [];
  let { local } = pair;
  for (const network of address.networks) {
    const ip = ipOf(address, network);
    const opened = (yield { for: 'listen', network, address: ip, port: local }) as Listening;
    if (opened.error) {
      failures.push(`unable to create listener: Error listen ${network} ${shownHost(ip)}:${local}: ${opened.error}`);
      continue;
    }
    local = opened.port;
    routes.set(local, pair.remote);
    call.print(`Forwarding from ${shownHost(ip)}:${local} -> ${pair.remote}`);
  }
  return failures.length < address.networks.length ? undefined : `Unable to listen on port ${pair.local}: Listeners failed to create with the following errors: [${failures.join(' ')}]`;
}

/** `lost` is told when the way to the pod is gone. */
function serviceFor(call: Call, pod: KubeObject, routes: Routes, lost: () => void): ForwardService {
  const { name, namespace } = pod.metadata;
  const path = `/api/v1/namespaces/${namespace}/pods/${name}/portforward`;
  return {
    kind: 'forward',
    ports: () => [...routes.keys()],
    opened: (local) => call.print(`Handling connection for ${local}`),
    exchange: (local, data) => call.factory.request('POST', path, { body: { port: routes.get(local), data } }),
    failed(local, error) {
      const { environment } = call;
      const remote = routes.get(local);
      const why = `an error occurred forwarding ${local} -> ${remote}: error forwarding port ${remote} to pod ${pod.metadata.uid}, uid : ${(error as Error).message}`;
      environment.stderr(logLine('E', environment.now(), 'portforward.go:413', `"Unhandled Error" err=${JSON.stringify(why)}`));
      lost();
      return false;
    },
  };
}

function* forward(call: Call, pod: KubeObject, pairs: readonly { local: number; remote: number }[]): Program<number> {
  const addresses = addressesOf(call);
  const routes: Routes = new Map();
  for (const pair of pairs) {
    for (const address of addresses) {
      const failure = yield* open(call, address, pair, routes);
      if (failure) call.printError(failure);
    }
  }
  if (routes.size === 0) throw new CommandError(`unable to listen on any of the requested ports: [${pairs.map(({ local, remote }) => `{${local} ${remote}}`).join(' ')}]`);
  let isLost = false;
  const service = serviceFor(call, pod, routes, () => {
    isLost = true;
  });
  yield { for: 'serve', service };
  if (isLost) throw new CommandError('lost connection to pod');
  return 0;
}

export const portForward: Verb = {
  command: 'port-forward',
  *run(call): Program<number> {
    const [resource = '', ...texts] = call.args;
    if (texts.length === 0) throw usageError(call, 'TYPE/NAME and list of ports are required for port-forward');
    const info = yield* findOne(call, { args: [resource] }, 'expected a resource');
    const pod = yield* podFor(call, info);
    const pairs = isService(info) ? throughService(info.object, pod, texts) : toPod(pod, texts);
    if (pod.status?.phase !== 'Running') throw new CommandError(`unable to forward port because pod is not running. Current status=${pod.status?.phase}`);
    return yield* forward(call, pod, pairs.map(checkNumbers));
  },
};
