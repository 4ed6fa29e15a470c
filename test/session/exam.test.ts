// An exam from its start to its report, under a clock that the test holds.
import { beforeEach, describe, expect, it } from 'vitest';
import type { ExamPlan, Lab } from '../../src/labs/index.ts';
import { type MemoryDesk, memoryDesk } from '../../src/session/memory.ts';
import { worldOf } from '../../src/session/world.ts';
import { Session, wordsOf } from '../../src/session.ts';
import { bornOnce } from '../labs/learner.ts';

const minute = 60_000;
const began = Date.parse('2026-03-02T18:00:00Z');

const labOf = (id: string, domain: Lab['domain'], minutes: number): Lab => ({
  id,
  title: `About ${id}`,
  domain,
  competency: `Skill of ${id}`,
  difficulty: 2,
  minutes,
  profile: 'standard',
  task: `Make the ConfigMap ${id}.`,
  hints: ['No.'],
  prepare: [`kubectl create namespace ${id}`],
  given: ['note.txt'],
  files: { 'note.txt': 'given\n' },
  solution: `kubectl create configmap ${id} -n ${id}\n`,
  wrong: {},
  also: {},
  explanation: `Why ${id}.`,
  checks: [
    { id: 'made', kind: 'object', title: 'It is made', weight: 60, resource: 'configmaps', namespace: id, name: id, conditions: [{ that: 'true', expect: 'it' }] },
    { id: 'kept', kind: 'object', title: 'It has a key', weight: 40, resource: 'configmaps', namespace: id, name: id, conditions: [{ that: 'object.data.key == "1"', expect: 'key=1' }] },
  ] as readonly object[] as Lab['checks'],
});

const labs = [labOf('ts-a', 'troubleshooting', 10), labOf('ts-b', 'troubleshooting', 9), labOf('st-c', 'storage', 4)];

const plan: ExamPlan = {
  id: 'mock-x',
  title: 'Mock exam X',
  minutes: 120,
  pass: 66,
  tasks: [
    { n: 1, lab: 'ts-a', weight: 50, minutes: 10, domain: 'troubleshooting' },
    { n: 2, lab: 'ts-not-there', weight: 30, minutes: 9, domain: 'troubleshooting' },
    { n: 3, lab: 'st-c', weight: 20, minutes: 4, domain: 'storage' },
    { n: 4, lab: 'st-not-there', weight: 10, minutes: 4, domain: 'storage' },
  ],
};

let now = began;
let desk: MemoryDesk;
let session: Session;

beforeEach(() => {
  now = began;
  desk = memoryDesk(labs, bornOnce, () => now, { exams: [plan] });
  session = new Session(desk);
});

function type(line: string): string {
  const { stdout, stderr } = desk.withCluster((cluster) => worldOf(cluster).kubectl(wordsOf(line).slice(1), {}));
  return stdout + stderr;
}

it('missing labs are replaced from the same domain, no lab comes twice, and the app says so', () => {
  const { tasks, notes } = session.exam.start('mock-x');
  expect(tasks.map(({ n, lab, insteadOf }) => [n, lab.id, insteadOf])).toEqual([
    [1, 'ts-a', undefined],
    [2, 'ts-b', 'ts-not-there'],
    [3, 'st-c', undefined],
  ]);
  expect(notes).toEqual([
    'Task 2 is "About ts-b" instead of ts-not-there, which is not there yet.',
    'Task 4 is left out: st-not-there is not there yet, and no other lab of Storage is left.',
    'The labs that are there make 23 minutes of work, for 120 minutes of clock.',
  ]);
});

it('every task has its own cluster, and time passes in the ones that wait', () => {
  session.exam.start('mock-x');
  expect(session.exam.open(1)).toMatchObject({ n: 1, state: 'current', weight: 50, directory: 'work/exam/01' });
  expect(type('kubectl create configmap ts-a -n ts-a')).toBe('configmap/ts-a created\n');
  session.exam.open(3);
  expect(type('kubectl get configmap ts-a -n ts-a')).toBe('Error from server (NotFound): namespaces "ts-a" not found\n');
  const before = desk.shelved('exam/01')?.sim.now as number;
  now += 10 * minute;
  session.exam.open(1);
  expect(type('kubectl get configmap ts-a -n ts-a -o name')).toBe('configmap/ts-a\n');
  expect(desk.withCluster((cluster) => cluster.now) - before).toBe(10 * minute);
});

