// What `kubectl describe resourcequota` says.
import { parseQuantity, Quantity } from '../../../apimachinery/quantity.ts';
import type { Describer } from '../../describe/contract.ts';
import { sortedKeys, writeName } from '../../describe/metadata.ts';
import { writeScopes } from '../../describe/quotas.ts';

/** What is used, written in the manner of the limit. */
function usedText(used: string, hard: string): string {
  const [amount, limit] = [parseQuantity(used), parseQuantity(hard)];
  return (amount.format === limit.format ? amount : Quantity.of(BigInt(amount.value()), limit.format)).toString();
}

export const resourceQuotaDescriber: Describer = {
  resource: 'resourcequotas',
  events: 'none',
  describe(quota, out) {
    const { hard = {}, used = {} } = quota.status ?? {};
    writeName(out, quota);
    writeScopes(out, quota, 0, ' *');
    out.titles(0, 'Resource', 'Used', 'Hard');
    for (const name of sortedKeys(hard)) out.row(0, name, usedText(used[name] ?? '0', hard[name]), parseQuantity(hard[name]));
  },
};
