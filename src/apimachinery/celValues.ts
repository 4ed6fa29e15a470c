// Kubernetes' own values in CEL: addresses and networks, URLs, versions, formats of names, and who may do what.
import type { Environment } from '@marcbachmann/cel-js';
import { type IpAddress, type IpPrefix, ipAddressOf, ipPrefixOf, ipText, networkOf, prefixContains, prefixText } from './ip.ts';
import { isDNS1035Label, isDNS1123Label, isDNS1123Subdomain, isQualifiedName, isValidLabelValue, type NameRule } from './names.ts';

class Ip {
  constructor(readonly value: IpAddress) {}
}

class Cidr {
  constructor(readonly value: IpPrefix) {}
}

class Url {
  constructor(readonly value: URL) {}
}

class Semver {
  constructor(readonly parts: readonly [number, number, number, string]) {}
}

class NamedFormat {
  constructor(readonly rule: NameRule) {}
}

/** What is asked of the authorizer, as far as it has been said. */
export interface CelQuestion {
  path?: string;
  verb?: string;
  group?: string;
  resource?: string;
  subresource?: string;
  namespace?: string;
  name?: string;
  serviceAccount?: { namespace: string; name: string };
}

export type CelAnswer = (question: CelQuestion) => { allowed: boolean; reason: string };

/** `authorizer.group('apps').resource('deployments').check('create').allowed()`: each step says more. */
export class Authorizer {
  constructor(
    readonly ask: CelAnswer,
    readonly question: CelQuestion = {},
    readonly requestResource?: Authorizer,
  ) {}

  with(more: CelQuestion): Authorizer {
    return new Authorizer(this.ask, { ...this.question, ...more });
  }
}

class AuthorizerDecision {
  constructor(readonly value: { allowed: boolean; reason: string }) {}
}

function need<T>(value: T | undefined, why: string): T {
  if (value === undefined) throw new Error(why);
  return value;
}

const ipOf = (text: string): Ip =>
  new Ip(need(ipAddressOf(text), `IP Address ${JSON.stringify(text)} parse error during conversion from string: ParseAddr(${JSON.stringify(text)}): unable to parse IP`));
const cidrOf = (text: string): Cidr => new Cidr(need(ipPrefixOf(text), `network address parse error during conversion from string: netip.ParsePrefix(${JSON.stringify(text)}): no '/'`));

const networks: Readonly<Record<string, readonly string[]>> = {
  isLoopback: ['127.0.0.0/8', '::1/128'],
  isLinkLocalMulticast: ['224.0.0.0/24', 'ff02::/16'],
  isLinkLocalUnicast: ['169.254.0.0/16', 'fe80::/10'],
  multicast: ['224.0.0.0/4', 'ff00::/8'],
};
const inNetworks = (name: string, address: IpAddress): boolean =>
  (networks[name] ?? []).some((text) => {
    const prefix = ipPrefixOf(text);
    return prefix !== undefined && prefixContains(prefix, address);
  });
const isGlobal = (address: IpAddress): boolean =>
  address.bits !== 0n && !inNetworks('isLoopback', address) && !inNetworks('multicast', address) && !inNetworks('isLinkLocalUnicast', address) && ipText(address) !== '255.255.255.255';

