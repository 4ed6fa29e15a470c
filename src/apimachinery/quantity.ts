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
  if (!exponent || Math.abs(Number(exponent[1])) > 100_000) throw new Error(suffixError);
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
    /** The text it was read from, when that is printed again as it stands. */
    private readonly text?: string,
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
    if (this.text !== undefined) return this.text;
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
    const power = Math.floor(zeros / 3);
    const digits = this.nanos / 1000n ** BigInt(power);
    // Beyond E there is no suffix: 1000E reads 1e21.
    const suffix = exponents ? undefined : decimalSuffixes[power];
    if (suffix !== undefined) return `${digits}${suffix}`;
    return power === 3 ? String(digits) : `${digits}e${(power - 3) * 3}`;
  }
}

/** Upstream prints what it takes for canonical as it was written, even `+5` and `1.500`. */
function isKept(whole: string, fraction: string, suffix: string, format: QuantityFormat): boolean {
  const digits = whole + fraction;
  if (format === 'BinarySI') {
    const power = (binarySuffixes as readonly string[]).indexOf(suffix);
    return fraction === '' && digits.length + 3 * power <= 14 && (BigInt(digits) & 7n) !== 0n;
  }
  const exponent = (format === 'DecimalExponent' ? Number(suffix.slice(1)) : ((decimalSuffixes as readonly string[]).indexOf(suffix) - 3) * 3) - fraction.length;
  return digits.length <= 18 && exponent >= -9 && exponent % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0');
}

/** Reads a quantity. Throws an Error with Kubernetes' sentence. */
export function parseQuantity(input: string | number): Quantity {
  const text = typeof input === 'number' ? numberText(input) : input;
  const parts = /^([+-]?)0*(\d*)(?:\.(\d*))?([eEinumkKMGTP]*[-+]?\d*)$/.exec(text);
  if (text === '' || !parts) throw new Error(patternError);
  const [, sign, digits = '', fraction = '', suffix = ''] = parts;
  const whole = digits || '0';
  const { format, numerator, denominator } = scaleOf(suffix);
  const scaled = awayFromZero(BigInt(whole + fraction) * numerator * nano, denominator * 10n ** BigInt(fraction.length));
  const capped = format === 'BinarySI' && scaled > limit * nano ? limit * nano : scaled;
  const fractional = format === 'BinarySI' && capped > 0n && capped < nano;
  return new Quantity(sign === '-' ? -capped : capped, fractional ? 'DecimalSI' : format, isKept(whole, fraction, suffix, format) ? text : undefined);
}

/** A JSON number as it would stand in the text. */
const numberText = (value: number): string => (Number.isInteger(value) && Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value));

/** The quantity as Kubernetes writes it: `1000m` is `1`, `1024Mi` is `1Gi`. */
export const canonical = (text: string | number): string => parseQuantity(text).toString();
