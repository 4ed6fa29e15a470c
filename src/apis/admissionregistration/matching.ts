// What webhooks and admission policies match: rules of operations and resources, selectors, conditions.
import { duplicate, type FieldError, type FieldPath, invalidValue, notSupported, required, tooMany } from '../../apimachinery/fieldErrors.ts';
import type { Json } from '../../apimachinery/object.ts';
import { optionalOneOf, pathSegment, qualifiedName } from '../support/checks.ts';
import { each } from '../validation/each.ts';
import { validateLabelSelector } from '../validation/labels.ts';
import { expressionErrors, type Scope } from './expressions.ts';

const operations = ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'];
const scopes = ['*', 'Cluster', 'Namespaced'];

/** A list that must hold something, and nothing beside a `*`. */
function nonEmptyWithStar(at: FieldPath, values: readonly string[], star: string): FieldError[] {
  if (values.length === 0) return [required(at)];
  return values.length > 1 && values.includes('*') ? [invalidValue(at, values, star)] : [];
}

function resources(at: FieldPath, values: readonly string[]): FieldError[] {
  if (values.length === 0) return [required(at)];
  const errors: FieldError[] = [];
  const wholes = new Set<string>();
  const parts = new Set<string>();
  values.forEach((value, i) => {
    const [resource = '', part] = value.split(/\/(.*)/s);
    if (value === '') errors.push(required(at.index(i)));
    if (part === undefined) return;
    if (wholes.has(resource)) errors.push(invalidValue(at.index(i), value, `if '${resource}/*' is present, must not specify ${value}`));
    if (parts.has(part)) errors.push(invalidValue(at.index(i), value, `if '*/${part}' is present, must not specify ${value}`));
    if (part === '*') wholes.add(resource);
    if (resource === '*') parts.add(part);
  });
  if (values.length > 1 && values.includes('*/*')) errors.push(invalidValue(at, values, "if '*/*' is present, must not specify other resources"));
  // Upstream remembers only the last resource without a part.
  const last = values.findLast((value) => value !== '' && !value.includes('/'));
  if (values.includes('*') && last !== '*') errors.push(invalidValue(at, values, "if '*' is present, must not specify other resources without subresources"));
  return errors;
}

/** RuleWithOperations. */
export function ruleErrors(at: FieldPath, rule: Json): FieldError[] {
  const wanted: string[] = rule.operations ?? [];
  return [
    ...nonEmptyWithStar(at.child('operations'), wanted, "if '*' is present, must not specify other operations"),
    ...each(at.child('operations'), wanted, (item, operation) => (operations.includes(operation) ? [] : [notSupported(item, operation, operations)])),
    ...nonEmptyWithStar(at.child('apiGroups'), rule.apiGroups ?? [], "if '*' is present, must not specify other API groups"),
    ...nonEmptyWithStar(at.child('apiVersions'), rule.apiVersions ?? [], "if '*' is present, must not specify other API versions"),
    ...each(at.child('apiVersions'), rule.apiVersions, (item, version) => (version === '' ? [required(item)] : [])),
    ...resources(at.child('resources'), rule.resources ?? []),
    ...optionalOneOf(at.child('scope'), rule.scope, scopes),
  ];
}

/** NamedRuleWithOperations: a rule that may be for some objects alone. */
function namedRuleErrors(at: FieldPath, rule: Json): FieldError[] {
  const names: string[] = rule.resourceNames ?? [];
  const namesAt = at.child('resourceNames');
  const wrong = each(namesAt, names, (item, name, i) => [...pathSegment(item, name), ...(names.indexOf(name) < i ? [duplicate(item, name)] : [])]);
  return [...wrong, ...ruleErrors(at, rule)];
}

/** MatchResources of policies and their bindings. */
export function matchResources(at: FieldPath, match: Json): FieldError[] {
  return [
    ...optionalOneOf(at.child('matchPolicy'), match.matchPolicy, ['Equivalent', 'Exact']),
    ...(match.namespaceSelector ? validateLabelSelector(at.child('namespaceSelector'), match.namespaceSelector) : []),
    ...(match.objectSelector ? validateLabelSelector(at.child('objectSelector'), match.objectSelector) : []),
    ...each(at.child('resourceRules'), match.resourceRules, namedRuleErrors),
    ...each(at.child('excludeResourceRules'), match.excludeResourceRules, namedRuleErrors),
  ];
}

const mostConditions = 64;

export function matchConditions(at: FieldPath, conditions: readonly Json[] | undefined, scope: Scope): FieldError[] {
  const seen = new Set<string>();
  const count = conditions?.length ?? 0;
  const errors = each(at, conditions, (item, { name, expression = '' }) => {
    const trimmed = expression.trim();
    const own = trimmed === '' ? [required(item.child('expression'))] : expressionErrors(item.child('expression'), trimmed, scope, ['bool']);
    if (name) {
      own.push(...qualifiedName(item.child('name'), name));
      if (seen.has(name)) own.push(duplicate(item.child('name'), name));
      seen.add(name);
    } else own.push(required(item.child('name')));
    return own;
  });
  return count > mostConditions ? [tooMany(at, count, mostConditions), ...errors] : errors;
}

const defaultRules = (rules: Json[] | undefined): void => {
  for (const rule of rules ?? []) rule.scope ??= '*';
};

export function applyMatchDefaults(match: Json): void {
  match.matchPolicy ??= 'Equivalent';
  match.namespaceSelector ??= {};
  match.objectSelector ??= {};
  defaultRules(match.resourceRules);
  defaultRules(match.excludeResourceRules);
}

/** Defaults of one webhook, of either kind. */
export function applyWebhookDefaults(webhook: Json): void {
  webhook.failurePolicy ??= 'Fail';
  webhook.timeoutSeconds ??= 10;
  webhook.matchPolicy ??= 'Equivalent';
  webhook.namespaceSelector ??= {};
  webhook.objectSelector ??= {};
  if (webhook.clientConfig?.service) webhook.clientConfig.service.port ??= 443;
  defaultRules(webhook.rules);
}
