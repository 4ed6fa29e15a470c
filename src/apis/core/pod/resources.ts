// Requests and limits of containers and pods: names, amounts, and how they must relate.
import { duplicate, type FieldError, type FieldPath, forbiddenField, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import { isDNS1123Label, isQualifiedName } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { parseQuantity } from '../../../apimachinery/quantity.ts';
import { named } from '../../support/checks.ts';
import { each } from '../../validation/each.ts';
import { sortedEntries } from '../../validation/labels.ts';

const quotaResources = ['pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'configmaps', 'persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers'];
const computeResources = ['cpu', 'memory', 'ephemeral-storage'];
const standardResources = new Set([...computeResources, ...computeResources.flatMap((name) => [`requests.${name}`, `limits.${name}`]), 'storage', 'requests.storage', ...quotaResources]);

export const isHugePages = (name: string): boolean => name.startsWith('hugepages-');
export const isNativeResource = (name: string): boolean => !name.includes('/') || name.includes('kubernetes.io/');
export const isExtendedResource = (name: string): boolean => !isNativeResource(name) && !name.startsWith('requests.') && isQualifiedName(`requests.${name}`).length === 0;
/** Of these a pod may ask for less than its limit. */
const mayOvercommit = (name: string): boolean => isNativeResource(name) && !isHugePages(name);
const isCounted = (name: string): boolean => quotaResources.includes(name) || isExtendedResource(name);

export function validateResourceName(at: FieldPath, name: string): FieldError[] {
  const errors = named(isQualifiedName, at, name);
  if (errors.length > 0 || name.includes('/')) return errors;
  const standard = standardResources.has(name) || isHugePages(name) || name.startsWith('requests.hugepages-');
  return standard ? [] : [invalidValue(at, name, 'must be a standard resource type or fully qualified')];
}

export function validateContainerResourceName(at: FieldPath, name: string): FieldError[] {
  const errors = validateResourceName(at, name);
  if (!name.includes('/')) {
    if (!computeResources.includes(name) && !isHugePages(name)) errors.push(invalidValue(at, name, 'must be a standard resource for containers'));
  } else if (!isNativeResource(name) && !isExtendedResource(name)) errors.push(invalidValue(at, name, "doesn't follow extended resource name standard"));
  return errors;
}

function validatePodResourceName(at: FieldPath, name: string): FieldError[] {
  const errors = validateResourceName(at, name);
  if (errors.length > 0) return errors;
  return name === 'cpu' || name === 'memory' || isHugePages(name) ? [] : [notSupported(at, name, ['cpu', 'hugepages-', 'memory'])];
}

export function validateResourceAmount(at: FieldPath, name: string, amount: Json): FieldError[] {
  const quantity = parseQuantity(amount);
  const errors: FieldError[] = [];
  if (quantity.compare(parseQuantity('0')) < 0) errors.push(invalidValue(at, quantity.toString(), 'must be greater than or equal to 0'));
  if (isCounted(name) && quantity.milliValue() % 1000 !== 0) errors.push(invalidValue(at, quantity.toString(), 'must be an integer'));
  return errors;
}

function validateHugePages(at: FieldPath, name: string, amount: Json): FieldError[] {
  if (!isHugePages(name)) return [];
  const quantity = parseQuantity(amount);
  const page = parseQuantity(name.slice('hugepages-'.length));
  const whole = page.sign > 0 && quantity.nanos % page.nanos === 0n;
  return whole ? [] : [invalidValue(at, quantity.toString(), `${quantity.toString()} is not positive integer multiple of ${name}`)];
}

function validateAgainstLimit(at: FieldPath, name: string, amount: Json, limit: Json): FieldError[] {
  const requests = at.child('requests');
  if (limit === undefined) return mayOvercommit(name) ? [] : [required(at.child('limits'), 'Limit must be set for non overcommitable resources')];
  const difference = parseQuantity(amount).compare(parseQuantity(limit));
  const text = parseQuantity(amount).toString();
  const limitText = parseQuantity(limit).toString();
  if (difference !== 0 && !mayOvercommit(name)) return [invalidValue(requests, text, `must be equal to ${name} limit of ${limitText}`)];
  return difference > 0 ? [invalidValue(requests, text, `must be less than or equal to ${name} limit of ${limitText}`)] : [];
}

/** resources.claims name entries of spec.resourceClaims, each once. */
function validateClaims(at: FieldPath, claims: Json[] | undefined, claimNames: ReadonlySet<string>): FieldError[] {
  const seen = new Set<string>();
  return each(at, claims, (item, claim) => {
    if (!claim.name) return [required(item)];
    const key = claim.request ? `${claim.name}/${claim.request}` : claim.name;
    const errors = claim.request ? named(isDNS1123Label, item.child('request'), claim.request) : [];
    if (seen.has(claim.name) || seen.has(key)) errors.push(duplicate(item, seen.has(claim.name) ? claim.name : key));
    else if (!claim.request && [...seen].some((other) => other.startsWith(`${claim.name}/`))) errors.push(duplicate(item, claim.name));
    seen.add(key);
    if (claimNames.has(claim.name)) return errors;
    const known = claimNames.size === 0 ? ' which is empty' : `: ${[...claimNames].sort().join(', ')}`;
    return [...errors, { type: 'FieldValueNotFound', field: String(item), value: claim.name, detail: `must be one of the names in pod.spec.resourceClaims${known}` }];
  });
}

type NameCheck = (at: FieldPath, name: string) => FieldError[];

function validateRequirements(at: FieldPath, resources: Json, checkName: NameCheck, claimNames: ReadonlySet<string>): FieldError[] {
  const limits: Record<string, Json> = resources?.limits ?? {};
  const requests: Record<string, Json> = resources?.requests ?? {};
  const errors: FieldError[] = [];
  for (const [name, amount] of sortedEntries(limits)) {
    const where = at.child('limits').key(name);
    errors.push(...checkName(where, name), ...validateResourceAmount(where, name, amount), ...validateHugePages(where, name, amount));
  }
  for (const [name, amount] of sortedEntries(requests)) {
    const where = at.child('requests').key(name);
    errors.push(...checkName(where, name), ...validateResourceAmount(where, name, amount), ...validateAgainstLimit(at, name, amount, limits[name]), ...validateHugePages(where, name, amount));
  }
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory')) errors.push(forbiddenField(at, 'HugePages require cpu or memory'));
  return [...errors, ...validateClaims(at.child('claims'), resources?.claims, claimNames)];
}

export const validateContainerResources = (at: FieldPath, resources: Json, claimNames: ReadonlySet<string>): FieldError[] =>
  validateRequirements(at, resources, validateContainerResourceName, claimNames);

/** The sum of what the containers ask for, as far as a pod's own resources are compared with it. */
function aggregate(spec: Json, kind: 'requests' | 'limits'): Map<string, ReturnType<typeof parseQuantity>> {
  const sums = new Map<string, ReturnType<typeof parseQuantity>>();
  for (const container of [...(spec.containers ?? []), ...(spec.initContainers ?? []).filter((c: Json) => c.restartPolicy === 'Always')]) {
    for (const [name, amount] of sortedEntries<Json>(container.resources?.[kind])) sums.set(name, (sums.get(name) ?? parseQuantity('0')).add(parseQuantity(amount)));
  }
  return sums;
}

/** spec.resources: what the pod as a whole asks for. */
export function validatePodResources(at: FieldPath, spec: Json, claimNames: ReadonlySet<string>): FieldError[] {
  const own = spec.resources;
  if (!own) return [];
  if (spec.os?.name === 'windows') return [forbiddenField(at, 'may not be set for a windows pod')];
  const errors = own.claims ? [forbiddenField(at.child('claims'), 'claims may not be set for Resources at pod-level')] : [];
  errors.push(...validateRequirements(at, own, validatePodResourceName, claimNames));
  for (const [name, sum] of aggregate(spec, 'requests')) {
    const request = own.requests?.[name];
    if (request !== undefined && sum.compare(parseQuantity(request)) > 0) {
      errors.push(invalidValue(at.child('requests').key(name), parseQuantity(request).toString(), `must be greater than or equal to aggregate container requests of ${sum.toString()}`));
    }
  }
  for (const [name, sum] of aggregate(spec, 'limits')) {
    const limit = own.limits?.[name];
    if (isHugePages(name) && limit !== undefined && sum.compare(parseQuantity(limit)) > 0) {
      errors.push(invalidValue(at.child('limits').key(name), parseQuantity(limit).toString(), `must be greater than or equal to aggregate container limits of ${sum.toString()}`));
    }
  }
  const withLimits = each(at.child('containers'), spec.containers, (item, container) =>
    sortedEntries<Json>(container.resources?.limits).flatMap(([name, amount]) => {
      const limit = own.limits?.[name];
      if (limit === undefined || parseQuantity(amount).compare(parseQuantity(limit)) <= 0) return [];
      return [invalidValue(item.key(name).child('limits'), parseQuantity(amount).toString(), `must be less than or equal to pod limits of ${parseQuantity(limit).toString()}`)];
    }),
  );
  return [...errors, ...withLimits];
}
