// What `kubectl describe csinode` says.
import { goValue } from '../../../apimachinery/goFormat.ts';
import type { Describer } from '../../describe/contract.ts';
import { timeText, writeLabelsAndAnnotations } from '../../describe/metadata.ts';

export const csiNodeDescriber: Describer = {
  resource: 'csinodes.storage.k8s.io',
  describe(csiNode, out) {
    const { metadata, spec } = csiNode;
    out.field('Name', metadata.name);
    writeLabelsAndAnnotations(out, csiNode);
    out.field('CreationTimestamp', timeText(metadata.creationTimestamp));
    out.heading('Spec');
    if (spec?.drivers) out.heading('Drivers', 1);
    for (const { name, nodeID, allocatable, topologyKeys } of spec?.drivers ?? []) {
      out.heading(name, 2);
      out.field('Node ID', nodeID, 3);
      if (allocatable?.count !== undefined) {
        out.heading('Allocatables', 3);
        out.field('Count', allocatable.count, 4);
      }
      if (topologyKeys) out.field('Topology Keys', goValue(topologyKeys), 3);
    }
  },
};
