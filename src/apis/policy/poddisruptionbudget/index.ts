// PodDisruptionBudget: how many pods of a set must stay while others are evicted.
import { type FieldError, FieldPath, invalidValue, notSupported } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { specPath } from '../../core/pod/spec.ts';
import type { Cell, Kind, TableContext } from '../../kind.ts';
import { nonNegative } from '../../support/checks.ts';
import { ageOf } from '../../support/columns.ts';
import { type GoStruct, goStruct } from '../../support/goText.ts';
import { optional } from '../../validation/each.ts';
import { notMoreThan100Percent, positiveIntOrPercent } from '../../validation/intOrPercent.ts';
import { shownSelector, validateLabelSelector } from '../../validation/labels.ts';

const specShape: GoStruct = [
  ['MinAvailable', 'minAvailable', null],
  ['Selector', 'selector', null, shownSelector],
  ['MaxUnavailable', 'maxUnavailable', null],
  ['UnhealthyPodEvictionPolicy', 'unhealthyPodEvictionPolicy', null],
];

const evictionPolicies = ['AlwaysAllow', 'IfHealthyBudget'];

function validateBudget({ spec = {} }: Json): FieldError[] {
  const both = spec.minAvailable !== undefined && spec.maxUnavailable !== undefined;
  const policy = spec.unhealthyPodEvictionPolicy;
  return [
    ...(both ? [invalidValue(specPath, goStruct(spec, specShape), 'minAvailable and maxUnavailable cannot be both set')] : []),
    ...['minAvailable', 'maxUnavailable'].flatMap((field) => optional(specPath.child(field), spec[field], (at, value) => [...positiveIntOrPercent(at, value), ...notMoreThan100Percent(at, value)])),
    ...validateLabelSelector(specPath.child('selector'), spec.selector),
    ...(policy === undefined || evictionPolicies.includes(policy) ? [] : [notSupported(specPath.child('unhealthyPodEvictionPolicy'), policy, evictionPolicies)]),
  ];
}

function budgetRow(budget: Json, { now }: TableContext): Cell[] {
  const amount = (value: Json): string => (value === undefined ? 'N/A' : String(value));
  return [budget.metadata.name, amount(budget.spec?.minAvailable), amount(budget.spec?.maxUnavailable), budget.status?.disruptionsAllowed ?? 0, ageOf(budget, now)];
}

export const podDisruptionBudget: Kind = {
  resource: 'poddisruptionbudgets.policy',
  generation: 'spec',
  validate: validateBudget,
  validateStatusUpdate: ({ status = {} }) =>
    ['disruptionsAllowed', 'currentHealthy', 'desiredHealthy', 'expectedPods'].flatMap((field) => nonNegative(FieldPath.root('status').child(field), status[field])),
  row: budgetRow,
};
