// Limit ranges: requests and limits that containers get when they say none, and the bounds of what they may say.
import { podResources } from '../../apis/quota.ts';
import type { Json } from '../../apimachinery/object.ts';
import { canonical, parseQuantity, type Quantity } from '../../apimachinery/quantity.ts';
import { forbidden } from '../../apimachinery/status.ts';
import { type AdmissionPlugin, type AdmissionRequest, reads } from './types.ts';

type Amounts = Record<string, string>;

const annotation = 'kubernetes.io/limit-ranger';

const limitsOf = (request: AdmissionRequest): Json[] =>
  reads(request)
    .list('limitranges', request.namespace)
    .flatMap((range) => range.spec.limits ?? []);

/** Sets what the container does not say; answers the names of what was set. */
function fill(amounts: Amounts | undefined, defaults: Amounts | undefined): { amounts: Amounts; set: string[] } {
  const set = Object.keys(defaults ?? {})
    .filter((name) => amounts?.[name] === undefined)
    .sort();
  return { amounts: { ...amounts, ...Object.fromEntries(set.map((name) => [name, defaults?.[name] as string])) }, set };
}

function defaultContainer(container: Json, limits: readonly Json[], kind: string): string[] {
  const notes: string[] = [];
  for (const limit of limits.filter((l) => l.type === 'Container')) {
    const resources = container.resources ?? {};
    const requests = fill(resources.requests, limit.defaultRequest);
    const max = fill(resources.limits, limit.default);
    container.resources = {
      ...resources,
      ...(Object.keys(max.amounts).length > 0 ? { limits: max.amounts } : {}),
      ...(Object.keys(requests.amounts).length > 0 ? { requests: requests.amounts } : {}),
    };
    if (requests.set.length > 0) notes.push(`${requests.set.join(', ')} request for ${kind} ${container.name}`);
    if (max.set.length > 0) notes.push(`${max.set.join(', ')} limit for ${kind} ${container.name}`);
  }
  return notes;
}

function mutatePod(pod: Json, limits: readonly Json[]): void {
  const notes = [
    ...(pod.spec.containers ?? []).flatMap((c: Json) => defaultContainer(c, limits, 'container')),
    ...(pod.spec.initContainers ?? []).flatMap((c: Json) => defaultContainer(c, limits, 'init container')),
  ];
  if (notes.length > 0) pod.metadata.annotations = { ...pod.metadata.annotations, [annotation]: `LimitRanger plugin set: ${notes.join('; ')}` };
}

interface Claim {
  type: string;
  requests: Amounts;
  limits: Amounts;
}

const quantity = (amounts: Amounts | undefined, name: string): Quantity | undefined => (amounts?.[name] === undefined ? undefined : parseQuantity(amounts[name]));

/** Answers the sentences that a claim breaks of one limit, in upstream's order: minima, maxima, ratios. */
function violations(limit: Json, claim: Claim): string[] {
  const out: string[] = [];
  const say = (bound: 'minimum' | 'maximum', name: string, text: string): number => out.push(`${bound} ${name} usage per ${limit.type} is ${text}`);
  for (const name of Object.keys(limit.min ?? {}).sort()) out.push(...belowMinimum(limit, claim, name));
  for (const name of Object.keys(limit.max ?? {}).sort()) {
    const bound = parseQuantity(limit.max[name]);
    const [asked, most] = [quantity(claim.requests, name), quantity(claim.limits, name)];
    if (limit.type === 'PersistentVolumeClaim') {
      if (asked && asked.compare(bound) > 0) say('maximum', name, `${canonical(limit.max[name])}, but request is ${canonical(claim.requests[name] as string)}`);
    } else if (!most) say('maximum', name, `${canonical(limit.max[name])}. No limit is specified`);
    else if (most.compare(bound) > 0) say('maximum', name, `${canonical(limit.max[name])}, but limit is ${canonical(claim.limits[name] as string)}`);
    else if (asked && asked.compare(bound) > 0) say('maximum', name, `${canonical(limit.max[name])}, but request is ${canonical(claim.requests[name] as string)}`);
  }
  for (const name of Object.keys(limit.maxLimitRequestRatio ?? {}).sort()) out.push(...aboveRatio(limit, claim, name));
  return out;
}

