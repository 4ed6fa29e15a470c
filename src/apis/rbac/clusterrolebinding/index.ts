// ClusterRoleBinding: who may do, everywhere, what a ClusterRole says.
import type { Kind } from '../../kind.ts';
import { applyBindingDefaults, bindingRow, roleRefChange, validateBinding } from '../rules.ts';

export const clusterRoleBinding: Kind = {
  resource: 'clusterrolebindings.rbac.authorization.k8s.io',
  nameRule: 'pathSegment',
  applyDefaults: applyBindingDefaults,
  validate: (object) => validateBinding(object, false),
  validateUpdate: roleRefChange,
  row: (object, { now }) => bindingRow(object, now),
};
