// What says where a pod may run: node selectors, tolerations, spreading.
import { byCodePoint } from '../../apimachinery/goFormat.ts';
import { formatLabelSelector } from '../../apimachinery/labels.ts';
import type { Json } from '../../apimachinery/object.ts';
import type { Description } from './description.ts';

function tolerationText({ key = '', operator, value = '', effect = '', tolerationSeconds }: Json): string {
  let text = `${key}${value ? `=${value}` : ''}${effect ? `:${effect}` : ''}`;
  if (operator === 'Exists' && !value) text += key || effect ? ' op=Exists' : 'op=Exists';
  return tolerationSeconds === undefined ? text : `${text} for ${tolerationSeconds}s`;
}

export function writeTolerations(out: Description, tolerations: Json[] = [], label = 'Tolerations'): void {
  const sorted = [...tolerations].sort((a, b) => byCodePoint(a.key ?? '', b.key ?? ''));
  out.fields(label, sorted.map(tolerationText));
}

function constraintText({ topologyKey, whenUnsatisfiable, maxSkew, labelSelector }: Json): string {
  return `${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded${labelSelector ? ` for selector ${formatLabelSelector(labelSelector)}` : ''}`;
}

export function writeSpreadConstraints(out: Description, constraints: Json[] = [], before = ''): void {
  if (constraints.length === 0) return;
  const sorted = [...constraints].sort((a, b) => byCodePoint(a.topologyKey, b.topologyKey));
  out.fields('Topology Spread Constraints', sorted.map(constraintText), before);
}

/** `key=value:effect` */
const taintText = ({ key, value, effect }: Json): string => {
  if (!effect) return value ? `${key}=${value}:` : key;
  return value ? `${key}=${value}:${effect}` : `${key}:${effect}`;
};

export function writeTaints(out: Description, taints: Json[] = []): void {
  const orderOf = ({ effect = '', key }: Json): string => `${effect},${key}`;
  out.fields('Taints', [...taints].sort((a, b) => byCodePoint(orderOf(a), orderOf(b))).map(taintText));
}

export function writeSchedulingGroup(out: Description, group: Json, level: number): void {
  if (!group) return;
  out.heading('SchedulingGroup', level);
  out.field('PodGroupName', group.podGroupName ?? '', 1);
}
