// What `kubectl describe replicaset` says.
import { formatLabelSelector } from '../../../apimachinery/labels.ts';
import { ApiError } from '../../../apimachinery/status.ts';
import { writeReasons } from '../../describe/conditions.ts';
import type { DescribeReader, Describer } from '../../describe/contract.ts';
import { writeController, writeLabelsAndAnnotations, writeName } from '../../describe/metadata.ts';
import { podCounts } from '../../describe/podCounts.ts';
import { writePodTemplate } from '../../describe/podTemplate.ts';
import type { KubeObject } from '../../../apimachinery/object.ts';

function podsText(reader: DescribeReader, set: KubeObject): string {
  try {
    return podCounts(reader, set, set.spec.selector);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return `error in fetching pods: ${error.message}`;
  }
}

export const replicaSetDescriber: Describer = {
  resource: 'replicasets.apps',
  describe(set, out, { reader }) {
    writeName(out, set);
    out.field('Selector', formatLabelSelector(set.spec.selector));
    writeLabelsAndAnnotations(out, set);
    writeController(out, set);
    out.field('Replicas', `${set.status?.replicas ?? 0} current / ${set.spec.replicas} desired`);
    out.field('Pods Status', podsText(reader, set));
    writePodTemplate(out, set.spec.template);
    writeReasons(out, set.status?.conditions);
  },
};
