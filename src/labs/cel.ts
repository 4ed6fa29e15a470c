// Conditions in CEL, the language that Kubernetes itself uses for such rules, with Kubernetes' functions for quantities.
import { Environment } from '@marcbachmann/cel-js';
import type { Json } from '../apimachinery/object.ts';
import { parseQuantity, Quantity } from '../apimachinery/quantity.ts';

export type Variables = Readonly<Record<string, Json>>;

/** The part of a parsed expression that we look at. */
interface Node {
  op: string;
  args: unknown;
  start: number;
  end: number;
}

const comparisons = new Set(['==', '!=', '<', '<=', '>', '>=', 'in']);

let environment: Environment | undefined;

function isQuantity(text: string): boolean {
  try {
    parseQuantity(text);
    return true;
  } catch {
    return false;
  }
}

/** https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-quantity-library */
function withQuantities(made: Environment): Environment {
  return made
    .registerType('Quantity', { ctor: Quantity } as never)
    .registerFunction('quantity(string): Quantity', (text: string) => parseQuantity(text))
    .registerFunction('quantity(int): Quantity', (value: bigint) => Quantity.of(value))
    .registerFunction('isQuantity(string): bool', isQuantity)
    .registerFunction('Quantity.isGreaterThan(Quantity): bool', (a: Quantity, b: Quantity) => a.compare(b) > 0)
    .registerFunction('Quantity.isLessThan(Quantity): bool', (a: Quantity, b: Quantity) => a.compare(b) < 0)
    .registerFunction('Quantity.compareTo(Quantity): int', (a: Quantity, b: Quantity) => BigInt(a.compare(b)))
    .registerFunction('Quantity.add(Quantity): Quantity', (a: Quantity, b: Quantity) => a.add(b))
    .registerFunction('Quantity.sub(Quantity): Quantity', (a: Quantity, b: Quantity) => a.sub(b))
    .registerFunction('Quantity.sign(): int', (a: Quantity) => BigInt(a.sign))
    .registerFunction('Quantity.asInteger(): int', (a: Quantity) => BigInt(a.value()))
    .registerFunction('Quantity.asApproximateFloat(): double', (a: Quantity) => a.asNumber())
    .registerOperator('Quantity == Quantity', (a: Quantity, b: Quantity) => a.equals(b));
}

/** Lists compared as sets: the order in which a person writes lines is rarely the point. */
function withLists(made: Environment): Environment {
  const sorted = (list: unknown[]): unknown[] => [...list].sort((a, b) => (String(a) < String(b) ? -1 : 1));
  return made
    .registerFunction('list.sorted(): list', sorted)
    .registerFunction('list.sum(): int', (list: bigint[]) => list.reduce((sum, item) => sum + item, 0n))
    .registerFunction('list.distinct(): list', (list: unknown[]) => [...new Set(list)]);
}

function cel(): Environment {
  environment ??= withLists(withQuantities(new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false, enableOptionalTypes: true })));
  return environment;
}

/** JSON as CEL sees it: whole numbers are integers, which JavaScript's numbers would not be. */
export function toCel(value: Json): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(toCel);
  if (value === null || typeof value !== 'object' || value instanceof Quantity) return value;
  const out: Record<string, unknown> = {};
  for (const key in value) if (value[key] !== undefined) out[key] = toCel(value[key]);
  return out;
}

/** What is wrong with an expression; nothing when it can be read. */
export function faultOf(expression: string): string | undefined {
  try {
    cel().parse(expression);
    return undefined;
  } catch (error) {
    return (error as Error).message.split('\n')[0];
  }
}

/** The value of an expression; undefined where it looks for something that is not there. Other mistakes are the lab's own, and thrown. */
export function evaluate(expression: string, variables: Readonly<Record<string, unknown>>): unknown {
  try {
    return cel().parse(expression)(variables as never);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'unknown_variable' || (error as Error).name === 'ParseError') throw error;
    return undefined;
  }
}

/** Whether a condition holds; a condition on what is not there does not. */
export const holds = (expression: string, variables: Readonly<Record<string, unknown>>): boolean => evaluate(expression, variables) === true;

/** What stands where a failed condition looked: of a comparison its left side, of a conjunction the first part that failed. */
export function foundBy(expression: string, variables: Readonly<Record<string, unknown>>): string | undefined {
  const visit = ({ op, args, start, end }: Node): string | undefined => {
    const text = expression.slice(start, end);
    if (op === '&&') {
      const failed = (args as Node[]).find((part) => !holds(expression.slice(part.start, part.end), variables));
      return failed && visit(failed);
    }
    if (!comparisons.has(op)) return evaluate(text, variables) === undefined ? 'nothing' : undefined;
    const [left] = args as [Node, Node];
    return show(evaluate(expression.slice(left.start, left.end), variables));
  };
  return visit(cel().parse(expression).ast as unknown as Node);
}

/** A value in few words. */
export function show(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (typeof value !== 'object') return String(value);
  if (value instanceof Quantity) return value.toString();
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.every((item) => typeof item !== 'object') ? value.join(', ') : undefined;
  return undefined;
}
