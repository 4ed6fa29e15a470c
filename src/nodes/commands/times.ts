// Instants and spans as systemd's tools write and read them. The machines' clocks are in UTC.
import type { Instant } from '../../sim/index.ts';

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const iso = (at: Instant): string => new Date(at).toISOString();

/** `Mon 2026-03-02 10:00:00 UTC` */
export const dayAndTime = (at: Instant): string => `${days[new Date(at).getUTCDay()]} ${iso(at).slice(0, 10)} ${iso(at).slice(11, 19)} UTC`;

/** `Mar 02 10:00:00`, as syslog has it. */
export const shortTime = (at: Instant): string => `${months[new Date(at).getUTCMonth()]} ${iso(at).slice(8, 10)} ${iso(at).slice(11, 19)}`;

/** `2026-03-02T10:00:00+00:00` */
export const isoTime = (at: Instant): string => `${iso(at).slice(0, 19)}+00:00`;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** `1h 16min 30.123s`, `5.2s` to the millisecond; `0` when nothing passed. */
export function spanText(span: number): string {
  const parts: string[] = [];
  let rest = span;
  for (const [length, name] of [
    [day, ''],
    [hour, 'h'],
    [minute, 'min'],
  ] as const) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(name ? `${count}${name}` : `${count} day${count > 1 ? 's' : ''}`);
  }
  if (rest >= second) parts.push(`${(rest / second).toFixed(rest % second ? 3 : 0)}s`);
  else if (rest > 0 && parts.length === 0) parts.push(`${rest}ms`);
  return parts.join(' ') || '0';
}

/** `5s ago`, `1h 16min ago`, `2 days ago`: at most two parts. */
export function agoText(span: number): string {
  const whole = (length: number): number => Math.floor(span / length);
  const named = (count: number, name: string): string => `${count} ${name}${count > 1 ? 's' : ''}`;
  if (span >= 2 * day) return `${named(whole(day), 'day')} ago`;
  if (span >= day) return `1 day ${Math.floor((span - day) / hour)}h ago`;
  if (span >= hour) return `${whole(hour)}h ${Math.floor((span % hour) / minute)}min ago`;
  if (span >= 5 * minute) return `${whole(minute)}min ago`;
  if (span >= minute) return `${whole(minute)}min ${Math.floor((span % minute) / second)}s ago`;
  if (span >= second) return `${whole(second)}s ago`;
  return span > 0 ? `${span}ms ago` : 'now';
}

const lengths: Readonly<Record<string, number>> = { s: second, sec: second, second, m: minute, min: minute, minute, h: hour, hr: hour, hour, d: day, day, w: 7 * day, week: 7 * day };

/** The milliseconds of `10min`, `1 hour 5 s`; nothing when it is no span. */
function spanOf(text: string): number | undefined {
  let sum = 0;
  const rest = text.replace(/(\d+)\s*([a-z]+)/g, (whole, count: string, name: string) => {
    const length = lengths[name] ?? lengths[name.replace(/s$/, '')];
    if (length === undefined) return whole;
    sum += Number(count) * length;
    return '';
  });
  return rest.trim() === '' && sum > 0 ? sum : undefined;
}

/** What --since and --until are given: `2026-03-02 10:00`, `10:00`, `today`, `yesterday`, `-5min`, `1 hour ago`. Nothing when it cannot be read. */
export function instantOf(text: string, now: Instant): Instant | undefined {
  const midnight = now - (now % day);
  const word = { now, today: midnight, yesterday: midnight - day, tomorrow: midnight + day }[text.trim()];
  if (word !== undefined) return word;
  const relative = /^(?:-\s*(.+)|(.+?)\s+ago)$/.exec(text.trim());
  if (relative) {
    const span = spanOf((relative[1] ?? relative[2]) as string);
    return span === undefined ? undefined : now - span;
  }
  const [, date, time] = /^(?:(\d{4}-\d\d-\d\d)[ T]?)?(\d\d:\d\d(?::\d\d)?)?(?:Z| UTC)?$/.exec(text.trim()) ?? [];
  if (!date && !time) return undefined;
  const at = Date.parse(`${date ?? iso(now).slice(0, 10)}T${time ?? '00:00'}${time?.length === 8 ? '' : ':00'}Z`);
  return Number.isNaN(at) ? undefined : at;
}
