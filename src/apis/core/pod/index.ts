// Pod: containers that run together on one node.
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { podRow } from './columns.ts';
import { preparePod } from './create.ts';
import { applyPodDefaults, mirrorServiceAccount } from './defaults.ts';
import { validatePod, validatePodStatusUpdate, validatePodUpdate } from './validation.ts';
import { podParts } from './subresources.ts';
import { podWarnings } from './warnings.ts';

export { containerCells, podStatusText } from './columns.ts';
export { applyPodSpecDefaults, applyTemplateDefaults } from './defaults.ts';
export { qosClass } from './qos.ts';
export { validatePodSpec, validatePodTemplate } from './spec.ts';
export { podParts } from './subresources.ts';

const text = (value: Json): string => (value === undefined || value === null ? '' : String(value));

/** A pod that never reached a node, or has ended, goes at once. */
function graceSeconds(pod: Json): number {
  const ended = pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
  if (!pod.spec.nodeName || ended) return 0;
  const seconds = pod.spec.terminationGracePeriodSeconds ?? 30;
  return seconds < 0 ? 1 : seconds;
}

export const pod: Kind = {
  resource: 'pods',
  generation: 'spec',
  podTemplate: [],
  applyDefaults: applyPodDefaults,
  prepareForCreate: preparePod,
  prepareForUpdate: (object) => mirrorServiceAccount(object.spec),
  validate: validatePod,
  validateUpdate: validatePodUpdate,
  validateUpdateOnly: true,
  validateStatusUpdate: validatePodStatusUpdate,
  warnings: podWarnings,
  parts: podParts,
  row: podRow,
  graceSeconds,
  selectableFields: {
    'spec.nodeName': (object) => text(object.spec?.nodeName),
    'spec.restartPolicy': (object) => text(object.spec?.restartPolicy),
    'spec.schedulerName': (object) => text(object.spec?.schedulerName),
    'spec.serviceAccountName': (object) => text(object.spec?.serviceAccountName),
    'spec.hostNetwork': (object) => text(object.spec?.hostNetwork ?? false),
    'status.phase': (object) => text(object.status?.phase),
    'status.podIP': (object) => text(object.status?.podIP),
    'status.nominatedNodeName': (object) => text(object.status?.nominatedNodeName),
  },
};
