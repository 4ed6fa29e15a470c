// MutatingAdmissionPolicyBinding: where a policy's changes are made.
import type { Kind } from '../../kind.ts';
import { applyBindingDefaults, bindingErrors, bindingRow } from '../policies.ts';

export const mutatingAdmissionPolicyBinding: Kind = {
  resource: 'mutatingadmissionpolicybindings.admissionregistration.k8s.io',
  generation: 'spec',
  applyDefaults: applyBindingDefaults,
  validate: bindingErrors,
  row: (object, { now }) => bindingRow(object, now),
};
