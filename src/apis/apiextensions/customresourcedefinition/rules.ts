// x-kubernetes-validations in a schema: how a rule must be written, and whether its expressions can be compiled.
import { compileCel } from '../../../apimachinery/cel.ts';
import { type CelType, optionalType } from '../../../apimachinery/celTypes.ts';
import { type FieldError, type FieldPath, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { type GoStruct, goStruct } from '../../support/goText.ts';
import { each } from '../../validation/each.ts';
import { fieldAt } from './fieldPath.ts';

const reasons = ['FieldValueDuplicate', 'FieldValueForbidden', 'FieldValueInvalid', 'FieldValueRequired'];

const goRule: GoStruct = [
  ['Rule', 'rule', ''],
  ['Message', 'message', ''],
  ['MessageExpression', 'messageExpression', ''],
  ['Reason', 'reason', null],
  ['FieldPath', 'fieldPath', ''],
  ['OptionalOldSelf', 'optionalOldSelf', null],
];

const hasLineBreaks = (text: string): boolean => /[\n\r]/.test(text);

function messageErrors(at: FieldPath, rule: string, message: string): FieldError[] {
  const [plainRule, plain] = [rule.trim(), message.trim()];
  if (plainRule === '') return [required(at.child('rule'), 'rule is not specified')];
  if (message !== '' && plain === '') return [invalidValue(at.child('message'), message, 'must be non-empty if specified')];
  if (hasLineBreaks(plain)) return [invalidValue(at.child('message'), message, 'must not contain line breaks')];
  return hasLineBreaks(plainRule) && plain === '' ? [required(at.child('message'), 'message must be specified if rule contains line breaks')] : [];
}

/** What is wrong with how the rules of a schema are written. */
export function ruleFormErrors(at: FieldPath, schema: Json): FieldError[] {
  return each(at.child('x-kubernetes-validations'), schema['x-kubernetes-validations'], (item, { rule = '', message = '', messageExpression = '', reason, fieldPath = '' }) => {
    const errors = messageErrors(item, rule, message);
    if (messageExpression !== '' && messageExpression.trim() === '') errors.push(required(item.child('messageExpression'), 'messageExpression must be non-empty if specified'));
    if (reason !== undefined && !reasons.includes(reason)) errors.push(notSupported(item.child('reason'), reason, reasons));
    const pathAt = item.child('fieldPath');
    if (fieldPath !== '' && fieldPath.trim() === '') errors.push(invalidValue(pathAt, fieldPath, 'must be non-empty if specified'));
    if (hasLineBreaks(fieldPath)) errors.push(invalidValue(pathAt, fieldPath, 'must not contain line breaks'));
    if (fieldPath !== '' && typeof fieldAt(fieldPath, schema) === 'string') errors.push(invalidValue(pathAt, fieldPath, 'must be a valid path'));
    return errors;
  });
}

/** What the compiler says of a rule. `uncorrelatable` is where old values cannot be told from each other any more. */
function compileErrors(at: FieldPath, whole: Json, self: CelType, uncorrelatable: FieldPath | undefined): FieldError[] {
  const { rule = '', messageExpression = '', optionalOldSelf } = whole;
  const scope = { self, oldSelf: optionalOldSelf ? optionalType(self) : self };
  const shown = goStruct(whole, goRule);
  const compiled = compileCel(rule, scope);
  const errors: FieldError[] = [];
  if (compiled.fault) errors.push(invalidValue(at.child('rule'), shown, `compilation failed: ${compiled.fault}`));
  else if (compiled.type !== 'bool') errors.push(invalidValue(at.child('rule'), shown, 'cel expression must evaluate to a bool'));
  else if (messageExpression) {
    const message = compileCel(messageExpression, scope);
    const messageAt = at.child('messageExpression');
    if (message.fault) errors.push(invalidValue(messageAt, shown, `messageExpression compilation failed: ${message.fault}`));
    else if (message.type !== 'string') errors.push(invalidValue(messageAt, shown, 'messageExpression must evaluate to a string'));
  }
  if (compiled.references.has('oldSelf') && errors.length === 0) {
    if (uncorrelatable) errors.push(invalidValue(at.child('rule'), rule, `oldSelf cannot be used on the uncorrelatable portion of the schema within ${uncorrelatable}`));
  } else if (optionalOldSelf !== undefined) errors.push(invalidValue(at.child('optionalOldSelf'), optionalOldSelf, 'may not be set if oldSelf is not used in rule'));
  return errors;
}

export const ruleCompileErrors = (at: FieldPath, schema: Json, self: CelType, uncorrelatable: FieldPath | undefined): FieldError[] =>
  each(at.child('x-kubernetes-validations'), schema['x-kubernetes-validations'], (item, whole) => compileErrors(item, whole, self, uncorrelatable));
