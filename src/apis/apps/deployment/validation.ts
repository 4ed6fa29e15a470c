// What a Deployment may be, and what may change of it.
import { type FieldError, type FieldPath, forbiddenField, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { specPath } from '../../core/pod/spec.ts';
import { validateSelectorAndTemplate } from '../../core/pod/templateOwner.ts';
import { nonNegative } from '../../support/checks.ts';
import { goStruct } from '../../support/goText.ts';
import { immutableSelector } from '../../validation/labels.ts';
import { amountOf, notMoreThan100Percent, positiveIntOrPercent } from '../../validation/intOrPercent.ts';
import { strategyShape } from '../strategyShape.ts';

function validateRollingUpdate(at: FieldPath, { maxUnavailable, maxSurge }: Json): FieldError[] {
  const stuck = amountOf(maxUnavailable) === 0 && amountOf(maxSurge) === 0;
  return [
    ...positiveIntOrPercent(at.child('maxUnavailable'), maxUnavailable),
    ...positiveIntOrPercent(at.child('maxSurge'), maxSurge),
    ...(stuck ? [invalidValue(at.child('maxUnavailable'), maxUnavailable, 'may not be 0 when `maxSurge` is 0')] : []),
    ...notMoreThan100Percent(at.child('maxUnavailable'), maxUnavailable),
  ];
}

function validateStrategy(at: FieldPath, strategy: Json): FieldError[] {
  const rollingUpdate = at.child('rollingUpdate');
  if (strategy.type === 'Recreate') return strategy.rollingUpdate ? [forbiddenField(rollingUpdate, "may not be specified when strategy `type` is 'Recreate'")] : [];
  if (strategy.type !== 'RollingUpdate') return [notSupported(at, goStruct(strategy, strategyShape), ['Recreate', 'RollingUpdate'])];
  return strategy.rollingUpdate ? validateRollingUpdate(rollingUpdate, strategy.rollingUpdate) : [required(rollingUpdate, 'this should be defaulted and never be nil')];
}

function validateDeadline(at: FieldPath, spec: Json): FieldError[] {
  const deadline = spec.progressDeadlineSeconds;
  if (deadline === undefined) return [];
  const short = deadline <= (spec.minReadySeconds ?? 0) ? [invalidValue(at, deadline, 'must be greater than minReadySeconds')] : [];
  return [...nonNegative(at, deadline), ...short];
}

export function validateDeployment({ spec }: Json): FieldError[] {
  return [
    ...nonNegative(specPath.child('replicas'), spec.replicas),
    ...validateSelectorAndTemplate(spec, specPath, { owner: 'deployment', kind: 'ReplicaSet', unreadable: 'invalid label selector' }),
    ...validateStrategy(specPath.child('strategy'), spec.strategy ?? {}),
    ...nonNegative(specPath.child('minReadySeconds'), spec.minReadySeconds),
    ...nonNegative(specPath.child('revisionHistoryLimit'), spec.revisionHistoryLimit),
    ...validateDeadline(specPath.child('progressDeadlineSeconds'), spec),
  ];
}

export const validateDeploymentUpdate = (deployment: Json, old: Json): FieldError[] => immutableSelector(specPath.child('selector'), deployment.spec.selector, old.spec.selector);
