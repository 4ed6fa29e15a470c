// Fields that hold a count or a percentage: `maxSurge: 1`, `minAvailable: 50%`.
import { type FieldError, type FieldPath, invalidValue } from '../../apimachinery/fieldErrors.ts';
import { isValidPercent } from '../../apimachinery/names.ts';
import type { Json } from '../../apimachinery/object.ts';
import { nonNegative } from '../support/checks.ts';

/** A percentage, or a count that is not negative. */
export function positiveIntOrPercent(at: FieldPath, value: Json): FieldError[] {
  if (typeof value === 'string') return isValidPercent(value).map((text) => invalidValue(at, value, text));
  return nonNegative(at, value);
}

/** The number in `25%`, or nothing for a count. */
const percentOf = (value: Json): number | undefined => (typeof value === 'string' && isValidPercent(value).length === 0 ? Number.parseInt(value, 10) : undefined);

export const notMoreThan100Percent = (at: FieldPath, value: Json): FieldError[] => ((percentOf(value) ?? 0) > 100 ? [invalidValue(at, value, 'must not be greater than 100%')] : []);

/** A count, or the number of the percentage: what is compared with zero. */
export const amountOf = (value: Json): number => percentOf(value) ?? (typeof value === 'number' ? value : 0);
