// Spans of time as people read them (AGE) and as Go reads and prints them. Milliseconds everywhere.
import { goQuote } from './goFormat.ts';

/** The largest unit alone: `5m`, `3d`, `2y` (k8s.io/apimachinery/pkg/util/duration.ShortHumanDuration). */
export function shortHumanDuration(ms: number): string {
  const seconds = Math.trunc(ms / 1000);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m`;
  const hours = Math.floor(seconds / 3600);
  if (hours < 24) return `${hours}h`;
  return hours < 24 * 365 ? `${Math.floor(hours / 24)}d` : `${Math.floor(hours / 24 / 365)}y`;
}

const withRest = (large: number, unit: string, small: number, smallUnit: string): string => (small === 0 ? `${large}${unit}` : `${large}${unit}${small}${smallUnit}`);

/** Two to three significant digits: `119s`, `9m59s`, `7h59m`, `7d23h`, `2y5d` (duration.HumanDuration). */
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / 1000);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return withRest(minutes, 'm', seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(seconds / 3600);
  if (hours < 8) return withRest(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (days < 8) return withRest(days, 'd', hours % 24, 'h');
  if (days < 365 * 2) return `${days}d`;
  const years = Math.floor(days / 365);
  return days < 365 * 8 ? withRest(years, 'y', days % 365, 'd') : `${years}y`;
}

const units: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const longest = 2 ** 63 / 1e6;

/** Reads `1h15m30.5s`. Throws an Error with the sentence of Go's time.ParseDuration. */
export function parseGoDuration(text: string): number {
  const invalid = (): Error => new Error(`time: invalid duration ${goQuote(text)}`);
  const sign = text.startsWith('-') ? -1 : 1;
  let rest = text.replace(/^[+-]/, '');
  if (rest === '0') return 0;
  if (rest === '') throw invalid();
  let total = 0;
  while (rest !== '') {
    const match = /^(\d*)(\.(\d*))?/.exec(rest) as RegExpExecArray;
    if (match[0] === '' || (match[1] === '' && !match[3])) throw invalid();
    rest = rest.slice(match[0].length);
    const unit = /^[^\d.]*/.exec(rest)?.[0] as string;
    if (unit === '') throw new Error(`time: missing unit in duration ${goQuote(text)}`);
    const size = Object.hasOwn(units, unit) ? units[unit] : undefined;
    if (size === undefined) throw new Error(`time: unknown unit ${goQuote(unit)} in duration ${goQuote(text)}`);
    total += Number(match[0] === `${match[1]}.` ? match[1] : match[0]) * size;
    rest = rest.slice(unit.length);
  }
  if (total > longest) throw invalid();
  return total === 0 ? 0 : sign * total;
}

/** As Go's time.Duration prints itself: `1m0s`, `1.5s`, `100ms`, `0s`. */
export function formatGoDuration(ms: number): string {
  if (ms === 0) return '0s';
  if (ms < 0) return `-${formatGoDuration(-ms)}`;
  const nanos = Math.round(ms * 1e6);
  if (nanos < 1e3) return `${nanos}ns`;
  if (nanos < 1e6) return `${nanos / 1e3}µs`;
  if (nanos < 1e9) return `${nanos / 1e6}ms`;
  const seconds = Math.floor(nanos / 1e9);
  const text = `${Number(`${seconds % 60}.${String(nanos % 1e9).padStart(9, '0')}`)}s`;
  if (seconds < 60) return text;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}m${text}` : `${Math.floor(minutes / 60)}h${minutes % 60}m${text}`;
}
