// What `kubectl describe servicecidr` says.
import { writeTransitions } from '../../describe/conditions.ts';
import type { Describer } from '../../describe/contract.ts';
import { writeLabelsAndAnnotations } from '../../describe/metadata.ts';

export const serviceCidrDescriber: Describer = {
  resource: 'servicecidrs.networking.k8s.io',
  describe(range, out) {
    out.field('Name', range.metadata.name);
    writeLabelsAndAnnotations(out, range);
    out.field('CIDRs', (range.spec?.cidrs ?? []).join(', '));
    if (!range.status?.conditions?.length) return;
    out.heading('Status');
    writeTransitions(out, range.status.conditions);
  },
};
