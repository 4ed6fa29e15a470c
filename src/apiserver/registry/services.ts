// Cluster addresses and node ports, handed out from their ranges; by keyed chance, so an unrelated change moves none.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import { invalidValue } from '../../apimachinery/fieldErrors.ts';
import { internalError, invalid } from '../../apimachinery/status.ts';
import { needsHealthCheckPort, normalizeClusterIps, validateClusterIps } from '../../apis/core/service/index.ts';
import { pick } from '../../sim/index.ts';
import type { ResourceContext } from '../context.ts';
import type { RegistryHooks } from './index.ts';

interface Range {
  /** The first address, as a number. */
  base: number;
  size: number;
}

const toNumber = (ip: string): number => ip.split('.').reduce((n, part) => n * 256 + Number(part), 0);
const toText = (n: number): string => [24, 16, 8, 0].map((shift) => Math.floor(n / 2 ** shift) % 256).join('.');

function rangeOf(cidr: string): Range {
  const [ip = '', bits = '32'] = cidr.split('/');
  return { base: toNumber(ip), size: 2 ** (32 - Number(bits)) };
}

const others = (context: ResourceContext, object: Json): KubeObject[] =>
  context.server.storage.list(context.resource, undefined).filter((s) => s.metadata.name !== object.metadata.name || s.metadata.namespace !== object.metadata.namespace);

const refuse = (object: Json, field: string, value: unknown, why: string) => invalid({ group: '', resource: 'Service' }, object.metadata.name, [invalidValue(field, value, why)]);

/** The upper part of a range is for addresses that nobody asked for by name (min(max(16, size/16), 256) are kept for those). */
function pickAddress(context: ResourceContext, object: Json, taken: ReadonlySet<string>): string {
  const { base, size } = rangeOf(context.server.options.flags().serviceCIDR);
  const offset = Math.min(Math.max(16, size / 16), 256);
  const room = size - offset - 1;
  const start = pick(Math.min(room, 0xffff), context.server.options.seed, 'cluster-ip', object.metadata.namespace, object.metadata.name);
  for (let i = 0; i < room; i++) {
    const address = toText(base + offset + ((start + i) % room));
    if (!taken.has(address)) return address;
  }
  throw internalError('failed to allocate a serviceIP: range is full');
}

function checkAddress(context: ResourceContext, object: Json, address: string, taken: ReadonlySet<string>): void {
  const { base, size } = rangeOf(context.server.options.flags().serviceCIDR);
  const n = toNumber(address);
  const why = `failed to allocate IP ${address}: `;
  if (n <= base || n >= base + size - 1) throw refuse(object, 'spec.clusterIPs', [address], `${why}the provided network does not match the current range`);
  if (taken.has(address)) throw refuse(object, 'spec.clusterIPs', [address], `${why}provided IP is already allocated`);
}

function allocateAddress(context: ResourceContext, object: Json, old: KubeObject | undefined): void {
  const { spec } = object;
  if (spec.type === 'ExternalName') return;
  // A patch or an older manifest may leave out what was handed out before.
  if (old?.spec.clusterIP && !spec.clusterIP) Object.assign(spec, { clusterIP: old.spec.clusterIP, clusterIPs: old.spec.clusterIPs });
  spec.ipFamilies ??= ['IPv4'];
  spec.ipFamilyPolicy ??= 'SingleStack';
  spec.clusterIP ||= spec.clusterIPs?.[0];
  // Once handed out, an address stays: that another one is asked for is validation's to refuse.
  if (spec.clusterIP !== 'None' && !old?.spec.clusterIP) {
    const taken = new Set(others(context, object).map((s) => s.spec.clusterIP));
    if (spec.clusterIP && /^\d+(\.\d+){3}$/.test(spec.clusterIP)) checkAddress(context, object, spec.clusterIP, taken);
    else spec.clusterIP ||= pickAddress(context, object, taken);
  }
  spec.clusterIPs ??= [spec.clusterIP];
  if (spec.clusterIPs.length === 0) spec.clusterIPs = [spec.clusterIP];
}

