// What `kubectl describe priorityclass` says.
import { formatLabels } from '../../../apimachinery/labels.ts';
import type { Describer } from '../../describe/contract.ts';

export const priorityClassDescriber: Describer = {
  resource: 'priorityclasses.scheduling.k8s.io',
  describe({ metadata, value = 0, globalDefault = false, preemptionPolicy = '', description = '' }, out) {
    out.field('Name', metadata.name);
    out.field('Value', value);
    out.field('GlobalDefault', globalDefault);
    out.field('PreemptionPolicy', preemptionPolicy);
    out.field('Description', description);
    out.field('Annotations', formatLabels(metadata.annotations));
  },
};
