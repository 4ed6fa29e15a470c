// Taints and tolerations as controllers weigh them.
import type { Json, KubeObject } from '../../apimachinery/object.ts';

export interface Taint {
  key: string;
  value?: string;
  effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  timeAdded?: string;
}

export const taintsOf = (node: KubeObject): readonly Taint[] => node.spec?.taints ?? [];
export const noExecuteTaints = (node: KubeObject): Taint[] => taintsOf(node).filter(({ effect }) => effect === 'NoExecute');

export function tolerates(toleration: Json, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (toleration.key && toleration.key !== taint.key) return false;
  if (!toleration.key && toleration.operator !== 'Exists') return false;
  if (toleration.operator === 'Exists') return true;
  if (toleration.operator === 'Gt' || toleration.operator === 'Lt') {
    const [have, bound] = [Number(taint.value), Number(toleration.value)];
    return Number.isInteger(have) && (toleration.operator === 'Gt' ? have > bound : have < bound);
  }
  return (toleration.value ?? '') === (taint.value ?? '');
}

/**
 * How long a pod may stay on a node with these taints: the least of its tolerations' seconds, 0 when a taint is not
 * tolerated, undefined when it may stay for ever.
 */
export function secondsTolerated(tolerations: readonly Json[], taints: readonly Taint[]): number | undefined {
  let least: number | undefined;
  for (const taint of taints) {
    const used = tolerations.find((toleration) => tolerates(toleration, taint));
    if (!used) return 0;
    if (used.tolerationSeconds === undefined || used.tolerationSeconds === null) continue;
    least = Math.min(least ?? Number.POSITIVE_INFINITY, Math.max(0, used.tolerationSeconds));
  }
  return least;
}
