// Mirrors Endpoints that somebody wrote by hand, for a service without a selector, into EndpointSlices.
import { ipAddressOf } from '../../apimachinery/ip.ts';
import { type Json, type KubeObject, keyOf, splitKey } from '../../apimachinery/object.ts';
import type { Change, Component, ComponentContext } from '../../client/index.ts';
import type { Look } from '../../sim/index.ts';
import { controllerCredential } from '../shared/identity.ts';
import { ignoringAbsence } from '../shared/owners.ts';
import { type Group, managedByLabel, serviceNameLabel, syncSlices } from '../shared/slices.ts';

const manager = 'endpointslicemirroring-controller.k8s.io';
const skipLabel = 'endpointslice.kubernetes.io/skip-mirror';
/** Endpoints that lead an election are no endpoints. */
const leaderAnnotation = 'control-plane.alpha.kubernetes.io/leader';
const notCopied = new Set(['kubectl.kubernetes.io/last-applied-configuration', 'endpoints.kubernetes.io/last-change-trigger-time']);
const resource = 'endpointslices.discovery.k8s.io';
const perSlice = 1000;

export const endpointSliceMirroring: Component = {
  name: 'endpoint-slice-mirroring-controller',
  credential: controllerCredential('endpointslicemirroring-controller'),
  watches: [{ resource: 'endpoints' }, { resource: 'services' }, { resource, keys: keysOfSlice }],
  reconcile,
};

function keysOfSlice({ object }: Change): string[] {
  const service = object.metadata.labels?.[serviceNameLabel];
  return service && object.metadata.labels?.[managedByLabel] === manager ? [keyOf({ metadata: { ...object.metadata, name: service } })] : [];
}

function reconcile(key: string, { client }: ComponentContext): Look {
  const { namespace, name } = splitKey(key);
  const endpoints = client.find('endpoints', name, namespace);
  const service = client.find('services', name, namespace);
  const existing = client.list(resource, { namespace, labelSelector: `${serviceNameLabel}=${name},${managedByLabel}=${manager}` });
  if (!endpoints || !service || service.spec.selector || !isMirrored(endpoints)) {
    for (const slice of existing) ignoringAbsence(() => client.delete(resource, slice.metadata.name, namespace));
    return undefined;
  }
  const labels = { ...endpoints.metadata.labels, [serviceNameLabel]: name, [managedByLabel]: manager };
  const annotations = Object.fromEntries(Object.entries(endpoints.metadata.annotations ?? {}).filter(([annotation]) => !notCopied.has(annotation)));
  for (const addressType of ['IPv4', 'IPv6']) {
    const groups = (endpoints.subsets ?? []).map((subset: Json) => groupOf(subset, addressType));
    const more = Object.keys(annotations).length > 0 ? { annotations } : {};
    syncSlices(client, existing, { owner: endpoints, addressType, labels, ...more, groups, perSlice, placeholder: false });
  }
  return undefined;
}

const isMirrored = ({ metadata }: KubeObject): boolean => metadata.labels?.[skipLabel] !== 'true' && !metadata.annotations?.[leaderAnnotation];

function groupOf(subset: Json, addressType: string): Group {
  const of = (addresses: Json[] | undefined, ready: boolean): Json[] =>
    (addresses ?? [])
      .filter(({ ip }) => (ipAddressOf(ip)?.family === 6 ? 'IPv6' : 'IPv4') === addressType)
      .map(({ ip, hostname, nodeName, targetRef }) => ({
        addresses: [ip],
        conditions: { ready },
        ...(hostname ? { hostname } : {}),
        ...(nodeName ? { nodeName } : {}),
        ...(targetRef ? { targetRef } : {}),
      }));
  const ports = (subset.ports ?? []).map((port: Json) => ({
    name: port.name ?? '',
    port: port.port,
    protocol: port.protocol ?? 'TCP',
    ...(port.appProtocol ? { appProtocol: port.appProtocol } : {}),
  }));
  return { ports, endpoints: [...of(subset.addresses, true), ...of(subset.notReadyAddresses, false)] };
}
