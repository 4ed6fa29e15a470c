// What clusterIP, clusterIPs, ipFamilies and ipFamilyPolicy may say together, in a cluster whose services have IPv4 addresses.
import { duplicate, type FieldError, FieldPath, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import { ipAddressOf } from '../../../apimachinery/ip.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { optionalOneOf } from '../../support/checks.ts';
import { ipAddress } from '../../support/ip.ts';
import { isHeadless } from './transitions.ts';

const spec = FieldPath.root('spec');
const ipsAt = spec.child('clusterIPs');
const familiesAt = spec.child('ipFamilies');
const policyAt = spec.child('ipFamilyPolicy');

function inStep(clusterIP: string, ips: string[]): FieldError[] {
  if (!clusterIP) return ips.length > 0 ? [invalidValue(ipsAt, ips, 'must be empty when `clusterIP` is not specified')] : [];
  if (ips.length === 0) return [required(ipsAt)];
  return ips[0] === clusterIP ? [] : [invalidValue(ipsAt, ips, 'first value must match `clusterIP`')];
}

function families(list: string[]): FieldError[] {
  return list.flatMap((family, i) => [
    ...(family === 'IPv4' || family === 'IPv6' ? [] : [notSupported(familiesAt.index(i), family, ['IPv4', 'IPv6'])]),
    ...(list.indexOf(family) < i ? [duplicate(familiesAt.index(i), family)] : []),
  ]);
}

function addresses(ips: string[]): FieldError[] {
  return ips.flatMap((ip, i) => {
    if (i > 0 || ip !== 'None') return ipAddress(ipsAt.index(i), ip);
    return ips.length > 1 ? [invalidValue(ipsAt, ips, "'None' must be the first and only value")] : [];
  });
}

const familyOf = (ip: string): string => `IPv${ipAddressOf(ip)?.family}`;

function matching(ips: string[], list: string[]): FieldError[] {
  return ips.flatMap((ip, i) => {
    const family = list[i];
    return family && familyOf(ip) !== family ? [invalidValue(ipsAt.index(i), ip, `expected an ${family} value as indicated by \`ipFamilies[${i}]\``)] : [];
  });
}

/** What only a cluster with two families has. */
function singleStack(service: Json): FieldError[] {
  const free = isHeadless(service) && Object.keys(service.spec.selector ?? {}).length === 0;
  if (free) return [];
  const policy = service.spec.ipFamilyPolicy;
  const errors = policy === 'RequireDualStack' ? [invalidValue(policyAt, policy, 'this cluster is not configured for dual-stack services')] : [];
  const list: string[] = service.spec.ipFamilies ?? [];
  return [...errors, ...list.flatMap((family, i) => (family === 'IPv6' ? [invalidValue(familiesAt.index(i), family, 'not configured on this cluster')] : []))];
}

export function validateClusterIps(service: Json): FieldError[] {
  if (service.spec.type === 'ExternalName') return [];
  const ips: string[] = service.spec.clusterIPs ?? [];
  const list: string[] = service.spec.ipFamilies ?? [];
  const wrong = addresses(ips);
  const errors = [
    ...inStep(service.spec.clusterIP ?? '', ips),
    ...families(list),
    ...optionalOneOf(policyAt, service.spec.ipFamilyPolicy, ['PreferDualStack', 'RequireDualStack', 'SingleStack']),
    ...wrong,
    ...(ips.length > 2 ? [invalidValue(ipsAt, ips, 'may only hold up to 2 values')] : []),
  ];
  if (wrong.length > 0) return errors;
  if (ips.length > 1 && new Set(ips.map(familyOf)).size !== ips.length) errors.push(invalidValue(ipsAt, ips, 'may specify no more than one IP for each IP family'));
  if (errors.length > 0) return errors;
  const mismatched = isHeadless(service) ? [] : matching(ips, list);
  return mismatched.length > 0 ? mismatched : singleStack(service);
}

/** Addresses stay once they are given; only the second one may come and go. */
export function validateClusterIpChange(service: Json, old: Json): FieldError[] {
  const named = (s: Json): boolean => s.spec.type === 'ExternalName';
  if (named(service) || named(old) || (isHeadless(service) && isHeadless(old))) return [];
  const before: string[] = old.spec.clusterIPs ?? [];
  const after: string[] = service.spec.clusterIPs ?? [];
  const changed = (i: number): FieldError => invalidValue(ipsAt.index(i), after, 'may not change once set');
  if (before.length === after.length) return before.flatMap((ip, i) => (ip === after[i] ? [] : [changed(i)]));
  if (before.length < after.length) return before.length > 0 && before[0] !== after[0] ? [changed(0)] : [];
  const errors = after.length === 0 ? [invalidValue(ipsAt.index(0), after, 'primary clusterIP can not be unset')] : before[0] === after[0] ? [] : [changed(0)];
  if (after.length === 1 && service.spec.ipFamilyPolicy !== 'SingleStack') {
    errors.push(invalidValue(policyAt, service.spec.ipFamilyPolicy ?? null, "must be set to 'SingleStack' when releasing the secondary clusterIP"));
  }
  return errors;
}

/** Families follow the same rule. Upstream shows the addresses in some of the sentences. */
export function validateFamilyChange(service: Json, old: Json): FieldError[] {
  const named = (s: Json): boolean => s.spec.type === 'ExternalName';
  if (named(service) || named(old) || isHeadless(service) || isHeadless(old)) return [];
  const before: string[] = old.spec.ipFamilies ?? [];
  const after: string[] = service.spec.ipFamilies ?? [];
  const at = familiesAt.index(0);
  if (before.length === after.length) return before.flatMap((family, i) => (family === after[i] ? [] : [invalidValue(at, after, 'may not change once set')]));
  const changed = before.length > 0 && after.length > 0 && before[0] !== after[0] ? [invalidValue(at, service.spec.clusterIPs ?? null, 'may not change once set')] : [];
  if (before.length < after.length) return changed;
  const errors = service.spec.clusterIPs?.length ? changed : [invalidValue(at, after, 'primary ipFamily can not be unset'), ...changed];
  if (after.length !== 1 || service.spec.ipFamilyPolicy === 'SingleStack') return errors;
  return [...errors, invalidValue(policyAt, service.spec.ipFamilyPolicy ?? null, "must be set to 'SingleStack' when releasing the secondary ipFamily")];
}
