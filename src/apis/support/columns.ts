// Cells that the rows of several kinds have in common.
import { humanDuration } from '../../apimachinery/duration.ts';
import { type Json, parseTime } from '../../apimachinery/object.ts';

/** How long ago an instant was: `15m`; `<unknown>` for none. */
export function since(time: string | null | undefined, now: number): string {
  const at = parseTime(time);
  return Number.isNaN(at) ? '<unknown>' : humanDuration(now - at);
}

export const ageOf = (object: Json, now: number): string => since(object.metadata.creationTimestamp, now);

/** The cell of columns with type date, which the server sends as the instant itself. */
export const createdAt = (object: Json): string => object.metadata.creationTimestamp ?? '<unknown>';

const accessModeNames: readonly [mode: string, short: string][] = [
  ['ReadWriteOnce', 'RWO'],
  ['ReadOnlyMany', 'ROX'],
  ['ReadWriteMany', 'RWX'],
  ['ReadWriteOncePod', 'RWOP'],
];

/** `RWO,ROX`: always in the same order. */
export const accessModes = (modes: readonly string[] | undefined): string =>
  accessModeNames
    .filter(([mode]) => modes?.includes(mode))
    .map(([, short]) => short)
    .join(',');

/** A name with `(default)` behind it when an annotation says so. */
export const defaultMarked = (object: Json, ...annotations: string[]): string =>
  annotations.some((annotation) => object.metadata.annotations?.[annotation] === 'true') ? `${object.metadata.name} (default)` : object.metadata.name;
