// object: what must be true of one object, or of several together.
import { toCel } from '../cel.ts';
import type { World } from '../world.ts';
import { type Condition, conditionsField, expressionsOf, failures } from './condition.ts';
import type { CheckKind, CheckSpec, Finding } from './kind.ts';
import { lookUp, missing, subjectOf, type Target, targetFields, variablesOf, withField } from './target.ts';

export interface ObjectSpec extends CheckSpec, Target {
  with?: Record<string, Target>;
  conditions: Condition[];
}

/** What is wrong with the target now. */
export function lookAt(spec: ObjectSpec, { client }: World): Finding[] {
  const found = lookUp(client, spec);
  if (found === null) return [missing(client, spec)];
  return failures(spec.conditions, toCel({ ...variablesOf(client, spec.with), [subjectOf(spec)]: found }) as Record<string, unknown>);
}

export const objectFields = { ...targetFields, with: withField, conditions: conditionsField };

export const object: CheckKind<ObjectSpec> = {
  kind: 'object',
  description: 'One object (by name) or several (by selector) for which the conditions are true',
  fields: objectFields,
  required: ['resource', 'conditions'],
  expressions: ({ conditions }) => expressionsOf(conditions),
  variables: (spec) => [subjectOf(spec)],
  run: (spec, { world }) => lookAt(spec, world),
};
