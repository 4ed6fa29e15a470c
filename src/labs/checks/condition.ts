// Conditions of a check: CEL expressions, each with the words for what it expects.
import { evaluate, foundBy, holds, show } from '../cel.ts';
import type { Finding, JsonSchema } from './kind.ts';

export interface Condition {
  /** CEL. */
  that: string;
  /** What is expected, for the person. */
  expect: string;
  /** CEL for the words of what was found, where the left side of a comparison does not say it. */
  found?: string;
}

export const conditionsField: JsonSchema = {
  type: 'array',
  minItems: 1,
  description: 'What must be true, in CEL',
  items: {
    type: 'object',
    properties: {
      that: { type: 'string', minLength: 1, description: 'A CEL expression that is true when all is well' },
      expect: { type: 'string', minLength: 1, description: 'What is expected, in words that give nothing away beyond the task' },
      found: { type: 'string', minLength: 1, description: 'A CEL expression for what is shown as found' },
    },
    required: ['that', 'expect'],
    additionalProperties: false,
  },
};

export const expressionsOf = (conditions: readonly Condition[] = []): string[] => conditions.flatMap(({ that, found }) => (found === undefined ? [that] : [that, found]));

const foundWords = ({ that, found }: Condition, variables: Readonly<Record<string, unknown>>): string =>
  (found === undefined ? foundBy(that, variables) : show(evaluate(found, variables))) ?? 'something else';

export const failures = (conditions: readonly Condition[], variables: Readonly<Record<string, unknown>>): Finding[] =>
  conditions.filter(({ that }) => !holds(that, variables)).map((condition) => ({ expected: condition.expect, found: foundWords(condition, variables) }));
