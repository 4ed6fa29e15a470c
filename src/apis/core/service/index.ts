// Service: one address for many pods.
import { formatLabels } from '../../../apimachinery/labels.ts';
import type { Kind } from '../../kind.ts';
import { serviceRow } from './columns.ts';
import { applyServiceDefaults } from './defaults.ts';
import { defaultIpFamilies, dropTypeFields, keepAllocated, normalizeClusterIps } from './transitions.ts';
import { validateService, validateServiceUpdate } from './validation.ts';
import { serviceWarnings } from './warnings.ts';

export { validateClusterIps } from './clusterIps.ts';
export { isHeadless, needsClusterIp, needsHealthCheckPort, needsNodePorts, normalizeClusterIps } from './transitions.ts';

export const service: Kind = {
  resource: 'services',
  nameRule: 'dns1123label',
  applyDefaults: applyServiceDefaults,
  prepareForCreate: (object) => {
    normalizeClusterIps(object);
    defaultIpFamilies(object);
    object.status = { loadBalancer: {} };
  },
  prepareForUpdate: (object, old) => {
    normalizeClusterIps(object, old);
    keepAllocated(object, old);
    dropTypeFields(object, old);
    defaultIpFamilies(object);
  },
  validate: validateService,
  validateUpdate: validateServiceUpdate,
  validateUpdateOnly: true,
  warnings: serviceWarnings,
  row: (object, { now }) => serviceRow(object, now, formatLabels(object.spec.selector)),
  selectableFields: {
    'spec.clusterIP': (object) => object.spec?.clusterIP ?? '',
    'spec.type': (object) => object.spec?.type ?? '',
  },
};
