// Taints keep away pods that do not tolerate them; PreferNoSchedule only makes a node less liked.
import type { Json } from '../../apimachinery/object.ts';
import { normalize, type NodeInfo, type Plugin } from '../framework.ts';
import { tolerates } from '../selectors.ts';

const taintsOf = (info: NodeInfo): Json[] => info.node.spec?.taints ?? [];

export const taintToleration: Plugin = {
  name: 'TaintToleration',
  weight: 3,
  prepare: ({ spec }) => {
    const tolerations: Json[] = spec.tolerations ?? [];
    const untolerated = (taint: Json, among: Json[]) => !among.some((toleration) => tolerates(toleration, taint));
    const soft = tolerations.filter((t) => !t.effect || t.effect === 'PreferNoSchedule');
    return {
      filter: (info) => (taintsOf(info).some((t) => t.effect !== 'PreferNoSchedule' && untolerated(t, tolerations)) ? { reasons: ['node(s) had untolerated taint(s)'], final: true } : undefined),
      score: (nodes) =>
        normalize(
          nodes.map((info) => taintsOf(info).filter((t) => t.effect === 'PreferNoSchedule' && untolerated(t, soft)).length),
          true,
        ),
    };
  },
};
