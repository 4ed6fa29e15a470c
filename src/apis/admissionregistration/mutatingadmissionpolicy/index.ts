// MutatingAdmissionPolicy: changes, written in CEL, that requests get.
import { type FieldError, type FieldPath, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { oneOf } from '../../support/checks.ts';
import { each } from '../../validation/each.ts';
import { applyPolicyDefaults, policyErrors, policyRow, specAt } from '../policies.ts';

const forms: Record<string, string> = { ApplyConfiguration: 'applyConfiguration', JSONPatch: 'jsonPatch' };

function mutationErrors(at: FieldPath, mutation: Json): FieldError[] {
  const errors = oneOf(at.child('patchType'), mutation.patchType, Object.keys(forms));
  const field = forms[mutation.patchType];
  return field && !mutation[field] ? [...errors, required(at.child(field), `must be specified when patchType is ${mutation.patchType}`)] : errors;
}

function validatePolicy({ spec = {} }: Json): FieldError[] {
  const mutations = specAt.child('mutations');
  return [
    ...policyErrors(spec),
    ...(spec.mutations?.length ? each(mutations, spec.mutations, mutationErrors) : [required(mutations, 'mutations must contain at least one item')]),
    ...oneOf(specAt.child('reinvocationPolicy'), spec.reinvocationPolicy, ['IfNeeded', 'Never']),
  ];
}

export const mutatingAdmissionPolicy: Kind = {
  resource: 'mutatingadmissionpolicies.admissionregistration.k8s.io',
  generation: 'spec',
  applyDefaults: applyPolicyDefaults,
  validate: validatePolicy,
  row: (object, { now }) => policyRow(object, object.spec?.mutations?.length ?? 0, now),
};
