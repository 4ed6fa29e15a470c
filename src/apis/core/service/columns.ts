// The row of a Service.
import type { Json } from '../../../apimachinery/object.ts';
import type { Cell } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';

/** `192.0.2.1,lb.example.com`: the addresses that a load balancer gave, of Services and Ingresses. */
export function loadBalancerAddresses(object: Json): string {
  const ingress: Json[] = object.status?.loadBalancer?.ingress ?? [];
  return [...new Set(ingress.map((entry) => entry.ip || entry.hostname).filter(Boolean))].sort().join(',');
}

function externalAddresses(service: Json): string {
  const ips: string[] = service.spec.externalIPs ?? [];
  switch (service.spec.type) {
    case 'ClusterIP':
    case 'NodePort':
      return ips.join(',') || '<none>';
    case 'LoadBalancer':
      return [loadBalancerAddresses(service), ...ips].filter(Boolean).join(',') || '<pending>';
    case 'ExternalName':
      return service.spec.externalName ?? '';
    default:
      return '<unknown>';
  }
}

/** `80/TCP,443:31210/TCP` */
export const portsText = (ports: readonly Json[] | undefined): string =>
  (ports ?? []).map(({ port, nodePort, protocol }) => (nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`)).join(',') || '<none>';

export function serviceRow(service: Json, now: number, selector: string): Cell[] {
  const { type, clusterIPs, ports } = service.spec;
  return [service.metadata.name, type, clusterIPs?.[0] || '<none>', externalAddresses(service), portsText(ports), ageOf(service, now), selector];
}
