// Conditions in CEL, the language that Kubernetes itself uses for such rules, with Kubernetes' own functions.
import { Environment } from '@marcbachmann/cel-js';
import { registerLibraries } from '../apimachinery/celLibraries.ts';
import { Quantity } from '../apimachinery/quantity.ts';

export { toCel } from '../apimachinery/cel.ts';

/** The part of a parsed expression that we look at. */
interface Node {
  op: string;
  args: unknown;
  start: number;
  end: number;
}

const comparisons = new Set(['==', '!=', '<', '<=', '>', '>=', 'in']);

const options = { homogeneousAggregateLiterals: false, enableOptionalTypes: true };

let environment: Environment | undefined;
let strictEnvironment: Environment | undefined;

function cel(): Environment {
  environment ??= registerLibraries(new Environment({ ...options, unlistedVariablesAreDyn: true }));
  return environment;
}

/** What an expression answers (`bool`, `dyn` where only the objects decide it), or what is wrong with it. `variables` are the names that it may use. */
export function typeOf(expression: string, variables: readonly string[]): { type: string } | { fault: string } {
  strictEnvironment ??= registerLibraries(new Environment({ ...options, unlistedVariablesAreDyn: false }));
  const known = variables.reduce((all, name) => all.registerVariable(name, 'dyn'), strictEnvironment.clone());
  const { valid, type, error } = known.check(expression);
  return valid ? { type: String(type) } : { fault: (error as Error).message.split('\n')[0] as string };
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
