// The labs of a domain prove themselves: untouched each scores 0, its solutions 100, every wrong answer less, with every value of its lists.
// All is run in the shell of the lab's machines, solutions also in bash.
import { describe, expect, it } from 'vitest';
import { Cluster } from '../../src/cluster.ts';
import { type Domain, given, type Lab } from '../../src/labs/index.ts';
import { scored } from '../../src/session/score.ts';
import { readLabs } from '../../src/store/labFolders.ts';
import { runScript } from '../../src/store/script.ts';
import { drawn, learnerOf, preparedOnce } from './learner.ts';

interface Graded {
  points: number;
  failed: readonly unknown[];
  stderr: string;
}

async function inTheShell(lab: Lab, script: string): Promise<Graded> {
  const { state, before } = preparedOnce(lab);
  const cluster = new Cluster(state, false);
  const { stderr } = script === '' ? { stderr: '' } : await runScript(cluster, script);
  const { points, results } = scored(lab, cluster, before, (path) => given(lab)[path]);
  return { points, failed: results.filter(({ passed }) => !passed), stderr };
}

async function inBash(lab: Lab, script: string): Promise<Graded> {
  const learner = learnerOf(lab);
  const { stderr } = await learner.script(script);
  const { points, results } = learner.score();
  learner.leave();
  return { points, failed: results.filter(({ passed }) => !passed), stderr };
}

const solutions = ({ solution, also }: Lab): [string, string][] => [['solution.sh', solution], ...Object.entries(also).map(([name, script]): [string, string] => [`also/${name}`, script])];
const whole = { points: 100, failed: [], stderr: '' };

/** Defines the tests of every lab of a domain. */
export function proveDomain(domain: Domain): void {
  const labs = readLabs().filter((lab) => lab.domain === domain);
  describe.each(labs.flatMap(drawn))('%s', (_, lab, first) => {
    it('untouched scores 0', async () => expect((await inTheShell(lab, '')).points).toBe(0));
    it.each(solutions(lab))('%s scores 100', async (_, script) => expect(await inTheShell(lab, script)).toEqual(whole));
    // What is done on a machine needs one.
    it.runIf(first && lab.host === undefined)('solution.sh scores 100 in bash', async () => expect(await inBash(lab, lab.solution)).toEqual(whole));
    it.each(Object.entries(lab.wrong))('wrong/%s scores less', async (_, script) => expect((await inTheShell(lab, script)).points).toBeLessThan(100));
  });
}
