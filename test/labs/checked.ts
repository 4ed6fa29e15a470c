// Checks of a lab that consists of nothing else: what they find after a script.
import { Cluster } from '../../src/cluster.ts';
import { loadLab } from '../../src/labs/index.ts';
import { scored } from '../../src/session/score.ts';
import { runScript } from '../../src/store/script.ts';
import { preparedOnce } from './learner.ts';

export interface Tried {
  /** The checks, as lab.yaml has them; the first one weighs whatever the others leave. */
  checks: string;
  prepare?: readonly string[];
  /** Files of files/. */
  files?: Readonly<Record<string, string>>;
}

/** `passed`, or one line for each finding, of every check by its id. The state goes through JSON on the way, as when the program ends and begins again. */
export async function checked({ checks, prepare = ['rest'], files = {} }: Tried, script: string): Promise<Record<string, string[] | 'passed'>> {
  const yaml = `id: demo
title: A lab
domain: storage
competency: Any
difficulty: 1
minutes: 3
task: Do it.
hints: [Think.]
explanation: It is so.
prepare: ${JSON.stringify(prepare)}
checks:
${checks}`;
  const folder = Object.fromEntries(Object.entries(files).map(([name, text]) => [`files/${name}`, text]));
  const lab = loadLab('labs/storage/demo', { 'lab.yaml': yaml, 'solution.sh': 'true\n', 'wrong/a.sh': 'true\n', 'wrong/b.sh': 'true\n', ...folder });
  const { state, before } = preparedOnce(lab);
  const cluster = new Cluster(JSON.parse(JSON.stringify(state)), false);
  await runScript(cluster, script);
  const later = new Cluster(JSON.parse(JSON.stringify(cluster.state)), false);
  const { results } = scored(lab, later, before, () => undefined);
  return Object.fromEntries(results.map(({ id, passed, findings }) => [id, passed ? 'passed' : findings.map(({ expected, found }) => `${expected}: ${found}`)]));
}
