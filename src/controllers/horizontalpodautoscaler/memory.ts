// What the controller keeps in memory of each autoscaler: what it recommended lately, and how it scaled. Lost when the program ends.
import type { Instant } from '../../sim/index.ts';

export interface Recommendation {
  at: Instant;
  replicas: number;
}

export interface ScaleEvent {
  at: Instant;
  /** How many pods more, or fewer. */
  change: number;
}

export interface Remembered {
  recommendations: Recommendation[];
  ups: ScaleEvent[];
  downs: ScaleEvent[];
}

/** By the autoscaler's key. */
export type Memory = Record<string, Remembered>;

/** No window and no period of a behavior is longer. */
const longest = 3_600_000;

/** What is known of an autoscaler; of one that is seen for the first time, that its size was right until now. */
export function recall(memory: Memory, key: string, replicas: number, now: Instant): Remembered {
  memory[key] ??= { recommendations: [{ at: now, replicas }], ups: [], downs: [] };
  return memory[key];
}

export function recommend(known: Remembered, replicas: number, now: Instant, window: number): void {
  known.recommendations = [...known.recommendations.filter(({ at }) => at > now - window && at !== now), { at: now, replicas }];
}

export function scaled(known: Remembered, change: number, now: Instant): void {
  const recent = (events: readonly ScaleEvent[]): ScaleEvent[] => events.filter(({ at }) => at > now - longest);
  known.ups = [...recent(known.ups), ...(change > 0 ? [{ at: now, change }] : [])];
  known.downs = [...recent(known.downs), ...(change < 0 ? [{ at: now, change: -change }] : [])];
}
