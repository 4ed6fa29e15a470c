// kubectl port-forward: what is asked for is checked as the real one does. Nothing here can listen on the person's machine, and it says so.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import { type Call, CommandError, type Program, usageError, type Verb } from '../call.ts';
import { resourceText } from '../discovery/mapping.ts';
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

/** What kubectl says when its machine does not let it listen. */
function refuse(call: Call, pairs: readonly { local: number; remote: number }[]): never {
  for (const { local } of pairs) {
    const why = (version: string, address: string): string => `unable to create listener: Error listen ${version} ${address}:${local}: bind: operation not permitted`;
    call.printError(`Unable to listen on port ${local}: Listeners failed to create with the following errors: [${why('tcp4', '127.0.0.1')} ${why('tcp6', '[::1]')}]`);
  }
  throw new CommandError(`unable to listen on any of the requested ports: [${pairs.map(({ local, remote }) => `{${local} ${remote}}`).join(' ')}]`);
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
    return refuse(call, pairs.map(checkNumbers));
  },
};