it('labs have to wait', () => {
  session.start('ts-a');
  expect(() => session.refuseWhenBusy()).toThrow('The lab ts-a is open: `cka-lab reset` begins it again with a new cluster, `cka-lab stop` brings your own cluster back.');
  session.exam.start('mock-x');
  const line = 'An exam is in progress, and labs have to wait: `cka-lab exam status` shows it, `cka-lab exam finish` ends it.';
  for (const command of [
    () => session.refuseWhenBusy(),
    () => session.check(),
    () => session.hint(),
    () => session.solution(),
    () => session.reset(),
    () => session.stop(),
    () => session.start('ts-a'),
  ])
    expect(command).toThrow(line);
  expect(session.current()).toBeUndefined();
  expect(() => session.exam.start('mock-x')).toThrow('An exam is in progress: `cka-lab exam status` shows it, `cka-lab exam finish` ends it.');
});

describe('the clock', () => {
  const clock = () => {
    const { state, remaining, warning } = session.exam.running();
    return [state, remaining / minute, warning];
  };

  it('passes, warns once at 30, 15 and 5 minutes, and ends', () => {
    session.exam.start('mock-x');
    session.exam.open(1);
    const seen: unknown[] = [];
    for (const passed of [89, 90, 104, 106, 116, 121]) {
      now = began + passed * minute;
      seen.push(clock());
      session.exam.warningSeen();
      expect(session.exam.running().warning).toBeUndefined();
    }
    expect(seen).toEqual([
      ['running', 31, undefined],
      ['running', 30, 30],
      ['running', 16, undefined],
      ['running', 14, 15],
      ['running', 4, 5],
      ['over', 0, undefined],
    ]);
    expect(() => session.exam.open(2)).toThrow('The time is over: `cka-lab exam finish` shows the result.');
    expect(session.exam.running().tasks[0]?.time).toBe(120 * minute);
    const report = session.exam.finish();
    expect([report.time, report.at - report.startedAt]).toEqual([120 * minute, 120 * minute]);
  });

  it('stops in practice alone', () => {
    session.exam.start('mock-x');
    expect(() => session.exam.pause()).toThrow('The clock of an exam does not stop; only one that was started with --practice can be paused.');
    session.exam.finish();
    session.exam.start('mock-x', { practice: true });
    session.exam.open(2);
    now += 10 * minute;
    session.exam.pause();
    now += 1000 * minute;
    expect(clock()).toEqual(['paused', 110, undefined]);
    expect(() => session.exam.open(1)).toThrow('The exam is paused: `cka-lab exam resume` goes on.');
    session.exam.resume();
    now += 5 * minute;
    expect(clock()).toEqual(['running', 105, undefined]);
    expect(session.exam.running().tasks[1]?.time).toBe(15 * minute);
  });
});

it('what counts is the state when the time was over', () => {
  session.exam.start('mock-x');
  session.exam.open(3);
  type('kubectl create configmap st-c -n st-c --from-literal=key=1');
  session.exam.open(1);
  type('kubectl create configmap ts-a -n ts-a');
  now += 120 * minute;
  type('kubectl delete configmap ts-a -n ts-a');
  expect(() => session.exam.open(3)).toThrow('The time is over: `cka-lab exam finish` shows the result.');
  expect(session.exam.finish().tasks.map(({ points }) => points)).toEqual([60, 0, 100]);
});

it('in a pause the clusters of the exam rest, and the own one is there', () => {
  session.exam.start('mock-x', { practice: true });
  session.exam.open(1);
  type('kubectl create configmap ts-a -n ts-a');
  const before = desk.withCluster((cluster) => cluster.now);
  now += 5 * minute;
  session.exam.pause();
  expect(type('kubectl get configmap -n ts-a')).toBe('No resources found in ts-a namespace.\n');
  type('kubectl create namespace ts-a');
  type('kubectl create configmap ts-a -n ts-a --from-literal=key=1');
  now += 300 * minute;
  session.exam.resume();
  expect(type('kubectl get configmap ts-a -n ts-a -o jsonpath={.data}')).toBe('');
  expect(desk.withCluster((cluster) => cluster.now)).toBe(before);
  session.exam.pause();
  expect(session.exam.finish().tasks[0]?.points).toBe(60);
});

