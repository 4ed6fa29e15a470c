// absent: what must not be there.
import { evaluate, holds, show, toCel } from '../cel.ts';
import type { CheckKind, CheckSpec } from './kind.ts';
import { list, type Target, targetFields, variablesOf, withField } from './target.ts';

interface AbsentSpec extends CheckSpec, Target {
  with?: Record<string, Target>;
  /** CEL on each `object`: only such ones must not be there. */
  where?: string;
  expect: string;
  /** It was there at the beginning: to remove it is part of the task. */
  goal?: boolean;
}

export const absent: CheckKind<AbsentSpec> = {
  kind: 'absent',
  description: 'No such object may be there',
  protects: ({ goal }) => goal !== true,
  fields: {
    ...targetFields,
    with: withField,
    where: { type: 'string', minLength: 1, description: 'A CEL expression on each `object`: only those for which it is true must not be there' },
    expect: { type: 'string', minLength: 1, description: 'What is expected, in words' },
    goal: { type: 'boolean', description: 'True when it is there at the beginning, so that removing it is part of the task' },
  },
  required: ['resource', 'expect'],
  expressions: ({ where }) => (where === undefined ? [] : [where]),
  variables: () => ['object'],
  run(spec, { world: { client } }) {
    const { name, where } = spec;
    const others = toCel(variablesOf(client, spec.with)) as Record<string, unknown>;
    const there = list(client, spec).filter((object) => (name === undefined || object.metadata.name === name) && (where === undefined || holds(where, { ...others, object: toCel(object) })));
    return there.length === 0 ? [] : [{ expected: spec.expect, found: show(there.map((object) => evaluate('object.metadata.name', { object }))) ?? '' }];
  },
};
