// What a DaemonSet may be, and what may change of it.
import { type FieldError, type FieldPath, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { specPath, validatePodTemplate } from '../../core/pod/spec.ts';
import { selectorOf, validateLongRunning, validateSelected } from '../../core/pod/templateOwner.ts';
import { nonNegative } from '../../support/checks.ts';
import { goStruct } from '../../support/goText.ts';
import { amountOf, notMoreThan100Percent, positiveIntOrPercent } from '../../validation/intOrPercent.ts';
import { immutableSelector, isEmptySelector, shownSelector, validateLabelSelector } from '../../validation/labels.ts';
import { strategyShape } from '../strategyShape.ts';

function validateRollingUpdate(at: FieldPath, { maxUnavailable, maxSurge }: Json): FieldError[] {
  const errors = [
    ...positiveIntOrPercent(at.child('maxUnavailable'), maxUnavailable),
    ...positiveIntOrPercent(at.child('maxSurge'), maxSurge),
    ...notMoreThan100Percent(at.child('maxUnavailable'), maxUnavailable),
    ...notMoreThan100Percent(at.child('maxSurge'), maxSurge),
  ];
  const both = amountOf(maxUnavailable) > 0 && amountOf(maxSurge) > 0;
  const neither = amountOf(maxUnavailable) === 0 && amountOf(maxSurge) === 0;
  if (both) errors.push(invalidValue(at.child('maxSurge'), maxSurge, 'may not be set when maxUnavailable is non-zero'));
  if (neither) errors.push(required(at.child('maxUnavailable'), 'cannot be 0 when maxSurge is 0'));
  return errors;
}

function validateStrategy(at: FieldPath, strategy: Json): FieldError[] {
  if (strategy.type === 'OnDelete') return [];
  if (strategy.type !== 'RollingUpdate') return [notSupported(at, goStruct(strategy, strategyShape), ['RollingUpdate', 'OnDelete'])];
  return strategy.rollingUpdate ? validateRollingUpdate(at.child('rollingUpdate'), strategy.rollingUpdate) : [required(at.child('rollingUpdate'))];
}

function validateSelector(at: FieldPath, spec: Json): FieldError[] {
  const selector = selectorOf(spec.selector);
  return [
    ...validateLabelSelector(at.child('selector'), spec.selector),
    ...(selector ? validateSelected(at.child('template'), spec.template, selector) : []),
    ...(spec.selector && isEmptySelector(spec.selector) ? [invalidValue(at.child('selector'), shownSelector(spec.selector), 'empty selector is invalid for daemonset')] : []),
  ];
}

export function validateDaemonSet({ spec }: Json): FieldError[] {
  const template = specPath.child('template');
  return [
    ...validateSelector(specPath, spec),
    ...validatePodTemplate(template, spec.template),
    ...validateLongRunning(template, spec.template, 'DaemonSet'),
    ...nonNegative(specPath.child('minReadySeconds'), spec.minReadySeconds),
    ...validateStrategy(specPath.child('updateStrategy'), spec.updateStrategy ?? {}),
    ...nonNegative(specPath.child('revisionHistoryLimit'), spec.revisionHistoryLimit),
  ];
}

export const validateDaemonSetUpdate = (set: Json, old: Json): FieldError[] => [...immutableSelector(specPath.child('selector'), set.spec.selector, old.spec.selector), ...validateDaemonSet(set)];
