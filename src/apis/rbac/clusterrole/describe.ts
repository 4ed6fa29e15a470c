// What `kubectl describe clusterrole` says.
import type { Describer } from '../../describe/contract.ts';
import { writeRole } from '../../describe/policyRules.ts';

export const clusterRoleDescriber: Describer = {
  resource: 'clusterroles.rbac.authorization.k8s.io',
  events: 'none',
  describe: (role, out) => writeRole(out, role),
};
