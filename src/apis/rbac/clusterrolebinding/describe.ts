// What `kubectl describe clusterrolebinding` says.
import type { Describer } from '../../describe/contract.ts';
import { writeBinding } from '../../describe/policyRules.ts';

export const clusterRoleBindingDescriber: Describer = {
  resource: 'clusterrolebindings.rbac.authorization.k8s.io',
  events: 'none',
  describe: (binding, out) => writeBinding(out, binding),
};
