// Cordoned nodes take no pods, but for those that tolerate it.
import type { Plugin } from '../framework.ts';
import { tolerates } from '../selectors.ts';

const taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

export const nodeUnschedulable: Plugin = {
  name: 'NodeUnschedulable',
  prepare: ({ spec }) => {
    const tolerated = (spec.tolerations ?? []).some((toleration: unknown) => tolerates(toleration, taint));
    return { filter: ({ node }) => (node.spec?.unschedulable && !tolerated ? { reasons: ['node(s) were unschedulable'], final: true } : undefined) };
  },
};
