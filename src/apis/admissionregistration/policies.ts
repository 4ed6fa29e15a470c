// What admission policies and their bindings, validating and mutating, have in common.
import { isReserved } from '../../apimachinery/celNames.ts';
import { dynType, objectType } from '../../apimachinery/celTypes.ts';
import { duplicate, type FieldError, FieldPath, forbiddenField, invalidValue, notSupported, required } from '../../apimachinery/fieldErrors.ts';
import { formatLabels } from '../../apimachinery/labels.ts';
import { isDNS1035Label, isDNS1123Subdomain } from '../../apimachinery/names.ts';
import type { Json } from '../../apimachinery/object.ts';
import type { Cell } from '../kind.ts';
import { dns1123Subdomain, oneOf, optionalOneOf, pathSegment } from '../support/checks.ts';
import { ageOf } from '../support/columns.ts';
import { each } from '../validation/each.ts';
import { validateLabelSelector } from '../validation/labels.ts';
import { expressionErrors, type Scope, scopeOf, withVariables } from './expressions.ts';
import { applyMatchDefaults, matchConditions, matchResources } from './matching.ts';

export const specAt = FieldPath.root('spec');
const noVariables = objectType('kubernetes.variables', {});

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
  const { apiVersion = '', kind: name = '' } = kind;
  const versionAt = at.child('apiVersion');
  const errors: FieldError[] = [];
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  const wrong = (value: string, messages: readonly string[], before = ''): FieldError[] => (messages.length > 0 ? [invalidValue(versionAt, value, before + messages.join(','))] : []);
  if (apiVersion === '') errors.push(required(versionAt));
  else if (apiVersion.split('/').length > 2) errors.push(invalidValue(versionAt, apiVersion, `unexpected GroupVersion string: ${apiVersion}`));
  else {
    if (group !== '') errors.push(...wrong(group, isDNS1123Subdomain(group)));
    errors.push(...(version === '' ? [invalidValue(versionAt, apiVersion, 'version must be specified')] : wrong(version, isDNS1035Label(version))));
  }
  if (name === '') return [...errors, required(at.child('kind'))];
  const strange = isDNS1035Label(name.toLowerCase());
  return strange.length > 0 ? [...errors, invalidValue(at.child('kind'), name, `may have mixed case, but should otherwise match: ${strange.join(',')}`)] : errors;
}

/** The variables that expressions of this policy know, before its own. */
export const policyScope = (spec: Json, authorizer = true): Scope => scopeOf({ authorizer, params: spec.paramKind ? dynType : undefined });

const identifier = /^[_a-zA-Z][_a-zA-Z0-9]*$/;

function variableErrors(spec: Json): FieldError[] {
  const all: Json[] = spec.variables ?? [];
  return each(specAt.child('variables'), all, (at, { name = '', expression = '' }, i) => {
    const errors: FieldError[] = [];
    if (name.trim() === '') errors.push(required(at.child('name'), 'name is not specified'));
    else if (!identifier.test(name) || isReserved(name)) errors.push(invalidValue(at.child('name'), name, 'must be a valid CEL identifier'));
    if (expression.trim() === '') return [...errors, required(at.child('expression'), 'expression is not specified')];
    const scope = withVariables(policyScope(spec), all.slice(0, i));
    return [...errors, ...expressionErrors(at.child('expression'), expression, 'variables' in scope ? scope : { ...scope, variables: noVariables })];
  });
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
    ...matchConditions(specAt.child('matchConditions'), spec.matchConditions, policyScope(spec)),
    ...variableErrors(spec),
  ];
}

function paramRef(at: FieldPath, ref: Json): FieldError[] {
  if (!ref) return [];
  const errors: FieldError[] = [];
  const { name, selector, parameterNotFoundAction: missing } = ref;
  if (name) {
    errors.push(...pathSegment(at.child('name'), name));
    if (selector) errors.push(forbiddenField(at.child('name'), 'name and selector are mutually exclusive'));
  }
  if (selector) {
    errors.push(...validateLabelSelector(at.child('selector'), selector));
    if (name) errors.push(forbiddenField(at.child('selector'), 'name and selector are mutually exclusive'));
  }
  if (!name && !selector) errors.push(required(at, 'one of name or selector must be specified'));
  return [...errors, ...oneOf(at.child('parameterNotFoundAction'), missing, ['Deny', 'Allow'])];
}

export function bindingErrors({ spec = {} }: Json): FieldError[] {
  return [
    ...(spec.policyName ? dns1123Subdomain(specAt.child('policyName'), spec.policyName) : [required(specAt.child('policyName'))]),
    ...paramRef(specAt.child('paramRef'), spec.paramRef),
    ...(spec.matchResources ? matchResources(specAt.child('matchResources'), spec.matchResources) : []),
  ];
}

const actions = ['Audit', 'Deny', 'Warn'];

export function validationActions(list: readonly string[] | undefined): FieldError[] {
  const at = specAt.child('validationActions');
  if (!list?.length) return [required(at, 'at least one validation action is required')];
  const errors = each(at, list, (item, action, i) => [...(actions.includes(action) ? [] : [notSupported(item, action, actions)]), ...(list.indexOf(action) < i ? [duplicate(item, action)] : [])]);
  if (!list.includes('Deny') || !list.includes('Warn')) return errors;
  return [...errors, invalidValue(at, list, 'must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)')];
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
