// What webhooks, validating and mutating, may be.
import { duplicate, type FieldError, FieldPath, invalidValue, notSupported, required } from '../../apimachinery/fieldErrors.ts';
import type { Json } from '../../apimachinery/object.ts';
import type { Cell } from '../kind.ts';
import { dns1123Subdomain, optionalOneOf, portNumber } from '../support/checks.ts';
import { ageOf } from '../support/columns.ts';
import { each } from '../validation/each.ts';
import { validateLabelSelector } from '../validation/labels.ts';
import { matchConditions, ruleErrors } from './matching.ts';

const versions = ['v1', 'v1beta1'];
const longestSeconds = 30;

function fullyQualified(at: FieldPath, name: string | undefined): FieldError[] {
  if (!name) return [required(at)];
  const errors = dns1123Subdomain(at, name);
  if (errors.length > 0 || name.split('.').length >= 3) return errors;
  return [invalidValue(at, name, 'should be a domain with at least three segments separated by dots')];
}

function url(at: FieldPath, text: string): FieldError[] {
  const form = 'desired format: https://host[:port]/path';
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i.exec(text);
  const errors: FieldError[] = [];
  if (match?.[1]?.toLowerCase() !== 'https') errors.push(invalidValue(at, match?.[1] ?? '', `'https' is the only allowed URL scheme; ${form}`));
  if (!match?.[2]) errors.push(invalidValue(at, match?.[2] ?? '', `host must be specified; ${form}`));
  if (match?.[2]?.includes('@')) errors.push(invalidValue(at, match[2].split('@')[0], `user information is not permitted in the URL; ${form}`));
  if (text.includes('#')) errors.push(invalidValue(at, text.split('#')[1], `fragments are not permitted in the URL; ${form}`));
  if (text.includes('?')) errors.push(invalidValue(at, text.split('?')[1], `query parameters are not permitted in the URL; ${form}`));
  return errors;
}

function serviceReference(at: FieldPath, service: Json): FieldError[] {
  const errors = ['name', 'namespace'].filter((field) => !service[field]).map((field) => required(at.child(field), `service ${field} is required`));
  if (service.path !== undefined && !service.path.startsWith('/')) errors.push(invalidValue(at.child('path'), service.path, "must start with a '/'"));
  const port = portNumber(at.child('port'), service.port ?? 443).map((error) => ({ ...error, detail: `port is not valid: ${error.detail}` }));
  return [...errors, ...port];
}

function clientConfig(at: FieldPath, config: Json): FieldError[] {
  if (Boolean(config?.url) === Boolean(config?.service)) return [required(at, 'exactly one of url or service is required')];
  return config.url ? url(at.child('url'), config.url) : serviceReference(at.child('service'), config.service);
}

function webhook(at: FieldPath, hook: Json, mutating: boolean): FieldError[] {
  const seconds = hook.timeoutSeconds;
  const known: string[] = hook.admissionReviewVersions ?? [];
  const effects = hook.sideEffects;
  const reviewAt = at.child('admissionReviewVersions');
  return [
    ...fullyQualified(at.child('name'), hook.name),
    ...(known.length === 0
      ? [required(reviewAt, `must specify one of ${versions.join(', ')}`)]
      : known.some((v) => versions.includes(v))
        ? []
        : [invalidValue(reviewAt, known, `must include at least one of ${versions.join(', ')}`)]),
    ...each(at.child('rules'), hook.rules, ruleErrors),
    ...optionalOneOf(at.child('failurePolicy'), hook.failurePolicy, ['Fail', 'Ignore']),
    ...optionalOneOf(at.child('matchPolicy'), hook.matchPolicy, ['Equivalent', 'Exact']),
    ...(effects === undefined
      ? [required(at.child('sideEffects'), 'must specify one of None, NoneOnDryRun')]
      : ['None', 'NoneOnDryRun'].includes(effects)
        ? []
        : [notSupported(at.child('sideEffects'), effects, ['None', 'NoneOnDryRun'])]),
    ...(seconds !== undefined && (seconds < 1 || seconds > longestSeconds) ? [invalidValue(at.child('timeoutSeconds'), seconds, 'the timeout value must be between 1 and 30 seconds')] : []),
    ...(hook.namespaceSelector ? validateLabelSelector(at.child('namespaceSelector'), hook.namespaceSelector) : []),
    ...(hook.objectSelector ? validateLabelSelector(at.child('objectSelector'), hook.objectSelector) : []),
    ...clientConfig(at.child('clientConfig'), hook.clientConfig),
    ...matchConditions(at.child('matchConditions'), hook.matchConditions),
    ...(mutating ? optionalOneOf(at.child('reinvocationPolicy'), hook.reinvocationPolicy, ['IfNeeded', 'Never']) : []),
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
