// Rules that several kinds apply to a field: each answers what is wrong with it.
import { duplicate, type FieldError, type FieldPath, invalidValue, notSupported, required } from '../../apimachinery/fieldErrors.ts';
import { isDNS1035Label, isDNS1123Label, isDNS1123Subdomain, isPathSegmentName, isQualifiedName, isValidPortName, isValidPortNum, type NameRule } from '../../apimachinery/names.ts';
import { deepEqual, type Json } from '../../apimachinery/object.ts';

/** One error for each sentence of a name rule. */
export const named = (rule: NameRule, at: FieldPath | string, value: string): FieldError[] => rule(value).map((detail) => invalidValue(at, value, detail));

export const dns1123Subdomain = (at: FieldPath, value: string): FieldError[] => named(isDNS1123Subdomain, at, value);
export const dns1123Label = (at: FieldPath, value: string): FieldError[] => named(isDNS1123Label, at, value);
export const dns1035Label = (at: FieldPath, value: string): FieldError[] => named(isDNS1035Label, at, value);
export const qualifiedName = (at: FieldPath, value: string): FieldError[] => named(isQualifiedName, at, value);
export const portName = (at: FieldPath, value: string): FieldError[] => named(isValidPortName, at, value);
export const pathSegment = (at: FieldPath, value: string): FieldError[] => named(isPathSegmentName, at, value);

export function portNumber(at: FieldPath, value: number): FieldError[] {
  return isValidPortNum(value).map((detail) => invalidValue(at, value, detail));
}

export const nonNegative = (at: FieldPath, value: number | undefined): FieldError[] => ((value ?? 0) < 0 ? [invalidValue(at, value, 'must be greater than or equal to 0')] : []);

/** A text out of a list, which must be there. */
export function oneOf(at: FieldPath, value: string | undefined, supported: readonly string[], missing = ''): FieldError[] {
  if (value === undefined || value === '') return [required(at, missing)];
  return supported.includes(value) ? [] : [notSupported(at, value, supported)];
}

/** The same for a field that may be absent. */
export const optionalOneOf = (at: FieldPath, value: string | undefined, supported: readonly string[]): FieldError[] =>
  value === undefined || supported.includes(value) ? [] : [notSupported(at, value, supported)];

export const requiredText = (at: FieldPath, value: string | undefined, detail = ''): FieldError[] => (value ? [] : [required(at, detail)]);

/** Nothing, an empty list and an empty map are the same to upstream's semantic equality; the insides of lists and maps are compared as they are. */
export function sameValue(a: Json, b: Json): boolean {
  const settle = (value: Json): Json => (value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0) ? undefined : value);
  return deepEqual(settle(a), settle(b));
}

/** The field may not change: the value shown is the new one. */
export function immutable(at: FieldPath, value: Json, old: Json, detail = 'field is immutable'): FieldError[] {
  return sameValue(value, old) ? [] : [invalidValue(at, value ?? null, detail)];
}

/** Each value that stood in the list before, at its index. */
export function duplicates(at: FieldPath, values: readonly string[]): FieldError[] {
  const seen = new Set<string>();
  return values.flatMap((value, i) => {
    if (seen.has(value)) return [duplicate(at.index(i), value)];
    seen.add(value);
    return [];
  });
}
