// A person who works on a lab with bash and kubectl, and is graded: as Person, with a lab's cluster and files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClusterState, Cluster } from '../../src/cluster.ts';
import { everyDraw, given, grade, type Lab, type Score } from '../../src/labs/index.ts';
import { prepared, type Prepared } from '../../src/session/prepare.ts';
import { copyOf, worldOf } from '../../src/session/world.ts';
import { Person, type Typed } from '../recorded/person.ts';

const birth = Date.parse('2026-03-02T10:00:00Z');
const born = new Map<string, ClusterState>();
/** What was asked for last: who proves a lab tries one script after another. */
let ready: { key: string; prepared: Prepared } | undefined;

/** A settled cluster of the profile, for whoever uses it up. */
export function bornOnce(profile: Lab['profile']): ClusterState {
  const state = born.get(profile) ?? Cluster.settled({ profile, now: birth });
  born.set(profile, state);
  return copyOf(state);
}

/** A lab's cluster as the person finds it, for whoever uses it up. */
export function preparedOnce(lab: Lab, prepare = prepared): Prepared {
  const key = JSON.stringify([lab.id, lab.prepare, lab.files]);
  if (ready?.key !== key) ready = { key, prepared: prepare(lab, bornOnce(lab.profile)) };
  const { state, before } = ready.prepared;
  return { state: copyOf(state), before };
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
      return readFileSync(join(person.cwd, path), 'utf8');
    } catch {
      return undefined;
    }
  };
  return {
    // In braces it is nothing that could be read without bash.
    script: (text) => person.type(`{\n${text}\n}`),
    score: () => grade(lab, worldOf(person.cluster).fork(), before, read),
    leave: () => person.leave(),
  };
}

/** The lab with every value of its lists, each draw with a name for its tests, and whether it is the first. */
export function drawn(shape: Lab): [name: string, lab: Lab, first: boolean][] {
  const labs = everyDraw(shape);
  return labs.map((lab, i) => [labs.length > 1 ? `${shape.id}, values ${i + 1}` : shape.id, lab, i === 0]);
}
