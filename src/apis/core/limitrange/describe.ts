// What `kubectl describe limitrange` says.
import type { Describer } from '../../describe/contract.ts';
import { writeName } from '../../describe/metadata.ts';
import { writeLimits } from '../../describe/quotas.ts';

export const limitRangeDescriber: Describer = {
  resource: 'limitranges',
  events: 'none',
  describe(range, out) {
    writeName(out, range);
    writeLimits(out, [range]);
  },
};
