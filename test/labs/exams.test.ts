// Exams as data, and exams that are drawn.
import { describe, expect, it } from 'vitest';
import { type Domain, drawExam, type Lab, loadExam, weightOf } from '../../src/labs/index.ts';
import { fill } from '../../src/labs/exams/fill.ts';
import { fnv32 } from '../../src/sim/index.ts';
import { readExams, readLabs } from '../../src/store/labFolders.ts';

it('the three mocks have the tasks of the catalogue: weights that make 100, minutes for the clock', () => {
  expect(readExams().map(({ id, minutes, pass, tasks }) => [id, minutes, pass, tasks.length, tasks.reduce((sum, task) => sum + task.minutes, 0)])).toEqual([
    ['mock-a', 120, 66, 17, 110],
    ['mock-b', 120, 66, 17, 113],
    ['mock-c', 120, 66, 16, 115],
  ]);
});

it('whatever is missing of them is replaced from its domain, the same for the same seed, and no lab comes twice', () => {
  for (const plan of readExams()) {
    const { tasks, notes } = fill(plan, readLabs(), 7, fnv32);
    expect(fill(plan, readLabs(), 7, fnv32)).toEqual({ tasks, notes });
    expect(new Set(tasks.map(({ lab }) => lab)).size).toBe(tasks.length);
    for (const { n, lab } of tasks) expect(readLabs().find(({ id }) => id === lab)?.domain).toBe(plan.tasks.find((task) => task.n === n)?.domain);
    expect(notes.length).toBe(plan.tasks.filter(({ lab }) => !readLabs().some(({ id }) => id === lab)).length);
  }
});

const shape = (id: string, domain: Domain, difficulty: 1 | 2 | 3, minutes: number): Lab => ({ id, domain, difficulty, minutes }) as Lab;

/** As many as the catalogue has, with its lengths. */
const pool = Object.entries({ troubleshooting: 34, 'cluster-architecture': 30, 'services-networking': 24, 'workloads-scheduling': 20, storage: 12 }).flatMap(([domain, count]) =>
  Array.from({ length: count }, (_, i) => shape(`${domain}-${i}`, domain as Domain, ((i % 3) + 1) as 1 | 2 | 3, 3 + ((i * 5) % 10))),
);

describe('a drawn exam', () => {
  const seeds = Array.from({ length: 150 }, (_, i) => i * 7919);

  it('fills 85 to 105 % of the clock, each domain about its share, with every level of difficulty', () => {
    for (const seed of seeds) {
      const { tasks } = drawExam(pool, seed, fnv32);
      const total = tasks.reduce((sum, { minutes }) => sum + minutes, 0);
      expect(total, `seed ${seed}`).toBeGreaterThanOrEqual(102);
      expect(total, `seed ${seed}`).toBeLessThanOrEqual(126);
      expect(new Set(tasks.map(({ lab }) => lab)).size).toBe(tasks.length);
      expect(tasks.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
      expect(new Set(tasks.map(({ lab }) => pool.find(({ id }) => id === lab)?.difficulty)).size).toBe(3);
      for (const [domain, weight] of Object.entries(weightOf)) {
        const own = tasks.filter((task) => task.domain === domain);
        expect(Math.abs(own.reduce((sum, task) => sum + task.weight, 0) - weight)).toBeLessThanOrEqual(own.length);
        expect(Math.abs(own.reduce((sum, { minutes }) => sum + minutes, 0) / total - weight / 100), `seed ${seed}, ${domain}`).toBeLessThan(0.08);
      }
    }
  });

  it('the same seed draws the same, another one another', () => {
    expect(drawExam(pool, 3, fnv32)).toEqual(drawExam([...pool].reverse(), 3, fnv32));
    expect(new Set(seeds.map((seed) => JSON.stringify(drawExam(pool, seed, fnv32).tasks.map(({ lab }) => lab)))).size).toBe(seeds.length);
  });

  it('of the labs that are there, too', () => {
    for (let seed = 0; seed < 200; seed++) {
      const total = drawExam(readLabs(), seed, fnv32).tasks.reduce((sum, { minutes }) => sum + minutes, 0);
      expect([seed, total >= 102, total <= 126]).toEqual([seed, true, true]);
    }
  });
});

describe('mistakes in the file of an exam are told with their place', () => {
  const good = `id: mock-x
title: X
minutes: 120
pass: 66
tasks:
  - {n: 1, lab: ts-a, weight: 60, minutes: 9, domain: troubleshooting}
  - {n: 2, lab: ts-b, weight: 40, minutes: 9, domain: storage}
`;
  it('a good one has none', () =>
    expect(loadExam('labs/exams/mock-x.yaml', good)).toMatchObject({
      id: 'mock-x',
      minutes: 120,
      tasks: [
        { n: 1, lab: 'ts-a' },
        { n: 2, weight: 40 },
      ],
    }));
  it.each([
    ['weight: 40', 'weight: 41', '6:3: the weights make 101, not 100'],
    ['lab: ts-b', 'lab: ts-a', '7:17: another task has the lab ts-a'],
    ['domain: storage', 'domain: stores', '7:55: must be one of cluster-architecture, workloads-scheduling, services-networking, storage, troubleshooting'],
    ['n: 2', 'n: 3', '7:9: must be 2'],
    ['id: mock-x', 'id: mock-y', '1:5: must be the name of the file, mock-x'],
    ['pass: 66', 'pas: 66', '4:1: unknown field pas'],
  ])('%s -> %s', (from, to, message) => {
    expect(() => loadExam('labs/exams/mock-x.yaml', good.replace(from, to))).toThrow(`labs/exams/mock-x.yaml:${message}`);
  });
});
