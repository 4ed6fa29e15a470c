// A pod's address: the lowest free one in the node's range, as the bridge plugin gives them out.
import type { HostState } from '../nodes/host/index.ts';

const numberOf = (ip: string): number => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const textOf = (n: number): string => [24, 16, 8, 0].map((shift) => (n >>> shift) & 255).join('.');

export function addressFor(host: HostState, range: string | undefined): string | undefined {
  const [base, length] = (range ?? '').split('/');
  if (!base || !length) return undefined;
  const taken = new Set(Object.values(host.pods).map((pod) => pod.sandbox?.ip));
  const first = numberOf(base);
  const size = 2 ** (32 - Number(length));
  // .0 is the network, .1 the bridge, the last the broadcast address.
  for (let i = 2; i < size - 1; i++) if (!taken.has(textOf(first + i))) return textOf(first + i);
  return undefined;
}
