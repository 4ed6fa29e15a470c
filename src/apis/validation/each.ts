// A check applied to every item of a list, each at its own index.
import type { FieldError, FieldPath } from '../../apimachinery/fieldErrors.ts';
import type { Json } from '../../apimachinery/object.ts';

export type Check = (at: FieldPath, value: Json) => FieldError[];

export const each = (at: FieldPath, list: readonly Json[] | undefined, check: (at: FieldPath, item: Json, i: number) => FieldError[]): FieldError[] =>
  (list ?? []).flatMap((item, i) => check(at.index(i), item, i));

/** The check, where there is something to check. */
export const optional = (at: FieldPath, value: Json, check: Check): FieldError[] => (value === undefined || value === null ? [] : check(at, value));
