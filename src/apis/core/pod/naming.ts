// How a pod is named and finds names: DNS policy and configuration, hostnames, host aliases.
import { type FieldError, type FieldPath, forbiddenField, invalidValue, required, tooLong } from '../../../apimachinery/fieldErrors.ts';
import { isDNS1123Subdomain } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { named } from '../../support/checks.ts';
import { ipAddress } from '../../support/ip.ts';
import { each } from '../../validation/each.ts';

const limits = { nameservers: 3, searches: 32, searchCharacters: 2048, hostname: 64 };

const searchLabel = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const searchPattern = new RegExp(`^${searchLabel}(\\.${searchLabel})*$`);

function validateSearch(at: FieldPath, search: string): FieldError[] {
  const name = search.replace(/\.$/, '');
  if (search === '.' || searchPattern.test(name)) return [];
  return isDNS1123Subdomain(name).map((text) =>
    invalidValue(
      at,
      name,
      text.replace("characters, '-' or '.'", "characters, '_', '-' or '.'").replace(/regex used for validation is '.*'/, `regex used for validation is '${searchLabel}(\\.${searchLabel})*'`),
    ),
  );
}

export function validateDnsConfig(at: FieldPath, config: Json, policy: string): FieldError[] {
  if (policy === 'None') {
    if (!config) return [required(at, 'must provide `dnsConfig` when `dnsPolicy` is None')];
    if (!config.nameservers?.length) return [required(at.child('nameservers'), 'must provide at least one DNS nameserver when `dnsPolicy` is None')];
  }
  if (!config) return [];
  const nameservers: string[] = config.nameservers ?? [];
  const searches: string[] = config.searches ?? [];
  return [
    ...(nameservers.length > limits.nameservers ? [invalidValue(at.child('nameservers'), nameservers, `must not have more than ${limits.nameservers} nameservers`)] : []),
    ...each(at.child('nameservers'), nameservers, ipAddress),
    ...(searches.length > limits.searches ? [invalidValue(at.child('searches'), searches, `must not have more than ${limits.searches} search paths`)] : []),
    ...(searches.join(' ').length > limits.searchCharacters
      ? [invalidValue(at.child('searches'), searches, `must not have more than ${limits.searchCharacters} characters (including spaces) in the search list`)]
      : []),
    ...each(at.child('searches'), searches, validateSearch),
    ...each(at.child('options'), config.options, (item, option) => (option.name ? [] : [required(item, 'must not be empty')])),
  ];
}

export const validateHostAliases = (at: FieldPath, aliases: Json[] | undefined): FieldError[] =>
  each(at, aliases, (item, alias) => [
    ...ipAddress(item.child('ip'), alias.ip ?? ''),
    ...each(item.child('hostnames'), alias.hostnames, (name, hostname) => named(isDNS1123Subdomain, name, hostname)),
  ]);

export function validateHostnameOverride(at: FieldPath, spec: Json): FieldError[] {
  const override = spec.hostnameOverride;
  if (override === undefined) return [];
  return [
    ...(spec.setHostnameAsFQDN ? [forbiddenField(at, 'may not be specified when setHostnameAsFQDN is true')] : []),
    ...(spec.hostNetwork ? [forbiddenField(at, 'may not be specified when hostNetwork is true')] : []),
    ...(override.length > limits.hostname ? [tooLong(at, limits.hostname)] : []),
    ...named(isDNS1123Subdomain, at, override),
  ];
}
