// Amounts in fields and cells.
import { type FieldError, type FieldPath, invalidValue } from '../../apimachinery/fieldErrors.ts';
import type { Json } from '../../apimachinery/object.ts';
import { canonical, parseQuantity } from '../../apimachinery/quantity.ts';

export const nonNegativeAmount = (at: FieldPath, amount: Json): FieldError[] => (parseQuantity(amount).sign < 0 ? [invalidValue(at, canonical(amount), 'must be greater than or equal to 0')] : []);

export const positiveAmount = (at: FieldPath, amount: Json): FieldError[] => (parseQuantity(amount).sign <= 0 ? [invalidValue(at, canonical(amount), 'must be greater than zero')] : []);

/** What upstream asks of the amounts in a status or a capacity: the number shown is rounded up to whole units. */
export function basicAmount(at: FieldPath, amount: Json): FieldError[] {
  const value = Math.ceil(parseQuantity(amount).milliValue() / 1000);
  return value < 0 ? [invalidValue(at, value, 'must be a valid resource quantity')] : [];
}

/** An amount as tables show it; nothing is `0`. */
export const amountText = (amount: Json): string => (amount === undefined ? '0' : canonical(amount));

/** Bytes come whole: the text of the warning, when they do not. */
export function fractionalBytes(at: string, amount: Json): string[] {
  if (amount === undefined || parseQuantity(amount).milliValue() % 1000 === 0) return [];
  return [`${at}: fractional byte value ${JSON.stringify(canonical(amount))} is invalid, must be an integer`];
}
