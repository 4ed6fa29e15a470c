// Keeps the EndpointSlices of every service that selects pods.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import { keyOf, splitKey } from '../../apimachinery/object.ts';
import type { Change, Client, Component, ComponentContext } from '../../client/index.ts';
import type { Look } from '../../sim/index.ts';
import { addressOfFamily, type EndpointPort, hasSelector, inSliceOrder, isHeadless, mayServe, podsOfService, portsOn, servicesOf, targetReference } from '../shared/endpointPorts.ts';
import { controllerCredential } from '../shared/identity.ts';
import { isReady } from '../shared/pods.ts';
import { type Group, managedByLabel, serviceNameLabel, syncSlices } from '../shared/slices.ts';

const manager = 'endpointslice-controller.k8s.io';
const headlessLabel = 'service.kubernetes.io/headless';
const perSlice = 100;
const resource = 'endpointslices.discovery.k8s.io';

export const endpointSlice: Component = {
  name: 'endpoint-slice-controller',
  credential: controllerCredential('endpointslice-controller'),
  watches: [
    { resource: 'services' },
    { resource: 'pods', keys: ({ object, old }, { client }) => servicesOf(client.list('services', { namespace: object.metadata.namespace }), [object, old]).map(keyOf) },
    { resource, keys: keysOfSlice },
    { resource: 'nodes', keys: keysOfNode },
  ],
  reconcile,
};

function keysOfSlice({ object }: Change): string[] {
  const service = object.metadata.labels?.[serviceNameLabel];
  return service && object.metadata.labels?.[managedByLabel] === manager ? [`${object.metadata.namespace}/${service}`] : [];
}

const zoneLabel = 'topology.kubernetes.io/zone';

/** A node's zone is told with every endpoint on it. */
function keysOfNode({ object, old }: Change, { client }: ComponentContext): string[] {
  return object.metadata.labels?.[zoneLabel] === old?.metadata.labels?.[zoneLabel] ? [] : client.list('services').filter(hasSelector).map(keyOf);
}

function reconcile(key: string, { client }: ComponentContext): Look {
  const { namespace, name } = splitKey(key);
  const service = client.find('services', name, namespace);
  if (!service || service.metadata.deletionTimestamp || !hasSelector(service)) return undefined;
  const existing = client.list(resource, { namespace, labelSelector: `${serviceNameLabel}=${name},${managedByLabel}=${manager}` });
  const pods = podsOfService(service, client.list('pods', { namespace })).filter((pod) => mayServe(pod, true));
  for (const addressType of service.spec.ipFamilies ?? ['IPv4']) {
    syncSlices(client, existing, { owner: service, addressType, labels: labelsOf(service), groups: groupsOf(service, pods, addressType, client), perSlice, placeholder: true });
  }
  return undefined;
}

function labelsOf(service: KubeObject): Record<string, string> {
  const labels: Record<string, string> = { ...service.metadata.labels, [serviceNameLabel]: service.metadata.name, [managedByLabel]: manager };
  if (isHeadless(service)) labels[headlessLabel] = '';
  else delete labels[headlessLabel];
  return labels;
}

function groupsOf(service: KubeObject, pods: readonly KubeObject[], family: string, client: Client): Group[] {
  const groups = new Map<string, { ports: EndpointPort[]; endpoints: Json[] }>();
  for (const pod of pods) {
    const address = addressOfFamily(pod, family);
    if (!address) continue;
    const ports = inSliceOrder(portsOn(pod, service));
    const group = groups.get(JSON.stringify(ports)) ?? { ports, endpoints: [] };
    group.endpoints.push(endpointOf(service, pod, address, client));
    groups.set(JSON.stringify(ports), group);
  }
  return [...groups.values()];
}

function endpointOf(service: KubeObject, pod: KubeObject, address: string, client: Client): Json {
  const serving = isReady(pod);
  const terminating = Boolean(pod.metadata.deletionTimestamp);
  const node = pod.spec.nodeName ? client.find('nodes', pod.spec.nodeName) : undefined;
  const zone = node?.metadata.labels?.[zoneLabel];
  const hostname = pod.spec.hostname && pod.spec.subdomain === service.metadata.name ? pod.spec.hostname : undefined;
  const ready = Boolean(service.spec.publishNotReadyAddresses) || (serving && !terminating);
  const hints = ready ? hintsOf(service, pod, zone) : undefined;
  return {
    addresses: [address],
    conditions: { ready, serving, terminating },
    ...(hints ? { hints } : {}),
    ...(hostname ? { hostname } : {}),
    ...(pod.spec.nodeName ? { nodeName: pod.spec.nodeName } : {}),
    targetRef: targetReference(pod),
    ...(zone ? { zone } : {}),
  };
}

/** For whom an endpoint is meant, when the service prefers traffic to stay near. */
function hintsOf(service: KubeObject, pod: KubeObject, zone: string | undefined): Json | undefined {
  const preference = service.spec.trafficDistribution;
  if (!preference) return undefined;
  const forZones = zone ? { forZones: [{ name: zone }] } : {};
  const forNodes = preference === 'PreferSameNode' && pod.spec.nodeName ? { forNodes: [{ name: pod.spec.nodeName }] } : {};
  const hints = { ...forNodes, ...forZones };
  return Object.keys(hints).length > 0 ? hints : undefined;
}
