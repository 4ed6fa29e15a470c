// Query parameters as the server reads them into options: numbers, and booleans that are true unless they say false.
import { goQuote } from '../apimachinery/goFormat.ts';
import { badRequest } from '../apimachinery/status.ts';
import { query, type RequestContext } from './context.ts';

/** True for anything but `false` and `0`; nothing when the parameter is not there. */
export function booleanIn(context: RequestContext, name: string): boolean | undefined {
  const value = query(context, name);
  return value === undefined ? undefined : !['false', '0'].includes(value.toLowerCase());
}

/** Throws BadRequest in the words of Go's strconv for what is no number. */
export function integerIn(context: RequestContext, name: string): number | undefined {
  const value = query(context, name);
  if (value === undefined) return undefined;
  if (!/^[+-]?\d+$/.test(value)) throw badRequest(`strconv.ParseInt: parsing ${goQuote(value)}: invalid syntax`);
  if (BigInt(value) > 2n ** 63n - 1n || BigInt(value) < -(2n ** 63n)) throw badRequest(`strconv.ParseInt: parsing ${goQuote(value)}: value out of range`);
  return Number(value);
}
