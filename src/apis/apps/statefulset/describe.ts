// What `kubectl describe statefulset` says.
import { fromLabelSelector, selectorText } from '../../../apimachinery/labels.ts';
import { writeClaimTemplates } from '../../describe/claims.ts';
import type { Describer } from '../../describe/contract.ts';
import { timeText, writeLabelsAndAnnotations, writeName } from '../../describe/metadata.ts';
import { podCounts } from '../../describe/podCounts.ts';
import { writePodTemplate } from '../../describe/podTemplate.ts';

export const statefulSetDescriber: Describer = {
  resource: 'statefulsets.apps',
  describe(set, out, { reader }) {
    const { metadata, spec, status } = set;
    const counts = podCounts(reader, set, spec.selector);
    writeName(out, set);
    out.field('CreationTimestamp', timeText(metadata.creationTimestamp));
    out.field('Selector', selectorText(fromLabelSelector(spec.selector)));
    writeLabelsAndAnnotations(out, set);
    out.field('Replicas', `${spec.replicas} desired | ${status?.replicas ?? 0} total`);
    out.field('Update Strategy', spec.updateStrategy?.type ?? '');
    const rolling = spec.updateStrategy?.rollingUpdate;
    if (rolling?.partition !== undefined) {
      out.field('Partition', rolling.partition, 1);
      if (rolling.maxUnavailable !== undefined) out.field('MaxUnavailable', rolling.maxUnavailable, 1);
    }
    out.field('Pods Status', counts);
    writePodTemplate(out, spec.template);
    writeClaimTemplates(out, spec.volumeClaimTemplates);
  },
};
