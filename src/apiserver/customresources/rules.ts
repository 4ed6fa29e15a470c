// x-kubernetes-validations: conditions in CEL that values must meet, on creation and in comparison with what they were.
import { CelError, evaluateCel, toCel } from '../../apimachinery/cel.ts';
import { type FieldError, type FieldErrorType, omittedValue } from '../../apimachinery/fieldErrors.ts';
import { deepEqual, type Json } from '../../apimachinery/object.ts';
import { fieldSchema, isObject, oldItem, type Rule, type Structural } from './structural.ts';

export function hasRules(schema: Structural): boolean {
  if (schema['x-kubernetes-validations']?.length) return true;
  const { additionalProperties, items, properties = {} } = schema;
  if (additionalProperties && additionalProperties !== true && hasRules(additionalProperties)) return true;
  return (items !== undefined && hasRules(items)) || Object.values(properties).some(hasRules);
}

const isTransition = ({ rule }: Rule): boolean => /\boldSelf\b/.test(rule);

function messageOf(rule: Rule, variables: Record<string, unknown>): string {
  if (rule.messageExpression) {
    try {
      const text = evaluateCel(rule.messageExpression, variables);
      if (typeof text === 'string' && text.trim() !== '' && !text.includes('\n')) return text;
    } catch {
      // the message stands in for an expression that has no value
    }
  }
  return rule.message || `failed rule: ${rule.rule.trim()}`;
}

function errorOf(path: string, rule: Rule, detail: string): FieldError {
  const type = (rule.reason ?? 'FieldValueInvalid') as FieldErrorType;
  return { type, field: `${path}${rule.fieldPath ?? ''}`.replace(/^\./, ''), value: omittedValue, detail };
}

function check(path: string, rule: Rule, value: Json, schema: Structural, old: Json): FieldError[] {
  const transition = isTransition(rule);
  if (transition && old === undefined && !rule.optionalOldSelf) return [];
  if (!transition && old !== undefined && deepEqual(value, old)) return [];
  const variables: Record<string, unknown> = { self: toCel(value, schema as never) };
  if (transition && old !== undefined) variables.oldSelf = toCel(old, schema as never);
  try {
    return evaluateCel(rule.rule, variables) === true ? [] : [errorOf(path, rule, messageOf(rule, variables))];
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    return [{ type: 'FieldValueInvalid', field: path, value: omittedValue, detail: `${rule.message ? `${rule.message}: ` : ''}rule evaluation error: ${error.message}` }];
  }
}

/** What the rules of a schema, and of all schemas in it, say against a value. */
export function ruleErrors(path: string, value: Json, schema: Structural, old: Json): FieldError[] {
  if (value === null || value === undefined) return [];
  const errors = (schema['x-kubernetes-validations'] ?? []).flatMap((rule) => check(path, rule, value, schema, old));
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? [...errors, ...value.flatMap((item, i) => ruleErrors(`${path}[${i}]`, item, items, oldItem(schema, item, old)))] : errors;
  }
  if (!isObject(value)) return errors;
  return [
    ...errors,
    ...Object.keys(value)
      .sort()
      .flatMap((field) => {
        const child = fieldSchema(schema, field);
        const at = schema.properties?.[field] ? `${path ? `${path}.` : ''}${field}` : `${path}[${field}]`;
        return child ? ruleErrors(at, value[field], child, isObject(old) ? old[field] : undefined) : [];
      }),
  ];
}
