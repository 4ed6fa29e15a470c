// MutatingAdmissionPolicy: changes, written in CEL, that requests get.
import { type FieldError, type FieldPath, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { oneOf } from '../../support/checks.ts';
import { each } from '../../validation/each.ts';
import { expressionErrors, withVariables } from '../expressions.ts';
import { applyPolicyDefaults, policyErrors, policyRow, policyScope, specAt } from '../policies.ts';

const forms: Readonly<Record<string, readonly [field: string, other: string]>> = { ApplyConfiguration: ['applyConfiguration', 'jsonPatch'], JSONPatch: ['jsonPatch', 'applyConfiguration'] };
const operations = ['*', 'CONNECT', 'CREATE', 'UPDATE'];

const mutationErrors =
  (spec: Json) =>
  (at: FieldPath, mutation: Json): FieldError[] => {
    const { patchType } = mutation;
    const form = forms[patchType];
    if (!form) return oneOf(at.child('patchType'), patchType, Object.keys(forms));
    const [field, other] = form;
    const expression = (mutation[field]?.expression ?? '').trim();
    const expressionAt = at.child(field, 'expression');
    const errors: FieldError[] = [];
    if (!mutation[field]) errors.push(required(at.child(field), `must be specified when patchType is ${patchType}`));
    else if (expression === '') errors.push(required(expressionAt));
    else errors.push(...expressionErrors(expressionAt, expression, withVariables(policyScope(spec), spec.variables)));
    return mutation[other] ? [...errors, invalidValue(at.child(other), `{${other}}`, `must not be specified when patchType is ${patchType}`)] : errors;
  };

/** What is deleted cannot be changed. */
function operationErrors(spec: Json): FieldError[] {
  const at = specAt.child('matchConstraints', 'resourceRules', 'operations');
  const wanted: string[] = (spec.matchConstraints?.resourceRules ?? []).flatMap((rule: Json) => rule.operations ?? []);
  return wanted.filter((operation) => !operations.includes(operation)).map((operation) => notSupported(at, operation, operations));
}

function validatePolicy({ spec = {} }: Json): FieldError[] {
  const mutations = specAt.child('mutations');
  return [
    ...policyErrors(spec),
    ...operationErrors(spec),
    ...(spec.mutations?.length ? each(mutations, spec.mutations, mutationErrors(spec)) : [required(mutations, 'mutations must contain at least one item')]),
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
