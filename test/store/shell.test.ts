// Lines typed one after another in the app's terminal: the person's bash keeps its state, and plain kubectl needs none.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLab } from '../../src/store/lab.ts';
import { findBash } from '../../src/store/shell/bash.ts';
import { lineKind } from '../../src/store/shell/lineKind.ts';
import { PersonsShell } from '../../src/store/shell/shell.ts';
import { plainWords } from '../../src/store/shell/words.ts';

let folder: string;
let shell: PersonsShell;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shell-'));
  shell = new PersonsShell(openLab(join(folder, 'lab'), 'plain'), join(folder, 'work'));
});

afterEach(() => {
  shell.close();
  rmSync(folder, { recursive: true, force: true });
});

async function typed(line: string, meanwhile: (running: ReturnType<PersonsShell['run']>) => void = () => {}) {
  let text = '';
  const running = shell.run(line, {
    columns: 80,
    rows: 24,
    handOver: async (work) => work(),
    write: (part) => {
      text += part;
    },
  });
  meanwhile(running);
  return { ...(await running.done), text };
}

describe.skipIf(!findBash())('bash', () => {
  it('keeps directory, variables, functions, aliases, options and status', async () => {
    for (const line of ['mkdir -p a/b; cd a/b; x="two words"; export y=1', 'f() { echo "f $1"; }; alias g=f', 'set -u; (exit 3)']) await typed(line);
    expect((await typed('echo "$? $x $y"; g 1; echo $nothing')).text).toBe('3 two words 1\nf 1\nbash: nothing: unbound variable\n');
    expect(shell.place).toBe(join('~', 'a', 'b'));
  });

  it('reads what is typed, ends with Ctrl-D, and hands back what nobody read', async () => {
    const counted = await typed('wc -l', (running) => {
      running.input('one\ntwo\n');
      running.endInput();
    });
    expect(counted).toMatchObject({ status: 0, text: '2\n' });
    expect(await typed('sleep 0.2', (running) => running.input('next\n'))).toMatchObject({ unread: 'next\n' });
  });

  it('ends what runs with Ctrl-C and keeps the rest', async () => {
    await typed('x=1');
    const { status } = await typed('x=2; while true; do sleep 0.05; done', (running) => setTimeout(() => running.interrupt(), 200));
    expect(status).toBe(130);
    expect((await typed('echo $x')).text).toBe('2\n');
  });

  it.each([
    ['cat <<EOF\nx', true],
    ['cat <<EOF\nx\nEOF', false],
    ['for i in 1 2; do', true],
    ["echo 'a", true],
    ['echo a |', true],
    ['echo a \\', true],
    ['echo )', false],
    ['kubectl get pods -o wide', false],
  ])('%j wants more: %s', async (text, expected) => {
    expect(await shell.wantsMore(text)).toBe(expected);
  });

  it('shows lists in columns on the screen and one below another in pipes', async () => {
    await typed('touch a b');
    expect((await typed('ls')).text).toBe('a  b\n');
    expect((await typed('ls | cat')).text).toBe('a\nb\n');
  });
});

it('runs kubectl in this process, where the shell is', async () => {
  expect((await typed('k create ns one -o name')).text).toBe('namespace/one\n');
  if (findBash()) await typed('mkdir d; cd d; kubectl() { echo mine; }');
  expect((await typed('kubectl get ns one -o name')).text).toBe(findBash() ? 'mine\n' : 'namespace/one\n');
});

it('streams a watch until Ctrl-C', async () => {
  const { status, text } = await typed('kubectl get ns --field-selector=metadata.name=default -w -o name', (running) => setTimeout(() => running.interrupt(), 300));
  expect({ status, text }).toEqual({ status: 130, text: 'namespace/default\n' });
});

it('does without bash', async () => {
  shell = new PersonsShell(openLab(join(folder, 'lab'), 'plain'), folder, '');
  expect((await typed('kubectl get ns default -o name')).text).toBe('namespace/default\n');
  expect((await typed('kubectl get ns | cat')).text).toMatch(/^This machine has no bash/);
});

it.each([
  ["kubectl get po -o jsonpath='{.items[0]}'", ['kubectl', 'get', 'po', '-o', 'jsonpath={.items[0]}']],
  ['k label pod x "a=b c" app-', ['k', 'label', 'pod', 'x', 'a=b c', 'app-']],
  ['k get po | wc', undefined],
  ['k get $x', undefined],
  ['k get "$x"', undefined],
  ['k get po*', undefined],
  ["k get 'po", undefined],
])('%s: %j', (line, words) => {
  expect(plainWords(line)).toEqual(words);
});

it.each([
  ['vim x.yaml', 'editor'],
  ['k get po -o yaml > x && FOO=1 nano x', 'editor'],
  ['$EDITOR x', 'editor'],
  ['EDITOR=vim kubectl -n a edit deploy web', 'editor'],
  ['my-editor x', 'editor'],
  ['k get po | less', 'screen'],
  ['bash', 'screen'],
  ['bash x.sh', 'plain'],
  ['echo vim', 'plain'],
  ['kubectl describe pod edit-me', 'plain'],
] as const)('%s: %s', (line, kind) => {
  expect(lineKind(line, ['/usr/bin/my-editor --wait'])).toBe(kind);
});
