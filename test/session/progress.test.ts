// What is remembered of a person's work: attempts, what is due, what comes next, days in a row, and as a file.
import { beforeEach, describe, expect, it } from 'vitest';
import { asProgress, type Attempt, faultOfProgress, type Lab, merged, noProgress, type Progress } from '../../src/labs/index.ts';
import { type MemoryDesk, memoryDesk } from '../../src/session/memory.ts';
import { worldOf } from '../../src/session/world.ts';
import { Session } from '../../src/session.ts';
import { bornOnce } from '../labs/learner.ts';

const day = 24 * 3600_000;
const today = Date.parse('2026-03-10T18:00:00Z');

const labOf = (id: string, domain: Lab['domain'], difficulty: Lab['difficulty'] = 2): Lab =>
  ({
    id,
    title: id,
    domain,
    competency: `Skill of ${domain}`,
    difficulty,
    minutes: 5,
    profile: 'plain',
    task: 'x',
    hints: ['h'],
    prepare: [],
    given: [],
    files: {},
    solution: '',
    wrong: {},
    also: {},
    explanation: 'x',
    checks: [{ id: 'a', kind: 'object', title: 'A', weight: 100, resource: 'namespaces', name: 'made', conditions: [{ that: 'true', expect: 'it' }] }],
  }) as unknown as Lab;

const labs = [labOf('ts-1', 'troubleshooting'), labOf('ts-2', 'troubleshooting', 1), labOf('st-1', 'storage')];

let now = today;
let desk: MemoryDesk;
let session: Session;

beforeEach(() => {
  now = today;
  desk = memoryDesk(labs, bornOnce, () => now);
  session = new Session(desk);
});

const attempt = (lab: string, daysAgo: number, points = 100, more: Partial<Attempt> = {}): Attempt => ({
  lab,
  startedAt: today - daysAgo * day - 60_000,
  at: today - daysAgo * day,
  points,
  time: 60_000,
  hints: 0,
  ...more,
});

/** The progress after these attempts. */
function done(...attempts: Attempt[]): void {
  desk.changeProgress((draft) => {
    for (const { lab, points } of attempts) draft.labs[lab] = { best: Math.max(points, draft.labs[lab]?.best ?? 0), attempts: 1, checks: 1, hints: 0, solutionSeen: false };
    draft.attempts.push(...attempts);
  });
}

const next = (): string => {
  const { lab, why } = session.progress.next();
  return `${lab.id}: ${why}`;
};

describe('next', () => {
  it.each<[string, Attempt[], string]>([
    ['nothing done: the heaviest domain, what warms up first', [], 'ts-2: Troubleshooting is 30 % of the exam, 0 of 2 of its labs solved; this one is new to you.'],
    [
      'what was tried goes before what is new',
      [attempt('ts-1', 1, 40)],
      'ts-1: Troubleshooting is 30 % of the exam, 0 of 2 of its labs solved; this one is due: tried yesterday without solving it alone.',
    ],
    ['a domain that is done leaves the others', [attempt('ts-1', 0), attempt('ts-2', 0)], 'st-1: Storage is 10 % of the exam, 0 of 1 of its labs solved; this one is new to you.'],
    [
      'solved with the solution in sight is not solved',
      [attempt('ts-1', 0), attempt('ts-2', 0, 100, { helped: true }), attempt('st-1', 0)],
      'ts-2: Troubleshooting is 30 % of the exam, 1 of 2 of its labs solved; this one is due: tried today without solving it alone.',
    ],
    [
      'after a day it is due again',
      [attempt('ts-1', 0), attempt('ts-2', 2), attempt('st-1', 0)],
      'ts-2: Troubleshooting is 30 % of the exam, 2 of 2 of its labs solved; this one is due: solved 2 days ago (once), so it is due again.',
    ],
    [
      'after two times in a row, only after three days',
      [attempt('ts-1', 0), attempt('ts-2', 9), attempt('ts-2', 2), attempt('st-1', 0)],
      'ts-2: Nothing is due: everything was solved not long ago. This one comes back first.',
    ],
  ])('%s', (_, attempts, line) => {
    done(...attempts);
    expect(next()).toBe(line);
  });
});

