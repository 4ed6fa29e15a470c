// The pod template of a workload.
import type { Json } from '../../apimachinery/object.ts';
import { writeContainers } from './containers.ts';
import type { Description } from './description.ts';
import { writeAnnotations, writeLabels } from './metadata.ts';
import { writeSchedulingGroup, writeSpreadConstraints, writeTolerations } from './scheduling.ts';
import { writeVolumes } from './volumes.ts';

export function writePodTemplate(out: Description, template: Json): void {
  out.heading('Pod Template');
  if (!template) {
    out.piece('  <unset>');
    return;
  }
  const { metadata = {}, spec } = template;
  writeLabels(out, metadata.labels, '  Labels');
  if (Object.keys(metadata.annotations ?? {}).length > 0) writeAnnotations(out, metadata.annotations, '  Annotations');
  if (spec.serviceAccountName) out.field('Service Account', spec.serviceAccountName, 1);
  if (spec.initContainers?.length) writeContainers(out, 'Init Containers', spec.initContainers, { isTemplate: true });
  writeContainers(out, 'Containers', spec.containers, { isTemplate: true });
  writeVolumes(out, spec.volumes, { isTemplate: true });
  writeSpreadConstraints(out, spec.topologySpreadConstraints, '  ');
  if (spec.priorityClassName) out.field('Priority Class Name', spec.priorityClassName, 1);
  writeLabels(out, spec.nodeSelector, '  Node-Selectors');
  writeTolerations(out, spec.tolerations, '  Tolerations');
  writeSchedulingGroup(out, spec.schedulingGroup, 1);
}
