// ValidatingAdmissionPolicy: conditions, written in CEL, that requests must fulfil.
import { type FieldError, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import type { FieldPath } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { each } from '../../validation/each.ts';
import { celErrors } from '../matching.ts';
import { applyPolicyDefaults, policyErrors, policyRow, specAt } from '../policies.ts';

const reasons = ['Unauthorized', 'Forbidden', 'Invalid', 'RequestEntityTooLarge'];

function validationErrors(at: FieldPath, { expression, message, reason }: Json): FieldError[] {
  const errors = String(expression ?? '').trim() === '' ? [required(at.child('expression'), 'expression is not specified')] : [];
  errors.push(...celErrors(at.child('expression'), expression));
  if (message?.includes('\n')) errors.push(invalidValue(at.child('message'), message, 'message must not contain line breaks'));
  if (message !== undefined && message !== '' && message.trim() === '') errors.push(invalidValue(at.child('message'), message, 'message must be non-empty if specified'));
  if (reason !== undefined && !reasons.includes(reason)) errors.push(notSupported(at.child('reason'), reason, reasons));
  return errors;
}

function validatePolicy({ spec = {} }: Json): FieldError[] {
  const nothing = !spec.validations?.length && !spec.auditAnnotations?.length;
  const detail = 'validations or auditAnnotations must contain at least one item';
  return [
    ...policyErrors(spec),
    ...(nothing ? [required(specAt.child('validations'), detail), required(specAt.child('auditAnnotations'), detail)] : []),
    ...each(specAt.child('variables'), spec.variables, (at, { expression }) => celErrors(at.child('expression'), expression)),
    ...each(specAt.child('validations'), spec.validations, validationErrors),
  ];
}

export const validatingAdmissionPolicy: Kind = {
  resource: 'validatingadmissionpolicies.admissionregistration.k8s.io',
  generation: 'spec',
  applyDefaults: applyPolicyDefaults,
  validate: validatePolicy,
  row: (object, { now }) => policyRow(object, object.spec?.validations?.length ?? 0, now),
};
