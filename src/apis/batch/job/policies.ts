// When a Job gives up or has done enough early: podFailurePolicy and successPolicy.
import { duplicate, type FieldError, type FieldPath, invalidValue, notSupported, omittedValue, required, tooLong, tooMany } from '../../../apimachinery/fieldErrors.ts';
import { isQualifiedName } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { named, nonNegative } from '../../support/checks.ts';
import { type GoStruct, goStruct } from '../../support/goText.ts';
import { each } from '../../validation/each.ts';

const limits = { rules: 20, codes: 255, patterns: 20, indexes: 64 * 1024 };
const actions = ['Count', 'FailIndex', 'FailJob', 'Ignore'];
const operators = ['In', 'NotIn'];

function validateExitCodes(at: FieldPath, codes: Json, containers: ReadonlySet<string>): FieldError[] {
  const errors: FieldError[] = [];
  const values: number[] = codes.values ?? [];
  if (!operators.includes(codes.operator)) errors.push(codes.operator ? notSupported(at.child('operator'), codes.operator, operators) : required(at.child('operator'), 'valid values: ["In" "NotIn"]'));
  if (codes.containerName !== undefined && !containers.has(codes.containerName))
    errors.push(invalidValue(at.child('containerName'), codes.containerName, 'must be one of the container or initContainer names in the pod template'));
  const list = at.child('values');
  if (values.length === 0) errors.push(invalidValue(list, codes.values ?? null, 'at least one value is required'));
  else if (values.length > limits.codes) errors.push(tooMany(list, values.length, limits.codes));
  values.forEach((value, i) => {
    if (codes.operator === 'In' && value === 0) errors.push(invalidValue(list.index(i), value, 'must not be 0 for the In operator'));
    if (values.indexOf(value) < i) errors.push(duplicate(list.index(i), value));
  });
  if (values.some((value, i) => i > 0 && value < (values[i - 1] as number))) errors.push(invalidValue(list, values, 'must be ordered'));
  return errors;
}

function validateFailureRule(at: FieldPath, rule: Json, spec: Json, containers: ReadonlySet<string>): FieldError[] {
  const errors: FieldError[] = [];
  if (!rule.action) errors.push(required(at.child('action'), `valid values: [${actions.map((action) => JSON.stringify(action)).join(' ')}]`));
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
  if (rule.onExitCodes && patterns.length > 0) errors.push(invalidValue(at, omittedValue, 'specifying both OnExitCodes and OnPodConditions is not supported'));
  if (!rule.onExitCodes && patterns.length === 0) errors.push(invalidValue(at, omittedValue, 'specifying one of OnExitCodes and OnPodConditions is required'));
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

class IndexesError extends Error {}

function indexOf(text: string, completions: number): number {
  if (!/^[+-]?\d+$/.test(text)) throw new IndexesError(`cannot convert string to integer for index: ${JSON.stringify(text)}`);
  if (Number(text) >= completions) throw new IndexesError(`too large index: ${JSON.stringify(text)}`);
  return Number(text);
}

/** `0-2,5`: indexes in order, below the number of completions; how many they are. */
function countIndexes(text: string, completions: number): number {
  let last: number | undefined;
  let total = 0;
  for (const interval of text === '' ? [] : text.split(',')) {
    const parts = interval.split('-');
    if (parts.length > 2) throw new IndexesError(`the fragment ${JSON.stringify(interval)} violates the requirement that an index interval can have at most two parts separated by '-'`);
    const first = indexOf(parts[0] as string, completions);
    const end = parts.length === 2 ? indexOf(parts[1] as string, completions) : first;
    if (parts.length === 2 && first >= end) throw new IndexesError(`non-increasing order, previous: ${first}, current: ${end}`);
    if (last !== undefined && last >= first) throw new IndexesError(`non-increasing order, previous: ${last}, current: ${first}`);
    total += end - first + 1;
    last = end;
  }
  return total;
}

/** Their number, and what is wrong with them. */
export function validateIndexes(at: FieldPath, text: string, completions: number): { total: number; errors: FieldError[] } {
  try {
    return { total: countIndexes(text, completions), errors: [] };
  } catch (error) {
    if (!(error instanceof IndexesError)) throw error;
    const field = String(at).split('.').at(-1);
    return { total: 0, errors: [invalidValue(at, text, `error parsing ${field}: ${error.message}`)] };
  }
}

function validateSuccessRule(at: FieldPath, { succeededCount, succeededIndexes }: Json, completions: number): FieldError[] {
  const errors: FieldError[] = [];
  if (succeededCount === undefined && succeededIndexes === undefined) errors.push(required(at, 'at least one of succeededCount or succeededIndexes must be specified'));
  const indexesAt = at.child('succeededIndexes');
  if (succeededIndexes?.length > limits.indexes) errors.push(tooLong(indexesAt, limits.indexes));
  const indexes = validateIndexes(indexesAt, succeededIndexes ?? '', completions);
  errors.push(...indexes.errors);
  if (succeededCount === undefined) return errors;
  const atMost = (most: number, what: string): FieldError[] =>
    succeededCount > most ? [invalidValue(at.child('succeededCount'), succeededCount, `must be less than or equal to ${most} (the number of ${what})`)] : [];
  return [
    ...errors,
    ...nonNegative(at.child('succeededCount'), succeededCount),
    ...atMost(completions, 'specified completions'),
    ...(succeededIndexes === undefined ? [] : atMost(indexes.total, 'indexes in the specified succeededIndexes field')),
  ];
}

export function validateSuccessPolicy(at: FieldPath, spec: Json): FieldError[] {
  const policy = spec.successPolicy;
  if (!policy) return [];
  if (spec.completionMode !== 'Indexed') return [invalidValue(at, goStruct(policy, successShape), 'requires indexed completion mode')];
  const rules: Json[] = policy.rules ?? [];
  return [
    ...(rules.length === 0 ? [required(at.child('rules'), 'at least one rules must be specified when the successPolicy is specified')] : []),
    ...(rules.length > limits.rules ? [tooMany(at.child('rules'), rules.length, limits.rules)] : []),
    ...each(at.child('rules'), rules, (item, rule) => validateSuccessRule(item, rule, spec.completions ?? 0)),
  ];
}

const successRule: GoStruct = [
  ['SucceededIndexes', 'succeededIndexes', null],
  ['SucceededCount', 'succeededCount', null],
];
export const successShape: GoStruct = [['Rules', 'rules', null, { items: successRule }]];

const exitCodes: GoStruct = [
  ['ContainerName', 'containerName', null],
  ['Operator', 'operator', ''],
  ['Values', 'values', null],
];
const condition: GoStruct = [
  ['Type', 'type', ''],
  ['Status', 'status', ''],
];
export const failureShape: GoStruct = [
  [
    'Rules',
    'rules',
    null,
    {
      items: [
        ['Action', 'action', ''],
        ['OnExitCodes', 'onExitCodes', null, exitCodes],
        ['OnPodConditions', 'onPodConditions', null, { items: condition }],
      ],
    },
  ],
];
