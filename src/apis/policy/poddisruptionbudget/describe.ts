// What `kubectl describe poddisruptionbudget` says.
import { formatLabelSelector } from '../../../apimachinery/labels.ts';
import type { Describer } from '../../describe/contract.ts';
import { writeName } from '../../describe/metadata.ts';

export const podDisruptionBudgetDescriber: Describer = {
  resource: 'poddisruptionbudgets.policy',
  describe(budget, out) {
    const { minAvailable, maxUnavailable, selector } = budget.spec ?? {};
    const { disruptionsAllowed = 0, currentHealthy = 0, desiredHealthy = 0, expectedPods = 0 } = budget.status ?? {};
    writeName(out, budget);
    if (minAvailable !== undefined) out.field('Min available', minAvailable);
    else if (maxUnavailable !== undefined) out.field('Max unavailable', maxUnavailable);
    out.field('Selector', selector ? formatLabelSelector(selector) : '<unset>');
    out.heading('Status');
    out.field('Allowed disruptions', disruptionsAllowed, 2);
    out.field('Current', currentHealthy, 2);
    out.field('Desired', desiredHealthy, 2);
    out.field('Total', expectedPods, 2);
  },
};
