// When a cron schedule fires. Five fields, the usual @names, and @every.
import { Cron } from 'croner';
import { parseGoDuration } from '../../apimachinery/duration.ts';
import type { Instant } from '../../sim/index.ts';

export interface Schedule {
  /** The first time after `from`; nothing when there is none. */
  next(from: Instant): Instant | undefined;
}

/** Reads a schedule. Times are those of `timeZone`, or UTC, as the control plane's clock has it. */
export function parseSchedule(text: string, timeZone: string | undefined): Schedule {
  const every = /^@every\s+(.+)$/.exec(text.trim());
  if (every) {
    const period = Math.max(1000, Math.floor(parseGoDuration(every[1] as string) / 1000) * 1000);
    return { next: (from) => Math.floor(from / 1000) * 1000 + period };
  }
  const cron = new Cron(text.replaceAll('?', '*'), { timezone: timeZone ?? 'UTC', paused: true });
  return { next: (from) => cron.nextRun(new Date(from))?.getTime() };
}

/** The latest time at or before `now` that the schedule fired since `earliest`, and how many there were (up to `most`). */
export function latestMissed(schedule: Schedule, earliest: Instant, now: Instant, most = 10_000): { at: Instant | undefined; count: number } {
  let at: Instant | undefined;
  let count = 0;
  for (let next = schedule.next(earliest); next !== undefined && next <= now && count < most; next = schedule.next(next)) {
    at = next;
    count++;
  }
  return { at, count };
}
