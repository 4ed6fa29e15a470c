// Where a pod may run, beside affinity: tolerations, topology spread, gates.
import { duplicate, type FieldError, type FieldPath, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import { isQualifiedName, isValidLabelValue } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { named } from '../../support/checks.ts';
import { each, optional } from '../../validation/each.ts';
import { labelKey, validateLabelSelector } from '../../validation/labels.ts';
import { validateMatchLabelKeys } from './affinity.ts';

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** A toleration as Go shows it. */
const shown = ({ key = '', operator = '', value = '', effect = '', tolerationSeconds = null }: Json) => ({
  Key: key,
  Operator: operator,
  Value: value,
  Effect: effect,
  TolerationSeconds: tolerationSeconds,
});

function validateOperator(at: FieldPath, toleration: Json): FieldError[] {
  const { operator = '', value = '' } = toleration;
  if (operator === '' || operator === 'Equal') {
    const wrong = isValidLabelValue(value);
    return wrong.length > 0 ? [invalidValue(at.child('operator'), value, wrong.join(';'))] : [];
  }
  if (operator === 'Exists') return value ? [invalidValue(at.child('operator'), shown(toleration), "value must be empty when `operator` is 'Exists'")] : [];
  const known = operator === 'Lt' || operator === 'Gt' ? ['Equal', 'Exists', 'Lt', 'Gt'] : ['Equal', 'Exists'];
  return [notSupported(at.child('operator'), operator, known)];
}

function validateToleration(at: FieldPath, toleration: Json): FieldError[] {
  const { key = '', operator = '', effect = '', tolerationSeconds } = toleration;
  const errors = key ? labelKey(at.child('key'), key) : [];
  if (!key && operator !== 'Exists') errors.push(invalidValue(at.child('operator'), operator, 'operator must be Exists when `key` is empty, which means "match all values and all keys"'));
  if (tolerationSeconds !== undefined && effect !== 'NoExecute') errors.push(invalidValue(at.child('effect'), effect, "effect must be 'NoExecute' when `tolerationSeconds` is set"));
  errors.push(...validateOperator(at, toleration));
  if (effect && !effects.includes(effect)) errors.push(notSupported(at.child('effect'), effect, effects));
  return errors;
}

export const validateTolerations = (at: FieldPath, tolerations: Json[] | undefined): FieldError[] => each(at, tolerations, validateToleration);

const whenUnsatisfiable = ['DoNotSchedule', 'ScheduleAnyway'];
const inclusionPolicies = ['Honor', 'Ignore'];
const positive = (at: FieldPath, value: number): FieldError[] => (value > 0 ? [] : [invalidValue(at, value, 'must be greater than zero')]);

function validateMinDomains(at: FieldPath, constraint: Json): FieldError[] {
  const { minDomains, whenUnsatisfiable: action } = constraint;
  if (minDomains === undefined) return [];
  const misplaced = action === 'DoNotSchedule' ? [] : [invalidValue(at, minDomains, `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${action}`)];
  return [...positive(at, minDomains), ...misplaced];
}

const inclusionPolicy = (at: FieldPath, value: Json): FieldError[] => (inclusionPolicies.includes(value) ? [] : [notSupported(at, value, inclusionPolicies)]);

export function validateTopologySpread(at: FieldPath, constraints: Json[] | undefined): FieldError[] {
  return each(at, constraints, (item, constraint, i) => {
    const { topologyKey, whenUnsatisfiable: action } = constraint;
    const again = (constraints ?? []).slice(i + 1).some((other) => other.topologyKey === topologyKey && other.whenUnsatisfiable === action);
    return [
      ...positive(item.child('maxSkew'), constraint.maxSkew ?? 0),
      ...(topologyKey ? [] : [required(item.child('topologyKey'), 'can not be empty')]),
      ...(whenUnsatisfiable.includes(action) ? [] : [notSupported(item.child('whenUnsatisfiable'), action ?? '', whenUnsatisfiable)]),
      ...(again ? [duplicate(item.child('{topologyKey, whenUnsatisfiable}'), `{${topologyKey}, ${action}}`)] : []),
      ...validateMinDomains(item.child('minDomains'), constraint),
      ...optional(item.child('nodeAffinityPolicy'), constraint.nodeAffinityPolicy, inclusionPolicy),
      ...optional(item.child('nodeTaintsPolicy'), constraint.nodeTaintsPolicy, inclusionPolicy),
      ...validateMatchLabelKeys(item, constraint),
      ...validateLabelSelector(item.child('labelSelector'), constraint.labelSelector),
    ];
  });
}

export const validateReadinessGates = (at: FieldPath, gates: Json[] | undefined): FieldError[] =>
  each(at, gates, (item, gate) => named(isQualifiedName, item.child('conditionType'), gate.conditionType ?? ''));

export function validateSchedulingGates(at: FieldPath, gates: Json[] | undefined): FieldError[] {
  return each(at, gates, (item, gate, i) => {
    const again = (gates ?? []).slice(0, i).some((other) => other.name === gate.name);
    return [...named(isQualifiedName, item, gate.name ?? ''), ...(again ? [duplicate(item, gate.name)] : [])];
  });
}
