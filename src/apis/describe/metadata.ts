// Names, labels, annotations and instants, as most descriptions show them.
import { byCodePoint } from '../../apimachinery/goFormat.ts';
import { controllerOf, type Json, parseTime } from '../../apimachinery/object.ts';
import type { Description } from './description.ts';

export const sortedKeys = (map: Json): string[] => Object.keys(map ?? {}).sort(byCodePoint);

/** `key=value` of each, sorted. */
export const pairsOf = (map: Json): string[] => sortedKeys(map).map((key) => `${key}=${map[key]}`);

export const writeLabels = (out: Description, labels: Json, label = 'Labels', before = ''): void => out.fields(label, pairsOf(labels), before);

const longest = 140;
const skipped = new Set(['kubectl.kubernetes.io/last-applied-configuration']);

/** Lengths are counted in bytes. */
export function shortened(text: string, limit: number): string {
  const bytes = Buffer.from(text);
  return bytes.length > limit ? `${bytes.subarray(0, limit).toString()}...` : text;
}

function annotationText(key: string, text: string): string {
  const value = text.replace(/\n$/, '');
  if (Buffer.byteLength(key) + Buffer.byteLength(value) + 2 <= longest && !value.includes('\n')) return `${key}: ${value}`;
  return [`${key}:`, ...value.split('\n').map((line) => `\t  ${shortened(line, longest - 2)}`)].join('\n');
}

/** Annotations but what apply keeps; long ones stand below their keys. */
export function writeAnnotations(out: Description, annotations: Json, label = 'Annotations'): void {
  const keys = sortedKeys(annotations).filter((key) => !skipped.has(key));
  out.fields(
    label,
    keys.map((key) => annotationText(key, annotations[key])),
  );
}

/** Name and namespace. */
export function writeName(out: Description, { metadata }: Json): void {
  out.field('Name', metadata.name);
  out.field('Namespace', metadata.namespace ?? '');
}

export function writeLabelsAndAnnotations(out: Description, { metadata }: Json): void {
  writeLabels(out, metadata.labels);
  writeAnnotations(out, metadata.annotations);
}

/** `Controlled By:  ReplicaSet/web-abc` for what has a controller. */
export function writeController(out: Description, object: Json): void {
  const controller = controllerOf(object);
  if (controller) out.field('Controlled By', `${controller.kind}/${controller.name}`);
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Sat, 21 Nov 2026 01:31:40 +0000`; Go's zero instant for none. */
export function timeText(time: string | null | undefined): string {
  const at = parseTime(time);
  if (Number.isNaN(at)) return 'Mon, 01 Jan 0001 00:00:00 +0000';
  const iso = new Date(at).toISOString();
  const date = new Date(at);
  return `${days[date.getUTCDay()]}, ${iso.slice(8, 10)} ${months[date.getUTCMonth()]} ${iso.slice(0, 4)} ${iso.slice(11, 19)} +0000`;
}

/** `2026-11-21 01:31:40 +0000 UTC` */
export function goTimeText(time: string | null | undefined): string {
  const at = parseTime(time);
  if (Number.isNaN(at)) return '0001-01-01 00:00:00 +0000 UTC';
  const iso = new Date(at).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} +0000 UTC`;
}

export const trueOrFalse = (value: Json): string => (value ? 'True' : 'False');
export const orUnset = (value: Json): string => (value === undefined || value === null ? '<unset>' : String(value));
export const orNone = (text: string | undefined): string => text || '<none>';
