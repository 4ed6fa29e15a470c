// How clients inside the cluster find the API server: the server keeps its own Service and endpoints (upstream: kubernetesservice controller).
import bootstrap from '../apis/facts/bootstrap.json' with { type: 'json' };
import type { Json } from '../apimachinery/object.ts';
import { isReason } from '../apimachinery/status.ts';
import type { Change, Client, Component, ComponentContext } from '../client/index.ts';
import type { Look } from '../sim/index.ts';

const [name, namespace] = ['kubernetes', 'default'];
const slices = 'endpointslices.discovery.k8s.io';
/** How often it looks whether all is there. */
const interval = 10_000;

const isMissed = ({ type, object }: Change): boolean => type === 'DELETED' && object.metadata.name === name && object.metadata.namespace === namespace;
const keys = (change: Change): string[] => (isMissed(change) ? [`${namespace}/${name}`] : []);

/** The Service as the server makes it at its first start, on the first address of the range that services have now. */
function service(client: Client): Json {
  const made = (bootstrap as Json[]).find((object) => object.kind === 'Service' && object.metadata.name === name);
  const [cidr = ''] = client.find('servicecidrs.networking.k8s.io', name)?.spec.cidrs ?? [];
  const [, start, last] = /^(.*\.)(\d+)\/\d+$/.exec(cidr) ?? [];
  const clusterIP = start ? `${start}${Number(last) + 1}` : made.spec.clusterIP;
  return { ...made, spec: { ...made.spec, clusterIP, clusterIPs: [clusterIP] } };
}

function ensure(client: Client, resource: string, make: () => Json | undefined): void {
  if (client.find(resource, name, namespace)) return;
  const object = make();
  if (!object) return;
  try {
    client.create(resource, object as never);
  } catch (error) {
    if (!isReason(error, 'AlreadyExists')) throw error;
  }
}

const labelled = (label: string, value: string) => ({ name, namespace, labels: { [label]: value } });

/** What one of the two kinds of endpoints says, the other says too. */
function endpoints(client: Client): Json | undefined {
  const slice = client.find(slices, name, namespace);
  if (!slice) return undefined;
  const addresses = (slice.endpoints ?? []).flatMap((endpoint: Json) => endpoint.addresses.map((ip: string) => ({ ip })));
  return { apiVersion: 'v1', kind: 'Endpoints', metadata: labelled('endpointslice.kubernetes.io/skip-mirror', 'true'), subsets: [{ addresses, ports: slice.ports }] };
}

function slice(client: Client): Json | undefined {
  const [subset] = client.find('endpoints', name, namespace)?.subsets ?? [];
  if (!subset) return undefined;
  const ready = (subset.addresses ?? []).map(({ ip }: Json) => ({ addresses: [ip], conditions: { ready: true } }));
  return { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: labelled('kubernetes.io/service-name', name), addressType: 'IPv4', endpoints: ready, ports: subset.ports };
}

export const kubernetesService: Component = {
  name: 'kubernetes-service-controller',
  credential: { kind: 'component', user: 'system:apiserver', groups: ['system:masters'] },
  watches: [
    { resource: 'services', keys },
    { resource: 'endpoints', keys },
    { resource: slices, keys },
  ],
  reconcile(_, { client, now }: ComponentContext): Look {
    const missing = ['services', 'endpoints', slices].some((resource) => !client.find(resource, name, namespace));
    if (!missing) return undefined;
    // What is missing is noticed at the next round.
    const round = now % interval;
    if (round !== 0) return now - round + interval;
    ensure(client, 'services', () => service(client));
    ensure(client, 'endpoints', () => endpoints(client));
    ensure(client, slices, () => slice(client));
    return undefined;
  },
};
