// x-kubernetes-validations: conditions in CEL that values must meet, on creation and in comparison with what they were.
import { CelError, evaluateCel, toCel } from '../../../apimachinery/cel.ts';
import { duplicate, type FieldError, fieldErrorText, forbiddenField, invalidValue, omittedValue, required } from '../../../apimachinery/fieldErrors.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { fieldSchema, isObject, oldItem, type Rule, type Structural } from './structural.ts';

export function hasRules(schema: Structural): boolean {
  if (schema['x-kubernetes-validations']?.length) return true;
  const { additionalProperties, items, properties = {} } = schema;
  if (additionalProperties && additionalProperties !== true && hasRules(additionalProperties)) return true;
  return (items !== undefined && hasRules(items)) || Object.values(properties).some(hasRules);
}

/** What the rules find: errors, and what an update is spared because it changed nothing there, as warnings. */
export interface RuleFindings {
  errors: FieldError[];
  warnings: string[];
}

const isTransition = ({ rule }: Rule): boolean => /\boldSelf\b/.test(rule);
const nameOf = ({ message, rule }: Rule): string => (message || rule).trim();

function messageOf(rule: Rule, variables: Record<string, unknown>): string {
  if (rule.messageExpression) {
    try {
      const text = evaluateCel(rule.messageExpression, variables);
      if (typeof text === 'string' && text.trim() !== '' && !text.includes('\n')) return text.trim();
    } catch {
      // the message stands in for an expression that has no value
    }
  }
  return rule.message ? rule.message.trim() : `failed rule: ${nameOf(rule)}`;
}

function errorOf(at: string, rule: Rule, value: Json, schema: Structural, detail: string): FieldError {
  const path = `${at}${rule.fieldPath ?? ''}`.replace(/^\./, '') || '<nil>';
  const shown = schema.type === 'object' || schema.type === 'array' ? omittedValue : value;
  if (rule.reason === 'FieldValueForbidden') return forbiddenField(path, detail);
  if (rule.reason === 'FieldValueRequired') return required(path, detail);
  if (rule.reason === 'FieldValueDuplicate') return duplicate(path, shown);
  return invalidValue(path, shown, detail);
}

/** The old value as its rule sees it: there, or perhaps not. */
function oldSelfOf(rule: Rule, old: Json, schema: Structural): unknown {
  if (!rule.optionalOldSelf) return toCel(old, schema as never);
  return old === undefined ? evaluateCel('optional.none()', {}) : evaluateCel('optional.of(value)', { value: toCel(old, schema as never) });
}

function evaluationError(at: string, rule: Rule, schema: Structural, message: string): FieldError {
  const type = schema.type ?? '';
  const detail = message.startsWith('no such overload')
    ? `'${message}': call arguments did not match a supported operator, function or macro signature for rule: ${nameOf(rule)}`
    : `${message} evaluating rule: ${nameOf(rule)}`;
  return invalidValue(at || '<nil>', type, detail);
}

function check(found: RuleFindings, at: string, rule: Rule, value: Json, schema: Structural, old: Json): void {
  const transition = isTransition(rule);
  if (transition && old === undefined && !rule.optionalOldSelf) return;
  const variables: Record<string, unknown> = { self: toCel(value, schema as never) };
  if (transition) variables.oldSelf = oldSelfOf(rule, old, schema);
  try {
    if (evaluateCel(rule.rule, variables) === true) return;
    const error = errorOf(at, rule, value, schema, messageOf(rule, variables));
    if (!transition && old !== undefined && deepEqual(value, old)) found.warnings.push(fieldErrorText(error));
    else found.errors.push(error);
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    found.errors.push(evaluationError(at, rule, schema, error.message));
  }
}

function walk(found: RuleFindings, path: string, value: Json, schema: Structural, old: Json): void {
  if (value === null || value === undefined) return;
  for (const rule of schema['x-kubernetes-validations'] ?? []) check(found, path, rule, value, schema, old);
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items) value.forEach((item, i) => walk(found, `${path}[${i}]`, item, items, oldItem(schema, item, old)));
  } else if (isObject(value)) {
    for (const field of Object.keys(value).sort()) {
      const child = fieldSchema(schema, field);
      const at = schema.properties?.[field] ? `${path ? `${path}.` : ''}${field}` : `${path}[${field}]`;
      if (child) walk(found, at, value[field], child, isObject(old) ? old[field] : undefined);
    }
  }
}

/** What the rules of a schema, and of all schemas in it, say against a value. */
export function ruleFindings(path: string, value: Json, schema: Structural, old: Json): RuleFindings {
  const found: RuleFindings = { errors: [], warnings: [] };
  if (hasRules(schema)) walk(found, path, value, schema, old);
  return found;
}
