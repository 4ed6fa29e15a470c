// Drills as a session plays them, under a clock that the test holds.
import { beforeEach, describe, expect, it } from 'vitest';
import { type MemoryDesk, memoryDesk } from '../../src/session/memory.ts';
import { worldOf } from '../../src/session/world.ts';
import { Session, wordsOf } from '../../src/session.ts';
import { readDrills } from '../../src/store/labFolders.ts';
import { bornOnce } from '../labs/learner.ts';

let now = 0;
let desk: MemoryDesk;
let session: Session;

beforeEach(() => {
  now = Date.parse('2026-03-02T18:00:00Z');
  desk = memoryDesk([], bornOnce, () => now, { drills: readDrills() });
  session = new Session(desk);
});

/** Types a line that takes so many seconds. */
function type(line: string, seconds = 4) {
  now += seconds * 1000;
  desk.drillRoom.withCluster((cluster) => worldOf(cluster).kubectl(wordsOf(line).slice(1), {}));
  return session.drills.ran(line);
}

it('ends with the first line after which all is right; time, keys, a shorter way, bests', () => {
  expect(session.drills.start('uncordon')).toMatchObject({ id: 'dr-uncordon', n: 1, of: 1, elapsed: 0, keys: 0, lines: [] });
  const [node] = desk.drillRoom.withCluster((cluster) =>
    cluster
      .client('x', { kind: 'component', user: 'kubernetes-admin', groups: ['system:masters'] })
      .list('nodes')
      .filter(({ spec }) => spec.unschedulable),
  );
  const name = node?.metadata.name as string;
  expect(type('kubectl get nodes').result).toBeUndefined();
  const { result } = type(`kubectl patch node ${name} -p '{"spec":{"unschedulable":false}}'`, 6);
  expect(result).toMatchObject({ done: true, time: 10_000, par: 5, inPar: false, isBest: false, shorter: [`kubectl uncordon ${name}`] });
  expect(result?.keys).toBe(18 + `kubectl patch node ${name} -p '{"spec":{"unschedulable":false}}'`.length + 1);
  expect(session.drills.next()).toBeUndefined();
  expect(session.drills.stop()).toMatchObject({ name: 'uncordon', results: [{ drill: 'dr-uncordon', done: true }] });
  expect(session.drills.offers().find(({ id }) => id === 'dr-uncordon')).toMatchObject({ runs: 1, done: 1, best: 10_000, missed: false });

  session.drills.start('dr-uncordon');
  expect(type('kubectl uncordon node01 node02', 3).result).toMatchObject({ done: true, inPar: true, isBest: true, best: 10_000 });
});

it('what is given up shows a way, and is due again after ten minutes', () => {
  session.drills.start('rbac');
  now += 5000;
  const { result } = session.drills.giveUp();
  expect(result).toMatchObject({ done: false, missing: ['expected role reader in namespace coast, found: there is none'] });
  expect(result?.shorter?.[0]).toMatch(/^kubectl create role reader -n coast /);
  expect(session.drills.next()).toMatchObject({ id: 'dr-rolebinding-sa', n: 2, of: 5 });
  const offer = () => session.drills.offers().find(({ id }) => id === 'dr-role');
  expect(offer()).toMatchObject({ missed: true, isDue: false });
  now += 10 * 60_000;
  expect(offer()).toMatchObject({ missed: true, isDue: true });
  session.drills.stop();
  expect(session.drills.start('mixed', 1).id).toBe('dr-role');
});

it('what is missing is not that something else stays as it is', () => {
  session.drills.start('resize-pod');
  expect(session.drills.giveUp().result?.missing).toEqual([expect.stringMatching(/^expected a request of \d+m, found: 100m$/)]);
});

describe('a drill that was left', () => {
  const [drill, standing] = ['dr-uncordon', () => session.drills.offers().find(({ id }) => id === 'dr-uncordon')];
  const runs = () => desk.readProgress().drills;

  it('is a miss once something was tried, however the person went, and comes with other values', () => {
    const first = session.drills.start(drill);
    type('kubectl get nodes', 3);
    // Killed here: nobody said a word of it.
    session = new Session(desk);
    expect(runs()).toEqual([{ drill, at: now - 3000, done: false, time: 3000, keys: 18 }]);
    expect(standing()).toMatchObject({ runs: 1, done: 0, missed: true });
    expect(session.drills.start(drill).goal).not.toBe(first.goal);
  });

  it('is one miss when the round is ended in it', () => {
    session.drills.start('scheduling');
    session.drills.giveUp();
    session.drills.next();
    type('kubectl get nodes');
    const { results } = session.drills.stop();
    expect(results.map(({ drill, done, missed }) => ({ drill, done, missed }))).toEqual([
      { drill: 'dr-label-node', done: false, missed: true },
      { drill: 'dr-taint-node', done: false, missed: true },
    ]);
    expect(runs()).toHaveLength(2);
  });

  it('is nothing when it was only looked at', () => {
    session.drills.start(drill);
    expect(session.drills.stop().results).toEqual([]);
    expect(standing()).toMatchObject({ runs: 0, missed: false });
  });
});

it('says nothing of a shorter way to who went it in the end', () => {
  const { goal } = session.drills.start('uncordon');
  const [name] = /node0\d/.exec(goal) as RegExpExecArray;
  type('kubectl get nodes');
  expect(type(` k  uncordon ${name}`).result).toMatchObject({ done: true, missed: false });
  expect(session.drills.view()?.result?.shorter).toBeUndefined();
  session.drills.start('scale-statefulset');
  type('kubectl get pods');
  expect(type('k scale sts vault --replicas 1').result?.shorter).toBeUndefined();
  session.drills.start('uncordon');
  type('kubectl get nodes');
  expect(type(`kubectl uncordon node01 node02`, 20).result).toMatchObject({ done: true, missed: true, shorter: [expect.stringMatching(/^kubectl uncordon node0\d$/)] });
});

it('a mixed round lasts five minutes, and its order follows from the seed', () => {
  const order = (seed: number): string[] => {
    const ids = [session.drills.start('mixed', seed).id];
    for (let view = session.drills.next(); view && ids.length < 5; view = session.drills.next()) ids.push(view.id);
    session.drills.stop();
    return ids;
  };
  expect(order(3)).toEqual(order(3));
  expect(order(3)).not.toEqual(order(4));
  expect(session.drills.start('mixed', 3)).toMatchObject({ remaining: 300_000 });
  now += 299_000;
  session.drills.giveUp();
  expect(session.drills.next()).toMatchObject({ remaining: 1000, n: 2 });
  now += 2000;
  session.drills.giveUp();
  expect(session.drills.next()).toBeUndefined();
  expect(session.drills.stop().results.map(({ done }) => done)).toEqual([false, false]);
});

it('what is not there is told in one line', () => {
  expect(() => session.drills.start('nope')).toThrow('There is no drill and no group "nope". `cka-lab drills` lists them.');
  expect(() => session.drills.ran('ls')).toThrow('No drill runs: `cka-lab drills` lists them.');
});
