// A person's session with a lab: what is found wrong, hints, time, points kept.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Lab } from '../../src/labs/index.ts';
import { type MemoryDesk, memoryDesk } from '../../src/session/memory.ts';
import { worldOf } from '../../src/session/world.ts';
import { Session, SessionError, wordsOf } from '../../src/session.ts';
import { bornOnce } from './learner.ts';

const lab: Lab = {
  id: 'demo',
  title: 'A lab',
  domain: 'workloads-scheduling',
  competency: 'x',
  difficulty: 1,
  minutes: 3,
  profile: 'standard',
  task: 'Do it.',
  hints: ['First.', 'Second.'],
  prepare: ['kubectl create namespace shop', 'kubectl create configmap prices -n shop --from-literal=apple=3'],
  given: ['list.txt'],
  explanation: 'So.',
  files: { 'list.txt': 'apple\n' },
  solution: 'kubectl create deployment web-front -n shop --image=nginx:1.29 --replicas=2\n',
  wrong: {},
  also: {},
  checks: [
    {
      id: 'web',
      kind: 'object',
      title: 'web-front wants two replicas',
      weight: 40,
      resource: 'deployments.apps',
      namespace: 'shop',
      name: 'web-front',
      conditions: [{ that: 'object.spec.replicas == 2', expect: '2 replicas' }],
    },
    {
      id: 'runs',
      kind: 'converge',
      title: 'web-front runs',
      weight: 20,
      resource: 'deployments.apps',
      namespace: 'shop',
      name: 'web-front',
      conditions: [{ that: 'object.status.availableReplicas == object.spec.replicas', expect: 'all replicas available' }],
    },
    { id: 'prices', kind: 'unchanged', title: 'The prices are kept', weight: 20, resource: 'configmaps', namespace: 'shop', name: 'prices' },
    { id: 'alone', kind: 'absent', title: 'No pods beside', weight: 10, resource: 'pods', namespace: 'default', expect: 'no pods in default' },
    { id: 'list', kind: 'unchanged', title: 'The list is kept', weight: 10, path: 'list.txt' },
  ] as readonly object[] as Lab['checks'],
};

let now = 0;
let desk: MemoryDesk;
let session: Session;

beforeEach(() => {
  now = 1_000_000;
  desk = memoryDesk([lab], bornOnce, () => now);
  session = new Session(desk);
  session.start('demo');
});

function type(line: string): void {
  const { status, stderr } = desk.withCluster((cluster) => worldOf(cluster).kubectl(wordsOf(line).slice(1), {}));
  expect({ line, status, stderr }).toMatchObject({ status: 0, stderr: '' });
}

/** The score as lines: points, and what is wrong. */
const lines = (): string[] => session.check().results.map(({ points, findings }) => [points, ...findings.map(({ expected, found }) => `${expected} | ${found}`)].join(' '));

const notAlone = 'something of the task done | counts only together with another check that passes';

describe('what is found', () => {
  it('nothing done: protections do not count', () => {
    expect(lines()).toEqual([
      '0 deployment web-front in namespace shop | there is none',
      '0 deployment web-front in namespace shop | there is none',
      `0 ${notAlone}`,
      `0 ${notAlone}`,
      `0 ${notAlone}`,
    ]);
  });

  it('a name with a typo', () => {
    type('kubectl create deployment web-frotn -n shop --image=nginx:1.29');
    expect(lines()[0]).toBe('0 deployment web-front in namespace shop | web-frotn, wanted web-front');
  });

  it('the wrong namespace', () => {
    type('kubectl create deployment web-front --image=nginx:1.29');
    expect(lines()[0]).toBe('0 deployment web-front in namespace shop | deployment web-front is in namespace default');
  });

  it('partly right; time passes on a copy alone', () => {
    type('kubectl create deployment web-front -n shop --image=nginx:1.29 --replicas=3');
    type('kubectl run extra --image=nginx:1.29');
    type('kubectl delete configmap prices -n shop');
    type('kubectl create configmap prices -n shop --from-literal=apple=3');
    desk.files['list.txt'] = 'pear\n';
    const before = desk.withCluster((cluster) => cluster.now);
    expect(lines()).toEqual([
      '0 2 replicas | 3',
      '20',
      '0 configmap prices in namespace shop as it was | it was deleted and made anew',
      '0 no pods in default | extra',
      '0 list.txt as it was | it was changed',
    ]);
    expect(desk.withCluster((cluster) => cluster.now)).toBe(before);
  });

  it('a control plane that does not answer', () => {
    desk.withCluster((cluster) => {
      for (const host of cluster.state.hosts) delete host.files['/etc/kubernetes/manifests/kube-apiserver.yaml'];
      cluster.relist();
      cluster.advance(cluster.now + 60_000);
    });
    expect(lines()[0]).toBe('0 a cluster that answers | the API server does not answer');
  });
});

it('time runs from the task to the solution, points are kept, reset begins again', () => {
  now += 5000;
  session.taskShown();
  now += 60_000;
  expect(session.opened().timeUsed).toBe(60_000);
  expect(session.hint()).toEqual({ text: 'First.', number: 1, of: 2 });
  expect(session.hint()).toEqual({ text: 'Second.', number: 2, of: 2 });
  expect(session.hint()).toEqual({ text: 'Second.', number: 2, of: 2 });
  type('kubectl create deployment web-front -n shop --image=nginx:1.29 --replicas=2');
  expect(session.check().points).toBe(100);
  now += 60_000;
  expect(session.opened()).toMatchObject({ timeUsed: 60_000, solved: true, hintsLeft: 0 });
  session.reset();
  expect(session.opened()).toMatchObject({ timeUsed: 0, solved: false, hintsShown: [], hintsLeft: 2 });
  expect(session.check().points).toBe(0);
  expect(session.stop().id).toBe('demo');
  expect(session.labs()).toEqual([{ lab, state: 'solved', record: { best: 100, attempts: 2, checks: 2, hints: 2, solutionSeen: false, fastest: 60_000 } }]);
  expect(() => session.check()).toThrow(SessionError);
  expect(() => session.start('nope')).toThrow('There is no lab "nope". `cka-lab labs` lists them.');
});
