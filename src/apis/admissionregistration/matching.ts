// What webhooks and admission policies match: rules of operations and resources, selectors, conditions.
import { duplicate, type FieldError, type FieldPath, invalidValue, notSupported, required } from '../../apimachinery/fieldErrors.ts';
import { celFault } from '../../apimachinery/cel.ts';
import type { Json } from '../../apimachinery/object.ts';
import { optionalOneOf, qualifiedName } from '../support/checks.ts';
import { each } from '../validation/each.ts';
import { validateLabelSelector } from '../validation/labels.ts';

const operations = ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'];
const scopes = ['*', 'Cluster', 'Namespaced'];

/** A list that must hold something, and nothing beside a `*`. */
function nonEmptyWithStar(at: FieldPath, values: readonly string[], star: string): FieldError[] {
  if (values.length === 0) return [required(at)];
  return values.length > 1 && values.includes('*') ? [invalidValue(at, values, star)] : [];
}

function resources(at: FieldPath, values: readonly string[], fixed: boolean): FieldError[] {
  if (values.length === 0) return [required(at)];
  const errors = values.flatMap((value, i) => (value === '' ? [required(at.index(i))] : []));
  if (!fixed && values.length > 1 && values.includes('*/*')) errors.push(invalidValue(at, values, "if '*/*' is present, must not specify other resources"));
  if (!fixed && values.includes('*') && values.some((value) => value !== '*' && !value.includes('/'))) {
    errors.push(invalidValue(at, values, "if '*' is present, must not specify other resources without subresources"));
  }
  return errors;
}

/** RuleWithOperations. `allNames` is set for rules that allow names of resources. */
export function ruleErrors(at: FieldPath, rule: Json): FieldError[] {
  const wanted: string[] = rule.operations ?? [];
  return [
    ...nonEmptyWithStar(at.child('operations'), wanted, "if '*' is present, must not specify other operations"),
    ...each(at.child('operations'), wanted, (item, operation) => (operations.includes(operation) ? [] : [notSupported(item, operation, operations)])),
    ...nonEmptyWithStar(at.child('apiGroups'), rule.apiGroups ?? [], "if '*' is present, must not specify other API groups"),
    ...nonEmptyWithStar(at.child('apiVersions'), rule.apiVersions ?? [], "if '*' is present, must not specify other API versions"),
    ...each(at.child('apiVersions'), rule.apiVersions, (item, version) => (version === '' ? [required(item)] : [])),
    ...resources(at.child('resources'), rule.resources ?? [], false),
    ...optionalOneOf(at.child('scope'), rule.scope, scopes),
  ];
}

/** MatchResources of policies and their bindings. */
export function matchResources(at: FieldPath, match: Json): FieldError[] {
  return [
    ...optionalOneOf(at.child('matchPolicy'), match.matchPolicy, ['Equivalent', 'Exact']),
    ...(match.namespaceSelector ? validateLabelSelector(at.child('namespaceSelector'), match.namespaceSelector) : []),
    ...(match.objectSelector ? validateLabelSelector(at.child('objectSelector'), match.objectSelector) : []),
    ...each(at.child('resourceRules'), match.resourceRules, ruleErrors),
    ...each(at.child('excludeResourceRules'), match.excludeResourceRules, ruleErrors),
  ];
}

/** What cannot be read of an expression. */
export function celErrors(at: FieldPath, expression: string | undefined): FieldError[] {
  const fault = expression?.trim() ? celFault(expression) : undefined;
  return fault ? [invalidValue(at, expression, fault)] : [];
}

export function matchConditions(at: FieldPath, conditions: readonly Json[] | undefined): FieldError[] {
  const seen = new Set<string>();
  return each(at, conditions, (item, { name, expression }) => {
    const errors = String(expression ?? '').trim() === '' ? [required(item.child('expression'))] : celErrors(item.child('expression'), expression);
    if (name) {
      errors.push(...qualifiedName(item.child('name'), name));
      if (seen.has(name)) errors.push(duplicate(item.child('name'), name));
      seen.add(name);
    } else errors.push(required(item.child('name')));
    return errors;
  });
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
