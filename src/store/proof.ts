// The proof of a lab, without bash: untouched it scores 0, its solutions 100, every wrong answer less; with every value of its lists.
import { Cluster } from '../cluster.ts';
import { EndlessWait, everyDraw, given, type Lab, prepared, type Prepared, scored } from '../session.ts';
import { bornCluster } from './lab.ts';
import { runScript } from './script.ts';

/** One script of a lab, run and graded. */
export interface Proof {
  /** `untouched`, `solution.sh`, `also/patch.sh`, `wrong/other.sh`; with the number of the draw where there are several. */
  name: string;
  points: number;
  good: boolean;
  /** What should have been. */
  wanted: string;
  /** What the checks that decided found, and what the script complained of. */
  why: readonly string[];
}

type Born = (profile: Lab['profile']) => ConstructorParameters<typeof Cluster>[0];

/** What a script says of what goes wrong in it. */
async function complaintsOf(cluster: Cluster, script: string): Promise<string> {
  try {
    return (await runScript(cluster, script)).stderr;
  } catch (error) {
    if (error instanceof EndlessWait) return error.message;
    throw error;
  }
}

async function graded(lab: Lab, { state, before }: Prepared, script: string) {
  const cluster = new Cluster(state, false);
  const stderr = script === '' ? '' : await complaintsOf(cluster, script);
  return { score: scored(lab, cluster, before, (path) => given(lab)[path]), stderr };
}

/** What each script must score. */
const demands = {
  untouched: { wanted: '0 points', good: (points: number) => points === 0 },
  right: { wanted: '100 points', good: (points: number) => points === 100 },
  wrong: { wanted: 'less than 100 points', good: (points: number) => points < 100 },
};

function* scriptsOf(lab: Lab): Generator<[name: string, script: string, demand: keyof typeof demands]> {
  yield ['untouched', '', 'untouched'];
  yield ['solution.sh', lab.solution, 'right'];
  for (const [name, script] of Object.entries(lab.also)) yield [`also/${name}`, script, 'right'];
  for (const [name, script] of Object.entries(lab.wrong)) yield [`wrong/${name}`, script, 'wrong'];
}

/** Every script of a lab that has been filled with values. */
export async function* proofsOf(lab: Lab, born: Born = (profile) => bornCluster(profile, Date.now())): AsyncGenerator<Proof> {
  for (const [name, script, demand] of scriptsOf(lab)) {
    const { score, stderr } = await graded(lab, prepared(lab, born(lab.profile)), script);
    const { wanted, good } = demands[demand];
    const right = good(score.points);
    const telling = score.results.filter(({ passed }) => passed === (demand !== 'right'));
    const found = telling.flatMap(({ title, findings }) => (findings.length === 0 ? [`passed: ${title}`] : findings.map(({ expected, found }) => `${title}: expected ${expected}, found: ${found}`)));
    yield { name, points: score.points, good: right, wanted, why: right ? [] : [...found, ...stderr.trim().split('\n').filter(Boolean)] };
  }
}

/** The same with every value of the lists at least once. */
export async function* proveLab(shape: Lab, born?: Born): AsyncGenerator<Proof> {
  const labs = everyDraw(shape);
  for (const [i, lab] of labs.entries()) {
    for await (const proof of proofsOf(lab, born)) yield labs.length === 1 ? proof : { ...proof, name: `${proof.name}, values ${i + 1}` };
  }
}
