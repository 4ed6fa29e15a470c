// IP addresses and networks in fields: the strict forms that new values must have.
import { type FieldError, type FieldPath, invalidValue } from '../../apimachinery/fieldErrors.ts';
import { type IpAddress, ipAddressOf, ipPrefixOf, ipText, networkOf, prefixContains, prefixText } from '../../apimachinery/ip.ts';

/** IPv4 octets without the leading zeros that old parsers let pass. */
const withoutZeros = (text: string): string => text.replace(/(^|[.:])0+(?=\d+(\.|$|\/))/g, '$1');

const isMapped = (text: string): boolean => text.includes(':') && ipAddressOf(text)?.family === 4;

export function ipAddress(at: FieldPath, value: string): FieldError[] {
  if (ipAddressOf(value)) return isMapped(value) ? [invalidValue(at, value, 'must not be an IPv4-mapped IPv6 address')] : [];
  const sloppy = ipAddressOf(withoutZeros(value)) !== undefined;
  return [invalidValue(at, value, sloppy ? 'must not have leading 0s' : 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')];
}

export function cidr(at: FieldPath, value: string): FieldError[] {
  const [address = '', length = ''] = value.split('/');
  const loose = `${withoutZeros(address)}/${length.replace(/^0+(?=\d)/, '')}`;
  const prefix = ipPrefixOf(loose);
  if (!prefix) return [invalidValue(at, value, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)')];
  if (loose !== value) return [invalidValue(at, value, 'must not have leading 0s in IP or prefix length')];
  if (isMapped(address)) return [invalidValue(at, value, 'must not have an IPv4-mapped IPv6 address')];
  return networkOf(prefix).bits === prefix.bits ? [] : [invalidValue(at, value, 'must not have bits set beyond the prefix length')];
}

const special: readonly { networks: readonly string[]; detail: string }[] = [
  { networks: ['127.0.0.0/8', '::1/128'], detail: 'may not be in the loopback range (127.0.0.0/8, ::1/128)' },
  { networks: ['169.254.0.0/16', 'fe80::/10'], detail: 'may not be in the link-local range (169.254.0.0/16, fe80::/10)' },
  { networks: ['224.0.0.0/24', 'ff02::/16'], detail: 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)' },
];

const within = (address: IpAddress, network: string): boolean => {
  const prefix = ipPrefixOf(network);
  return prefix !== undefined && prefixContains(prefix, address);
};

/** Addresses that endpoints and external IPs may not be. */
export function nonSpecialIp(at: FieldPath, value: string): FieldError[] {
  const address = ipAddressOf(value);
  if (!address) return [invalidValue(at, value, 'must be a valid IP address')];
  const errors = address.bits === 0n ? [invalidValue(at, value, `may not be unspecified (${value})`)] : [];
  return [...errors, ...special.filter(({ networks }) => networks.some((n) => within(address, n))).map(({ detail }) => invalidValue(at, value, detail))];
}

/** What is odd about an address that is accepted all the same: a form that is not the canonical one. */
export function ipWarnings(at: string, value: string): string[] {
  const address = ipAddressOf(value);
  if (address?.family !== 6 || isMapped(value) || ipText(address) === value) return [];
  return [`${at}: IPv6 address ${JSON.stringify(value)} should be in RFC 5952 canonical format (${JSON.stringify(ipText(address))})`];
}

export function cidrWarnings(at: string, value: string): string[] {
  const prefix = ipPrefixOf(value);
  if (prefix?.family !== 6 || isMapped(value.split('/')[0] as string) || prefixText(prefix) === value) return [];
  return [`${at}: IPv6 CIDR value ${JSON.stringify(value)} should be in RFC 5952 canonical format (${JSON.stringify(prefixText(prefix))})`];
}
