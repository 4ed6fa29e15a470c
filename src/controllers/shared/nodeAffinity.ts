// Whether a node is one that a pod's node selector and required node affinity allow.
import { fromLabelSelector } from '../../apimachinery/labels.ts';
import type { Json, KubeObject } from '../../apimachinery/object.ts';

export function allowsNode(spec: Json, node: KubeObject): boolean {
  const labels = node.metadata.labels ?? {};
  for (const [name, value] of Object.entries(spec.nodeSelector ?? {})) if (labels[name] !== value) return false;
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return !required || required.nodeSelectorTerms.some((term: Json) => matchesTerm(term, node));
}

/** An empty term matches nothing. */
function matchesTerm({ matchExpressions = [], matchFields = [] }: Json, node: KubeObject): boolean {
  if (matchExpressions.length === 0 && matchFields.length === 0) return false;
  return matchExpressions.every((e: Json) => matches(e, node.metadata.labels ?? {})) && matchFields.every((e: Json) => matches(e, { [e.key]: node.metadata.name }));
}

function matches(expression: Json, labels: Record<string, string>): boolean {
  const { key, operator, values = [] } = expression;
  if (operator !== 'Gt' && operator !== 'Lt') return fromLabelSelector({ matchExpressions: [{ key, operator, values }] }).matches(labels);
  const have = labels[key];
  if (have === undefined || !/^-?\d+$/.test(have)) return false;
  return operator === 'Gt' ? Number(have) > Number(values[0]) : Number(have) < Number(values[0]);
}
