// When a Job gives up or has done enough early: podFailurePolicy and successPolicy.
import { duplicate, type FieldError, type FieldPath, invalidValue, notSupported, required, tooMany } from '../../../apimachinery/fieldErrors.ts';
import { isQualifiedName } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { named } from '../../support/checks.ts';
import { each } from '../../validation/each.ts';

const limits = { rules: 20, codes: 255, patterns: 20 };
const actions = ['Count', 'FailIndex', 'FailJob', 'Ignore'];
const operators = ['In', 'NotIn'];

function validateExitCodes(at: FieldPath, codes: Json, containers: ReadonlySet<string>): FieldError[] {
  const errors: FieldError[] = [];
  const values: number[] = codes.values ?? [];
  if (!operators.includes(codes.operator)) errors.push(codes.operator ? notSupported(at.child('operator'), codes.operator, operators) : required(at.child('operator'), 'valid values: "In", "NotIn"'));
  if (codes.containerName !== undefined && !containers.has(codes.containerName))
    errors.push(invalidValue(at.child('containerName'), codes.containerName, 'must be one of the container or initContainer names in the pod template'));
  const list = at.child('values');
  if (values.length === 0) errors.push(invalidValue(list, values, 'at least one value is required'));
  else if (values.length > limits.codes) errors.push(tooMany(list, values.length, limits.codes));
  values.forEach((value, i) => {
    if (codes.operator === 'In' && value === 0) errors.push(invalidValue(list.index(i), value, 'must not be 0 for the In operator'));
    if (values.indexOf(value) < i) errors.push(duplicate(list.index(i), value));
    else if (i > 0 && value < (values[i - 1] as number)) errors.push(invalidValue(list, values, 'must be ordered'));
  });
  return errors;
}

function validateFailureRule(at: FieldPath, rule: Json, spec: Json, containers: ReadonlySet<string>): FieldError[] {
  const errors: FieldError[] = [];
  if (!rule.action) errors.push(required(at.child('action'), `valid values: ${actions.map((action) => JSON.stringify(action)).join(', ')}`));
  else if (rule.action === 'FailIndex' && spec.backoffLimitPerIndex === undefined) errors.push(invalidValue(at.child('action'), rule.action, 'requires the backoffLimitPerIndex to be set'));
  else if (!actions.includes(rule.action)) errors.push(notSupported(at.child('action'), rule.action, actions));
  const patterns: Json[] = rule.onPodConditions ?? [];
  if (rule.onExitCodes) errors.push(...validateExitCodes(at.child('onExitCodes'), rule.onExitCodes, containers));
  if (patterns.length > limits.patterns) errors.push(tooMany(at.child('onPodConditions'), patterns.length, limits.patterns));
  errors.push(
    ...each(at.child('onPodConditions'), patterns, (item, pattern) => [
      ...named(isQualifiedName, item.child('type'), pattern.type ?? ''),
      ...(['False', 'True', 'Unknown'].includes(pattern.status) ? [] : [notSupported(item.child('status'), pattern.status ?? '', ['False', 'True', 'Unknown'])]),
    ]),
  );
  if (rule.onExitCodes && patterns.length > 0) errors.push(invalidValue(at, rule, 'specifying both OnExitCodes and OnPodConditions is not supported'));
  if (!rule.onExitCodes && patterns.length === 0) errors.push(invalidValue(at, rule, 'specifying one of OnExitCodes and OnPodConditions is required'));
  return errors;
}

export function validateFailurePolicy(at: FieldPath, spec: Json): FieldError[] {
  const rules: Json[] | undefined = spec.podFailurePolicy?.rules;
  if (!spec.podFailurePolicy) return [];
  const podSpec = spec.template?.spec ?? {};
  const containers = new Set<string>([...(podSpec.containers ?? []), ...(podSpec.initContainers ?? [])].map((container: Json) => container.name));
  return [
    ...((rules?.length ?? 0) > limits.rules ? [tooMany(at.child('rules'), rules?.length ?? 0, limits.rules)] : []),
    ...each(at.child('rules'), rules, (item, rule) => validateFailureRule(item, rule, spec, containers)),
  ];
}

/** `0-2,5`: indexes in order, below the number of completions. */
function validateIndexes(at: FieldPath, text: string, completions: number): FieldError[] {
  let last = -1;
  for (const interval of text.split(',')) {
    const parts = interval.split('-');
    if (parts.length > 2)
      return [
        invalidValue(at, text, `error parsing succeededIndexes: the fragment ${JSON.stringify(interval)} violates the requirement that an index interval can have at most two parts separated by '-'`),
      ];
    for (const part of parts) {
      const index = /^\d+$/.test(part) ? Number(part) : undefined;
      if (index === undefined) return [invalidValue(at, text, `error parsing succeededIndexes: cannot convert string to integer for index: ${JSON.stringify(part)}`)];
      if (index >= completions) return [invalidValue(at, text, `error parsing succeededIndexes: too large index: ${JSON.stringify(part)}`)];
      if (index <= last) return [invalidValue(at, text, `error parsing succeededIndexes: non-increasing order, previous: ${last}, current: ${index}`)];
      last = index;
    }
  }
  return [];
}

export function validateSuccessPolicy(at: FieldPath, spec: Json): FieldError[] {
  const policy = spec.successPolicy;
  if (!policy) return [];
  if (spec.completionMode !== 'Indexed') return [invalidValue(at, policy, 'requires indexed completion mode')];
  if (!policy.rules?.length) return [required(at.child('rules'), 'at least one rules must be specified when the successPolicy is specified')];
  return each(at.child('rules'), policy.rules, (item, rule) => {
    const { succeededCount, succeededIndexes } = rule;
    if (succeededCount === undefined && succeededIndexes === undefined) return [required(item, 'at least one of succeededCount or succeededIndexes must be specified')];
    const errors = succeededIndexes === undefined ? [] : validateIndexes(item.child('succeededIndexes'), succeededIndexes, spec.completions ?? 0);
    if (succeededCount > (spec.completions ?? 0))
      errors.push(invalidValue(item.child('succeededCount'), succeededCount, `must be less than or equal to ${spec.completions} (the number of specified completions)`));
    return errors;
  });
}
