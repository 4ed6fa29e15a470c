// What `kubectl describe ingressclass` says.
import type { Describer } from '../../describe/contract.ts';
import { writeLabelsAndAnnotations } from '../../describe/metadata.ts';

export const ingressClassDescriber: Describer = {
  resource: 'ingressclasses.networking.k8s.io',
  describe(ingressClass, out) {
    const { controller = '', parameters } = ingressClass.spec ?? {};
    out.field('Name', ingressClass.metadata.name);
    writeLabelsAndAnnotations(out, ingressClass);
    out.field('Controller', controller);
    if (!parameters) return;
    out.heading('Parameters');
    if (parameters.apiGroup !== undefined) out.field('APIGroup', parameters.apiGroup, 1);
    out.field('Kind', parameters.kind, 1);
    out.field('Name', parameters.name, 1);
  },
};
