// Keeps the Endpoints object of every service that selects pods.
import { deepEqual, type Json, type KubeObject, keyOf, splitKey } from '../../apimachinery/object.ts';
import type { Component, ComponentContext } from '../../client/index.ts';
import type { Look } from '../../sim/index.ts';
import {
  addressesOf,
  addressOfFamily,
  type EndpointPort,
  hasSelector,
  inEndpointsOrder,
  isHeadless,
  mayServe,
  podsOfService,
  portsKey,
  portsOn,
  servicesOf,
  targetReference,
} from '../shared/endpointPorts.ts';
import { controllerCredential } from '../shared/identity.ts';
import { ignoringAbsence } from '../shared/owners.ts';
import { isReady } from '../shared/pods.ts';

const managedBy = 'endpoints.kubernetes.io/managed-by';
const headless = 'service.kubernetes.io/headless';
const manager = 'endpoint-controller';

export const endpoints: Component = {
  name: manager,
  credential: controllerCredential('endpoint-controller'),
  watches: [
    { resource: 'services' },
    { resource: 'pods', keys: ({ object, old }, { client }) => servicesOf(client.list('services', { namespace: object.metadata.namespace }), [object, old]).map(keyOf) },
    { resource: 'endpoints' },
  ],
  reconcile,
};

function reconcile(key: string, { client }: ComponentContext): Look {
  const { namespace, name } = splitKey(key);
  const service = client.find('services', name, namespace);
  const known = client.find('endpoints', name, namespace);
  if (!service) {
    // Made by hand, it stays without a service; made here, it goes with its service.
    if (known?.metadata.labels?.[managedBy] === manager) ignoringAbsence(() => client.delete('endpoints', name, namespace));
    return undefined;
  }
  if (!hasSelector(service)) return undefined;
  const subsets = subsetsOf(service, podsOfService(service, client.list('pods', { namespace })));
  const labels: Record<string, string> = { ...service.metadata.labels, [managedBy]: manager };
  if (isHeadless(service)) labels[headless] = '';
  else delete labels[headless];
  const metadata = { name, namespace, labels };
  if (!known) client.create('endpoints', { apiVersion: 'v1', kind: 'Endpoints', metadata, ...(subsets.length > 0 ? { subsets } : {}) });
  else if (!deepEqual(known.subsets ?? [], subsets) || !deepEqual(known.metadata.labels, labels)) {
    client.update('endpoints', known, (draft) => {
      draft.metadata.labels = labels;
      if (subsets.length > 0) draft.subsets = subsets;
      else delete draft.subsets;
    });
  }
  return undefined;
}

interface Address {
  ready: boolean;
  address: Json;
}

/** The addresses of the pods, grouped so that each group has the same ports. */
function subsetsOf(service: KubeObject, pods: readonly KubeObject[]): Json[] {
  const eager = Boolean(service.spec.publishNotReadyAddresses);
  const family = service.spec.ipFamilies?.[0] ?? 'IPv4';
  const byPort = new Map<string, { port: EndpointPort | undefined; addresses: Address[] }>();
  for (const pod of pods) {
    if (!mayServe(pod, eager)) continue;
    const address = { ready: eager || isReady(pod), address: addressOn(service, pod, family) };
    const ports: (EndpointPort | undefined)[] = isHeadless(service) && !service.spec.ports?.length ? [undefined] : portsOn(pod, service);
    for (const port of ports) {
      const known = byPort.get(JSON.stringify(port) ?? '');
      if (known) known.addresses.push(address);
      else byPort.set(JSON.stringify(port) ?? '', { port, addresses: [address] });
    }
  }
  const byAddresses = new Map<string, { ports: EndpointPort[]; addresses: Address[] }>();
  for (const { port, addresses } of byPort.values()) {
    const key = JSON.stringify(addresses);
    const group = byAddresses.get(key) ?? { ports: [], addresses };
    if (port) group.ports.push(port);
    byAddresses.set(key, group);
  }
  return [...byAddresses.values()]
    .map(({ ports, addresses }) => ({ ports: inEndpointsOrder(ports), addresses }))
    .sort((a, b) => (portsKey(a.ports) < portsKey(b.ports) ? -1 : 1))
    .map(subset);
}

function addressOn(service: KubeObject, pod: KubeObject, family: string): Json {
  const named = pod.spec.hostname && pod.spec.subdomain === service.metadata.name;
  return {
    ip: addressOfFamily(pod, family) ?? addressesOf(pod)[0],
    ...(named ? { hostname: pod.spec.hostname } : {}),
    ...(pod.spec.nodeName ? { nodeName: pod.spec.nodeName } : {}),
    targetRef: targetReference(pod),
  };
}

function subset({ ports, addresses }: { ports: EndpointPort[]; addresses: Address[] }): Json {
  const of = (ready: boolean): Json[] =>
    addresses
      .filter((a) => a.ready === ready)
      .map((a) => a.address)
      .sort((a, b) => (a.ip < b.ip ? -1 : a.ip > b.ip ? 1 : 0));
  const ready = of(true);
  const notReady = of(false);
  return {
    ...(ready.length > 0 ? { addresses: ready } : {}),
    ...(notReady.length > 0 ? { notReadyAddresses: notReady } : {}),
    ...(ports.length > 0 ? { ports: ports.map(({ name, ...rest }) => ({ ...(name ? { name } : {}), ...rest })) } : {}),
  };
}
