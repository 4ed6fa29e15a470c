// RoleBinding: who may do, in one namespace, what a role says.
import type { Kind } from '../../kind.ts';
import { applyBindingDefaults, bindingRow, roleRefChange, validateBinding } from '../rules.ts';

export const roleBinding: Kind = {
  resource: 'rolebindings.rbac.authorization.k8s.io',
  nameRule: 'pathSegment',
  applyDefaults: applyBindingDefaults,
  validate: (object) => validateBinding(object, true),
  validateUpdate: roleRefChange,
  row: (object, { now }) => bindingRow(object, now),
};
