// Role: what may be done in one namespace.
import type { Kind } from '../../kind.ts';
import { createdAt } from '../../support/columns.ts';
import { validateRules } from '../rules.ts';

export const role: Kind = {
  resource: 'roles.rbac.authorization.k8s.io',
  nameRule: 'pathSegment',
  validate: (object) => validateRules(object, true),
  row: (object) => [object.metadata.name, createdAt(object)],
};
