// The endpoints behind a port of a service: `10.0.0.1:80,10.0.0.2:80`.
import type { Json } from '../../apimachinery/object.ts';
import { hostPort, someOf } from '../support/lists.ts';
import type { DescribeReader } from './contract.ts';

export const slicesOf = (reader: DescribeReader, namespace: string | undefined, service: string): Json[] =>
  reader.list('endpointslices.discovery.k8s.io', { namespace, labelSelector: `kubernetes.io/service-name=${service}` });

const readyAddresses = ({ endpoints }: Json): string[] => (endpoints ?? []).filter(({ conditions }: Json) => conditions?.ready !== false).map(({ addresses }: Json) => addresses[0]);

function addressesOf(slice: Json, portName: string): string[] {
  const addresses = readyAddresses(slice);
  if (!slice.ports?.length) return addresses;
  const ports: Json[] = slice.ports.filter(({ name = '' }: Json) => name === portName);
  return ports.flatMap(({ port = 0 }) => addresses.map((address) => hostPort(address, port)));
}

/** At most three, and how many there are besides. */
export function endpointText(slices: readonly Json[], portName: string): string {
  return slices.length === 0 ? '<none>' : someOf(slices.flatMap((slice) => addressesOf(slice, portName)));
}
