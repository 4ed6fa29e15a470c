// IP addresses and networks as numbers: reading, printing canonically, and asking whether one contains another.

export interface IpAddress {
  family: 4 | 6;
  bits: bigint;
}

export interface IpPrefix extends IpAddress {
  length: number;
}

function ipv4Bits(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256 && (part === '0' || !part.startsWith('0')))) return undefined;
  return parts.reduce((bits, part) => bits * 256n + BigInt(part), 0n);
}

function hexGroups(text: string): bigint[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const last = parts[parts.length - 1] as string;
  let tail: bigint[] = [];
  if (last.includes('.')) {
    const bits = ipv4Bits(last);
    if (bits === undefined) return undefined;
    tail = [bits >> 16n, bits & 0xffffn];
    parts.pop();
  }
  if (!parts.every((part) => /^[0-9a-fA-F]{1,4}$/.test(part))) return undefined;
  return [...parts.map((part) => BigInt(`0x${part}`)), ...tail];
}

function ipv6Bits(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = hexGroups(halves[0] as string);
  const tail = halves.length === 2 ? hexGroups(halves[1] as string) : [];
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  return [...head, ...Array<bigint>(missing).fill(0n), ...tail].reduce((bits, group) => bits * 65536n + group, 0n);
}

export function ipAddressOf(text: string): IpAddress | undefined {
  const family = text.includes(':') ? 6 : 4;
  const bits = family === 6 ? ipv6Bits(text) : ipv4Bits(text);
  if (bits === undefined) return undefined;
  // ::ffff:a.b.c.d is the IPv4 address, as net.ParseIP has it.
  if (family === 6 && bits >> 32n === 0xffffn) return { family: 4, bits: bits & 0xffffffffn };
  return { family, bits };
}

export function ipPrefixOf(text: string): IpPrefix | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return undefined;
  const address = ipAddressOf(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (!address || !/^\d{1,3}$/.test(length) || Number(length) > (address.family === 4 ? 32 : 128)) return undefined;
  return { ...address, length: Number(length) };
}

const hostBits = (prefix: IpPrefix): bigint => BigInt((prefix.family === 4 ? 32 : 128) - prefix.length);

/** The prefix with the bits after its length cleared. */
export const networkOf = (prefix: IpPrefix): IpPrefix => ({ ...prefix, bits: (prefix.bits >> hostBits(prefix)) << hostBits(prefix) });

export const prefixContains = (prefix: IpPrefix, address: IpAddress): boolean => prefix.family === address.family && prefix.bits >> hostBits(prefix) === address.bits >> hostBits(prefix);

/** The longest run of zero groups, at least two: what `::` stands for. */
function longestZeros(groups: bigint[]): { start: number; length: number } {
  let best = { start: -1, length: 1 };
  for (let start = 0; start < groups.length; start++) {
    let end = start;
    while (groups[end] === 0n) end++;
    if (end - start > best.length) best = { start, length: end - start };
  }
  return best;
}

export function ipText({ family, bits }: IpAddress): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 255n).join('.');
  const groups = Array.from({ length: 8 }, (_, i) => (bits >> BigInt(112 - 16 * i)) & 0xffffn);
  const { start, length } = longestZeros(groups);
  const hex = groups.map((group) => group.toString(16));
  return start < 0 ? hex.join(':') : `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

export const prefixText = (prefix: IpPrefix): string => `${ipText(prefix)}/${prefix.length}`;
