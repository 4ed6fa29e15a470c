// nodeSelector and node affinity: what a pod demands of its node, and what it prefers.
import type { Json } from '../../apimachinery/object.ts';
import { normalize, type Plugin } from '../framework.ts';
import { matchesNodeDemands, matchesNodeTerm } from '../selectors.ts';

/** The nodes that the terms name, when each of them names some by metadata.name (as a DaemonSet's pods do). */
function namedNodes(required: Json): Set<string> | undefined {
  const terms: Json[] = required?.nodeSelectorTerms ?? [];
  const named = new Set<string>();
  for (const term of terms) {
    const fields: Json[] = (term.matchFields ?? []).filter((f: Json) => f.key === 'metadata.name' && f.operator === 'In');
    if (!fields.length) return undefined;
    for (const name of fields[0].values ?? []) if (fields.every((f) => f.values.includes(name))) named.add(name);
  }
  return terms.length ? named : undefined;
}

export const nodeAffinity: Plugin = {
  name: 'NodeAffinity',
  weight: 2,
  prepare: ({ spec }) => {
    const affinity = spec.affinity?.nodeAffinity;
    const preferred: Json[] = affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
    const only = namedNodes(affinity?.requiredDuringSchedulingIgnoredDuringExecution);
    const weightOn = (labels: Readonly<Record<string, string>>, name: string) => preferred.reduce((sum, { weight, preference }) => sum + (matchesNodeTerm(labels, name, preference) ? weight : 0), 0);
    return {
      ...(only ? { only } : {}),
      filter: ({ labels, name }) => (matchesNodeDemands(spec, labels, name) ? undefined : { reasons: ["node(s) didn't match Pod's node affinity/selector"], final: true }),
      ...(preferred.length ? { score: (nodes) => normalize(nodes.map(({ labels, name }) => weightOn(labels, name))) } : {}),
    };
  },
};
