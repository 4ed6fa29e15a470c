// What webhooks, validating and mutating, may be.
import { duplicate, type FieldError, FieldPath, invalidValue, required } from '../../apimachinery/fieldErrors.ts';
import type { Json } from '../../apimachinery/object.ts';
import type { Cell } from '../kind.ts';
import { isDNS1123Subdomain } from '../../apimachinery/names.ts';
import { dns1035Label, oneOf, optionalOneOf } from '../support/checks.ts';
import { ageOf } from '../support/columns.ts';
import { each } from '../validation/each.ts';
import { validateLabelSelector } from '../validation/labels.ts';
import { clientConfigErrors } from './clientConfig.ts';
import { scopeOf } from './expressions.ts';
import { matchConditions, ruleErrors } from './matching.ts';

const versions = ['v1', 'v1beta1'];
const effects = ['None', 'NoneOnDryRun'];
const longestSeconds = 30;

function fullyQualified(at: FieldPath, name: string | undefined): FieldError[] {
  if (!name) return [required(at)];
  const wrong = isDNS1123Subdomain(name);
  if (wrong.length > 0) return [invalidValue(at, name, wrong.join(','))];
  if (name.split('.').length >= 3) return [];
  return [invalidValue(at, name, 'should be a domain with at least three segments separated by dots')];
}

function reviewVersions(at: FieldPath, list: readonly string[]): FieldError[] {
  if (list.length === 0) return [required(at, `must specify one of ${versions.join(', ')}`)];
  const errors = each(at, list, (item, version, i) => (list.indexOf(version) < i ? [invalidValue(item, version, 'duplicate version')] : dns1035Label(item, version)));
  return list.some((version) => versions.includes(version)) ? errors : [...errors, invalidValue(at, list, `must include at least one of ${versions.join(', ')}`)];
}

function webhook(at: FieldPath, hook: Json, mutating: boolean): FieldError[] {
  const seconds = hook.timeoutSeconds;
  return [
    ...fullyQualified(at.child('name'), hook.name),
    ...each(at.child('rules'), hook.rules, ruleErrors),
    ...optionalOneOf(at.child('failurePolicy'), hook.failurePolicy, ['Fail', 'Ignore']),
    ...optionalOneOf(at.child('matchPolicy'), hook.matchPolicy, ['Equivalent', 'Exact']),
    ...oneOf(at.child('sideEffects'), hook.sideEffects, effects, `must specify one of ${effects.join(', ')}`),
    ...(seconds !== undefined && (seconds < 1 || seconds > longestSeconds) ? [invalidValue(at.child('timeoutSeconds'), seconds, 'the timeout value must be between 1 and 30 seconds')] : []),
    ...(hook.namespaceSelector ? validateLabelSelector(at.child('namespaceSelector'), hook.namespaceSelector) : []),
    ...(hook.objectSelector ? validateLabelSelector(at.child('objectSelector'), hook.objectSelector) : []),
    ...(mutating ? optionalOneOf(at.child('reinvocationPolicy'), hook.reinvocationPolicy, ['IfNeeded', 'Never']) : []),
    ...clientConfigErrors(at.child('clientConfig'), hook.clientConfig),
    ...matchConditions(at.child('matchConditions'), hook.matchConditions, scopeOf({})),
    ...reviewVersions(at.child('admissionReviewVersions'), hook.admissionReviewVersions ?? []),
  ];
}

export function validateWebhooks(configuration: Json, mutating: boolean): FieldError[] {
  const seen = new Set<string>();
  return each(FieldPath.root('webhooks'), configuration.webhooks, (at, hook) => {
    const errors = webhook(at, hook, mutating);
    if (hook.name && seen.has(hook.name)) errors.push(duplicate(at.child('name'), hook.name));
    seen.add(hook.name);
    return errors;
  });
}

export const webhooksRow = (configuration: Json, now: number): Cell[] => [configuration.metadata.name, configuration.webhooks?.length ?? 0, ageOf(configuration, now)];
