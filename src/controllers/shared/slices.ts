// Brings the EndpointSlices of a service to what is wanted, changing as few as possible.
import { deepEqual, type Json, type KubeObject } from '../../apimachinery/object.ts';
import type { Client } from '../../client/index.ts';
import { controllerReference, ignoringAbsence } from './owners.ts';

export const serviceNameLabel = 'kubernetes.io/service-name';
export const managedByLabel = 'endpointslice.kubernetes.io/managed-by';
const resource = 'endpointslices.discovery.k8s.io';

/** Endpoints that have the same ports. */
export interface Group {
  ports: readonly Json[];
  endpoints: readonly Json[];
}

export interface WantedSlices {
  owner: KubeObject;
  addressType: string;
  labels: Record<string, string>;
  annotations?: Record<string, string>;
  groups: readonly Group[];
  perSlice: number;
  /** Whether a slice without endpoints stands for "none". */
  placeholder: boolean;
}

/** What a slice should hold; `slice` is the one that holds it so far. */
interface Plan extends Group {
  slice: KubeObject | undefined;
}

const identity = (endpoint: Json): string => `${endpoint.targetRef?.uid ?? ''} ${endpoint.addresses[0]}`;

export function syncSlices(client: Client, existing: readonly KubeObject[], wanted: WantedSlices): void {
  const mine = existing.filter((slice) => slice.addressType === wanted.addressType && !slice.metadata.deletionTimestamp);
  const plans = wanted.groups.filter(({ endpoints }) => endpoints.length > 0).flatMap((group) => planGroup(group, mine, wanted.perSlice));
  if (plans.length === 0 && wanted.placeholder) plans.push({ ports: [], endpoints: [], slice: mine.find((slice) => !slice.endpoints?.length) });
  const spare = mine.filter((slice) => !plans.some((plan) => plan.slice === slice));
  for (const plan of plans) write(client, plan.slice ?? spare.shift(), plan, wanted);
  for (const slice of spare) ignoringAbsence(() => client.delete(resource, slice.metadata.name, slice.metadata.namespace));
}

/** Endpoints stay in the slice that they are in; new ones fill what room there is, the fullest slice first. */
function planGroup({ ports, endpoints }: Group, existing: readonly KubeObject[], perSlice: number): Plan[] {
  const left = new Map(endpoints.map((endpoint) => [identity(endpoint), endpoint]));
  const plans: (Plan & { endpoints: Json[] })[] = [];
  for (const slice of existing.filter((s) => deepEqual(s.ports ?? [], ports))) {
    const kept: Json[] = [];
    for (const endpoint of slice.endpoints ?? []) {
      const now = left.get(identity(endpoint));
      if (now && left.delete(identity(endpoint))) kept.push(now);
    }
    if (kept.length > 0) plans.push({ slice, ports, endpoints: kept });
  }
  const fullestFirst = [...plans].sort((a, b) => b.endpoints.length - a.endpoints.length);
  for (const endpoint of left.values()) {
    let room = fullestFirst.find((plan) => plan.endpoints.length < perSlice);
    if (!room) {
      room = { slice: undefined, ports, endpoints: [] };
      plans.push(room);
      fullestFirst.push(room);
    }
    room.endpoints.push(endpoint);
  }
  return plans;
}

function write(client: Client, slice: KubeObject | undefined, { ports, endpoints }: Plan, { owner, addressType, labels, annotations }: WantedSlices): void {
  const { name, namespace } = owner.metadata;
  if (!slice) {
    const metadata = { generateName: `${name}-`, namespace, labels, ...(annotations ? { annotations } : {}), ownerReferences: [controllerReference(owner)] };
    client.create(resource, { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata, addressType, endpoints, ports });
    return;
  }
  if (deepEqual(slice.ports ?? [], ports) && deepEqual(slice.endpoints ?? [], endpoints) && deepEqual(slice.metadata.labels, labels)) return;
  client.update(resource, slice, (draft) => {
    draft.ports = ports;
    draft.endpoints = endpoints;
    draft.metadata.labels = labels;
    draft.metadata.ownerReferences = [controllerReference(owner)];
  });
}
