// Names: what CoreDNS answers for services, pods and the world outside.
import type { Json, KubeObject } from '../apimachinery/object.ts';
import type { View } from './view.ts';

export interface Resolved {
  /** The name that the addresses belong to, behind aliases. */
  name: string;
  addresses: string[];
}

/** The zones of the `kubernetes` plugin, as the Corefile names them. */
export function zonesOf(view: View): string[] {
  const config = view.source.client.find('configmaps', 'coredns', 'kube-system');
  const zones =
    /^\s*kubernetes\s+([^{\n]+)/m
      .exec(config?.data?.Corefile ?? '')?.[1]
      ?.trim()
      .split(/\s+/) ?? [];
  const own = zones.filter((zone) => !zone.endsWith('.arpa')).map((zone) => zone.replace(/\.$/, ''));
  return own.length ? own : ['cluster.local'];
}

/** Entries of the Corefile's `hosts` plugin. */
function hostsEntry(view: View, name: string): string | undefined {
  const text: string = view.source.client.find('configmaps', 'coredns', 'kube-system')?.data?.Corefile ?? '';
  const block = /^\s*hosts\b[^{]*\{([^}]*)\}/m.exec(text)?.[1] ?? '';
  const line = block
    .split('\n')
    .map((each) => each.trim().split(/\s+/))
    .find(([ip = '', ...names]) => /^\d/.test(ip) && names.includes(name));
  return line?.[0];
}

/** Addresses of the endpoints behind a service without an address of its own. */
function endpointsOf(view: View, service: KubeObject, at: number, hostname?: string): string[] {
  const all: Json[] = view.slicesOf(service).flatMap(({ endpoints = [] }) => endpoints ?? []);
  const chosen = all.filter(
    (each) => (service.spec.publishNotReadyAddresses || view.wasReady(each, service.metadata.namespace as string, at)) && (hostname === undefined || hostnameOf(each) === hostname),
  );
  return chosen.flatMap(({ addresses }) => addresses);
}

const dashed = (ip: string): string => ip.replaceAll('.', '-');
const hostnameOf = (endpoint: Json): string => endpoint.hostname ?? dashed(endpoint.addresses[0]);

function serviceName(view: View, labels: string[], name: string, at: number): Resolved | undefined {
  const [namespace = '', service = '', hostname, ...more] = labels.reverse();
  const found = more.length === 0 ? view.service(namespace, service, at) : undefined;
  if (!found) return undefined;
  const { type, clusterIP, externalName } = found.spec;
  if (type === 'ExternalName') return resolve(view, externalName, at);
  const addresses = clusterIP && clusterIP !== 'None' && hostname === undefined ? [clusterIP] : endpointsOf(view, found, at, hostname);
  return addresses.length ? { name, addresses } : undefined;
}

/** Names outside of the cluster have addresses of the documentation's networks. */
function outside(name: string): Resolved | undefined {
  if (!/^([a-z0-9-]+\.)+(com|org|net|io|dev|de|edu|gov|app|co|ai|cloud|local\.test)$/i.test(name)) return undefined;
  const hash = [...name].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) >>> 0, 7);
  return { name, addresses: [`203.0.113.${(hash % 250) + 1}`] };
}

/** An absolute name. Nothing where there is none (NXDOMAIN). */
export function resolve(view: View, asked: string, at: number): Resolved | undefined {
  const name = asked.toLowerCase().replace(/\.$/, '');
  const entry = hostsEntry(view, name);
  if (entry) return { name, addresses: [entry] };
  const zone = zonesOf(view).find((each) => name.endsWith(`.${each}`));
  if (!zone) return outside(name);
  const labels = name.slice(0, -zone.length - 1).split('.');
  const sort = labels.pop();
  if (sort === 'svc') return serviceName(view, labels, name, at);
  if (sort === 'pod' && labels.length === 2 && /^\d+(-\d+){3}$/.test(labels[0] as string)) return { name, addresses: [(labels[0] as string).replaceAll('-', '.')] };
  return undefined;
}

/** The name of an address: a service's, or that of an endpoint of one. */
export function reverse(view: View, ip: string): string | undefined {
  const zone = zonesOf(view)[0];
  const service = view.services().find(({ spec }) => spec.clusterIP === ip);
  if (service) return `${service.metadata.name}.${service.metadata.namespace}.svc.${zone}`;
  for (const each of view.services()) {
    const endpoint = view
      .slicesOf(each)
      .flatMap(({ endpoints }) => (endpoints ?? []) as Json[])
      .find(({ addresses }) => addresses.includes(ip));
    if (endpoint) return `${hostnameOf(endpoint)}.${each.metadata.name}.${each.metadata.namespace}.svc.${zone}`;
  }
  return undefined;
}
