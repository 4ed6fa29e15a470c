// The screens as whole frames, at the smallest usual size and in a wide window.
import { render } from 'ink-testing-library';
import { afterEach, expect, it } from 'vitest';
import { App } from '../../src/ui/app.ts';
import { AppView } from '../../src/ui/appView.tsx';
import { Keyboard } from '../../src/ui/screen/keyboard.ts';
import { makeTheme } from '../../src/ui/text/theme.ts';
import { fakeMachine } from './fakes.ts';

let opened: { app: App; unmount(): void } | undefined;

afterEach(() => {
  opened?.unmount();
  opened?.app.close();
});

/** Everything that was asked for has been done and drawn. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 80));

function open(columns: number, rows: number) {
  const machine = fakeMachine();
  let left = false;
  const app = new App({
    machine,
    theme: makeTheme(0),
    size: { columns, rows },
    handOver: async (work) => work(),
    quit: () => {
      left = true;
    },
  });
  const keyboard = new Keyboard((key) => app.press(key));
  const ink = render(<AppView app={app} />);
  Object.defineProperty(ink.stdout, 'columns', { value: columns });
  ink.rerender(<AppView app={app} />);
  opened = { app, unmount: ink.unmount };
  return {
    app,
    machine,
    hasQuit: () => left,
    type: async (...texts: string[]) => {
      for (const text of texts) {
        keyboard.feed(text);
        await settled();
      }
    },
    /** Without styles, and without blanks at the ends of lines. */
    frame: () =>
      (ink.lastFrame() ?? '')
        .replace(/\x1b\[[\d;]*m/g, '')
        .split('\n')
        .map((line) => line.trimEnd())
        .join('\n'),
  };
}

const keys = { f2: '\x1bOQ', f3: '\x1bOR', f4: '\x1bOS', f5: '\x1b[15~', f9: '\x1b[20~', f6: '\x1b[17~', f10: '\x1b[21~', down: '\x1b[B', up: '\x1b[A', escape: '\x1b', ctrlC: '\x03', ctrlR: '\x12' };

const sizes = [
  [80, 24],
  [120, 40],
  [200, 60],
] as const;

it.each(sizes)('is at home at %dx%d', async (columns, rows) => {
  const { frame } = open(columns, rows);
  await settled();
  expect(frame()).toMatchSnapshot();
  expect(frame().split('\n')).toHaveLength(rows);
});

it('lists the labs by domain, and narrows the list by what is typed', async () => {
  const { frame, type, hasQuit } = open(80, 24);
  await type('2');
  expect(frame()).toMatchSnapshot('80x24');
  await type('claim');
  expect(frame().split('\n').slice(0, 6)).toEqual([
    ' cka-lab: choose a lab                                         3 labs, 0 solved',
    expect.stringContaining(' Filter: claim'),
    'Storage',
    ' What claim is about',
    ' > A claim that is bound                    *     new         -      - /  6 min',
    '',
  ]);
  await type(keys.escape, keys.escape);
  expect(frame()).toContain('   2  Labs ');
  await type(keys.escape);
  expect(hasQuit()).toBe(true);
});

it.each(sizes)('shows the task and the terminal at %dx%d', async (columns, rows) => {
  const { frame, type, app } = open(columns, rows);
  await type('2', keys.down, '\r', 'kubectl get pods\r', 'half');
  expect(frame()).toMatchSnapshot();
  expect(frame().split('\n')).toHaveLength(rows);
  const { x, y } = app.cursor as { x: number; y: number };
  expect(frame().split('\n')[y]?.slice(0, x)).toMatch(/base:~\$ half$/);
});

it('shows the score check by check, hints below the task, and the solution when it is wanted', async () => {
  const { frame, type } = open(80, 24);
  await type('2', keys.down, '\r', keys.f2);
  expect(frame()).toMatchSnapshot('score');
  await type('\r', keys.f3);
  expect(frame()).toContain('Hint 1 of 2\n Look at `kubectl create --help`.');
  await type(keys.f4);
  expect(frame()).toContain('Show the solution before you have solved it?  y yes  n no');
  await type('y');
  expect(frame()).toMatchSnapshot('solution');
  await type(keys.escape, keys.f6);
  expect(frame()).toMatch(/ > A web server +\* {5}open +- +- \/ {2}5 min/);
});

it('edits, searches and continues lines; Ctrl-C ends what runs', async () => {
  const { frame, type, machine } = open(80, 24);
  await type('2', keys.down, '\r', 'first one\rsecond \\\rpart\r', keys.ctrlR, 'first');
  expect(frame()).toContain("(reverse-i-search)`first': first one");
  await type('\r', keys.up, '\x17two\r', 'watch\r', 'ahead\r', keys.ctrlC);
  expect(machine.shell.lines).toEqual(['first one', 'second \\\npart', 'first one', 'first two', 'watch']);
  expect(frame()).toContain('watching\nahead\n^C\n');
});

