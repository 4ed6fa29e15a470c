// ValidatingAdmissionPolicy: conditions in CEL on requests, as their bindings put them to work.
import type { Json, KubeObject } from '../../../apimachinery/object.ts';
import { type ApiError, forbidden, type StatusReason } from '../../../apimachinery/status.ts';
import { type AdmissionPlugin, type AdmissionRequest, reads } from '../types.ts';
import { EvaluationError, evaluate, isExempt, isMeant } from './evaluation.ts';
import { matchesResources } from './matching.ts';
import { ParamsError, paramsOf } from './params.ts';
import { variablesOf } from './variables.ts';

interface Failure {
  message: string;
  reason?: StatusReason;
  /** Denied whatever the binding's actions are. */
  always?: boolean;
  /** Said of the policy, not of a binding. */
  ofPolicy?: boolean;
}

const codes: Readonly<Record<string, number>> = { Unauthorized: 401, Forbidden: 403, Invalid: 422, RequestEntityTooLarge: 413 };

function messageOf(validation: Json, variables: Record<string, unknown>): string {
  if (validation.messageExpression) {
    try {
      const text = evaluate(validation.messageExpression, variables);
      if (typeof text === 'string' && text.trim() !== '' && !text.trim().includes('\n')) return text.trim();
    } catch (error) {
      // the message stands in for an expression that has no value
      if (!(error instanceof EvaluationError)) throw error;
    }
  }
  return validation.message?.trim() || `failed expression: ${validation.expression.trim()}`;
}

/** The failure that an expression without a value is; none where the policy overlooks it. */
const withoutValue = (policy: KubeObject, message: string, more: Partial<Failure> = {}): Failure[] => (policy.spec.failurePolicy === 'Ignore' ? [] : [{ message, ...more }]);

function validationFailures(policy: KubeObject, validation: Json, variables: Record<string, unknown>): Failure[] {
  try {
    return evaluate(validation.expression, variables) === true ? [] : [{ message: messageOf(validation, variables), reason: validation.reason }];
  } catch (error) {
    if (error instanceof EvaluationError) return withoutValue(policy, error.message);
    throw error;
  }
}

/** What is only written down must have a value all the same. */
function annotationFailures(policy: KubeObject, annotation: Json, variables: Record<string, unknown>): Failure[] {
  try {
    const value = evaluate(annotation.valueExpression, variables);
    if (value === null || typeof value === 'string') return [];
    return withoutValue(policy, `valueExpression '${annotation.valueExpression}' resulted in unsupported return type: ${typeof value}. Return type must be either string or null.`, { always: true });
  } catch (error) {
    if (error instanceof EvaluationError) return withoutValue(policy, error.message, { always: true });
    throw error;
  }
}

function failuresFor(policy: KubeObject, params: KubeObject | undefined, request: AdmissionRequest): Failure[] {
  const variables = variablesOf(request, params, policy.spec.variables);
  const meant = isMeant(policy.spec, variables);
  if (meant instanceof EvaluationError) return [{ message: meant.message }];
  if (!meant) return [];
  return [
    ...(policy.spec.validations ?? []).flatMap((validation: Json) => validationFailures(policy, validation, variables)),
    ...(policy.spec.auditAnnotations ?? []).flatMap((annotation: Json) => annotationFailures(policy, annotation, variables)),
  ];
}

function failuresOf(policy: KubeObject, binding: KubeObject, request: AdmissionRequest): Failure[] {
  const params = paramsOf(policy, binding, request);
  if (!(params instanceof ParamsError)) return params.flatMap((one) => failuresFor(policy, one, request));
  const { ofPolicy, message } = params;
  return withoutValue(policy, `failed to configure ${ofPolicy ? 'policy' : 'binding'}: ${message}`, { always: true, ofPolicy });
}

function refusal(request: AdmissionRequest, policy: KubeObject, binding: KubeObject, { message, reason = 'Invalid', ofPolicy }: Failure): ApiError {
  const who = ofPolicy ? `'${policy.metadata.name}'` : `'${policy.metadata.name}' with binding '${binding.metadata.name}'`;
  const text = `ValidatingAdmissionPolicy ${who} denied request: ${message}`;
  const error = forbidden(request.resource, request.name, text);
  Object.assign(error.status, { reason, code: codes[reason] ?? 422, details: { ...error.status.details, causes: [{ message: text }] } });
  return error;
}

/** The bindings of each policy by name: upstream goes policy by policy. */
function hooksOf(request: AdmissionRequest): { policy: KubeObject; binding: KubeObject }[] {
  const { list, find } = reads(request);
  const pairs = list('validatingadmissionpolicybindings.admissionregistration.k8s.io').flatMap((binding) => {
    const policy = find('validatingadmissionpolicies.admissionregistration.k8s.io', binding.spec.policyName);
    return policy ? [{ policy, binding }] : [];
  });
  return pairs.sort((a, b) => (a.policy.metadata.name < b.policy.metadata.name ? -1 : a.policy.metadata.name > b.policy.metadata.name ? 1 : 0));
}

export const validatingAdmissionPolicy: AdmissionPlugin = {
  name: 'ValidatingAdmissionPolicy',
  validate(request) {
    if (isExempt(request.resource)) return;
    let denial: ApiError | undefined;
    for (const { policy, binding } of hooksOf(request)) {
      if (!matchesResources(policy.spec.matchConstraints, request) || !matchesResources(binding.spec.matchResources, request)) continue;
      for (const failure of failuresOf(policy, binding, request)) {
        const actions: string[] = binding.spec.validationActions ?? [];
        if (!failure.always && actions.includes('Warn')) {
          request.context.warn(`Validation failed for ValidatingAdmissionPolicy '${policy.metadata.name}' with binding '${binding.metadata.name}': ${failure.message}`);
        }
        if (failure.always || actions.includes('Deny')) denial ??= refusal(request, policy, binding, failure);
      }
    }
    if (denial) throw denial;
  },
};
