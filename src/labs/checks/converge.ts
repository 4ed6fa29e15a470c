// converge: what must become true while time passes, and stay true. Looked at on a copy of the cluster.
import { PreparationError, runLine } from '../prepare.ts';
import { expressionsOf } from './condition.ts';
import type { CheckKind, Finding } from './kind.ts';
import { lookAt, type ObjectSpec, objectFields } from './object.ts';
import { subjectOf } from './target.ts';

interface ConvergeSpec extends ObjectSpec {
  /** Lines run on the copy before anything is looked at. */
  first?: string[];
  /** Seconds until it must be true, and for which it must stay so. */
  within?: number;
  hold?: number;
}

const usual = { within: 60, hold: 10 };
const stride = 1000;

export const converge: CheckKind<ConvergeSpec> = {
  kind: 'converge',
  description: 'Like object, but the conditions may become true within a time, and must stay true; on a copy of the cluster in which commands can be run before',
  fields: {
    ...objectFields,
    first: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 }, description: 'kubectl commands, `ssh MACHINE COMMAND`, `sleep SECONDS` or `rest`, run on the copy first' },
    within: { type: 'integer', minimum: 0, maximum: 3600, description: `Seconds of simulated time until it must be true (${usual.within})` },
    hold: { type: 'integer', minimum: 0, maximum: 3600, description: `Seconds for which it must stay true (${usual.hold})` },
  },
  required: ['resource', 'conditions'],
  expressions: ({ conditions }) => expressionsOf(conditions),
  variables: (spec) => [subjectOf(spec)],
  run(spec, { world, files }) {
    const copy = world.fork();
    try {
      for (const line of spec.first ?? []) runLine(line, copy, files);
    } catch (error) {
      if (error instanceof PreparationError) return [{ expected: `that "${error.line}" succeeds`, found: error.reason }];
      throw error;
    }
    const { within = usual.within, hold = usual.hold } = spec;
    const look = (): Finding[] => lookAt(spec, copy);
    const last = copy.now + within * 1000;
    let findings = look();
    for (; findings.length > 0 && copy.now < last; findings = look()) copy.advance(copy.now + stride);
    const end = copy.now + hold * 1000;
    for (; findings.length === 0 && copy.now < end; findings = look()) copy.advance(copy.now + stride);
    return findings;
  },
};
