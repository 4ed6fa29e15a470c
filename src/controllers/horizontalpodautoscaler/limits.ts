// How far an autoscaler may go at once: what it recommended lately, its bounds, its behavior.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import type { Instant } from '../../sim/index.ts';
import { recommend, type Remembered, type ScaleEvent } from './memory.ts';

interface Said {
  reason: string;
  message: string;
}

export interface Limited {
  replicas: number;
  /** For the condition AbleToScale. */
  able: Said;
  /** For the condition ScalingLimited. */
  limited: Said & { holds: boolean };
}

const withinRange: Said = { reason: 'DesiredWithinRange', message: 'the desired count is within the acceptable range' };
const tooMany: Said = { reason: 'TooManyReplicas', message: 'the desired replica count is more than the maximum replica count' };
const tooFew: Said = { reason: 'TooFewReplicas', message: 'the desired replica count is less than the minimum replica count' };
const tooFast: Said = { reason: 'ScaleUpLimit', message: 'the desired replica count is increasing faster than the maximum scale rate' };
const tooFastDown: Said = { reason: 'ScaleDownLimit', message: 'the desired replica count is decreasing faster than the maximum scale rate' };
const ready: Said = { reason: 'ReadyForNewScale', message: 'recommended size matches current size' };
const stabilizedUp: Said = { reason: 'ScaleUpStabilized', message: 'recent recommendations were lower than current one, applying the lowest recent recommendation' };
const stabilizedDown: Said = { reason: 'ScaleDownStabilized', message: 'recent recommendations were higher than current one, applying the highest recent recommendation' };

/** --horizontal-pod-autoscaler-downscale-stabilization, in seconds. */
const downWindow = 300;

interface Bounds {
  current: number;
  min: number;
  max: number;
}

/** The size that comes of a recommendation, and why it is not the recommendation itself. */
export function limit(hpa: KubeObject, current: number, proposed: number, known: Remembered, now: Instant): Limited {
  const bounds: Bounds = { current, min: hpa.spec.minReplicas ?? 1, max: hpa.spec.maxReplicas };
  const { behavior } = hpa.spec;
  const stabilized = stabilize(behavior, current, proposed, known, now);
  const able = stabilized === proposed ? ready : behavior && proposed >= current ? stabilizedUp : stabilizedDown;
  const [replicas, said] = behavior ? byBehavior(behavior, bounds, stabilized, known, now) : byDefault(bounds, stabilized);
  return { replicas, able, limited: { ...said, holds: replicas !== stabilized } };
}

/** Of the recommendations of its windows, the highest on the way down and the lowest on the way up. */
function stabilize(behavior: Json, current: number, proposed: number, known: Remembered, now: Instant): number {
  const windows = { up: (behavior?.scaleUp?.stabilizationWindowSeconds ?? 0) * 1000, down: (behavior?.scaleDown?.stabilizationWindowSeconds ?? downWindow) * 1000 };
  const since = (window: number): number[] => known.recommendations.filter(({ at }) => at > now - window && at !== now).map(({ replicas }) => replicas);
  const [lowest, highest] = [Math.min(proposed, ...since(windows.up)), Math.max(proposed, ...since(windows.down))];
  recommend(known, proposed, now, Math.max(windows.up, windows.down, downWindow * 1000));
  if (!behavior) return highest;
  return Math.min(Math.max(current, lowest), highest);
}

/** Without a behavior, twice as many at once, or four. */
function byDefault({ current, min, max }: Bounds, wanted: number): [number, Said] {
  const fastest = Math.max(2 * current, 4);
  if (wanted < min) return [min, tooFew];
  if (max > fastest && wanted > fastest) return [fastest, tooFast];
  return wanted > max ? [max, tooMany] : [wanted, withinRange];
}

function byBehavior({ scaleUp, scaleDown }: Json, { current, min, max }: Bounds, wanted: number, known: Remembered, now: Instant): [number, Said] {
  if (wanted > current) {
    const most = Math.max(current, farthest(scaleUp, current, known, now, 1));
    if (most < max && wanted > most) return [most, tooFast];
    if (wanted > max) return [max, tooMany];
  } else if (wanted < current) {
    const least = Math.min(current, farthest(scaleDown, current, known, now, -1));
    if (least > min && wanted < least) return [least, tooFastDown];
    if (wanted < min) return [min, tooFew];
  }
  return [wanted, withinRange];
}

const sumSince = (events: readonly ScaleEvent[], from: Instant): number => events.reduce((sum, { at, change }) => (at > from ? sum + change : sum), 0);

/** How far the policies of one direction let it go from where it was at the start of their periods. */
function farthest(rules: Json, current: number, known: Remembered, now: Instant, direction: 1 | -1): number {
  if (!rules?.policies?.length || rules.selectPolicy === 'Disabled') return current;
  const sizes: number[] = rules.policies.map(({ type, value, periodSeconds }: Json) => {
    const from = now - periodSeconds * 1000;
    const start = current - sumSince(known.ups, from) + sumSince(known.downs, from);
    if (type === 'Pods') return start + direction * value;
    const size = start * (1 + (direction * value) / 100);
    return direction > 0 ? Math.ceil(size - 1e-9) : Math.trunc(size + 1e-9);
  });
  const wantsLeast = rules.selectPolicy === 'Min';
  return wantsLeast === direction > 0 ? Math.min(...sizes) : Math.max(...sizes);
}
