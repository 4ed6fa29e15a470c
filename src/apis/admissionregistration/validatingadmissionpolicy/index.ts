// ValidatingAdmissionPolicy: conditions, written in CEL, that requests must fulfil.
import { duplicate, type FieldError, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import type { FieldPath } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { qualifiedName } from '../../support/checks.ts';
import { each } from '../../validation/each.ts';
import { expressionErrors, withVariables } from '../expressions.ts';
import { applyPolicyDefaults, policyErrors, policyRow, policyScope, specAt } from '../policies.ts';

const reasons = ['Forbidden', 'Invalid', 'RequestEntityTooLarge'];
const mostAnnotations = 20;
const longestExpression = 5 * 1024;

const hasLineBreaks = (text: string): boolean => /[\n\r]/.test(text);

const validationErrors =
  (spec: Json) =>
  (at: FieldPath, { expression = '', message = '', messageExpression = '', reason }: Json): FieldError[] => {
    const errors: FieldError[] = [];
    if (expression.trim() === '') errors.push(required(at.child('expression'), 'expression is not specified'));
    else errors.push(...expressionErrors(at.child('expression'), expression, withVariables(policyScope(spec), spec.variables), ['bool']));
    const messageAt = at.child('messageExpression');
    if (messageExpression !== '' && messageExpression.trim() === '') errors.push(invalidValue(messageAt, messageExpression, 'must be non-empty if specified'));
    else if (messageExpression !== '') errors.push(...expressionErrors(messageAt, messageExpression, withVariables(policyScope(spec, false), spec.variables), ['string']));
    if (message !== '' && message.trim() === '') errors.push(invalidValue(at.child('message'), message, 'must be non-empty if specified'));
    else if (hasLineBreaks(message.trim())) errors.push(invalidValue(at.child('message'), message, 'must not contain line breaks'));
    if (reason !== undefined && !reasons.includes(reason)) errors.push(notSupported(at.child('reason'), reason, reasons));
    return errors;
  };

function annotationErrors(policy: Json): FieldError[] {
  const { spec, metadata } = policy;
  const list: Json[] = spec.auditAnnotations ?? [];
  const root = specAt.child('auditAnnotations');
  const errors = list.length > mostAnnotations ? [invalidValue(root, list, `must not have more than ${mostAnnotations} auditAnnotations`)] : [];
  const annotations = each(root, list, (at, { key = '', valueExpression = '' }, i) => {
    const valueAt = at.child('valueExpression');
    const own = metadata.name ? qualifiedName(at.child('key'), `${metadata.name}/${key}`) : [invalidValue(at.child('key'), key, 'requires metadata.name be non-empty')];
    const trimmed = valueExpression.trim();
    if (trimmed === '') own.push(required(valueAt, 'valueExpression is not specified'));
    else if (trimmed.length > longestExpression) own.push(required(valueAt, `must not exceed ${longestExpression} bytes in length`));
    else own.push(...expressionErrors(valueAt, trimmed, withVariables(policyScope(spec), spec.variables), ['string', 'null_type']));
    return list.findIndex((other) => (other.key ?? '') === key) < i ? [...own, duplicate(at.child('key'), key)] : own;
  });
  return [...errors, ...annotations];
}

function validatePolicy(policy: Json): FieldError[] {
  const { spec = {} } = policy;
  const detail = 'validations or auditAnnotations must contain at least one item';
  if (!spec.validations?.length && !spec.auditAnnotations?.length) {
    return [...policyErrors(spec), required(specAt.child('validations'), detail), required(specAt.child('auditAnnotations'), detail)];
  }
  return [...policyErrors(spec), ...each(specAt.child('validations'), spec.validations, validationErrors(spec)), ...annotationErrors(policy)];
}

export const validatingAdmissionPolicy: Kind = {
  resource: 'validatingadmissionpolicies.admissionregistration.k8s.io',
  generation: 'spec',
  applyDefaults: applyPolicyDefaults,
  validate: validatePolicy,
  row: (object, { now }) => policyRow(object, object.spec?.validations?.length ?? 0, now),
};