const usesNodePorts = (spec: Json): boolean => spec.type === 'NodePort' || (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false);

const portsOf = (service: KubeObject): number[] => [...(service.spec.ports ?? []).map((port: Json) => port.nodePort), service.spec.healthCheckNodePort].filter((port) => port);

function pickNodePort(context: ResourceContext, object: Json, port: Json, taken: ReadonlySet<number>): number {
  const { first, last } = context.server.options.flags().nodePorts;
  const size = last - first + 1;
  const start = pick(size, context.server.options.seed, 'node-port', object.metadata.namespace, object.metadata.name, port.port, port.protocol ?? '');
  for (let i = 0; i < size; i++) {
    const candidate = first + ((start + i) % size);
    if (!taken.has(candidate)) return candidate;
  }
  throw internalError('failed to allocate a nodePort: range is full');
}

function checkNodePort(context: ResourceContext, object: Json, index: number, nodePort: number, taken: ReadonlySet<number>): void {
  const { first, last } = context.server.options.flags().nodePorts;
  const field = `spec.ports[${index}].nodePort`;
  if (nodePort < first || nodePort > last) throw refuse(object, field, nodePort, `provided port is not in the valid range. The range of valid ports is ${first}-${last}`);
  if (taken.has(nodePort)) throw refuse(object, field, nodePort, 'provided port is already allocated');
}

function allocateNodePorts(context: ResourceContext, object: Json, old: KubeObject | undefined): void {
  const { spec } = object;
  const before: Json[] = old?.spec.ports ?? [];
  if (!usesNodePorts(spec)) {
    // Ports that were handed out for the former type go back.
    for (const port of spec.ports ?? []) if (old && usesNodePorts(old.spec) && before.some((b) => b.nodePort === port.nodePort)) delete port.nodePort;
    return;
  }
  const taken = new Set(others(context, object).flatMap(portsOf));
  const own = new Set(portsOf(old ?? object));
  for (const [index, port] of (spec.ports ?? []).entries()) {
    port.nodePort ||= before.find((b) => b.port === port.port && b.protocol === port.protocol)?.nodePort;
    if (port.nodePort) {
      if (!old || !own.has(port.nodePort)) checkNodePort(context, object, index, port.nodePort, taken);
    } else port.nodePort = pickNodePort(context, object, port, taken);
    taken.add(port.nodePort);
  }
}

/** The port on which a node says whether it has endpoints, for a balancer that asks only nodes that have. */
function allocateHealthCheckPort(context: ResourceContext, object: Json, old: KubeObject | undefined): void {
  const { spec } = object;
  if (!needsHealthCheckPort(object)) {
    if (old && needsHealthCheckPort(old) && spec.healthCheckNodePort === old.spec.healthCheckNodePort) delete spec.healthCheckNodePort;
    return;
  }
  if (old?.spec.healthCheckNodePort) spec.healthCheckNodePort ||= old.spec.healthCheckNodePort;
  if (spec.healthCheckNodePort && spec.healthCheckNodePort === old?.spec.healthCheckNodePort) return;
  const taken = new Set(
    [...others(context, object), object].flatMap((service) => (service.spec.ports ?? []).map((port: Json) => port.nodePort)).concat(others(context, object).map((s) => s.spec.healthCheckNodePort)),
  );
  if (!spec.healthCheckNodePort) spec.healthCheckNodePort = pickNodePort(context, object, { port: 'health-check' }, taken);
  else if (taken.has(spec.healthCheckNodePort)) throw internalError(`failed to allocate requested HealthCheck NodePort ${spec.healthCheckNodePort}: provided port is already allocated`);
}

export const services: RegistryHooks = {
  allocate(context, object, old) {
    if (context.info.subresource === 'status') return;
    if (!old) normalizeClusterIps(object);
    // What addresses and families say together is settled before anything is handed out.
    const wrong = validateClusterIps(object);
    if (wrong.length > 0) throw invalid({ group: '', resource: 'Service' }, object.metadata.name, wrong);
    allocateAddress(context, object, old);
    allocateNodePorts(context, object, old);
    allocateHealthCheckPort(context, object, old);
  },
};
