// A node whose cpu and memory would fill evenly is liked better.
import { nonZeroRequestsOf } from '../amounts.ts';
import { highestScore, type Plugin } from '../framework.ts';

export const nodeResourcesBalancedAllocation: Plugin = {
  name: 'NodeResourcesBalancedAllocation',
  weight: 1,
  prepare: ({ spec }) => {
    const wanted = nonZeroRequestsOf(spec);
    return {
      score: (nodes) =>
        nodes.map((info) => {
          const share = (name: string) => Math.min(1, ((info.requestedNonZero[name] ?? 0) + (wanted[name] ?? 0)) / (info.allocatable[name] || 1));
          return Math.floor((1 - Math.abs(share('cpu') - share('memory')) / 2) * highestScore);
        }),
    };
  },
};