const addresses = (made: Environment): Environment =>
  made
    .registerType('IP', { ctor: Ip } as never)
    .registerType('CIDR', { ctor: Cidr } as never)
    .registerConstant('ip', 'map', {})
    .registerFunction('isIP(string): bool', (text: string) => ipAddressOf(text) !== undefined)
    .registerFunction('isCIDR(string): bool', (text: string) => ipPrefixOf(text) !== undefined)
    .registerFunction('ip(string): IP', ipOf)
    .registerFunction('map.isCanonical(string): bool', (_: unknown, text: string) => ipText(ipOf(text).value) === text)
    .registerFunction('IP.family(): int', (ip: Ip) => BigInt(ip.value.family))
    .registerFunction('IP.isUnspecified(): bool', (ip: Ip) => ip.value.bits === 0n)
    .registerFunction('IP.isLoopback(): bool', (ip: Ip) => inNetworks('isLoopback', ip.value))
    .registerFunction('IP.isLinkLocalMulticast(): bool', (ip: Ip) => inNetworks('isLinkLocalMulticast', ip.value))
    .registerFunction('IP.isLinkLocalUnicast(): bool', (ip: Ip) => inNetworks('isLinkLocalUnicast', ip.value))
    .registerFunction('IP.isGlobalUnicast(): bool', (ip: Ip) => isGlobal(ip.value))
    .registerFunction('string(IP): string', (ip: Ip) => ipText(ip.value))
    .registerOperator('IP == IP', (a: Ip, b: Ip) => ipText(a.value) === ipText(b.value))
    .registerFunction('cidr(string): CIDR', cidrOf)
    .registerFunction('CIDR.containsIP(string): bool', (net: Cidr, text: string) => prefixContains(net.value, ipOf(text).value))
    .registerFunction('CIDR.containsIP(IP): bool', (net: Cidr, ip: Ip) => prefixContains(net.value, ip.value))
    .registerFunction('CIDR.containsCIDR(string): bool', (net: Cidr, text: string) => containsNetwork(net.value, cidrOf(text).value))
    .registerFunction('CIDR.containsCIDR(CIDR): bool', (net: Cidr, other: Cidr) => containsNetwork(net.value, other.value))
    .registerFunction('CIDR.ip(): IP', (net: Cidr) => new Ip(net.value))
    .registerFunction('CIDR.masked(): CIDR', (net: Cidr) => new Cidr(networkOf(net.value)))
    .registerFunction('CIDR.prefixLength(): int', (net: Cidr) => BigInt(net.value.length))
    .registerFunction('string(CIDR): string', (net: Cidr) => prefixText(net.value))
    .registerOperator('CIDR == CIDR', (a: Cidr, b: Cidr) => prefixText(a.value) === prefixText(b.value));

const containsNetwork = (outer: IpPrefix, inner: IpPrefix): boolean => outer.length <= inner.length && prefixContains(outer, inner);

const urlOf = (text: string): Url => {
  if (!URL.canParse(text)) throw new Error(`URL parse error during conversion from string: parse ${JSON.stringify(text)}: invalid URI for request`);
  return new Url(new URL(text));
};

const urls = (made: Environment): Environment =>
  made
    .registerType('URL', { ctor: Url } as never)
    .registerFunction('isURL(string): bool', (text: string) => URL.canParse(text))
    .registerFunction('url(string): URL', urlOf)
    .registerFunction('URL.getScheme(): string', (url: Url) => url.value.protocol.slice(0, -1))
    .registerFunction('URL.getHost(): string', (url: Url) => url.value.host)
    .registerFunction('URL.getHostname(): string', (url: Url) => url.value.hostname)
    .registerFunction('URL.getPort(): string', (url: Url) => url.value.port)
    .registerFunction('URL.getEscapedPath(): string', (url: Url) => url.value.pathname)
    .registerFunction('URL.getQuery(): map', (url: Url) => Object.fromEntries([...new Set(url.value.searchParams.keys())].map((key) => [key, url.value.searchParams.getAll(key)])));

function semverOf(text: string): Semver {
  const [, major, minor, patch, rest = ''] = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/.exec(text) ?? [];
  if (major === undefined) throw new Error('No Major.Minor.Patch elements found');
  return new Semver([Number(major), Number(minor), Number(patch), rest]);
}

function compareSemver({ parts: a }: Semver, { parts: b }: Semver): number {
  for (const i of [0, 1, 2] as const) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  if (a[3] === b[3]) return 0;
  if (a[3] === '' || b[3] === '') return a[3] === '' ? 1 : -1;
  return a[3] < b[3] ? -1 : 1;
}

