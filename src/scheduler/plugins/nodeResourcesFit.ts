// A node has room for what the pod asks; the emptier one is liked better (LeastAllocated).
import { requestsOf, nonZeroRequestsOf, type Amounts } from '../amounts.ts';
import { highestScore, type NodeInfo, type Plugin, type Rejection } from '../framework.ts';

const basic = ['cpu', 'memory', 'ephemeral-storage'];

function missing(wanted: Amounts, info: NodeInfo): Rejection | undefined {
  const reasons: string[] = [];
  let final = false;
  if (info.pods.length + 1 > (info.allocatable.pods ?? 0)) reasons.push('Too many pods');
  const names = [
    ...basic,
    ...Object.keys(wanted)
      .filter((name) => !basic.includes(name) && name !== 'pods')
      .sort(),
  ];
  for (const name of names) {
    const need = wanted[name] ?? 0;
    const has = info.allocatable[name] ?? 0;
    if (need <= 0 || need <= has - (info.requested[name] ?? 0)) continue;
    reasons.push(`Insufficient ${name}`);
    if (need > has) final = true;
  }
  return reasons.length ? { reasons, final } : undefined;
}

function leastAllocated(wanted: Amounts, info: NodeInfo): number {
  const shares = ['cpu', 'memory']
    .filter((name) => (info.allocatable[name] ?? 0) > 0)
    .map((name) => {
      const has = info.allocatable[name] ?? 0;
      const used = (info.requestedNonZero[name] ?? 0) + (wanted[name] ?? 0);
      return used > has ? 0 : Math.floor(((has - used) * highestScore) / has);
    });
  return shares.length ? Math.floor(shares.reduce((a, b) => a + b, 0) / shares.length) : 0;
}

export const nodeResourcesFit: Plugin = {
  name: 'NodeResourcesFit',
  weight: 1,
  prepare: ({ spec }) => {
    const wanted = requestsOf(spec);
    const counted = nonZeroRequestsOf(spec);
    return { filter: (info) => missing(wanted, info), score: (nodes) => nodes.map((info) => leastAllocated(counted, info)) };
  },
};
