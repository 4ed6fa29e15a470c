// What a claim for devices may request; templates of claims have the same spec.
import { duplicate, type FieldError, type FieldPath, invalidValue, notSupported, required, tooMany } from '../../apimachinery/fieldErrors.ts';
import type { Json } from '../../apimachinery/object.ts';
import { dns1123Label, dns1123Subdomain } from '../support/checks.ts';
import { each } from '../validation/each.ts';
import { configErrors, fullAttributeName, limited, selectorErrors, tolerationErrors } from './selectors.ts';

const mostRequests = 32;
const mostAlternatives = 8;
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

function modeErrors(at: FieldPath, { allocationMode = '', count = 0 }: Json): FieldError[] {
  const countAt = at.child('count');
  if (allocationMode === 'All') return count ? [invalidValue(countAt, count, "must not be specified when allocationMode is 'All'")] : [];
  if (allocationMode === 'ExactCount') return count > 0 ? [] : [invalidValue(countAt, count, 'must be greater than zero')];
  return [notSupported(at.child('allocationMode'), allocationMode, modes)];
}

function deviceErrors(at: FieldPath, request: Json): FieldError[] {
  const { deviceClassName, selectors, tolerations } = request;
  const classAt = at.child('deviceClassName');
  return [
    ...(deviceClassName ? dns1123Subdomain(classAt, deviceClassName) : [required(classAt)]),
    ...selectorErrors(at.child('selectors'), selectors),
    ...modeErrors(at, request),
    ...each(at.child('tolerations'), tolerations, tolerationErrors),
  ];
}

const nameErrors = (at: FieldPath, name: string | undefined): FieldError[] => (name ? dns1123Label(at.child('name'), name) : [required(at.child('name'))]);

/** Nothing twice, by name: told after everything else. */
function repeated(at: FieldPath, names: readonly Json[]): FieldError[] {
  return names.flatMap((name, i) => (names.indexOf(name) < i ? [duplicate(at.index(i), name)] : []));
}

function requestErrors(at: FieldPath, request: Json): FieldError[] {
  const errors = nameErrors(at, request.name);
  const { exactly, firstAvailable = [] } = request;
  const either = 'exactly one of `exactly` or `firstAvailable` is required';
  if (!exactly && firstAvailable.length === 0) return [...errors, required(at, either)];
  if (exactly && firstAvailable.length > 0) return [...errors, invalidValue(at, null, `${either}, but multiple fields are set`)];
  if (exactly) return [...errors, ...deviceErrors(at.child('exactly'), exactly)];
  const firstAt = at.child('firstAvailable');
  if (firstAvailable.length > mostAlternatives) return [...errors, tooMany(firstAt, firstAvailable.length, mostAlternatives)];
  const names = firstAvailable.map((one: Json) => one.name);
  return [...errors, ...each(firstAt, firstAvailable, (item, one) => [...nameErrors(item, one.name), ...deviceErrors(item, one)]), ...repeated(firstAt, names)];
}

/** `request`, or `request/alternative`. */
function requestNames(requests: readonly Json[]): Set<string> {
  return new Set(requests.flatMap(({ name, firstAvailable = [] }) => [name, ...firstAvailable.map((one: Json) => `${name}/${one.name}`)]));
}

function references(at: FieldPath, list: string[] | undefined, known: ReadonlySet<string>): FieldError[] {
  const detail = "must be the name of a request in the claim or the name of a request and a subrequest separated by '/'";
  const errors = limited(at, list, mostRequests, (item, name) => {
    const parts: string[] = name.split('/');
    if (parts.length > 2) return [invalidValue(item, name, detail)];
    return [...parts.flatMap((part) => dns1123Label(item, part)), ...(known.has(name) ? [] : [invalidValue(item, name, detail)])];
  });
  return (list?.length ?? 0) > mostRequests ? errors : [...errors, ...repeated(at, list ?? [])];
}

function constraintErrors(at: FieldPath, { requests, matchAttribute, distinctAttribute }: Json, known: ReadonlySet<string>): FieldError[] {
  const errors = references(at.child('requests'), requests, known);
  if (matchAttribute !== undefined) return [...errors, ...fullAttributeName(at.child('matchAttribute'), matchAttribute)];
  if (distinctAttribute !== undefined) return [...errors, ...fullAttributeName(at.child('distinctAttribute'), distinctAttribute)];
  return [...errors, required(at, 'exactly one of "matchAttribute" or "distinctAttribute" is required, but multiple fields are set')];
}

export function claimSpecErrors(at: FieldPath, spec: Json): FieldError[] {
  const { requests = [], constraints, config } = spec?.devices ?? {};
  const devicesAt = at.child('devices');
  const requestsAt = devicesAt.child('requests');
  const known = requestNames(requests);
  const wrong = limited(requestsAt, requests, mostRequests, requestErrors);
  const names = requests.map((request: Json) => request.name);
  return [
    ...wrong,
    ...(requests.length > mostRequests ? [] : repeated(requestsAt, names)),
    ...limited(devicesAt.child('constraints'), constraints, mostRequests, (item, one) => constraintErrors(item, one, known)),
    ...configErrors(devicesAt.child('config'), config, (item, one) => references(item.child('requests'), one.requests, known)),
  ];
}
