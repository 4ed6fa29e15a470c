// What kinds have in common that keep pods running after a template: a selector, and a template whose pods it selects.
import { type FieldError, type FieldPath, forbiddenField, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import { fromLabelSelector, type Selector } from '../../../apimachinery/labels.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Check } from '../../validation/each.ts';
import { isEmptySelector, shownSelector, validateLabelSelector } from '../../validation/labels.ts';
import { validatePodTemplate } from './spec.ts';

/** The selector, which must be there and select something. `owner` is what upstream calls the kind. */
export function validateSelector(at: FieldPath, selector: Json, owner: string): FieldError[] {
  if (!selector) return [required(at)];
  return [...validateLabelSelector(at, selector), ...(isEmptySelector(selector) ? [invalidValue(at, shownSelector(selector), `empty selector is invalid for ${owner}`)] : [])];
}

/** Nothing when it cannot be read. */
export function selectorOf(selector: Json): Selector | undefined {
  try {
    return fromLabelSelector(selector);
  } catch {
    return undefined;
  }
}

export const mismatchText = '`selector` does not match template `labels`';

/** The template's pods must be the ones that are selected. */
export function validateSelected(at: FieldPath, template: Json, selector: Selector): FieldError[] {
  const labels = template?.metadata?.labels;
  return selector.empty || selector.matches(labels) ? [] : [invalidValue(at.child('metadata', 'labels'), labels ?? null, mismatchText)];
}

/** Pods that are kept running restart always, and have no deadline. `Kind` is the name in the sentence. */
export function validateLongRunning(at: FieldPath, template: Json, kind: string): FieldError[] {
  const spec = template?.spec ?? {};
  const errors: FieldError[] = [];
  if (spec.restartPolicy !== 'Always') errors.push(notSupported(at.child('spec', 'restartPolicy'), spec.restartPolicy ?? '', ['Always']));
  if (spec.activeDeadlineSeconds !== undefined) errors.push(forbiddenField(at.child('spec', 'activeDeadlineSeconds'), `activeDeadlineSeconds in ${kind} is not Supported`));
  return errors;
}

export interface OwnerNames {
  /** What upstream calls the kind in the sentence of an empty selector. */
  owner: string;
  /** And in the sentence of a deadline. */
  kind: string;
  /** What it says of a selector that cannot be read. */
  unreadable: string;
}

/** Selector and template of Deployments, ReplicaSets and StatefulSets: without a readable selector the template is not looked at. */
export function validateSelectorAndTemplate(spec: Json, at: FieldPath, names: OwnerNames, checkTemplate: Check = validatePodTemplate): FieldError[] {
  const errors = validateSelector(at.child('selector'), spec.selector, names.owner);
  const selector = selectorOf(spec.selector);
  if (!selector) return [...errors, invalidValue(at.child('selector'), shownSelector(spec.selector), names.unreadable)];
  const template = at.child('template');
  return [...errors, ...validateSelected(template, spec.template, selector), ...checkTemplate(template, spec.template), ...validateLongRunning(template, spec.template, names.kind)];
}
