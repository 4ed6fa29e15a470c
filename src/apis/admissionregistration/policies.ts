// What admission policies and their bindings, validating and mutating, have in common.
import { type FieldError, FieldPath, forbiddenField, invalidValue, notSupported, required } from '../../apimachinery/fieldErrors.ts';
import { formatLabels } from '../../apimachinery/labels.ts';
import type { Json } from '../../apimachinery/object.ts';
import type { Cell } from '../kind.ts';
import { optionalOneOf } from '../support/checks.ts';
import { ageOf } from '../support/columns.ts';
import { applyMatchDefaults, matchConditions, matchResources } from './matching.ts';

export const specAt = FieldPath.root('spec');

export function applyPolicyDefaults({ spec }: Json): void {
  if (!spec) return;
  spec.failurePolicy ??= 'Fail';
  if (spec.matchConstraints) applyMatchDefaults(spec.matchConstraints);
}

export function applyBindingDefaults({ spec }: Json): void {
  if (spec?.matchResources) applyMatchDefaults(spec.matchResources);
}

function paramKind(at: FieldPath, kind: Json): FieldError[] {
  if (!kind) return [];
  const errors = kind.apiVersion ? [] : [required(at.child('apiVersion'))];
  return kind.kind ? errors : [...errors, required(at.child('kind'))];
}

/** The parts of a policy before its expressions. */
export function policyErrors(spec: Json): FieldError[] {
  const constraints = specAt.child('matchConstraints');
  const match = spec.matchConstraints;
  return [
    ...optionalOneOf(specAt.child('failurePolicy'), spec.failurePolicy, ['Fail', 'Ignore']),
    ...paramKind(specAt.child('paramKind'), spec.paramKind),
    ...(match ? matchResources(constraints, match) : [required(constraints)]),
    ...(match && !match.resourceRules?.length ? [required(constraints.child('resourceRules'))] : []),
    ...matchConditions(specAt.child('matchConditions'), spec.matchConditions),
  ];
}

function paramRef(at: FieldPath, ref: Json): FieldError[] {
  if (!ref) return [];
  const errors: FieldError[] = [];
  if (ref.name && ref.selector) errors.push(forbiddenField(at.child('name'), 'name and selector are mutually exclusive'));
  if (!ref.name && !ref.selector) errors.push(required(at, 'one of name or selector must be specified'));
  const missing = ref.parameterNotFoundAction;
  if (!missing) errors.push(required(at.child('parameterNotFoundAction')));
  else if (!['Allow', 'Deny'].includes(missing)) errors.push(notSupported(at.child('parameterNotFoundAction'), missing, ['Deny', 'Allow']));
  return errors;
}

export function bindingErrors({ spec = {} }: Json): FieldError[] {
  return [
    ...(spec.policyName ? [] : [required(specAt.child('policyName'))]),
    ...paramRef(specAt.child('paramRef'), spec.paramRef),
    ...(spec.matchResources ? matchResources(specAt.child('matchResources'), spec.matchResources) : []),
  ];
}

const actions = ['Deny', 'Warn', 'Audit'];

export function validationActions(list: readonly string[] | undefined): FieldError[] {
  const at = specAt.child('validationActions');
  if (!list?.length) return [required(at)];
  const errors = list.filter((action) => !actions.includes(action)).map((action) => notSupported(at, action, ['Audit', 'Deny', 'Warn']));
  if (list.includes('Deny') && list.includes('Warn'))
    errors.push(invalidValue(at, list, 'must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)'));
  const repeated = list.filter((action, i) => list.indexOf(action) < i);
  return [...errors, ...repeated.map((action): FieldError => ({ type: 'FieldValueDuplicate', field: String(at.index(list.lastIndexOf(action))), value: action, detail: '' }))];
}

export function policyRow(policy: Json, count: number, now: number): Cell[] {
  const kind = policy.spec?.paramKind;
  return [policy.metadata.name, count, kind ? `${kind.apiVersion}/${kind.kind}` : '<unset>', ageOf(policy, now)];
}

export function bindingRow({ metadata, spec }: Json, now: number): Cell[] {
  const ref = spec?.paramRef;
  const params = !ref ? '<unset>' : ref.name ? `${ref.namespace || '*'}/${ref.name}` : ref.selector ? formatLabels(ref.selector.matchLabels) : '<unset>';
  return [metadata.name, spec?.policyName ?? '', params, ageOf({ metadata }, now)];
}