it('a cluster that waits lives on for ten minutes, in which everything comes to rest', () => {
  session.exam.start('mock-x');
  session.exam.open(1);
  session.exam.open(2);
  const before = desk.shelved('exam/01')?.sim.now as number;
  now += 100 * minute;
  session.exam.open(1);
  expect(desk.withCluster((cluster) => cluster.now) - before).toBe(10 * minute);
});

it('the report: points, checks with what was found and why it matters, times, shares, advice, comparison', () => {
  session.exam.start('mock-x');
  session.exam.finish();
  now += 24 * 60 * minute;
  session.exam.start('mock-x');
  session.exam.open(1);
  type('kubectl create configmap ts-a -n ts-a');
  session.exam.answer(1);
  now += 25 * minute;
  session.exam.open(2);
  type('kubectl create configmap ts-b -n ts-b --from-literal=key=1');
  now += 5 * minute;
  const report = session.exam.finish();
  expect(report).toMatchObject({ number: 2, score: 60, pass: 66, passed: false, change: 60, time: 30 * minute });
  expect(report.tasks.map(({ n, earned, time, opened }) => [n, earned, time / minute, opened])).toEqual([
    [1, 30, 25, true],
    [2, 30, 5, true],
    [3, 0, 0, false],
  ]);
  expect(report.tasks[0]?.results[1]).toMatchObject({ passed: false, findings: [{ expected: 'key=1', found: 'nothing' }] });
  expect(report.tasks[0]).toMatchObject({ explanation: 'Why ts-a.', solution: 'kubectl create configmap ts-a -n ts-a\n' });
  expect(report.domains.map(({ name, earned, weight, percent }) => [name, earned, weight, percent])).toEqual([
    ['Troubleshooting', 60, 80, 75],
    ['Storage', 0, 20, 0],
  ]);
  expect(report.again).toEqual(['ts-a', 'st-c']);
  expect(report.advice).toEqual([
    'Task 1 took 25 minutes instead of 10, for 30 of 50 points. At the planned time, flag it and go on.',
    'Task 3 was never opened: 20 points, and 90 minutes were left. Open every task once in the first quarter of the time, the short and heavy ones first.',
    'A point took you 0:30; 66 points in 120 minutes leave 1:49 for each.',
    'Task 1 was marked as done and not all right: look at the result with kubectl before the mark.',
  ]);
  expect(session.exam.offers().map(({ id, attempts, best, there, tasks }) => [id, attempts, best, there, tasks])).toEqual([
    ['mock-x', 2, 60, 2, 4],
    ['random', 0, undefined, undefined, undefined],
  ]);
  expect(session.exam.view()).toBeUndefined();
  expect(session.exam.report(1).score).toBe(0);
});

it('advice for somebody who saw every task, and took too long for two', () => {
  session.exam.start('mock-x');
  for (const [n, minutes] of [
    [1, 20],
    [2, 9],
    [3, 41],
  ] as const) {
    session.exam.open(n);
    now += minutes * minute;
  }
  expect(session.exam.finish().advice).toEqual([
    'Tasks 1 and 3 took 47 minutes more than planned, task 3 the most: 41 minutes instead of 4, for 0 of 20 points. At the planned time, flag it and go on.',
    '50 minutes were left. Use them to read every task again and to look at what you made: most lost points are slips.',
  ]);
});

it('killed while a task is opened: it is opened when somebody looks again', () => {
  session.exam.start('mock-x');
  session.exam.open(1);
  type('kubectl create configmap ts-a -n ts-a');
  session.exam.open(2);
  const { enter } = desk;
  desk.enter = () => {
    throw new Error('killed');
  };
  expect(() => session.exam.open(1)).toThrow('killed');
  desk.enter = enter;
  expect(new Session(desk).exam.view()).toMatchObject({ current: 1 });
  expect(type('kubectl get configmap ts-a -n ts-a -o name')).toBe('configmap/ts-a\n');
});