it('completes what is certain, and lists what is not', async () => {
  const { frame, type } = open(80, 24);
  await type('2', keys.down, '\r', 'k get n\t');
  expect(frame()).toContain('base:~$ k get nodes\n');
  await type('\x15k get p\t', '\t');
  expect(frame()).not.toContain('podtemplates');
  await type('\t');
  expect(frame()).toContain('base:~$ k get pod\npods          podtemplates\ncandidate@base:~$ k get pod\n');
});

it('has a small editor where the machine has none', async () => {
  const { frame, type } = open(80, 24);
  await type('2', keys.down, '\r', 'edit\r', keys.down, '\x1b[F', '\rlabels: {}', keys.up, keys.up, '\x0b');
  expect(frame()).toMatchSnapshot('editor');
  await type('\x15', '\x18');
  expect(frame()).toContain('Save what you changed?  y yes  n no  Esc go on');
  await type('y');
  expect(frame()).toContain('base:~$ edit\nkind: Pod\nmetadata:\nlabels: {}\n  name: web\ncandidate@base:~$');
});

it('gives the task more room or less', async () => {
  const { frame, type } = open(80, 24);
  await type('2', keys.down, '\r', ...Array<string>(4).fill('\x1b[1;3A'));
  expect(
    frame()
      .split('\n')
      .findIndex((line) => line.startsWith('───')),
  ).toBe(4);
});

it.each(sizes)('lists exams, the tasks of one, and its result at %dx%d', async (columns, rows) => {
  const { frame, type } = open(columns, rows);
  await type('3');
  expect(frame()).toMatchSnapshot('exams');
  await type('p', '\r', 'y', 'f', keys.down, 'a');
  expect(frame()).toMatchSnapshot('tasks');
  await type('\r', 'k get nodes\r');
  expect(frame()).toMatchSnapshot('task');
  await type(keys.f9);
  expect(frame()).toContain('Finish and see the result? 2 tasks are not done.  y yes  n no');
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
  expect(await at(91)).toMatch(/here, ! 29:00 left$/);
  expect(await at(105.1)).toMatch(/ONLY 15 MINUTES LEFT {2}!! 14:54 left$/);
  await type(keys.f6, 'p');
  expect(await at(500)).toMatch(/ paused$/);
  await type('p');
  expect(await at(500)).toMatch(/!! 14:54 left$/);
  await at(600);
  expect(frame()).toContain('NOT PASSED');
});

it('is at the task of the exam when it is opened again', async () => {
  const { frame, type } = open(80, 24);
  await type('3', '\r', 'y', keys.down, '\r', keys.f6, keys.escape);
  expect(frame()).toContain(' > 1  Go on       task 2 of 3, 2:00:00 left: Mock exam A: everything');
  await type('\r');
  expect(frame()).toMatch(/^ Task 2 of 3, Mock exam A/);
});

it.each(sizes)('shows drills, the goal, and what came of it at %dx%d', async (columns, rows) => {
  const { frame, type, machine } = open(columns, rows);
  await type('4');
  expect(frame()).toMatchSnapshot('drills');
  await type(keys.down, '\r', 'no\r');
  machine.clock.now = 12_300;
  await type('dne\x1b[D\x1b[D', 'o', '\r');
  expect(frame()).toMatchSnapshot('done');
  await type('\r');
  expect(frame()).toMatchSnapshot('next');
  await type('\x1bOS');
  expect(frame()).toContain('Still missing:');
  await type('\r');
  expect(frame()).toMatchSnapshot('round');
});

it.each(sizes)('shows the progress at %dx%d', async (columns, rows) => {
  const { frame, type } = open(columns, rows);
  await type('5');
  expect(frame()).toMatchSnapshot();
  await type(keys.f5);
  expect(frame()).toMatch(/^ cka-lab: A claim that is bound/);
});

it('asks before a lab that is open is lost', async () => {
  const { frame, type } = open(80, 24);
  await type('2', keys.down, '\r', keys.f6, keys.down, '\r');
  expect(frame()).toContain('"A web server" is open; what you did in it is lost. Open the other?');
  await type('n');
  expect(frame()).toContain('cka-lab: choose a lab');
  await type('\r', 'y');
  expect(frame()).toContain('cka-lab: A claim that is bound');
});

it('draws anew when the window changes, and says when it is too small', async () => {
  const { frame, app } = open(80, 24);
  app.resize({ columns: 40, rows: 10 });
  await settled();
  expect(frame()).toContain('The window is too small');
  app.resize({ columns: 80, rows: 30 });
  await settled();
  expect(frame().split('\n')).toHaveLength(30);
});