it('the list of labs says what is due again', () => {
  done(attempt('ts-1', 0), attempt('ts-2', 2), attempt('st-1', 2, 50));
  expect(session.labs().map(({ lab, state }) => `${lab.id} ${state}`)).toEqual(['ts-1 solved', 'ts-2 due', 'st-1 tried']);
});

it('an attempt is noted with score, time, hints and values, and once', () => {
  session.start('ts-1');
  session.taskShown();
  now += 30_000;
  session.check();
  session.hint();
  desk.withCluster((cluster) => worldOf(cluster).kubectl(['create', 'namespace', 'made'], {}));
  now += 30_000;
  session.check();
  now += 30_000;
  session.check();
  expect(desk.readProgress().attempts).toEqual([{ lab: 'ts-1', startedAt: today, at: today + 60_000, points: 100, time: 60_000, hints: 1 }]);
  expect(session.progress.view()).toMatchObject({
    total: { labs: 3, tried: 1, solved: 1, attempts: 1, hints: 1, time: 60_000 },
    streak: { days: 1, longest: 1, today: true },
    bests: [{ lab: 'ts-1', best: 100, fastest: 60_000 }],
  });
  expect(session.progress.view().domains.map(({ domain, solved, labs: all, mastery }) => [domain, solved, all, mastery])).toEqual([
    ['troubleshooting', 1, 2, 45],
    ['cluster-architecture', 0, 0, 0],
    ['services-networking', 0, 0, 0],
    ['workloads-scheduling', 0, 0, 0],
    ['storage', 0, 1, 0],
  ]);
});

it.each([
  [[], { days: 0, longest: 0, today: false }],
  [[0, 1, 2], { days: 3, longest: 3, today: true }],
  [[1, 2], { days: 2, longest: 2, today: false }],
  [[2, 3, 4, 6], { days: 0, longest: 3, today: false }],
])('days in a row: %j days ago', (days, streak) => {
  done(...days.map((ago) => attempt('ts-1', ago)));
  expect(session.progress.view().streak).toEqual(streak);
});

