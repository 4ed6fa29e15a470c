// How fast a HorizontalPodAutoscaler may scale: rules for each direction, their defaults and their limits.
import { type FieldError, type FieldPath, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { parseQuantity } from '../../../apimachinery/quantity.ts';
import { each } from '../../validation/each.ts';

const longest = { window: 3600, period: 1800 };

const upRules = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
};
const downRules = { selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] };

/** Where one direction is given rules, both get the defaults of what is not said. */
export function applyBehaviorDefaults(spec: Json): void {
  if (!spec.behavior) return;
  const { scaleUp, scaleDown } = spec.behavior;
  spec.behavior.scaleUp = { ...structuredClone(upRules), ...scaleUp };
  spec.behavior.scaleDown = { ...structuredClone(downRules), ...scaleDown };
}

function within(at: FieldPath, value: number, low: 'zero' | 'one', high: number): FieldError[] {
  const errors: FieldError[] = [];
  if (low === 'one' && value <= 0) errors.push(invalidValue(at, value, 'must be greater than zero'));
  if (low === 'zero' && value < 0) errors.push(invalidValue(at, value, 'must be greater than or equal to zero'));
  if (value > high) errors.push(invalidValue(at, value, `must be less than or equal to ${high}`));
  return errors;
}

function validatePolicy(at: FieldPath, policy: Json): FieldError[] {
  return [
    ...(policy.type === 'Pods' || policy.type === 'Percent' ? [] : [notSupported(at.child('type'), policy.type ?? '', ['Percent', 'Pods'])]),
    ...within(at.child('value'), policy.value ?? 0, 'one', Number.POSITIVE_INFINITY),
    ...within(at.child('periodSeconds'), policy.periodSeconds ?? 0, 'one', longest.period),
  ];
}

function validateRules(at: FieldPath, rules: Json): FieldError[] {
  if (!rules) return [];
  const select = ['Disabled', 'Max', 'Min'];
  const { stabilizationWindowSeconds: window, selectPolicy, policies, tolerance } = rules;
  return [
    ...(window === undefined ? [] : within(at.child('stabilizationWindowSeconds'), window, 'zero', longest.window)),
    ...(selectPolicy === undefined || select.includes(selectPolicy) ? [] : [notSupported(at.child('selectPolicy'), selectPolicy, select)]),
    ...(policies?.length ? each(at.child('policies'), policies, validatePolicy) : [required(at.child('policies'), 'must specify at least one Policy')]),
    ...(tolerance !== undefined && parseQuantity(tolerance).sign < 0 ? [invalidValue(at.child('tolerance'), tolerance, 'must be greater than or equal to 0')] : []),
  ];
}

export const validateBehavior = (at: FieldPath, behavior: Json): FieldError[] => [
  ...validateRules(at.child('scaleUp'), behavior?.scaleUp),
  ...validateRules(at.child('scaleDown'), behavior?.scaleDown),
];
