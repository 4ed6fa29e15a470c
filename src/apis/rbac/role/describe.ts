// What `kubectl describe role` says.
import type { Describer } from '../../describe/contract.ts';
import { writeRole } from '../../describe/policyRules.ts';

export const roleDescriber: Describer = {
  resource: 'roles.rbac.authorization.k8s.io',
  events: 'none',
  describe: (role, out) => writeRole(out, role),
};
