// The screens as whole frames, at the smallest usual size and in a wide window.
import { expect, it } from 'vitest';
import { keys, open, settled, sizes } from './window.tsx';

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

it('gives lines that are pasted to what runs, and keeps those that are pasted at the prompt until Enter', async () => {
  const { frame, type, machine } = open(80, 24);
  await type('2', keys.down, '\r', 'watch\r', '\x1b[200~one\ntwo\nhal\x1b[201~', 'f');
  expect(frame()).toContain('watching\none\ntwo\nhalf\n');
  await type(keys.ctrlC, '\x1b[200~three\nfour\n\x1b[201~');
  expect(machine.shell.lines).toEqual(['watch']);
  await type('\r');
  expect(machine.shell.lines).toEqual(['watch', 'three', 'four']);
  expect(frame()).toContain('$ three\nfour\nsaid: three\nsaid: four\n');
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
