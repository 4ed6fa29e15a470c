// The screens of exams as whole frames: what there is, the tasks, one of them, the warnings, the result.
import { expect, it } from 'vitest';
import { keys, open, settled, sizes } from './window.tsx';

it.each(sizes)('lists exams, the tasks of one, and its result at %dx%d', async (columns, rows) => {
  const { frame, type } = open(columns, rows);
  await type('3');
  expect(frame()).toMatchSnapshot('exams');
  await type('p', '\r', 'y', 'f', keys.down, 'a');
  expect(frame()).toMatchSnapshot('tasks');
  await type('\r', 'k get nodes\r');
  expect(frame()).toMatchSnapshot('task');
  await type(keys.f9);
  expect(frame()).toContain('Finish and see the result? 2 tasks are not marked as done.  y yes  n no');
  await type('y');
  expect(frame()).toMatchSnapshot('result');
  await type(keys.down, '\r');
  expect(frame()).toMatchSnapshot('task of the result');
  await type('\r', keys.f2);
  expect(frame()).toMatchSnapshot('figures');
  await type('\r', keys.f5);
  expect(frame()).toMatch(/^ cka-lab: A claim that is bound/);
});

it('warns once at each threshold, stops for a pause, and ends the exam when its time is over', async () => {
  const { frame, type, machine, app } = open(80, 24);
  const at = async (minutes: number): Promise<string> => {
    machine.clock.now = minutes * 60_000;
    app.changed();
    await settled();
    app.changed();
    await settled();
    return frame().split('\n')[0] as string;
  };
  await type('3', 'p', '\r', 'y', '\r');
  expect(await at(89)).toMatch(/ 31:00 left$/);
  expect(await at(90)).toMatch(/ONLY 30 MINUTES LEFT {2}! 30:00 left$/);
  expect(await at(91)).toMatch(/^ Task 1 of 3 +1:05 of 5:00 here, ! 29:00 left$/);
  expect(await at(105.1)).toMatch(/ONLY 15 MINUTES LEFT {2}!! 14:54 left$/);
  await type(keys.f6, 'p');
  expect(await at(500)).toMatch(/ !! 14:54 left, paused$/);
  await type('\r');
  expect(frame()).toContain('The exam is paused: p goes on.');
  await type('p');
  expect(await at(500)).toMatch(/!! 14:54 left$/);
  await at(600);
  expect(frame()).toContain('NOT PASSED');
});

it('leaves a task whose exam goes on or ends in another window', async () => {
  const { frame, type, machine, app } = open(80, 24);
  const later = async (minutes: number): Promise<string[]> => {
    machine.clock.now = minutes * 60_000;
    app.changed();
    await settled();
    await settled();
    return frame().split('\n');
  };
  await type('3', '\r', 'y', '\r');
  app.session.exam.open(2);
  const seen = await later(1);
  expect([seen[0], seen.at(-1)]).toEqual([expect.stringMatching(/^ cka-lab: Mock exam A/), ' The exam went on in another window.']);
  await type('\r');
  expect(frame()).toMatch(/^ Task 2 of 3 /);
  for (const _ of app.session.exam.finishing());
  const ended = await later(2);
  expect([ended[0], ended.at(-1)]).toEqual([' cka-lab: exams', ' The exam was ended in another window.']);
});

it('says so when the exam was ended elsewhere', async () => {
  const { frame, type, machine, app } = open(80, 24);
  await type('3', '\r', 'y', '\r');
  app.session.exam.finishing = function* () {
    yield { n: 1, of: 3 };
    throw new Error('No exam is in progress.');
  };
  machine.clock.now = 121 * 60_000;
  await type('x');
  await settled();
  expect(frame()).toMatch(/^ cka-lab: exams\n/);
  expect(frame()).toMatch(/\n No exam is in progress\.$/);
});

it('is at the task of the exam when it is opened again', async () => {
  const { frame, type } = open(80, 24);
  await type('3', '\r', 'y', keys.down, '\r', keys.f6, keys.escape);
  expect(frame()).toContain(' > 1  Go on       with the exam at task 2 of 3, 2:00:00 left');
  await type('\r');
  expect(frame()).toMatch(/^ Task 2 of 3 +2:10 of 6:00 here, 2:00:00 left\n A claim that is bound\n/);
});
