// How far an autoscaler may go at once: its bounds, its behaviour, its patience.
import { type Json, type KubeObject, parseTime } from '../../apimachinery/object.ts';
import type { Instant } from '../../sim/index.ts';

export interface Limited {
  replicas: number;
  limited: boolean;
  reason: string;
  message: string;
}

const within: Omit<Limited, 'replicas'> = { limited: false, reason: 'DesiredWithinRange', message: 'the desired count is within the acceptable range' };

/** Scaling down waits until the last change is this long ago (--horizontal-pod-autoscaler-downscale-stabilization). */
const defaultWindow = 300;

export function limit(hpa: KubeObject, current: number, proposed: number, now: Instant): Limited {
  const min = hpa.spec.minReplicas ?? 1;
  const max = hpa.spec.maxReplicas;
  if (proposed < current && !isSettled(hpa, now)) return { replicas: current, ...within };
  const step = proposed > current ? fastestUp(hpa.spec.behavior?.scaleUp, current) : slowestDown(hpa.spec.behavior?.scaleDown, current);
  if (proposed > max)
    return { replicas: Math.min(max, Math.max(step, current)), limited: true, reason: 'TooManyReplicas', message: 'the desired replica count is more than the maximum replica count' };
  if (proposed < min) return { replicas: Math.max(min, step), limited: true, reason: 'TooFewReplicas', message: 'the desired replica count is less than the minimum replica count' };
  if (proposed > current && proposed > step) return { replicas: step, limited: true, reason: 'ScaleUpLimit', message: 'the desired replica count is increasing faster than the maximum scale rate' };
  if (proposed < current && proposed < step) return { replicas: step, limited: true, reason: 'ScaleDownLimit', message: 'the desired replica count is decreasing faster than the maximum scale rate' };
  return { replicas: proposed, ...within };
}

function isSettled(hpa: KubeObject, now: Instant): boolean {
  const window = hpa.spec.behavior?.scaleDown?.stabilizationWindowSeconds ?? defaultWindow;
  const last = parseTime(hpa.status?.lastScaleTime ?? hpa.metadata.creationTimestamp);
  return now - last >= window * 1000;
}

const policiesOf = (rules: Json, usual: readonly Json[]): readonly Json[] => rules?.policies ?? usual;

function choose(rules: Json, sizes: readonly number[], most: (...n: number[]) => number, least: (...n: number[]) => number): number {
  return rules?.selectPolicy === 'Min' ? least(...sizes) : most(...sizes);
}

function fastestUp(rules: Json, current: number): number {
  if (rules?.selectPolicy === 'Disabled') return current;
  const policies = policiesOf(rules, [
    { type: 'Pods', value: 4 },
    { type: 'Percent', value: 100 },
  ]);
  return choose(
    rules,
    policies.map(({ type, value }) => (type === 'Pods' ? current + value : Math.ceil(current * (1 + value / 100)))),
    Math.max,
    Math.min,
  );
}

function slowestDown(rules: Json, current: number): number {
  if (rules?.selectPolicy === 'Disabled') return current;
  const policies = policiesOf(rules, [{ type: 'Percent', value: 100 }]);
  return choose(
    rules,
    policies.map(({ type, value }) => (type === 'Pods' ? current - value : Math.floor(current * (1 - value / 100)))),
    Math.min,
    Math.max,
  );
}
