// The guide for authors is true: its example is what `cka-lab lab new` makes, and proves itself without bash.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkKinds } from '../../src/labs/checks/index.ts';
import { type Folder, loadLab, newLab, type PreparationError, toldOfPreparation } from '../../src/labs/index.ts';
import { type Proof, proveLab } from '../../src/store/proof.ts';
import { bornOnce } from './learner.ts';

const guide = readFileSync(join(import.meta.dirname, '..', '..', 'labs', 'README.md'), 'utf8');
const folder: Folder = Object.fromEntries([...guide.matchAll(/^`([^`\n]+)`\n\n```\w+\n(.*?)^```$/gms)].map(([, path, text]) => [path as string, text as string]));

it('the example is a new lab', () => {
  expect(folder).toEqual(newLab('wl-press-hands', 'workloads-scheduling'));
});

it('the example proves itself', async () => {
  const lines: string[] = [];
  for await (const { name, points, good } of proveLab(loadLab('workloads-scheduling/wl-press-hands', folder), bornOnce)) lines.push(`${good ? 'ok' : 'no'} ${name} ${points}`);
  expect(lines).toEqual(
    [1, 2].flatMap((n) => [
      `ok untouched, values ${n} 0`,
      `ok solution.sh, values ${n} 100`,
      `ok also/patch.sh, values ${n} 100`,
      `ok wrong/made-anew.sh, values ${n} 90`,
      `ok wrong/pod-address.sh, values ${n} 70`,
    ]),
  );
});

it('a lab that is not right does not prove itself, and says why', async () => {
  const spoiled = { ...folder, 'solution.sh': 'kubectl scale deployment pres -n orchard --replicas=2 # __COUNT__\n' };
  const proofs: Proof[] = [];
  for await (const proof of proveLab(loadLab('workloads-scheduling/wl-press-hands', spoiled), bornOnce)) proofs.push(proof);
  const [untouched, solution] = proofs;
  expect(untouched?.good).toBe(true);
  expect(solution).toMatchObject({ good: false, points: 0, wanted: '100 points' });
  expect(solution?.why).toContain('The replicas are available: expected 3 available replicas, found: 1');
  expect(solution?.why).toContain('Error from server (NotFound): deployments.apps "pres" not found');
});

it('a script that waits for ever does not prove itself', async () => {
  const spoiled = { ...folder, 'solution.sh': 'kubectl get pods --watch # __COUNT__\n' };
  for await (const { name, good, why } of proveLab(loadLab('workloads-scheduling/wl-press-hands', spoiled), bornOnce)) {
    if (!name.startsWith('solution.sh')) continue;
    expect(good).toBe(false);
    expect(why).toContain('waits for a change that never comes');
  }
});

it('a preparation that fails is told with its place', async () => {
  const spoiled = { ...folder, 'lab.yaml': (folder['lab.yaml'] as string).replace('  - kubectl apply -f', '  - rest\n  - kubectl aply -f') };
  const proofs = proveLab(loadLab('workloads-scheduling/wl-press-hands', spoiled), bornOnce);
  const error = await proofs.next().catch((failure: unknown) => failure);
  expect(toldOfPreparation(error as PreparationError, 'labs/mine', spoiled).split('\n')[0]).toBe(
    'labs/mine/lab.yaml:21:5: "kubectl aply -f orchard.yaml" failed: error: unknown command "aply" for "kubectl"',
  );
});

it('the guide knows every kind of check that it lists', () => {
  const listed = [...guide.matchAll(/^\| `(\w+)` \| /gm)].map(([, kind]) => kind);
  expect(listed.filter((kind) => !checkKinds.some((one) => one.kind === kind))).toEqual([]);
});