describe('as a file', () => {
  it('goes to another machine and back without losing or doubling anything', () => {
    done(attempt('ts-1', 3), attempt('st-1', 2, 50));
    desk.changeProgress((draft) => void draft.drills.push({ drill: 'dr-x', at: today, done: true, time: 9000, keys: 30 }));
    const other = memoryDesk(labs, bornOnce, () => now);
    other.changeProgress((draft) => {
      draft.labs['ts-2'] = { best: 70, attempts: 4, checks: 5, hints: 2, solutionSeen: true };
      draft.attempts.push(attempt('ts-2', 1, 70), attempt('ts-1', 3));
    });
    const there = new Session(other).progress;
    expect(there.imported(session.progress.exported(), 'p.json')).toEqual({ attempts: 1, drills: 1, exams: 0 });
    expect(there.imported(session.progress.exported(), 'p.json')).toEqual({ attempts: 0, drills: 0, exams: 0 });
    expect(session.progress.imported(there.exported(), 'p.json')).toEqual({ attempts: 1, drills: 0, exams: 0 });
    expect(desk.readProgress()).toEqual(other.readProgress());
    expect(desk.readProgress().attempts.map(({ lab }) => lab)).toEqual(['ts-1', 'st-1', 'ts-2']);
  });

  it('merging is the same in any order, and the same twice', () => {
    const a: Progress = { ...noProgress(), labs: { x: { best: 40, attempts: 2, checks: 3, hints: 0, solutionSeen: false, fastest: 9 } }, attempts: [attempt('x', 3, 40), attempt('y', 1, 10)] };
    const b: Progress = { ...noProgress(), labs: { x: { best: 100, attempts: 1, checks: 1, hints: 1, solutionSeen: true } }, attempts: [attempt('x', 3, 60), attempt('x', 2)] };
    expect(merged(a, b)).toEqual(merged(b, a));
    expect(merged(merged(a, b), b)).toEqual(merged(a, b));
    expect(merged(a, b).labs).toEqual({ x: { best: 100, attempts: 2, checks: 3, hints: 1, solutionSeen: true, fastest: 9 } });
  });

  it('what was done on two machines counts on both, and once', () => {
    const record = (hints: number) => ({ best: 100, attempts: 1, checks: 1, hints, solutionSeen: false });
    const a: Progress = { ...noProgress(), labs: { x: record(1) }, attempts: [{ ...attempt('x', 3), hints: 1 }] };
    const b: Progress = { ...noProgress(), labs: { x: record(2) }, attempts: [{ ...attempt('x', 2), hints: 2 }] };
    expect(merged(a, b).labs.x).toEqual({ ...record(3), attempts: 2, checks: 2 });
    expect(merged(merged(a, b), b)).toEqual(merged(a, b));
  });

  it('a drill that was left here and done there is done', () => {
    const run = (done: boolean, time: number) => ({ drill: 'dr-x', at: today, done, time, keys: 9 });
    const [left, over]: [Progress, Progress] = [
      { ...noProgress(), drills: [run(false, 3000)] },
      { ...noProgress(), drills: [run(true, 2000)] },
    ];
    expect(merged(left, over).drills).toEqual([run(true, 2000)]);
    expect(merged(over, left).drills).toEqual([run(true, 2000)]);
  });

  it('what could not be shown later is refused', () => {
    const exam = { ...{ exam: 'mock-a', title: 'A', seed: 1, practice: false, startedAt: 1, at: 2, time: 3, duration: 4, score: 41.5, pass: 66 }, tasks: [{}] };
    expect(faultOfProgress({ labs: {}, exams: [{ ...exam, tasks: [] }] })).toBeUndefined();
    expect(faultOfProgress({ labs: {}, exams: [exam] })).toBe('exams.0.tasks.0: lab is missing');
    expect(faultOfProgress({ labs: {}, exams: [{ ...exam, score: 'most' }] })).toBe('exams.0.score: must be a number');
  });

  it.each<[string, (text: string) => string, string]>([
    ['cut short', (text) => text.slice(0, -20), 'p.json is damaged, or not a file of `cka-lab progress export`: it is not JSON. Nothing was imported.'],
    ['changed', (text) => text.replace('"points": 100', '"points": 99'), 'p.json is damaged: its checksum is wrong. Nothing was imported.'],
    ['of another program', () => '{"version": 1}', 'p.json is not a file of `cka-lab progress export`. Nothing was imported.'],
    ['of a later version', (text) => text.replace('"format": 1', '"format": 2'), 'p.json was written by a newer version of cka-lab (format 2, this program reads 1). Nothing was imported.'],
  ])('a file that was %s is refused in one line', (_, change, line) => {
    done(attempt('ts-1', 3));
    const before = desk.readProgress();
    expect(() => session.progress.imported(change(session.progress.exported()), 'p.json')).toThrow(line);
    expect(desk.readProgress()).toEqual(before);
  });
});

it('what older versions kept loads: records without attempts', () => {
  const old = { labs: { 'ts-1': { best: 100, attempts: 2, checks: 2, hints: 0, solutionSeen: false, fastest: 60_000 } }, opened: { lab: 'st-1', hints: 1, before: { objects: {}, files: {} } } };
  desk.changeProgress((draft) => void Object.assign(draft, asProgress(structuredClone(old))));
  expect(session.current()).toMatchObject({ lab: { id: 'st-1' }, hintsLeft: 0 });
  expect(session.progress.view().total).toMatchObject({ solved: 1, tried: 1 });
  expect(next()).toBe('ts-2: Troubleshooting is 30 % of the exam, 1 of 2 of its labs solved; this one is new to you.');
});
