// What `kubectl describe replicationcontroller` says.
import { formatLabels } from '../../../apimachinery/labels.ts';
import { writeReasons } from '../../describe/conditions.ts';
import type { Describer } from '../../describe/contract.ts';
import { writeLabelsAndAnnotations, writeName } from '../../describe/metadata.ts';
import { podCounts } from '../../describe/podCounts.ts';
import { writePodTemplate } from '../../describe/podTemplate.ts';

export const replicationControllerDescriber: Describer = {
  resource: 'replicationcontrollers',
  describe(controller, out, { reader }) {
    const { spec, status } = controller;
    const counts = podCounts(reader, controller, { matchLabels: spec.selector });
    writeName(out, controller);
    out.field('Selector', formatLabels(spec.selector));
    writeLabelsAndAnnotations(out, controller);
    out.field('Replicas', `${status?.replicas ?? 0} current / ${spec.replicas} desired`);
    out.field('Pods Status', counts);
    writePodTemplate(out, spec.template);
    writeReasons(out, status?.conditions);
  },
};
