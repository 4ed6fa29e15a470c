// Pages of long words in narrow windows: nothing that has to be read or typed again is cut, and figures stand below one another.
import { expect, it } from 'vitest';
import type { DrillResult, ProgressView } from '../../src/session.ts';
import { resultPage } from '../../src/ui/screens/drill/pages.ts';
import { progressPage } from '../../src/ui/screens/progress/page.ts';
import { makeTheme } from '../../src/ui/text/theme.ts';

const theme = makeTheme(0);
const bare = (lines: readonly string[]): string[] => lines.map((line) => line.replace(/\x1b\[[\d;]*m/g, '').trimEnd());

const tally = { labs: 12, tried: 3, solved: 1, mastery: 23, attempts: 2, hints: 1, time: 540_000 };
const view: ProgressView = {
  total: { ...tally, labs: 69, solved: 13 },
  domains: [
    {
      ...{ domain: 'workloads-scheduling', title: 'Workloads & Scheduling', weight: 15, ...tally },
      competencies: [
        { competency: 'Understand application deployments and how to perform rolling update and rollbacks', ...tally, labs: 3 },
        { competency: 'Configure workload autoscaling', ...tally, labs: 2, solved: 2, mastery: 100 },
      ],
    },
  ],
  streak: { days: 0, longest: 1, today: false },
  bests: [
    { lab: 'a', best: 100, fastest: 125_000 },
    { lab: 'b', best: 100, fastest: 3_725_000 },
    { lab: 'c', best: 60 },
  ],
  attempts: [
    { lab: 'a', startedAt: 0, at: 43_200_000, points: 100, time: 3_725_000, hints: 1 },
    { lab: 'b', startedAt: 0, at: 43_200_000, points: 60, time: 125_000, hints: 0 },
  ],
  exams: [],
  drills: [
    { drill: 'dr-1', par: 8, runs: 1, done: 1, best: 7200 },
    { drill: 'dr-2', par: 15, runs: 1, done: 1, best: 72_000 },
  ],
  due: [],
};

it('progress', () => {
  const titles = new Map([
    ['a', 'Not the last one, the one before'],
    ['b', 'Scale up fast, scale down calmly'],
    ['dr-1', 'Make the Service arcade-svc one of type NodePort. Its cluster IP stays as it is.'],
    ['dr-2', 'Scale the Deployment arcade.'],
  ]);
  expect(bare(progressPage(view, titles, theme).lines(78))).toEqual([
    '',
    'All labs                                     13 of 69 solved  ██░░░░░░░░  23 %',
    'The longest streak was 1 day. 9:00 spent on tasks, 1 hint.',
    '',
    'Workloads & Scheduling (15 %)                 1 of 12 solved  ██░░░░░░░░  23 %',
    '  Understand application deployments and       1 of 3 solved  ██░░░░░░░░  23 %',
    '    how to perform rolling update and',
    '    rollbacks',
    '  Configure workload autoscaling               2 of 2 solved  ██████████ 100 %',
    '',
    'Best times of labs',
    '',
    'Not the last one, the one before                                          2:05',
    'Scale up fast, scale down calmly                                       1:02:05',
    '',
    'Best times of drills',
    '',
    'Make the Service arcade-svc one of type NodePort. Its cluster …  7.2 s of  8 s',
    'Scale the Deployment arcade.                                      1:12 of 15 s',
    '',
    'Last attempts',
    '',
    '1970-01-01  Not the last one, the one before       1 hint  100 of 100  1:02:05',
    '1970-01-01  Scale up fast, scale down calmly                60 of 100     2:05',
  ]);
});

it('a result with long lines', () => {
  const line = 'kubectl patch pod kiln --subresource resize -p \'{"spec":{"containers":[{"name":"kiln"}]}}\'';
  const result: DrillResult = { drill: 'dr-resize-pod', goal: 'Resize.', done: true, time: 61_000, par: 25, keys: 1, lines: [line], inPar: false, missed: true, isBest: false, shorter: ['k run x'] };
  expect(bare(resultPage(result, theme).lines(60))).toEqual([
    '',
    '✓ Done  1:01 (somebody with practice: 25 s, so slow that it',
    'comes again soon)',
    '1 key in 1 line.',
    '',
    'A shorter way:',
    '',
    '  k run x',
    '',
    'What you typed:',
    '',
    '  kubectl patch pod kiln --subresource resize -p',
    '    \'{"spec":{"containers":[{"name":"kiln"}]}}\'',
  ]);
  expect(bare(resultPage({ ...result, done: false, lines: [], missing: ['expected a request of 300m, found: 100m'] }, theme).lines(60))).toEqual([
    '',
    '✗ Not done',
    '',
    'Still missing:',
    '- expected a request of 300m, found: 100m',
    '',
    'A way:',
    '',
    '  k run x',
  ]);
});
