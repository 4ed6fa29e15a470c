// What `kubectl describe daemonset` says.
import { formatLabels, fromLabelSelector, selectorText } from '../../../apimachinery/labels.ts';
import type { Describer } from '../../describe/contract.ts';
import { writeLabelsAndAnnotations, writeName } from '../../describe/metadata.ts';
import { podCounts } from '../../describe/podCounts.ts';
import { writePodTemplate } from '../../describe/podTemplate.ts';

const numbers: readonly (readonly [label: string, field: string])[] = [
  ['Desired Number of Nodes Scheduled', 'desiredNumberScheduled'],
  ['Current Number of Nodes Scheduled', 'currentNumberScheduled'],
  ['Number of Nodes Scheduled with Up-to-date Pods', 'updatedNumberScheduled'],
  ['Number of Nodes Scheduled with Available Pods', 'numberAvailable'],
  ['Number of Nodes Misscheduled', 'numberMisscheduled'],
];

export const daemonSetDescriber: Describer = {
  resource: 'daemonsets.apps',
  describe(set, out, { reader }) {
    const { spec, status } = set;
    const counts = podCounts(reader, set, spec.selector);
    writeName(out, set);
    out.field('Selector', selectorText(fromLabelSelector(spec.selector)));
    out.field('Node-Selector', formatLabels(spec.template.spec.nodeSelector));
    writeLabelsAndAnnotations(out, set);
    // These stand in no column.
    for (const [label, field] of numbers) out.row(0, `${label}: ${status?.[field] ?? 0}`);
    out.field('Pods Status', counts);
    writePodTemplate(out, spec.template);
  },
};
