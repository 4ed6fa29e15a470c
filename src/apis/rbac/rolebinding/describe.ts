// What `kubectl describe rolebinding` says.
import type { Describer } from '../../describe/contract.ts';
import { writeBinding } from '../../describe/policyRules.ts';

export const roleBindingDescriber: Describer = {
  resource: 'rolebindings.rbac.authorization.k8s.io',
  events: 'none',
  describe: (binding, out) => writeBinding(out, binding),
};
