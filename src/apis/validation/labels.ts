// What labels, annotations and label selectors must look like (apimachinery's validation of metav1).
import type { FieldError } from '../../apimachinery/fieldErrors.ts';
import { type FieldPath, forbiddenField, invalidValue, required, tooLong } from '../../apimachinery/fieldErrors.ts';
import { isQualifiedName, isValidLabelValue } from '../../apimachinery/names.ts';
import type { Json } from '../../apimachinery/object.ts';
import { immutable, named } from '../support/checks.ts';

const annotationsLimit = 256 * 1024;

/** Go's maps have no order; the server sorts keys before it speaks of them. */
export function sortedEntries<T>(map: Record<string, T> | undefined | null): [string, T][] {
  return Object.entries(map ?? {}).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

export const labelKey = (at: FieldPath, value: string): FieldError[] => named(isQualifiedName, at, value);
export const labelValue = (at: FieldPath, value: string): FieldError[] => named(isValidLabelValue, at, value);

export function validateLabels(at: FieldPath, labels: Record<string, string> | undefined): FieldError[] {
  return sortedEntries(labels).flatMap(([key, value]) => [...labelKey(at, key), ...labelValue(at, value)]);
}

export function validateAnnotations(at: FieldPath, annotations: Record<string, string> | undefined): FieldError[] {
  const entries = sortedEntries(annotations);
  const errors = entries.flatMap(([key]) => isQualifiedName(key.toLowerCase()).map((text) => invalidValue(at, key, text)));
  const size = entries.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  if (size > annotationsLimit) errors.push(tooLong(at, annotationsLimit));
  return errors;
}

function validateRequirement(at: FieldPath, requirement: Json): FieldError[] {
  const values: string[] = requirement.values ?? [];
  const errors: FieldError[] = [];
  if (requirement.operator === 'In' || requirement.operator === 'NotIn') {
    if (values.length === 0) errors.push(required(at.child('values'), "must be specified when `operator` is 'In' or 'NotIn'"));
  } else if (requirement.operator === 'Exists' || requirement.operator === 'DoesNotExist') {
    if (values.length > 0) errors.push(forbiddenField(at.child('values'), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
  } else errors.push(invalidValue(at.child('operator'), requirement.operator ?? '', 'not a valid selector operator'));
  errors.push(...labelKey(at.child('key'), requirement.key ?? ''));
  values.forEach((value, i) => errors.push(...labelValue(at.child('values').index(i), value)));
  return errors;
}

/** metav1.LabelSelector. */
export function validateLabelSelector(at: FieldPath, selector: Json): FieldError[] {
  const expressions: Json[] = selector?.matchExpressions ?? [];
  return [...validateLabels(at.child('matchLabels'), selector?.matchLabels), ...expressions.flatMap((e, i) => validateRequirement(at.child('matchExpressions').index(i), e))];
}

/** The selector as Go writes it: its labels first. */
export function shownSelector(selector: Json): Json {
  if (!selector) return null;
  const { matchLabels, matchExpressions } = selector;
  return { ...(matchLabels ? { matchLabels } : {}), ...(matchExpressions ? { matchExpressions } : {}) };
}

/** A selector that may not change. */
export const immutableSelector = (at: FieldPath, selector: Json, old: Json): FieldError[] => immutable(at, shownSelector(selector), shownSelector(old));

/** It has no requirement at all. */
export const isEmptySelector = (selector: Json): boolean => Object.keys(selector?.matchLabels ?? {}).length + (selector?.matchExpressions ?? []).length === 0;
