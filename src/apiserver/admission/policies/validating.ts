// ValidatingAdmissionPolicy: conditions in CEL on requests, as their bindings put them to work.
import { CelError, evaluateCel } from '../../../apimachinery/cel.ts';
import type { Json, KubeObject } from '../../../apimachinery/object.ts';
import { type ApiError, forbidden, type StatusReason } from '../../../apimachinery/status.ts';
import { type AdmissionPlugin, type AdmissionRequest, reads } from '../types.ts';
import { matchesResources } from './matching.ts';
import { paramsOf } from './params.ts';
import { variablesOf } from './variables.ts';

interface Failure {
  message: string;
  reason?: StatusReason;
}

const codes: Readonly<Record<string, number>> = { Unauthorized: 401, Forbidden: 403, Invalid: 422, RequestEntityTooLarge: 413 };

function messageOf(validation: Json, variables: Record<string, unknown>): string {
  if (validation.messageExpression) {
    try {
      const text = evaluateCel(validation.messageExpression, variables);
      if (typeof text === 'string' && text.trim() !== '' && !text.includes('\n')) return text.trim();
    } catch {
      // the message stands in for an expression that has no value
    }
  }
  return validation.message || `failed expression: ${validation.expression.trim()}`;
}

/** What the value of an expression is; a Failure where it has none and the policy does not overlook that. */
function ask(expression: string, variables: Record<string, unknown>, policy: KubeObject): boolean | Failure {
  try {
    return evaluateCel(expression, variables) === true;
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    return policy.spec.failurePolicy === 'Ignore' ? true : { message: `expression '${expression}' resulted in error: ${error.message}` };
  }
}

/** Whether the policy's own conditions let it speak of this request. */
function isMeant(policy: KubeObject, variables: Record<string, unknown>): boolean | Failure {
  for (const { expression } of policy.spec.matchConditions ?? []) {
    const answer = ask(expression, variables, policy);
    if (answer !== true) return answer;
  }
  return true;
}

function failuresFor(policy: KubeObject, params: KubeObject | undefined, request: AdmissionRequest): Failure[] {
  const variables = variablesOf(request, params, policy.spec.variables);
  const meant = isMeant(policy, variables);
  if (meant !== true) return meant ? [meant] : [];
  return (policy.spec.validations ?? []).flatMap((validation: Json) => {
    const answer = ask(validation.expression, variables, policy);
    if (answer === true) return [];
    return [answer || { message: messageOf(validation, variables), reason: validation.reason }];
  });
}

function failuresOf(policy: KubeObject, binding: KubeObject, request: AdmissionRequest): Failure[] {
  const params = paramsOf(policy, binding, request);
  if (params instanceof Error) return policy.spec.failurePolicy === 'Ignore' ? [] : [{ message: `failed to configure binding: ${params.message}` }];
  return params.flatMap((one) => failuresFor(policy, one, request));
}

function refusal(request: AdmissionRequest, policy: KubeObject, binding: KubeObject, { message, reason = 'Invalid' }: Failure): ApiError {
  const text = `ValidatingAdmissionPolicy '${policy.metadata.name}' with binding '${binding.metadata.name}' denied request: ${message}`;
  const error = forbidden(request.resource, request.name, text);
  Object.assign(error.status, { reason, code: codes[reason] ?? 422, details: { ...error.status.details, causes: [{ message: text }] } });
  return error;
}

const group = 'admissionregistration.k8s.io';
/** Policies do not judge themselves: a wrong one could never be taken back. */
const exempt = new Set([
  'validatingadmissionpolicies',
  'validatingadmissionpolicybindings',
  'mutatingadmissionpolicies',
  'mutatingadmissionpolicybindings',
  'validatingwebhookconfigurations',
  'mutatingwebhookconfigurations',
]);

export const validatingAdmissionPolicy: AdmissionPlugin = {
  name: 'ValidatingAdmissionPolicy',
  validate(request) {
    if (request.resource.group === group && exempt.has(request.resource.resource)) return;
    const { list, find } = reads(request);
    let denial: ApiError | undefined;
    for (const binding of list(`validatingadmissionpolicybindings.${group}`)) {
      const policy = find(`validatingadmissionpolicies.${group}`, binding.spec.policyName);
      if (!policy || !matchesResources(policy.spec.matchConstraints, request) || !matchesResources(binding.spec.matchResources, request)) continue;
      for (const failure of failuresOf(policy, binding, request)) {
        const actions: string[] = binding.spec.validationActions ?? [];
        if (actions.includes('Warn')) request.context.warn(`Validation failed for ValidatingAdmissionPolicy '${policy.metadata.name}' with binding '${binding.metadata.name}': ${failure.message}`);
        if (actions.includes('Deny')) denial ??= refusal(request, policy, binding, failure);
      }
    }
    if (denial) throw denial;
  },
};
