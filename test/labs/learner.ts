// A person who works on a lab with bash and kubectl, and is graded: as Person, with a lab's cluster and files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClusterState, Cluster } from '../../src/cluster.ts';
import { given, grade, type Lab, type Score } from '../../src/labs/index.ts';
import { prepared, type Prepared } from '../../src/session/prepare.ts';
import { worldOf } from '../../src/session/world.ts';
import { Person, type Typed } from '../recorded/person.ts';

const birth = Date.parse('2026-03-02T10:00:00Z');
const born = new Map<string, ClusterState>();
const ready = new Map<string, Prepared>();

/** Made once for each profile and lab: cluster states are copied, as their makers use them up. */
function preparedOnce(lab: Lab): Prepared {
  const state = born.get(lab.profile) ?? Cluster.settled({ profile: lab.profile, now: birth });
  born.set(lab.profile, state);
  const made = ready.get(lab.id) ?? prepared(lab, structuredClone(state));
  ready.set(lab.id, made);
  return structuredClone(made);
}

export interface Learner {
  script(text: string): Promise<Typed>;
  score(): Score;
  leave(): void;
}

export function learnerOf(lab: Lab): Learner {
  const { state, before } = preparedOnce(lab);
  const person = new Person(state, given(lab));
  const read = (path: string): string | undefined => {
    try {
      return readFileSync(join(person['cwd'], path), 'utf8');
    } catch {
      return undefined;
    }
  };
  return {
    // In braces it is nothing that could be read without bash.
    script: (text) => person.type(`{\n${text}\n}`),
    score: () => grade(lab, worldOf(person['cluster']).fork(), before, read),
    leave: () => person.leave(),
  };
}
