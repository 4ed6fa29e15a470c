// What `kubectl describe endpointslice` says.
import type { Json } from '../../../apimachinery/object.ts';
import type { Describer } from '../../describe/contract.ts';
import type { Description } from '../../describe/description.ts';
import { orNone, orUnset, writeLabelsAndAnnotations, writeName } from '../../describe/metadata.ts';

function writePorts(out: Description, ports: Json[]): void {
  out.heading('Ports');
  out.titles(1, 'Name', 'Port', 'Protocol');
  for (const { name, port, protocol } of ports) out.row(1, name || '<unset>', orUnset(port), protocol ?? '');
}

function writeEndpoint(out: Description, { addresses = [], conditions, hostname, targetRef, nodeName, zone }: Json): void {
  out.field('- Addresses', orNone(addresses.join(', ')), 1);
  out.heading('Conditions', 2);
  out.field('Ready', orUnset(conditions?.ready), 3);
  out.field('Hostname', orUnset(hostname), 2);
  if (targetRef) out.field('TargetRef', `${targetRef.kind ?? ''}/${targetRef.name ?? ''}`, 2);
  out.field('NodeName', orUnset(nodeName), 2);
  out.field('Zone', orUnset(zone), 2);
}

export const endpointSliceDescriber: Describer = {
  resource: 'endpointslices.discovery.k8s.io',
  describe(slice, out) {
    writeName(out, slice);
    writeLabelsAndAnnotations(out, slice);
    out.field('AddressType', slice.addressType);
    if (slice.ports?.length) writePorts(out, slice.ports);
    else out.row(0, 'Ports: <unset>');
    if (!slice.endpoints?.length) out.row(0, 'Endpoints: <none>');
    else out.heading('Endpoints');
    for (const endpoint of slice.endpoints ?? []) writeEndpoint(out, endpoint);
  },
};
