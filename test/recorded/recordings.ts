// Replays the recordings of a real cluster and holds them against the list of what cannot be answered yet.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Cluster } from '../../src/cluster.ts';
import { mask } from './mask.mjs';
import { Person, type Typed } from './person.ts';
import { loadSession, type Step } from './session.mjs';

const folder = import.meta.dirname;
const birth = Date.parse('2026-03-02T10:00:00Z');
/** The default namespace has no events any more when a session begins. */
const age = 2 * 3600_000;

/** Session → the numbers of its commands (from 1) that do not agree yet. It only gets shorter. */
export type Failing = Record<string, number[]>;

export const readFailing = (): Failing => JSON.parse(readFileSync(join(folder, 'failing.json'), 'utf8'));

export const topics = (): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

export const sessionsOf = (topic: string): string[] =>
  readdirSync(join(folder, topic))
    .filter((name) => name.endsWith('.session'))
    .sort()
    .map((name) => `${topic}/${name}`);

let newborn: string | undefined;

/** A cluster as the recordings found theirs. */
function plainCluster(): string {
  if (newborn === undefined) {
    const cluster = new Cluster(Cluster.create({ profile: 'plain', now: birth }), false);
    // In two stretches, as the history is compacted when an interval has passed twice.
    for (const part of [0.5, 1]) cluster.advance(birth + part * age);
    newborn = JSON.stringify(cluster.state);
  }
  return newborn;
}

const linesOf = (text: string): string[] => {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
};

type Run = Extract<Step, { kind: 'run' }>;

interface Verdict {
  number: number;
  recorded: string;
  here: string;
}

const picture = (command: string, stdout: readonly string[], stderr: readonly string[], status: number): string =>
  [
    `$ ${command}`,
    mask(stdout),
    ...mask(stderr)
      .split('\n')
      .filter(Boolean)
      .map((line) => `2> ${line}`),
    `=> ${status}`,
  ].join('\n');

const pictureOf = (command: string, { stdout, stderr, status }: Typed): string => picture(command, linesOf(stdout), linesOf(stderr), status);

/** What each compared command printed when recorded, and what it prints here. */
export async function replay(session: string): Promise<Verdict[]> {
  const { steps, files } = loadSession(join(folder, session));
  const person = new Person(JSON.parse(plainCluster()), files);
  const verdicts: Verdict[] = [];
  let number = 0;
  try {
    for (const step of steps) {
      if (step.kind === 'wait') person.wait(step.seconds);
      if (step.kind !== 'run') continue;
      number++;
      const here = await person.type(step.command);
      if (!step.unstable) verdicts.push({ number, recorded: recordedPicture(step), here: pictureOf(step.command, here) });
    }
  } finally {
    person.leave();
  }
  return verdicts;
}

const recordedPicture = ({ command, stdout, stderr, status }: Run): string => picture(command, stdout, stderr, status);

/** The tests of one topic. */
export function testTopic(topic: string): void {
  const failing = readFailing();
  describe(topic, () => {
    for (const session of sessionsOf(topic)) {
      it(session, async () => {
        const verdicts = await replay(session);
        const known = failing[session] ?? [];
        for (const { number, recorded, here } of verdicts) if (!known.includes(number)) expect(here).toBe(recorded);
        const repaired = verdicts.filter(({ number, recorded, here }) => known.includes(number) && here === recorded).map(({ number }) => number);
        expect(repaired, 'these agree now: npm run recordings takes them off the list').toEqual([]);
      });
    }
  });
}
