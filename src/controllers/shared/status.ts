// Status fields as Go writes them: zero counts of optional fields are left out.
import type { Json } from '../../apimachinery/object.ts';

/** Leaves out numbers that are 0, and lists that are empty. */
export function withoutZeros(fields: Record<string, Json>): Record<string, Json> {
  const out: Record<string, Json> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || value === 0 || (Array.isArray(value) && value.length === 0)) continue;
    out[name] = value;
  }
  return out;
}

/** An instant or nothing: the earlier of two looks. */
export function sooner(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.min(a, b);
}
