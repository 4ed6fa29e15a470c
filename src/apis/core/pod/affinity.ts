// Node affinity, pod affinity and anti-affinity.
import { type FieldError, type FieldPath, forbiddenField, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import { isDNS1123Label, isDNS1123Subdomain } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { named } from '../../support/checks.ts';
import { each, optional } from '../../validation/each.ts';
import { labelKey, labelValue, validateLabelSelector } from '../../validation/labels.ts';

const requiredField = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferredField = 'preferredDuringSchedulingIgnoredDuringExecution';

function validateValueCount(at: FieldPath, { operator, values = [] }: Json): FieldError[] {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0 ? [] : [required(at.child('values'), "must be specified when `operator` is 'In' or 'NotIn'")];
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0 ? [] : [forbiddenField(at.child('values'), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")];
    case 'Gt':
    case 'Lt':
      return values.length === 1 ? [] : [required(at.child('values'), "must be specified single value when `operator` is 'Lt' or 'Gt'")];
    default:
      return [invalidValue(at.child('operator'), operator ?? '', 'not a valid selector operator')];
  }
}

function validateExpression(at: FieldPath, expression: Json, anyValues: boolean): FieldError[] {
  const values = anyValues ? [] : each(at.child('values'), expression.values, labelValue);
  return [...validateValueCount(at, expression), ...labelKey(at.child('key'), expression.key ?? ''), ...values];
}

function validateField(at: FieldPath, { key, operator, values = [] }: Json): FieldError[] {
  const errors: FieldError[] = [];
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length !== 1) errors.push(required(at.child('values'), "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"));
  } else errors.push(invalidValue(at.child('operator'), operator ?? '', 'not a valid selector operator'));
  if (key !== 'metadata.name') return [...errors, invalidValue(at.child('key'), key ?? '', 'not a valid field selector key')];
  return [...errors, ...each(at.child('values'), values, (item, value) => named(isDNS1123Subdomain, item, value))];
}

function validateTerm(at: FieldPath, term: Json, anyValues: boolean): FieldError[] {
  return [...each(at.child('matchExpressions'), term?.matchExpressions, (item, e) => validateExpression(item, e, anyValues)), ...each(at.child('matchFields'), term?.matchFields, validateField)];
}

/** core.NodeSelector, which PersistentVolumes use too. */
export function validateNodeSelector(at: FieldPath, selector: Json): FieldError[] {
  const terms = at.child('nodeSelectorTerms');
  if (!selector.nodeSelectorTerms?.length) return [required(terms, 'must have at least one node selector term')];
  return each(terms, selector.nodeSelectorTerms, (item, term) => validateTerm(item, term, false));
}

const validateWeight = (at: FieldPath, weight: number): FieldError[] => (weight > 0 && weight <= 100 ? [] : [invalidValue(at.child('weight'), weight, 'must be in the range 1-100')]);

function validateNodeAffinity(at: FieldPath, affinity: Json): FieldError[] {
  return [
    ...optional(at.child(requiredField), affinity[requiredField], validateNodeSelector),
    ...each(at.child(preferredField), affinity[preferredField], (item, term) => [...validateWeight(item, term.weight ?? 0), ...validateTerm(item.child('preference'), term.preference, true)]),
  ];
}

const keyList = (at: FieldPath, keys: readonly string[] | undefined, selector: Json): FieldError[] => {
  if (!keys?.length) return [];
  return selector ? each(at, keys, labelKey) : [forbiddenField(at, 'must not be specified when labelSelector is not set')];
};

/** matchLabelKeys and mismatchLabelKeys, which stand beside a label selector. */
export function validateMatchLabelKeys(at: FieldPath, owner: Json): FieldError[] {
  const { matchLabelKeys = [], mismatchLabelKeys = [], labelSelector } = owner;
  const errors = [...keyList(at.child('matchLabelKeys'), matchLabelKeys, labelSelector), ...keyList(at.child('mismatchLabelKeys'), mismatchLabelKeys, labelSelector)];
  const selected = new Set(Object.keys(labelSelector?.matchLabels ?? {}));
  for (const { key } of labelSelector?.matchExpressions ?? []) {
    const i = matchLabelKeys.indexOf(key);
    if (i >= 0 && selected.has(key)) errors.push(invalidValue(at.index(i), key, 'exists in both matchLabelKeys and labelSelector'));
    selected.add(key);
  }
  matchLabelKeys.forEach((key: string, i: number) => {
    if (mismatchLabelKeys.includes(key)) errors.push(invalidValue(at.child('matchLabelKeys').index(i), key, 'exists in both matchLabelKeys and mismatchLabelKeys'));
  });
  return errors;
}

function validatePodTerm(at: FieldPath, term: Json): FieldError[] {
  const topologyKey = term?.topologyKey ?? '';
  return [
    ...validateLabelSelector(at.child('labelSelector'), term?.labelSelector),
    ...validateLabelSelector(at.child('namespaceSelector'), term?.namespaceSelector),
    ...(term?.namespaces ?? []).flatMap((namespace: string) => named(isDNS1123Label, at.child('namespace'), namespace)),
    ...validateMatchLabelKeys(at, term ?? {}),
    ...(topologyKey ? [] : [required(at.child('topologyKey'), 'can not be empty')]),
    ...labelKey(at.child('topologyKey'), topologyKey),
  ];
}

function validatePodAffinity(at: FieldPath, affinity: Json): FieldError[] {
  return [
    ...each(at.child(requiredField), affinity[requiredField], validatePodTerm),
    ...each(at.child(preferredField), affinity[preferredField], (item, term) => [...validateWeight(item, term.weight ?? 0), ...validatePodTerm(item.child('podAffinityTerm'), term.podAffinityTerm)]),
  ];
}

export function validateAffinity(at: FieldPath, affinity: Json): FieldError[] {
  return [
    ...optional(at.child('nodeAffinity'), affinity?.nodeAffinity, validateNodeAffinity),
    ...optional(at.child('podAffinity'), affinity?.podAffinity, validatePodAffinity),
    ...optional(at.child('podAntiAffinity'), affinity?.podAntiAffinity, validatePodAffinity),
  ];
}
