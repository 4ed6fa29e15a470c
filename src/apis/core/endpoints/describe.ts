// What `kubectl describe endpoints` says.
import type { Json } from '../../../apimachinery/object.ts';
import type { Describer } from '../../describe/contract.ts';
import type { Description } from '../../describe/description.ts';
import { orNone, writeLabelsAndAnnotations, writeName } from '../../describe/metadata.ts';

const addressText = (addresses: Json[] = []): string => orNone(addresses.map(({ ip }) => ip).join(','));

function writeSubset(out: Description, { addresses, notReadyAddresses, ports = [] }: Json): void {
  out.field('Addresses', addressText(addresses), 1);
  out.field('NotReadyAddresses', addressText(notReadyAddresses), 1);
  if (ports.length > 0) {
    out.heading('Ports', 1);
    out.titles(2, 'Name', 'Port', 'Protocol');
  }
  for (const { name, port, protocol } of ports) out.row(2, name || '<unset>', port, protocol ?? '');
  out.piece('\n');
}

export const endpointsDescriber: Describer = {
  resource: 'endpoints',
  describe(endpoints, out) {
    writeName(out, endpoints);
    writeLabelsAndAnnotations(out, endpoints);
    out.heading('Subsets');
    for (const subset of endpoints.subsets ?? []) writeSubset(out, subset);
  },
};
