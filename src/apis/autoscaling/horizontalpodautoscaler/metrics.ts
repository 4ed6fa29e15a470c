// What a HorizontalPodAutoscaler measures: the sources of metrics and their targets.
import { type FieldError, type FieldPath, forbiddenField, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import { isPathSegmentName } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { parseQuantity } from '../../../apimachinery/quantity.ts';
import { dns1123Label, named } from '../../support/checks.ts';
import { each } from '../../validation/each.ts';

/** A reference to something that is scaled or described. */
export function validateReference(at: FieldPath, reference: Json): FieldError[] {
  return ['kind', 'name'].flatMap((field) => (reference?.[field] ? named(isPathSegmentName, at.child(field), reference[field]) : [required(at.child(field))]));
}

const isPositive = (amount: Json): boolean => parseQuantity(amount).sign > 0;

const amount = (at: FieldPath, value: Json): FieldError[] => (value === undefined || isPositive(value) ? [] : [invalidValue(at, parseQuantity(value).toString(), 'must be positive')]);

function validateTarget(at: FieldPath, target: Json): FieldError[] {
  const errors: FieldError[] = [];
  if (!target.type) errors.push(required(at.child('type'), 'must specify a metric target type'));
  if (!['Utilization', 'Value', 'AverageValue'].includes(target.type)) errors.push(invalidValue(at.child('type'), target.type ?? '', 'must be either Utilization, Value, or AverageValue'));
  errors.push(...amount(at.child('value'), target.value), ...amount(at.child('averageValue'), target.averageValue));
  if (target.averageUtilization < 1) errors.push(invalidValue(at.child('averageUtilization'), target.averageUtilization, 'must be greater than 0'));
  return errors;
}

function validateMetricName(at: FieldPath, metric: Json): FieldError[] {
  return metric?.name ? named(isPathSegmentName, at.child('name'), metric.name) : [required(at.child('name'), 'must specify a metric name')];
}

function validateUtilization(at: FieldPath, target: Json): FieldError[] {
  const [utilization, value] = [target.averageUtilization, target.averageValue];
  if (utilization === undefined && value === undefined) return [required(at.child('averageUtilization'), 'must set either a target raw value or a target utilization')];
  return utilization !== undefined && value !== undefined ? [forbiddenField(at.child('averageValue'), 'may not set both a target raw value and a target utilization')] : [];
}

const resourceSource = (at: FieldPath, source: Json): FieldError[] => [
  ...(source.name ? [] : [required(at.child('name'), 'must specify a resource name')]),
  ...validateTarget(at.child('target'), source.target ?? {}),
  ...validateUtilization(at.child('target'), source.target ?? {}),
];

const containerSource = (at: FieldPath, source: Json): FieldError[] => [
  ...(source.name ? [] : [required(at.child('name'), 'must specify a resource name')]),
  ...(source.container ? dns1123Label(at.child('container'), source.container) : [required(at.child('container'), 'must specify a container')]),
  ...validateTarget(at.child('target'), source.target ?? {}),
  ...validateUtilization(at.child('target'), source.target ?? {}),
];

function podsSource(at: FieldPath, source: Json): FieldError[] {
  const value = source.target?.averageValue;
  return [
    ...validateMetricName(at.child('metric'), source.metric),
    ...validateTarget(at.child('target'), source.target ?? {}),
    ...(value !== undefined ? [] : [required(at.child('target', 'averageValue'), 'must specify a positive target averageValue')]),
  ];
}

const describedVersion = (at: FieldPath, version: string): FieldError[] => (version.split('/').length > 2 ? [invalidValue(at, version, `unexpected GroupVersion string: ${version}`)] : []);

function objectSource(at: FieldPath, source: Json): FieldError[] {
  const { target = {} } = source;
  const none = target.value === undefined && target.averageValue === undefined;
  return [
    ...validateReference(at.child('describedObject'), source.describedObject),
    ...describedVersion(at.child('describedObject', 'apiVersion'), source.describedObject?.apiVersion ?? ''),
    ...validateMetricName(at.child('metric'), source.metric),
    ...validateTarget(at.child('target'), target),
    ...(none ? [required(at.child('target', 'averageValue'), 'must set either a target value or averageValue')] : []),
  ];
}

function externalSource(at: FieldPath, source: Json): FieldError[] {
  const { target = {} } = source;
  const none = target.value === undefined && target.averageValue === undefined;
  const both = target.value !== undefined && target.averageValue !== undefined;
  return [
    ...validateMetricName(at.child('metric'), source.metric),
    ...validateTarget(at.child('target'), target),
    ...(none ? [required(at.child('target', 'averageValue'), 'must set either a target value for metric or a per-pod target')] : []),
    ...(both ? [forbiddenField(at.child('target', 'value'), 'may not set both a target value for metric and a per-pod target')] : []),
  ];
}

/** By type: the field that holds the source, and its rules; in the order in which the server looks. */
const sources: Readonly<Record<string, readonly [field: string, check: (at: FieldPath, source: Json) => FieldError[]]>> = {
  Object: ['object', objectSource],
  External: ['external', externalSource],
  Pods: ['pods', podsSource],
  Resource: ['resource', resourceSource],
  ContainerResource: ['containerResource', containerSource],
};

export const sourceOf = (metric: Json): Json => metric?.[sources[metric.type]?.[0] ?? ''];

function validateMetric(at: FieldPath, metric: Json): FieldError[] {
  const errors: FieldError[] = [];
  if (!metric.type) errors.push(required(at.child('type'), 'must specify a metric source type'));
  const unsupported = sources[metric.type] ? [] : [notSupported(at.child('type'), metric.type ?? '', Object.keys(sources).sort())];
  errors.push(...unsupported);
  const present = Object.values(sources).filter(([field]) => metric[field]);
  const first = present[0];
  if (first) errors.push(...first[1](at.child(first[0]), metric[first[0]]));
  const expected = sources[metric.type]?.[0];
  // Upstream says it twice.
  if (expected === undefined) errors.push(...unsupported);
  else if (!metric[expected]) errors.push(required(at.child(expected), 'must populate information for the given metric source'));
  if (present.length !== 1) errors.push(...present.filter(([field]) => field !== expected).map(([field]) => forbiddenField(at.child(field), 'must populate the given metric source only')));
  return errors;
}

export function validateMetrics(at: FieldPath, metrics: Json[] | undefined, minReplicas: number | undefined): FieldError[] {
  const errors = each(at, metrics, validateMetric);
  const scalesToZero = (metrics ?? []).some((metric) => metric.type === 'Object' || metric.type === 'External');
  if (minReplicas === 0 && !scalesToZero) errors.push(forbiddenField(at, 'must specify at least one Object or External metric to support scaling to zero replicas'));
  return errors;
}
