// Expressions of admission policies: what they evaluate to, and what a policy makes of those that have no value.
import { CelError, evaluateCel } from '../../../apimachinery/cel.ts';
import type { Json } from '../../../apimachinery/object.ts';

/** Why an expression has no value, as a denial tells it. */
export class EvaluationError extends Error {}

export function evaluate(expression: string, variables: Record<string, unknown>): unknown {
  try {
    return evaluateCel(expression, variables);
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    throw new EvaluationError(`expression '${expression}' resulted in error: ${error.message}`);
  }
}

/** Whether the policy's own conditions let it speak of this request: one that says no settles it, whatever others cannot tell. */
export function isMeant({ matchConditions, failurePolicy }: Json, variables: Record<string, unknown>): boolean | EvaluationError {
  const errors: EvaluationError[] = [];
  for (const { expression } of (matchConditions ?? []) as Json[]) {
    try {
      if (evaluate(expression, variables) !== true) return false;
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      errors.push(error);
    }
  }
  if (errors.length === 0) return true;
  if (failurePolicy === 'Ignore') return false;
  return errors.length === 1 ? (errors[0] as EvaluationError) : new EvaluationError(`[${errors.map(({ message }) => message).join(', ')}]`);
}

/** Policies do not judge themselves: a wrong one could never be taken back. */
const group = 'admissionregistration.k8s.io';
const exempt = new Set([
  'validatingadmissionpolicies',
  'validatingadmissionpolicybindings',
  'mutatingadmissionpolicies',
  'mutatingadmissionpolicybindings',
  'validatingwebhookconfigurations',
  'mutatingwebhookconfigurations',
]);

/** Reviews are questions, and are not asked about either. */
const reviews = new Set(['authentication.k8s.io', 'authorization.k8s.io']);

export const isExempt = (resource: { group: string; resource: string }): boolean =>
  (resource.group === group && exempt.has(resource.resource)) || reviews.has(resource.group) || (resource.group === '' && resource.resource === 'bindings');
