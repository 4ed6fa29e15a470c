// Selectors of labels, nodes and tolerations, as the scheduler reads them.
import type { Json } from '../apimachinery/object.ts';

type Labels = Readonly<Record<string, string>>;

function matchesExpression(labels: Labels, expression: Json): boolean {
  const value = Object.hasOwn(labels, expression.key) ? labels[expression.key] : undefined;
  const values: string[] = expression.values ?? [];
  const number = (text: string | undefined): number => (text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN);
  const operators: Record<string, () => boolean> = {
    In: () => value !== undefined && values.includes(value),
    NotIn: () => value === undefined || !values.includes(value),
    Exists: () => value !== undefined,
    DoesNotExist: () => value === undefined,
    Gt: () => number(value) > number(values[0]),
    Lt: () => number(value) < number(values[0]),
  };
  return operators[expression.operator]?.() ?? false;
}

/** A metav1.LabelSelector: absent selects nothing, empty selects everything. */
export function matchesLabelSelector(labels: Labels | undefined, selector: Json): boolean {
  if (!selector) return false;
  const have = labels ?? {};
  for (const key in selector.matchLabels ?? {}) if (have[key] !== selector.matchLabels[key]) return false;
  return (selector.matchExpressions ?? []).every((expression: Json) => matchesExpression(have, expression));
}

/** A map of labels that must all be there. */
export const matchesLabels = (labels: Labels | undefined, wanted: Labels | undefined): boolean => matchesLabelSelector(labels, { matchLabels: wanted ?? {} });

/** One term of a node selector; a term without requirements selects nothing. */
export function matchesNodeTerm(labels: Labels, name: string, term: Json): boolean {
  const expressions: Json[] = term?.matchExpressions ?? [];
  const fields: Json[] = term?.matchFields ?? [];
  if (!expressions.length && !fields.length) return false;
  return expressions.every((e) => matchesExpression(labels, e)) && fields.every((f) => matchesExpression({ 'metadata.name': name }, f));
}

export const matchesNodeSelector = (labels: Labels, name: string, selector: Json): boolean => (selector?.nodeSelectorTerms ?? []).some((term: Json) => matchesNodeTerm(labels, name, term));

/** What a pod demands of its node: nodeSelector and required node affinity. */
export function matchesNodeDemands(spec: Json, labels: Labels, name: string): boolean {
  if (spec.nodeSelector && !matchesLabels(labels, spec.nodeSelector)) return false;
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return !required || matchesNodeSelector(labels, name, required);
}

export function tolerates(toleration: Json, taint: Json): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (toleration.key && toleration.key !== taint.key) return false;
  const operators: Record<string, () => boolean> = {
    Equal: () => (toleration.value ?? '') === (taint.value ?? ''),
    Exists: () => true,
    Lt: () => Number(taint.value) < Number(toleration.value),
    Gt: () => Number(taint.value) > Number(toleration.value),
  };
  return operators[toleration.operator || 'Equal']?.() ?? false;
}

export const toleratesAll = (tolerations: Json[] | undefined, taints: Json[]): boolean => taints.every((taint) => (tolerations ?? []).some((toleration) => tolerates(toleration, taint)));
