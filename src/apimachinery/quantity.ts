// Quantities of resources, exactly: reading, reckoning, and the canonical text (k8s.io/apimachinery/pkg/api/resource).

/** How a quantity was written, and is written again: powers of ten by letter, powers of two, or exponents. */
export type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

const patternError = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const suffixError = "unable to parse quantity's suffix";

const decimalSuffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'] as const;
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;
const nano = 1_000_000_000n;
const limit = 2n ** 63n - 1n;

interface Scale {
  format: QuantityFormat;
  /** The number is multiplied by numerator/denominator. */
  numerator: bigint;
  denominator: bigint;
}

const decimalScale = (exponent: number, format: QuantityFormat): Scale => ({
  format,
  numerator: 10n ** BigInt(Math.max(exponent, 0)),
  denominator: 10n ** BigInt(Math.max(-exponent, 0)),
});

function scaleOf(suffix: string): Scale {
  const decimal = (decimalSuffixes as readonly string[]).indexOf(suffix);
  if (decimal >= 0) return decimalScale((decimal - 3) * 3, 'DecimalSI');
  const binary = (binarySuffixes as readonly string[]).indexOf(suffix);
  if (binary >= 0) return { format: 'BinarySI', numerator: 1024n ** BigInt(binary), denominator: 1n };
  const exponent = /^[eE]([+-]?\d+)$/.exec(suffix);
  if (!exponent || Math.abs(Number(exponent[1])) > 10_000) throw new Error(suffixError);
  return decimalScale(Number(exponent[1]), 'DecimalExponent');
}

const ceilDiv = (a: bigint, b: bigint): bigint => (a > 0n ? (a + b - 1n) / b : a / b);
/** Away from zero, as upstream rounds what is finer than it keeps. */
const awayFromZero = (a: bigint, b: bigint): bigint => (a < 0n ? -ceilDiv(-a, b) : ceilDiv(a, b));

/** Removes factors of `base` from a number; answers what is left and how many there were. */
function withoutFactors(value: bigint, base: bigint): [rest: bigint, count: number] {
  let rest = value;
  let count = 0;
  while (rest !== 0n && rest % base === 0n) {
    rest /= base;
    count++;
  }
  return [rest, count];
}

/** An amount in billionths, the finest that Kubernetes keeps. Never changed in place. */
export class Quantity {
  constructor(
    readonly nanos: bigint,
    readonly format: QuantityFormat,
  ) {}

  static of(value: number | bigint, format: QuantityFormat = 'DecimalSI'): Quantity {
    return typeof value === 'bigint' ? new Quantity(value * nano, format) : new Quantity(BigInt(Math.round(value * 1000)) * 1_000_000n, format);
  }

  static ofMillis(millis: number, format: QuantityFormat = 'DecimalSI'): Quantity {
    return new Quantity(BigInt(Math.round(millis)) * 1_000_000n, format);
  }

  get isZero(): boolean {
    return this.nanos === 0n;
  }

  get sign(): -1 | 0 | 1 {
    return this.nanos > 0n ? 1 : this.nanos < 0n ? -1 : 0;
  }

  compare(other: Quantity): -1 | 0 | 1 {
    return this.nanos < other.nanos ? -1 : this.nanos > other.nanos ? 1 : 0;
  }

  equals(other: Quantity): boolean {
    return this.nanos === other.nanos;
  }

  /** The sum, in the format of the first that is not zero. */
  add(other: Quantity): Quantity {
    return new Quantity(this.nanos + other.nanos, this.isZero ? other.format : this.format);
  }

  sub(other: Quantity): Quantity {
    return new Quantity(this.nanos - other.nanos, this.isZero ? other.format : this.format);
  }

  neg(): Quantity {
    return new Quantity(-this.nanos, this.format);
  }

  /** Whole units, rounded up. */
  value(): number {
    return Number(awayFromZero(this.nanos, nano));
  }

  /** Thousandths, rounded up. */
  milliValue(): number {
    return Number(awayFromZero(this.nanos, 1_000_000n));
  }

  /** The amount as a float, for ratios and metrics. */
  asNumber(): number {
    return Number(this.nanos / nano) + Number(this.nanos % nano) / 1e9;
  }

  /** The canonical text. */
  toString(): string {
    if (this.nanos === 0n) return '0';
    // Below 1024 and in fractions, powers of two say nothing.
    const small = this.nanos > -1024n * nano && this.nanos < 1024n * nano;
    if (this.format === 'BinarySI' && !small && this.nanos % nano === 0n) return this.binaryText();
    return this.decimalText(this.format === 'DecimalExponent');
  }

  toJSON(): string {
    return this.toString();
  }

  private binaryText(): string {
    const [rest, count] = withoutFactors(this.nanos / nano, 1024n);
    const power = Math.min(count, binarySuffixes.length - 1);
    return `${rest * 1024n ** BigInt(count - power)}${binarySuffixes[power]}`;
  }

  private decimalText(exponents: boolean): string {
    const [, zeros] = withoutFactors(this.nanos, 10n);
    const power = Math.min(Math.floor(zeros / 3), exponents ? Number.POSITIVE_INFINITY : decimalSuffixes.length - 1);
    const digits = this.nanos / 1000n ** BigInt(power);
    if (!exponents) return `${digits}${decimalSuffixes[power]}`;
    const exponent = (power - 3) * 3;
    return exponent === 0 ? String(digits) : `${digits}e${exponent}`;
  }
}

/** Reads a quantity. Throws an Error with Kubernetes' sentence. */
export function parseQuantity(input: string | number): Quantity {
  const text = typeof input === 'number' ? numberText(input) : input;
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?(.*)$/s.exec(text) as RegExpExecArray;
  const [, sign, whole = '', fraction = '', suffix = ''] = parts;
  if (whole === '' && fraction === '') throw new Error(patternError);
  if (!/^[eEinumkKMGTP]*[-+]?\d*$/.test(suffix)) throw new Error(patternError);
  const { format, numerator, denominator } = scaleOf(suffix);
  const digits = BigInt(whole + fraction);
  const scaled = awayFromZero(digits * numerator * nano, denominator * 10n ** BigInt(fraction.length));
  // What is larger than 2^63-1 becomes that.
  const capped = scaled > limit * nano ? limit * nano : scaled;
  return new Quantity(sign === '-' ? -capped : capped, format);
}

/** A JSON number as it would stand in the text. */
const numberText = (value: number): string => (Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value));

/** The quantity as Kubernetes writes it: `1000m` is `1`, `1024Mi` is `1Gi`. */
export const canonical = (text: string | number): string => parseQuantity(text).toString();
