// Values that are a number or a percentage (k8s.io/apimachinery/pkg/util/intstr).
import { goQuote } from './goFormat.ts';

export type IntOrString = number | string;

/** The number, or the percentage of the total, rounded as asked. Throws an Error when a text is no percentage. */
export function scaledValue(value: IntOrString | undefined | null, total: number, roundUp: boolean): number {
  if (value === undefined || value === null) throw new Error('nil value for IntOrString');
  if (typeof value === 'number') return value;
  if (!value.endsWith('%')) throw new Error('invalid value for IntOrString: invalid type: string is not a percentage');
  const digits = value.slice(0, -1);
  if (!/^[+-]?\d+$/.test(digits)) throw new Error(`invalid value for IntOrString: invalid value ${goQuote(value)}: strconv.Atoi: parsing ${goQuote(digits)}: invalid syntax`);
  const share = (Number(digits) * total) / 100;
  return roundUp ? Math.ceil(share) : Math.floor(share);
}

/** A text that is a whole number becomes one, as intstr.Parse does. */
export const parseIntOrString = (text: string): IntOrString => (/^[+-]?\d+$/.test(text) && Math.abs(Number(text)) < 2 ** 31 ? Number(text) : text);
