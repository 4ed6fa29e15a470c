// What a claim for devices may request; templates of claims have the same spec.
import { duplicate, type FieldError, type FieldPath, invalidValue, required, tooMany } from '../../apimachinery/fieldErrors.ts';
import type { Json } from '../../apimachinery/object.ts';
import { dns1123Label, dns1123Subdomain, optionalOneOf } from '../support/checks.ts';
import { each } from '../validation/each.ts';

const mostRequests = 32;
const modes = ['All', 'ExactCount'];

/** What an exact request is when it does not say: one device. */
function applyExactDefaults(request: Json): void {
  request.allocationMode ||= 'ExactCount';
  if (request.allocationMode === 'ExactCount') request.count ||= 1;
}

export function applyClaimSpecDefaults(spec: Json): void {
  for (const request of spec?.devices?.requests ?? []) {
    if (request.exactly) applyExactDefaults(request.exactly);
    for (const alternative of request.firstAvailable ?? []) applyExactDefaults(alternative);
  }
}

function deviceErrors(at: FieldPath, { deviceClassName, allocationMode, count }: Json): FieldError[] {
  const classAt = at.child('deviceClassName');
  const errors = deviceClassName ? dns1123Subdomain(classAt, deviceClassName) : [required(classAt)];
  errors.push(...optionalOneOf(at.child('allocationMode'), allocationMode, modes));
  if (allocationMode === 'All' && count) errors.push(invalidValue(at.child('count'), count, "must not be specified when allocationMode is 'All'"));
  if (allocationMode === 'ExactCount' && !(count > 0)) errors.push(invalidValue(at.child('count'), count ?? 0, 'must be greater than zero'));
  return errors;
}

function requestErrors(at: FieldPath, request: Json): FieldError[] {
  const errors = request.name ? dns1123Label(at.child('name'), request.name) : [required(at.child('name'))];
  const { exactly, firstAvailable } = request;
  if (Boolean(exactly) === Boolean(firstAvailable?.length)) {
    const detail = 'exactly one of `exactly` or `firstAvailable` is required';
    return [...errors, exactly ? invalidValue(at, null, detail) : required(at, detail)];
  }
  if (exactly) return [...errors, ...deviceErrors(at.child('exactly'), exactly)];
  return [...errors, ...each(at.child('firstAvailable'), firstAvailable, deviceErrors)];
}

export function claimSpecErrors(at: FieldPath, spec: Json): FieldError[] {
  const requests: Json[] = spec?.devices?.requests ?? [];
  const requestsAt = at.child('devices', 'requests');
  if (requests.length > mostRequests) return [tooMany(requestsAt, requests.length, mostRequests)];
  const seen = new Set<string>();
  return each(requestsAt, requests, (item, request) => {
    const errors = seen.has(request.name) ? [duplicate(item.child('name'), request.name)] : [];
    seen.add(request.name);
    return [...requestErrors(item, request), ...errors];
  });
}