const isSemver = (text: string): boolean => {
  try {
    return semverOf(text) !== undefined;
  } catch {
    return false;
  }
};

const versions = (made: Environment): Environment =>
  made
    .registerType('Semver', { ctor: Semver } as never)
    .registerFunction('semver(string): Semver', semverOf)
    .registerFunction('isSemver(string): bool', isSemver)
    .registerFunction('Semver.major(): int', (v: Semver) => BigInt(v.parts[0]))
    .registerFunction('Semver.minor(): int', (v: Semver) => BigInt(v.parts[1]))
    .registerFunction('Semver.patch(): int', (v: Semver) => BigInt(v.parts[2]))
    .registerFunction('Semver.compareTo(Semver): int', (a: Semver, b: Semver) => BigInt(compareSemver(a, b)))
    .registerFunction('Semver.isGreaterThan(Semver): bool', (a: Semver, b: Semver) => compareSemver(a, b) > 0)
    .registerFunction('Semver.isLessThan(Semver): bool', (a: Semver, b: Semver) => compareSemver(a, b) < 0);

const rules: Readonly<Record<string, NameRule>> = {
  dns1123Label: isDNS1123Label,
  dns1123Subdomain: isDNS1123Subdomain,
  dns1035Label: isDNS1035Label,
  qualifiedName: isQualifiedName,
  labelValue: isValidLabelValue,
};

const formats = (made: Environment): Environment => {
  const named = made
    .registerType('NamedFormat', { ctor: NamedFormat } as never)
    .registerConstant('format', 'map', {})
    .registerConstant('jsonpatch', 'map', {})
    .registerConstant('strings', 'map', {})
    .registerConstant('lists', 'map', {})
    .registerFunction('map.escapeKey(string): string', (_: unknown, key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1'))
    .registerFunction('map.quote(string): string', (_: unknown, text: string) => JSON.stringify(text))
    .registerFunction('map.range(int): list', (_: unknown, count: bigint) => Array.from({ length: Number(count) }, (__, i) => BigInt(i)))
    .registerFunction('NamedFormat.validate(string): dyn', (format: NamedFormat, text: string) => format.rule(text));
  return Object.entries(rules).reduce((env, [name, rule]) => env.registerFunction(`map.${name}(): NamedFormat`, () => new NamedFormat(rule)), named);
};

const authorizer = (made: Environment): Environment => {
  const steps = { group: 'group', resource: 'resource', subresource: 'subresource', namespace: 'namespace', name: 'name', path: 'path' } as const;
  const typed = made
    .registerType('Authorizer', { ctor: Authorizer, fields: { requestResource: 'Authorizer' } } as never)
    .registerType('AuthorizerDecision', { ctor: AuthorizerDecision } as never)
    .registerFunction('Authorizer.serviceAccount(string, string): Authorizer', (a: Authorizer, namespace: string, name: string) => a.with({ serviceAccount: { namespace, name } }))
    .registerFunction('Authorizer.fieldSelector(string): Authorizer', (a: Authorizer) => a)
    .registerFunction('Authorizer.labelSelector(string): Authorizer', (a: Authorizer) => a)
    .registerFunction('Authorizer.check(string): AuthorizerDecision', (a: Authorizer, verb: string) => new AuthorizerDecision(a.ask({ ...a.question, verb })))
    .registerFunction('AuthorizerDecision.allowed(): bool', (d: AuthorizerDecision) => d.value.allowed)
    .registerFunction('AuthorizerDecision.reason(): string', (d: AuthorizerDecision) => d.value.reason)
    .registerFunction('AuthorizerDecision.errored(): bool', () => false)
    .registerFunction('AuthorizerDecision.error(): string', () => '');
  return Object.values(steps).reduce((env, step) => env.registerFunction(`Authorizer.${step}(string): Authorizer`, (a: Authorizer, value: string) => a.with({ [step]: value })), typed);
};

export const registerValues = (made: Environment): Environment => [addresses, urls, versions, formats, authorizer].reduce((env, register) => register(env), made);
