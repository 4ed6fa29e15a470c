// What a change of a Service carries over from before, and what it drops because the new type has no such field.
// Addresses and node ports themselves are given out by the API server's core.
import { deepCopy, type Json } from '../../../apimachinery/object.ts';
import { sameValue } from '../../support/checks.ts';
import { externallyAccessible } from './defaults.ts';

export const isHeadless = (service: Json): boolean => service.spec.clusterIPs?.length === 1 && service.spec.clusterIPs[0] === 'None';
export const needsClusterIp = (service: Json): boolean => service.spec.type !== 'ExternalName';
export const needsNodePorts = (service: Json): boolean => service.spec.type === 'NodePort' || (service.spec.type === 'LoadBalancer' && service.spec.allocateLoadBalancerNodePorts !== false);
export const needsHealthCheckPort = (service: Json): boolean => service.spec.type === 'LoadBalancer' && service.spec.externalTrafficPolicy === 'Local';

/** Keeps clusterIP and clusterIPs[0] the same when a client wrote only one of them. */
export function normalizeClusterIps(service: Json, old?: Json): void {
  const spec = service.spec;
  const list = (): string[] => spec.clusterIPs ?? [];
  if (!old) {
    if (spec.clusterIP && list().length === 0) spec.clusterIPs = [spec.clusterIP];
    return;
  }
  const before = old.spec;
  if (before.clusterIP && !spec.clusterIP && sameValue(before.clusterIPs, spec.clusterIPs)) delete spec.clusterIPs;
  const changed = (before.clusterIP ?? '') !== (spec.clusterIP ?? '');
  if (changed && spec.clusterIP && sameValue(before.clusterIPs, spec.clusterIPs)) spec.clusterIPs = [spec.clusterIP];
}

/** The family policy and the families of a cluster with IPv4 services alone, as far as they follow from the object. */
export function defaultIpFamilies(service: Json): void {
  const spec = service.spec;
  if (!needsClusterIp(service)) return;
  const free = isHeadless(service) && Object.keys(spec.selector ?? {}).length === 0;
  const two = (spec.ipFamilies?.length ?? 0) === 2 || (spec.clusterIPs?.length ?? 0) === 2;
  spec.ipFamilyPolicy ??= free || two ? 'RequireDualStack' : 'SingleStack';
  const first = String(spec.clusterIPs?.[0] ?? '').includes(':') ? 'IPv6' : 'IPv4';
  if (!spec.ipFamilies?.length) spec.ipFamilies = [first];
  if (free && spec.ipFamilyPolicy !== 'SingleStack' && spec.ipFamilies.length === 1) spec.ipFamilies.push(spec.ipFamilies[0] === 'IPv4' ? 'IPv6' : 'IPv4');
}

const nodePortsOf = (service: Json): number[] => (service.spec.ports ?? []).map((port: Json) => port.nodePort ?? 0);

/** Node ports that a client left out are those that the same ports had. */
function keepNodePorts(service: Json, old: Json): void {
  const used = new Set(nodePortsOf(service));
  for (const port of service.spec.ports ?? []) {
    if (port.nodePort) continue;
    const before = (old.spec.ports ?? []).find((o: Json) => o.protocol === port.protocol && o.port === port.port);
    if (before?.nodePort && !used.has(before.nodePort)) {
      port.nodePort = before.nodePort;
      used.add(before.nodePort);
    }
  }
}

/** Values that the server gave before are kept when the client does not mention them. */
export function keepAllocated(service: Json, old: Json): void {
  const { spec } = service;
  if (needsClusterIp(old) && needsClusterIp(service)) {
    if (!spec.clusterIP && old.spec.clusterIP) spec.clusterIP = old.spec.clusterIP;
    if (!spec.clusterIPs?.length && spec.clusterIP === old.spec.clusterIP && old.spec.clusterIPs) spec.clusterIPs = deepCopy(old.spec.clusterIPs);
    if (spec.ipFamilyPolicy === undefined && old.spec.ipFamilyPolicy) spec.ipFamilyPolicy = old.spec.ipFamilyPolicy;
    if (!spec.ipFamilies?.length && old.spec.ipFamilies) spec.ipFamilies = deepCopy(old.spec.ipFamilies);
  }
  if (needsNodePorts(old) && needsNodePorts(service)) keepNodePorts(service, old);
  if (needsHealthCheckPort(old) && needsHealthCheckPort(service) && !spec.healthCheckNodePort) spec.healthCheckNodePort = old.spec.healthCheckNodePort;
}

interface TypeField {
  fields: readonly string[];
  /** Whether a service of this form may have the fields. */
  allowed(service: Json): boolean;
}

const typeFields: readonly TypeField[] = [
  { fields: ['clusterIP', 'clusterIPs'], allowed: needsClusterIp },
  { fields: ['ipFamilies', 'ipFamilyPolicy'], allowed: needsClusterIp },
  { fields: ['healthCheckNodePort'], allowed: needsHealthCheckPort },
  { fields: ['allocateLoadBalancerNodePorts'], allowed: (service) => service.spec.type === 'LoadBalancer' },
  { fields: ['loadBalancerClass'], allowed: (service) => service.spec.type === 'LoadBalancer' },
  { fields: ['externalTrafficPolicy'], allowed: (service) => externallyAccessible(service.spec) },
];

/** Fields that only the old type knew, and that the client left as they were, go away. */
export function dropTypeFields(service: Json, old: Json): void {
  for (const { fields, allowed } of typeFields) {
    if (!allowed(old) || allowed(service)) continue;
    if (fields.every((field) => sameValue(service.spec[field], old.spec[field]))) for (const field of fields) delete service.spec[field];
  }
  if (needsNodePorts(old) && !needsNodePorts(service) && sameValue(nodePortsOf(service), nodePortsOf(old))) {
    for (const port of service.spec.ports ?? []) delete port.nodePort;
  }
  if (service.spec.type !== 'LoadBalancer' && service.status) service.status.loadBalancer = {};
}
