// Every drill proves itself, typed at the terminal of the base machine: not done at the start, done after its solution, never by a wrong way.
import { describe, expect, it } from 'vitest';
import { Cluster } from '../../src/cluster.ts';
import { type Lab, labOfDrill } from '../../src/labs/index.ts';
import { preparedDrill } from '../../src/session/drills.ts';
import { scored } from '../../src/session/score.ts';
import { readDrills } from '../../src/store/labFolders.ts';
import { terminalOn, toItsEnd } from '../../src/store/script.ts';
import { drawn, preparedOnce } from './learner.ts';

/** What is missing after some lines, and what the screen showed. */
async function screenAfter(lab: Lab, lines: readonly string[]): Promise<{ missing: readonly string[]; screen: string }> {
  const { state, before } = preparedOnce(lab, preparedDrill);
  const cluster = new Cluster(state, false);
  const terminal = terminalOn(cluster);
  let screen = '';
  for (const line of lines) {
    screen += `${terminal.prompt}${line}\n`;
    await toItsEnd(
      terminal.run(line, (text) => {
        screen += text;
      }),
      cluster,
    );
  }
  const { results } = scored(lab, cluster, before, () => undefined);
  return { missing: results.flatMap(({ findings }) => findings.map(({ expected, found }) => `${expected} | ${found}`)), screen };
}

const linesOf = (script: string): string[] => script.trimEnd().split('\n');

it('there are enough of them, in every group', () => {
  expect(readDrills().length).toBeGreaterThanOrEqual(45);
  expect(new Set(readDrills().map(({ group }) => group)).size).toBe(10);
  expect(new Set(readDrills().map(({ id }) => id)).size).toBe(readDrills().length);
});

describe.each(readDrills().map(labOfDrill).flatMap(drawn))('%s', (_, lab) => {
  it('is not done at the start', async () => {
    expect((await screenAfter(lab, [])).missing).not.toEqual([]);
  });

  it.each([lab.solution, ...Object.values(lab.also)].map((script) => [script]))('is done by %s', async (script) => {
    const { missing, screen } = await screenAfter(lab, linesOf(script));
    expect(missing, screen).toEqual([]);
  });

  it.each(Object.values(lab.wrong).map((script) => [script]))('is not done by %s', async (script) => {
    expect((await screenAfter(lab, linesOf(script))).missing).not.toEqual([]);
  });
});
