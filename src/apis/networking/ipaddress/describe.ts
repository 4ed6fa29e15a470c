// What `kubectl describe ipaddress` says.
import type { Describer } from '../../describe/contract.ts';
import { writeLabelsAndAnnotations } from '../../describe/metadata.ts';

export const ipAddressDescriber: Describer = {
  resource: 'ipaddresses.networking.k8s.io',
  describe(address, out) {
    const parent = address.spec?.parentRef;
    out.field('Name', address.metadata.name);
    writeLabelsAndAnnotations(out, address);
    if (!parent) return;
    out.heading('Parent Reference');
    out.field('Group', parent.group ?? '', 1);
    out.field('Resource', parent.resource ?? '', 1);
    out.field('Namespace', parent.namespace ?? '', 1);
    out.field('Name', parent.name ?? '', 1);
  },
};
