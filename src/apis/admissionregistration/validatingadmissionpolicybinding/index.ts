// ValidatingAdmissionPolicyBinding: where a policy holds, and what happens to what breaks it.
import type { Kind } from '../../kind.ts';
import { applyBindingDefaults, bindingErrors, bindingRow, validationActions } from '../policies.ts';

export const validatingAdmissionPolicyBinding: Kind = {
  resource: 'validatingadmissionpolicybindings.admissionregistration.k8s.io',
  generation: 'spec',
  applyDefaults: applyBindingDefaults,
  validate: (object) => [...bindingErrors(object), ...validationActions(object.spec?.validationActions)],
  row: (object, { now }) => bindingRow(object, now),
};