function belowMinimum(limit: Json, claim: Claim, name: string): string[] {
  const bound = parseQuantity(limit.min[name]);
  const head = `minimum ${name} usage per ${limit.type} is ${canonical(limit.min[name])}`;
  const [asked, most] = [quantity(claim.requests, name), quantity(claim.limits, name)];
  if (!asked) return [`${head}. No request is specified`];
  if (asked.compare(bound) < 0) return [`${head}, but request is ${canonical(claim.requests[name] as string)}`];
  if (most && most.compare(bound) < 0) return [`${head}, but limit is ${canonical(claim.limits[name] as string)}`];
  return [];
}

function aboveRatio(limit: Json, claim: Claim, name: string): string[] {
  const [asked, most] = [quantity(claim.requests, name), quantity(claim.limits, name)];
  const head = `${name} max limit to request ratio per ${limit.type} is ${canonical(limit.maxLimitRequestRatio[name])}`;
  if (!asked || asked.isZero) return [`${head}, but no request is specified or request is 0`];
  if (!most || most.isZero) return [`${head}, but no limit is specified or limit is 0`];
  const ratio = most.milliValue() / asked.milliValue();
  return ratio > parseQuantity(limit.maxLimitRequestRatio[name]).milliValue() / 1000 ? [`${head}, but provided ratio is ${ratio.toFixed(6)}`] : [];
}

const claimOf = (type: string, { resources }: Json): Claim => ({ type, requests: resources?.requests ?? {}, limits: resources?.limits ?? {} });

/** What the pod's containers ask for together, or more when an init container needs more; without what its sandbox costs. */
function together({ spec }: Json, which: 'requests' | 'limits'): Amounts {
  const bare = { spec: { containers: spec.containers, initContainers: spec.initContainers } };
  return Object.fromEntries([...podResources(bare, which)].map(([name, amount]) => [name, amount.toString()]));
}

function claimsOf(request: AdmissionRequest): Claim[] {
  const { object, resourceText } = request;
  if (resourceText === 'persistentvolumeclaims') return [claimOf('PersistentVolumeClaim', object.spec)];
  const containers: Claim[] = (object.spec.containers ?? []).map((c: Json) => claimOf('Container', c));
  const init: Claim[] = (object.spec.initContainers ?? []).map((c: Json) => claimOf('Container', c));
  return [...containers, ...init, { type: 'Pod', requests: together(object, 'requests'), limits: together(object, 'limits') }];
}

/** A pod is looked at when it is made and when its containers are given other sizes. */
const applies = ({ operation, resourceText, subresource, old }: AdmissionRequest): boolean =>
  (resourceText === 'pods' && operation === 'UPDATE' && subresource === 'resize') ||
  (!subresource &&
    ((resourceText === 'pods' && operation === 'CREATE') || (resourceText === 'persistentvolumeclaims' && (operation === 'CREATE' || (operation === 'UPDATE' && !old?.metadata.deletionTimestamp)))));

export const limitRanger: AdmissionPlugin = {
  name: 'LimitRanger',
  mutate(request) {
    if (applies(request) && request.resourceText === 'pods' && !request.subresource) mutatePod(request.object, limitsOf(request));
  },
  validate(request) {
    if (!applies(request)) return;
    const claims = claimsOf(request);
    const broken = limitsOf(request).flatMap((limit) => claims.filter((claim) => claim.type === limit.type).flatMap((claim) => violations(limit, claim)));
    if (broken.length > 0) throw forbidden(request.resource, request.name, broken.length === 1 ? (broken[0] as string) : `[${broken.join(', ')}]`);
  },
};
