// The ports of a service on its pods, and the order in which the API lists them.
import { createHash } from 'node:crypto';
import { ipAddressOf } from '../../apimachinery/ip.ts';
import type { Json, KubeObject } from '../../apimachinery/object.ts';

export interface EndpointPort {
  name: string;
  port: number;
  protocol: string;
  appProtocol?: string;
}

/** Which pods a service asks of; nothing for a service whose endpoints others provide. */
export function podsOfService(service: KubeObject, pods: readonly KubeObject[]): KubeObject[] {
  const wanted = Object.entries((service.spec.selector ?? {}) as Record<string, string>);
  return pods.filter((pod) => wanted.every(([name, value]) => pod.metadata.labels?.[name] === value));
}

export const hasSelector = (service: KubeObject): boolean => Object.keys(service.spec.selector ?? {}).length > 0 && service.spec.type !== 'ExternalName';
export const isHeadless = (service: KubeObject): boolean => !service.spec.clusterIP || service.spec.clusterIP === 'None';

export const addressesOf = (pod: KubeObject): string[] => {
  const all = (pod.status?.podIPs ?? []).map((entry: { ip: string }) => entry.ip);
  return all.length > 0 || !pod.status?.podIP ? all : [pod.status.podIP];
};
export const addressOfFamily = (pod: KubeObject, family: string): string | undefined => addressesOf(pod).find((ip) => (ipAddressOf(ip)?.family === 6 ? 'IPv6' : 'IPv4') === family);

/** The ports of the service that this pod really has; a named target that no container declares is left out. */
export function portsOn(pod: KubeObject, service: KubeObject): EndpointPort[] {
  const found: EndpointPort[] = [];
  for (const port of service.spec.ports ?? []) {
    const protocol = port.protocol ?? 'TCP';
    const number = typeof port.targetPort === 'string' ? namedPort(pod, port.targetPort, protocol) : (port.targetPort ?? port.port);
    if (number === undefined) continue;
    found.push({ name: port.name ?? '', port: number, protocol, ...(port.appProtocol ? { appProtocol: port.appProtocol } : {}) });
  }
  return found;
}

function namedPort(pod: KubeObject, name: string, protocol: string): number | undefined {
  const sidecars = (pod.spec.initContainers ?? []).filter((c: Json) => c.restartPolicy === 'Always');
  for (const container of [...pod.spec.containers, ...sidecars]) {
    for (const port of container.ports ?? []) if (port.name === name && (port.protocol ?? 'TCP') === protocol) return port.containerPort;
  }
  return undefined;
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const pointer = (type: string, value: string | number | undefined): string => `(*${type})${value ?? '<nil>'}`;

/** EndpointSlices list their ports by the hash of each port as Go prints it. */
const sliceHash = (p: EndpointPort): string =>
  md5(`(v1.EndpointPort){Name:${pointer('string', p.name)} Protocol:${pointer('v1.Protocol', p.protocol)} Port:${pointer('int32', p.port)} AppProtocol:${pointer('string', p.appProtocol)}}`);
/** Endpoints do the same with a type of their own. */
const endpointsHash = (p: EndpointPort): string =>
  md5(`(v1.EndpointPort){Name:(string)${p.name} Port:(int32)${p.port} Protocol:(v1.Protocol)${p.protocol} AppProtocol:${pointer('string', p.appProtocol)}}`);

const sortedBy = (hash: (port: EndpointPort) => string, ports: readonly EndpointPort[]): EndpointPort[] =>
  ports
    .map((port) => ({ port, key: hash(port) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ port }) => port);

export const inSliceOrder = (ports: readonly EndpointPort[]): EndpointPort[] => sortedBy(sliceHash, ports);
export const inEndpointsOrder = (ports: readonly EndpointPort[]): EndpointPort[] => sortedBy(endpointsHash, ports);
/** How subsets of Endpoints are told apart and ordered. */
export const portsKey = (ports: readonly EndpointPort[]): string => md5(ports.map(endpointsHash).join());

/** Whether a pod belongs among the endpoints at all. */
export function mayServe(pod: KubeObject, terminatingToo: boolean): boolean {
  if (pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded' || addressesOf(pod).length === 0) return false;
  return terminatingToo || !pod.metadata.deletionTimestamp;
}

/** For a watch of pods: the services that ask for a pod, as it is and as it was. */
export function servicesOf(services: readonly KubeObject[], pods: readonly (KubeObject | undefined)[]): KubeObject[] {
  return services.filter((service) => hasSelector(service) && pods.some((pod) => pod && podsOfService(service, [pod]).length > 0));
}

export const targetReference = (pod: KubeObject): Json => ({ kind: 'Pod', namespace: pod.metadata.namespace, name: pod.metadata.name, uid: pod.metadata.uid });
