// When the controller comes back to a claim that nothing has changed for.
import type { Instant } from '../../sim/index.ts';

/** The binder goes through all claims every 15 seconds (--pvclaimbinder-sync-period). */
const period = 15_000;
/** After 25 events about one object, a source may send one in five minutes; more looks would not show. */
const burst = 25 * period;
const refill = 300_000;

/** The next time that the controller goes by the claim, counted from its creation. */
export const nextRound = (created: Instant, now: Instant): Instant => created + (Math.floor((now - created) / period) + 1) * period;

/** The next round at which the claim has something to say. */
export function nextResync(created: Instant, now: Instant): Instant {
  if (now - created < burst) return nextRound(created, now);
  return created + (Math.floor((now - created) / refill) + 1) * refill;
}

export const isRound = (created: Instant, now: Instant): boolean => (now - created) % period === 0;
