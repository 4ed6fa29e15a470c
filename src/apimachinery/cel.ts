// CEL as Kubernetes speaks it: the language's own functions and Kubernetes' libraries over JSON, and its errors in cel-go's words.
import { Environment } from '@marcbachmann/cel-js';
import { type CelNode, checkCel } from './celCheck.ts';
import { registerLibraries } from './celLibraries.ts';
import { withoutMessages } from './celMessages.ts';
import { celName } from './celNames.ts';
import { placed, syntaxText } from './celSyntax.ts';
import { Authorizer } from './celValues.ts';
import { type CelType, celTypeText } from './celTypes.ts';
import type { Json } from './object.ts';
import { Quantity } from './quantity.ts';

export type CelVariables = Readonly<Record<string, unknown>>;

/** The part of a schema that says what a JSON value is to CEL. */
export interface CelShape {
  type?: string;
  format?: string;
  properties?: Record<string, CelShape>;
  items?: CelShape;
  additionalProperties?: CelShape;
}

/** Why an expression has no value, in cel-go's words. */
export class CelError extends Error {}

type Program = ((variables: CelVariables) => unknown) & { ast: CelNode };

let environment: Environment | undefined;
const programs = new Map<string, Program>();

function cel(): Environment {
  environment ??= registerLibraries(new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false, enableOptionalTypes: true }));
  return environment;
}

export interface CelCompiled {
  /** What is wrong with the expression, as cel-go tells it. */
  fault?: string;
  /** What it evaluates to, in cel-go's words; `bool` where all is well with a condition. */
  type: string;
  /** The variables that it speaks of. */
  references: ReadonlySet<string>;
  result?: CelType;
}

/** Reads and checks an expression that may speak of these variables. */
export function compileCel(expression: string, variables: Readonly<Record<string, CelType>>): CelCompiled {
  let root: CelNode;
  try {
    root = program(expression).ast;
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    return { fault: error.message, type: '!error!', references: new Set() };
  }
  const { type, findings, references } = checkCel(withoutMessages(expression), root, variables);
  if (findings.length === 0) return { type: celTypeText(type), references, result: type };
  const texts = findings.toSorted((a, b) => a.at - b.at).map(({ at, message }) => placed(expression, at, message));
  return { fault: texts.join('\n'), type: '!error!', references };
}

function program(expression: string): Program {
  let found = programs.get(expression);
  if (!found) {
    try {
      found = cel().parse(withoutMessages(expression)) as unknown as Program;
    } catch (error) {
      const { range, message } = error as { range?: { start: number }; message: string };
      throw new CelError(range ? syntaxText(expression, range.start, message.split('\n')[0] as string) : (message.split('\n')[0] as string));
    }
    programs.set(expression, found);
  }
  return found;
}

/** cel-js tells in its own words what cel-go tells in others. */
const words: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [/^No such key: index out of bounds, index (-?\d+)/i, ([, index]) => `index out of bounds: ${index}`],
  [/^No such key: (.*)$/, ([, key]) => `no such key: ${key}`],
  [/^(no such overload|found no matching overload for)/, () => 'no such overload'],
  [/^Unknown variable: (.*)$/, ([, name]) => `no such attribute(s): ${name}`],
];

function runtimeText(message: string): string {
  const first = message.split('\n')[0] as string;
  for (const [pattern, say] of words) {
    const found = pattern.exec(first);
    if (found) return say(found);
  }
  return first;
}

/** The value of an expression. Throws CelError when it cannot be read, or has no value. */
export function evaluateCel(expression: string, variables: CelVariables): unknown {
  const run = program(expression);
  try {
    return run(variables);
  } catch (error) {
    throw new CelError(runtimeText((error as Error).message));
  }
}

/** JSON as CEL sees it: whole numbers are integers unless the schema says otherwise, times are times. */
export function toCel(value: Json, shape?: CelShape): unknown {
  if (typeof value === 'number') return Number.isInteger(value) && shape?.type !== 'number' ? BigInt(value) : value;
  if (typeof value === 'string') return shape?.format === 'date-time' || shape?.format === 'date' ? new Date(value) : value;
  if (Array.isArray(value)) return value.map((item) => toCel(item, shape?.items));
  if (value === null || typeof value !== 'object' || value instanceof Quantity || value instanceof Authorizer) return value;
  const out: Record<string, unknown> = {};
  for (const key in value) {
    if (value[key] === undefined) continue;
    const property = shape?.properties?.[key];
    out[property ? (celName(key) ?? key) : key] = toCel(value[key], property ?? shape?.additionalProperties);
  }
  return out;
}
