// What a plain YAML text means to Go's YAML 1.1 reader: the same rules decide reading and quoting.

const words = new Map<string, boolean | null | number>();
for (const text of ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']) words.set(text, true);
for (const text of ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']) words.set(text, false);
for (const text of ['', '~', 'null', 'Null', 'NULL']) words.set(text, null);
for (const text of ['.nan', '.NaN', '.NAN']) words.set(text, Number.NaN);
for (const text of ['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF']) words.set(text, Number.POSITIVE_INFINITY);
for (const text of ['-.inf', '-.Inf', '-.INF']) words.set(text, Number.NEGATIVE_INFINITY);

const float = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;
const integer = /^[-+]?(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]*|[1-9]\d*)$/;
const sexagesimal = /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/;
const timestamp = /^\d{4}-\d{1,2}-\d{1,2}([Tt ]\d{1,2}:\d{1,2}:\d{1,2}(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/;

/** A whole number in any of Go's bases; nothing when it does not fit 64 bits. */
function integerOf(text: string): number | undefined {
  if (!integer.test(text)) return undefined;
  const negative = text.startsWith('-');
  const digits = text.replace(/^[-+]/, '');
  const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits}` : digits.toLowerCase());
  return value > (negative ? 2n ** 63n : 2n ** 64n - 1n) ? undefined : Number(negative ? -value : value);
}

/** A date of the formats that Go's reader knows. It stays a text, but is quoted when printed. */
function isTimestamp(text: string): boolean {
  const match = timestamp.exec(text);
  // A zone needs a T before the time; a day alone has none.
  if (!match || (match[3] && !/[Tt]/.test(match[1] ?? '')) || (/[Tt]/.test(match[1] ?? '') && !match[3])) return false;
  const [year, month, day] = text.split(/[-Tt ]/).map(Number) as [number, number, number];
  const [hour = 0, minute = 0, second = 0] = (match[1] ?? '').slice(1).split(':').map(Number);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= last && hour < 24 && minute < 60 && second < 60;
}

/** The value of an unquoted text. */
export function resolvePlain(text: string): string | number | boolean | null {
  const word = words.get(text);
  if (word !== undefined) return word;
  const first = text[0] as string;
  if (first === '.') return float.test(text) ? Number(text) : text;
  if (!/[-+0-9]/.test(first) || isTimestamp(text)) return text;
  const plain = text.replace(/_/g, '');
  const whole = integerOf(plain);
  if (whole !== undefined) return whole;
  return float.test(plain) && Number.isFinite(Number(plain)) ? Number(plain) : text;
}

/** The same for Go's newer reader, to which only true and false are truth values: what kustomize reads objects with. */
export const resolveStrictly = (text: string): string | number | boolean | null => {
  const value = resolvePlain(text);
  return typeof value === 'boolean' && !/^(true|false)$/i.test(text) ? text : value;
};

/** Whether an unquoted text would be read as something else than itself. */
export const needsQuotes = (text: string): boolean => typeof resolvePlain(text) !== 'string' || isTimestamp(text) || sexagesimal.test(text);
