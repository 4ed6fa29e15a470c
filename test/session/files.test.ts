// Where checks look for what a person wrote, and what they say when it lies on another machine.
import { expect, it } from 'vitest';
import type { Lab } from '../../src/labs/index.ts';
import { Cluster } from '../../src/cluster.ts';
import { prepared } from '../../src/session/prepare.ts';
import { scored } from '../../src/session/score.ts';
import { runScript } from '../../src/store/script.ts';
import { bornOnce } from '../labs/learner.ts';

const check = (id: string, more: object) => ({ id, kind: 'file', title: id, weight: 50, as: 'word', conditions: [{ that: 'value == "right"', expect: 'right' }], ...more });

const lab = {
  id: 'demo',
  title: 'Demo',
  profile: 'standard',
  prepare: [],
  given: ['notes/list.txt'],
  files: { 'notes/list.txt': 'apple\n' },
  checks: [check('own', { path: 'notes/list.txt' }), check('node', { path: '/opt/report.txt', host: 'node01' })],
} as unknown as Lab;

/** What is found after a script at the terminal, with these files in the working directory. */
async function found(script: string, directory: Record<string, string> = { 'notes/list.txt': 'apple\n' }): Promise<string[]> {
  const { state, before } = prepared(lab, bornOnce('standard'));
  const cluster = new Cluster(state, false);
  await runScript(cluster, script);
  return scored(lab, cluster, before, (path) => directory[path]).results.map(({ passed, findings }) => (passed ? 'ok' : findings.map(({ expected, found }) => `${expected} | ${found}`).join()));
}

const nowhere = 'file /opt/report.txt on node01 | there is none';

it.each<[string, string, Record<string, string> | undefined, [string, string]]>([
  ['what was given lies in the home, too', 'cat notes/list.txt', undefined, ['right | apple', nowhere]],
  ['what was written at the base machine counts', 'echo right > notes/list.txt', undefined, ['ok', nowhere]],
  ['what was written into the working directory counts', '', { 'notes/list.txt': 'right\n' }, ['ok', nowhere]],
  ['the working directory goes first where it was changed', 'echo wrong > notes/list.txt', { 'notes/list.txt': 'right\n' }, ['ok', nowhere]],
  ['right work on the wrong machine', 'echo right > /opt/report.txt', undefined, ['right | apple', 'file /opt/report.txt on node01 | it is on base']],
  ['right work on another node', 'ssh node02 "echo right > /opt/report.txt"', undefined, ['right | apple', 'file /opt/report.txt on node01 | it is on node02']],
  ['right work in the wrong place of the right machine', 'ssh node01 "echo right > report.txt"', undefined, ['right | apple', 'file /opt/report.txt on node01 | it is /home/candidate/report.txt']],
  ['a name with a typo', 'ssh node01 "echo right > /opt/reports.txt"', undefined, ['right | apple', 'file /opt/report.txt on node01 | reports.txt, wanted report.txt']],
  ['another file with nearly a short name', 'ssh node01 "echo right > /opt/rep.txt"', undefined, ['right | apple', nowhere]],
  ['right work in another folder', 'rm notes/list.txt; echo right > /tmp/list.txt', {}, ['file notes/list.txt in the working directory | it is /tmp/list.txt', nowhere]],
  ['right work at the right place', 'ssh node01 "echo right > /opt/report.txt"', undefined, ['right | apple', 'ok']],
])('%s', async (_, script, directory, wanted) => {
  expect(await found(script, directory)).toEqual(wanted);
});
