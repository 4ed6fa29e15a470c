// Kubernetes' libraries for CEL beyond the language's own functions: lists, texts, regular expressions, quantities, addresses.
import type { Environment } from '@marcbachmann/cel-js';
import { registerValues } from './celValues.ts';
import { parseQuantity, Quantity } from './quantity.ts';

function holds(read: () => unknown): boolean {
  try {
    return read() !== undefined;
  } catch {
    return false;
  }
}

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-quantity-library */
const quantities = (made: Environment): Environment =>
  made
    .registerType('Quantity', { ctor: Quantity } as never)
    .registerFunction('quantity(string): Quantity', (text: string) => parseQuantity(text))
    .registerFunction('isQuantity(string): bool', (text: string) => holds(() => parseQuantity(text)))
    .registerFunction('Quantity.isGreaterThan(Quantity): bool', (a: Quantity, b: Quantity) => a.compare(b) > 0)
    .registerFunction('Quantity.isLessThan(Quantity): bool', (a: Quantity, b: Quantity) => a.compare(b) < 0)
    .registerFunction('Quantity.compareTo(Quantity): int', (a: Quantity, b: Quantity) => BigInt(a.compare(b)))
    .registerFunction('Quantity.add(Quantity): Quantity', (a: Quantity, b: Quantity) => a.add(b))
    .registerFunction('Quantity.sub(Quantity): Quantity', (a: Quantity, b: Quantity) => a.sub(b))
    .registerFunction('Quantity.add(int): Quantity', (a: Quantity, b: bigint) => a.add(parseQuantity(String(b))))
    .registerFunction('Quantity.sub(int): Quantity', (a: Quantity, b: bigint) => a.sub(parseQuantity(String(b))))
    .registerFunction('Quantity.sign(): int', (a: Quantity) => BigInt(a.sign))
    .registerFunction('Quantity.isInteger(): bool', (a: Quantity) => Number.isInteger(a.asNumber()))
    .registerFunction('Quantity.asInteger(): int', (a: Quantity) => BigInt(a.value()))
    .registerFunction('Quantity.asApproximateFloat(): double', (a: Quantity) => a.asNumber())
    .registerOperator('Quantity == Quantity', (a: Quantity, b: Quantity) => a.equals(b));

type Ordered = bigint | number | string;
const compare = (a: Ordered, b: Ordered): number => (a < b ? -1 : a > b ? 1 : 0);

function extreme(list: readonly Ordered[], sign: 1 | -1, name: string): Ordered {
  if (list.length === 0) throw new Error(`${name} called on empty list`);
  return list.reduce((best, item) => (compare(item, best) * sign > 0 ? item : best));
}

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-list-library and cel-go's own. */
const lists = (made: Environment): Environment =>
  made
    .registerFunction('list.isSorted(): bool', (list: Ordered[]) => list.every((item, i) => i === 0 || compare(list[i - 1] as Ordered, item) <= 0))
    .registerFunction('list.sum(): dyn', (list: (bigint | number)[]) =>
      typeof list[0] === 'number' ? (list as number[]).reduce((sum, n) => sum + n, 0) : (list as bigint[]).reduce((sum, n) => sum + n, 0n),
    )
    .registerFunction('list.min(): dyn', (list: Ordered[]) => extreme(list, -1, 'min'))
    .registerFunction('list.max(): dyn', (list: Ordered[]) => extreme(list, 1, 'max'))
    .registerFunction('list.indexOf(dyn): int', (list: unknown[], item: unknown) => BigInt(list.indexOf(item)))
    .registerFunction('list.lastIndexOf(dyn): int', (list: unknown[], item: unknown) => BigInt(list.lastIndexOf(item)))
    .registerFunction('list.sort(): list', (list: Ordered[]) => [...list].sort(compare))
    .registerFunction('list.distinct(): list', (list: unknown[]) => [...new Set(list)])
    .registerFunction('list.slice(int, int): list', (list: unknown[], from: bigint, to: bigint) => list.slice(Number(from), Number(to)))
    .registerFunction('list.flatten(): list', (list: unknown[]) => list.flat())
    .registerFunction('list.reverse(): list', (list: unknown[]) => [...list].reverse());

const sets = (made: Environment): Environment => {
  const has = (list: unknown[], item: unknown): boolean => list.includes(item);
  return made
    .registerConstant('sets', 'map', {})
    .registerFunction('map.contains(list, list): bool', (_: unknown, a: unknown[], b: unknown[]) => b.every((item) => has(a, item)))
    .registerFunction('map.equivalent(list, list): bool', (_: unknown, a: unknown[], b: unknown[]) => a.every((i) => has(b, i)) && b.every((i) => has(a, i)))
    .registerFunction('map.intersects(list, list): bool', (_: unknown, a: unknown[], b: unknown[]) => a.some((item) => has(b, item)));
};

/** %s, %d, %f and their like, of cel-go's string extension. */
function formatted(template: string, values: readonly unknown[]): string {
  let next = 0;
  return template.replace(/%(?:\.(\d+))?([sdfexXob%])/g, (_, precision: string | undefined, verb: string) => {
    if (verb === '%') return '%';
    const value = values[next++];
    if (verb === 'f') return Number(value).toFixed(Number(precision ?? 6));
    if (verb === 'x' || verb === 'X')
      return verb === 'X'
        ? BigInt(value as bigint)
            .toString(16)
            .toUpperCase()
        : BigInt(value as bigint).toString(16);
    if (verb === 'b') return BigInt(value as bigint).toString(2);
    if (verb === 'o') return BigInt(value as bigint).toString(8);
    return Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
  });
}

function replaceSome(text: string, old: string, by: string, most: number): string {
  if (most < 0) return text.replaceAll(old, by);
  let out = text;
  for (let i = 0, from = 0; i < most; i++) {
    const at = out.indexOf(old, from);
    if (at < 0) break;
    out = out.slice(0, at) + by + out.slice(at + old.length);
    from = at + by.length;
  }
  return out;
}

const texts = (made: Environment): Environment =>
  made
    .registerFunction('string.find(string): string', (text: string, pattern: string) => new RegExp(pattern).exec(text)?.[0] ?? '')
    .registerFunction('string.findAll(string): list', (text: string, pattern: string) => text.match(new RegExp(pattern, 'g')) ?? [])
    .registerFunction('string.findAll(string, int): list', (text: string, pattern: string, most: bigint) => (text.match(new RegExp(pattern, 'g')) ?? []).slice(0, Number(most)))
    .registerFunction('string.replace(string, string): string', (text: string, old: string, by: string) => text.replaceAll(old, by))
    .registerFunction('string.replace(string, string, int): string', (text: string, old: string, by: string, most: bigint) => replaceSome(text, old, by, Number(most)))
    .registerFunction('string.charAt(int): string', (text: string, at: bigint) => text.charAt(Number(at)))
    .registerFunction('string.reverse(): string', (text: string) => [...text].reverse().join(''))
    .registerFunction('string.format(list): string', formatted);

/** Durations and times as cel-go writes them. */
const times = (made: Environment): Environment =>
  made
    .registerFunction('string(google.protobuf.Timestamp): string', (at: Date) => at.toISOString().replace(/\.000Z$/, 'Z'))
    .registerFunction('string(google.protobuf.Duration): string', (span: { seconds: bigint; nanos?: number }) => `${Number(span.seconds) + (span.nanos ?? 0) / 1e9}s`);

export const registerLibraries = (made: Environment): Environment => [quantities, lists, sets, texts, times, registerValues].reduce((env, register) => register(env), made);
