// What a ResourceQuota may count, and within which scopes.
import { type FieldError, FieldPath, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { sortedEntries } from '../../validation/labels.ts';
import { validateResourceAmount, validateResourceName } from '../pod/resources.ts';

const specAt = FieldPath.root('spec');
const computeResources = ['cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory'];
const quotaResources = new Set([
  ...computeResources,
  'ephemeral-storage',
  'requests.ephemeral-storage',
  'limits.ephemeral-storage',
  'requests.storage',
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'persistentvolumeclaims',
  'configmaps',
  'services.nodeports',
  'services.loadbalancers',
]);
const isHugePages = (name: string): boolean => name.startsWith('hugepages-') || name.startsWith('requests.hugepages-');

const podResources = new Set(['pods', ...computeResources]);
/** What each scope can be applied to. */
const scopes: Record<string, ReadonlySet<string>> = {
  Terminating: podResources,
  NotTerminating: podResources,
  BestEffort: new Set(['pods']),
  NotBestEffort: podResources,
  PriorityClass: podResources,
  CrossNamespacePodAffinity: podResources,
  VolumeAttributesClass: new Set(['persistentvolumeclaims', 'requests.storage']),
};
const contradictions = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
];
/** Scopes that hold or do not, without values. */
const plainScopes = ['BestEffort', 'NotBestEffort', 'Terminating', 'NotTerminating', 'CrossNamespacePodAffinity'];

function resourceName(at: FieldPath, name: string): FieldError[] {
  const errors = validateResourceName(at, name);
  if (name.includes('/') || quotaResources.has(name) || isHugePages(name)) return errors;
  return [...errors, invalidValue(at, name, 'must be a standard resource for quota')];
}

const misapplied = (scope: string, resources: string[]): string[] => resources.filter((name) => quotaResources.has(name) && scopes[scope] && !scopes[scope].has(name));

function scopeErrors(list: string[], resources: string[]): FieldError[] {
  const at = specAt.child('scopes');
  const wrong = (detail: string): FieldError => invalidValue(at, list, detail);
  const errors = list.flatMap((scope) => [...(scopes[scope] ? [] : [wrong('unsupported scope')]), ...misapplied(scope, resources).map(() => wrong('unsupported scope applied to resource'))]);
  return [...errors, ...contradictions.filter((pair) => pair.every((scope) => list.includes(scope))).map(() => wrong('conflicting scopes'))];
}

const existsOnly =
  "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity";

function selectorValues(at: FieldPath, { operator, values = [] }: Json): FieldError[] {
  if (operator === 'In' || operator === 'NotIn') return values.length > 0 ? [] : [required(at.child('values'), "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector")];
  if (operator === 'Exists' || operator === 'DoesNotExist')
    return values.length === 0 ? [] : [invalidValue(at.child('values'), values, "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector")];
  return [invalidValue(at.child('operator'), operator ?? '', 'not a valid selector operator')];
}

/** `listed` are the quota's plain scopes, which upstream shows when those of the selector contradict each other. */
function scopeSelector(selector: Json, resources: string[], listed: string[] | undefined): FieldError[] {
  const at = specAt.child('scopeSelector', 'matchExpressions');
  const shown = { MatchExpressions: (selector?.matchExpressions ?? []).map((e: Json) => ({ ScopeName: e.scopeName, Operator: e.operator, Values: e.values ?? null })) };
  const names: string[] = (selector?.matchExpressions ?? []).map((e: Json) => e.scopeName);
  const conflicts = contradictions.filter((pair) => pair.every((scope) => names.includes(scope))).map(() => invalidValue(at, listed ?? null, 'conflicting scopes'));
  const errors: FieldError[] = (selector?.matchExpressions ?? []).flatMap((e: Json) => [
    ...(scopes[e.scopeName] ? [] : [invalidValue(at.child('scopeName'), e.scopeName ?? '', 'unsupported scope')]),
    ...misapplied(e.scopeName, resources).map(() => invalidValue(at, shown, 'unsupported scope applied to resource')),
    ...(plainScopes.includes(e.scopeName) && e.operator !== 'Exists' ? [invalidValue(at.child('operator'), e.operator ?? '', existsOnly)] : []),
    ...selectorValues(at, e),
  ]);
  return [...errors, ...conflicts];
}

const amounts = (at: FieldPath, list: Record<string, Json> | undefined): FieldError[] =>
  sortedEntries(list).flatMap(([name, amount]) => [...resourceName(at.key(name), name), ...validateResourceAmount(at.key(name), name, amount)]);

export function validateQuotaStatus({ status = {} }: Json): FieldError[] {
  const at = FieldPath.root('status');
  return [...amounts(at.child('hard'), status.hard), ...amounts(at.child('used'), status.used)];
}

export function validateQuota({ spec = {} }: Json): FieldError[] {
  const names = Object.keys(spec.hard ?? {}).sort();
  return [...amounts(specAt.child('hard'), spec.hard), ...scopeErrors(spec.scopes ?? [], names), ...scopeSelector(spec.scopeSelector, names, spec.scopes)];
}

export function validateQuotaUpdate(quota: Json, old: Json): FieldError[] {
  const text = (object: Json): string => [...(object.spec?.scopes ?? [])].sort().join(',');
  return text(quota) === text(old) ? [] : [invalidValue(specAt.child('scopes'), quota.spec?.scopes ?? null, 'field is immutable')];
}
