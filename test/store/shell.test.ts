// Lines typed one after another in the app's terminal, in real time: waits, Ctrl-C, editors, and what is kept.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newTerminal, type TerminalState } from '../../src/session.ts';
import { type LabLease, openLab } from '../../src/store/lab.ts';
import { editorOn } from '../../src/store/shell/personsEditor.ts';
import { MachineShell } from '../../src/store/shell/terminal.ts';

let folder: string;
let lease: LabLease;
let shell: MachineShell;
let kept: TerminalState | undefined;

const open = (state = newTerminal()): MachineShell =>
  new MachineShell(
    lease,
    state,
    (now) => {
      kept = structuredClone(now);
    },
    { PATH: folder },
  );

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shell-'));
  lease = openLab(join(folder, 'lab'), 'plain');
  shell = open();
});

afterEach(() => {
  shell.close();
  rmSync(folder, { recursive: true, force: true });
});

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

interface Meanwhile {
  meanwhile?: (running: ReturnType<MachineShell['run']>) => void;
  edit?: (name: string, text: string) => string | undefined;
}

async function typed(line: string, { meanwhile, edit }: Meanwhile = {}) {
  let text = '';
  const running = shell.run(line, {
    columns: 80,
    rows: 24,
    handOver: async (work) => work(),
    edit: async (name, before) => edit?.(name, before),
    write: (part) => {
      text += part;
    },
  });
  meanwhile?.(running);
  return { ...(await running.done), text };
}

it('reads what is typed, ends with Ctrl-D, and hands back what nobody read', async () => {
  const counted = await typed('wc -l', {
    meanwhile: (running) => {
      running.input('one\ntwo\n');
      running.endInput();
    },
  });
  expect(counted).toMatchObject({ status: 0, text: '2\n' });
  expect(await typed('sleep 0.2', { meanwhile: (running) => running.input('next\n') })).toMatchObject({ unread: 'next\n' });
});

it('does not wait for input that nothing reads', async () => {
  expect((await typed("sed --help > help; jq -n 1+1; awk 'BEGIN { print 3 }'; echo '{}' > x; jq . x")).text).toBe('2\n3\n{}\n');
});

it('hears of a window that becomes another one while something runs', async () => {
  const outlet = { columns: 80, rows: 24, write: () => {}, handOver: async <T>(work: () => T | Promise<T>) => work(), edit: async () => undefined };
  let text = '';
  const running = shell.run('watch -n 0.1 true', Object.assign(outlet, { write: (more: string) => (text += more) }));
  await pause(150);
  outlet.columns = 50;
  await pause(300);
  running.interrupt();
  await running.done;
  const heads = text.split('\n').filter((line) => line.includes('Every'));
  expect([heads[0]?.replace(/^.*J/, '').length, heads.at(-1)?.replace(/^.*J/, '').length]).toEqual([80, 50]);
});

it.each([
  ['a wait', 'x=2; while true; do sleep 0.05; done'],
  ['a loop that never waits', 'x=2; while true; do :; done'],
])('Ctrl-C ends %s and keeps the rest', async (_, line) => {
  await typed('x=1');
  const { status, text } = await typed(line, { meanwhile: (running) => setTimeout(() => running.interrupt(), 100) });
  expect({ status, text }).toEqual({ status: 130, text: '' });
  expect((await typed('echo $x $?')).text).toBe('2 130\n');
});

it('streams a watch until Ctrl-C', async () => {
  const { status, text } = await typed('kubectl get ns --field-selector=metadata.name=default -w -o name', { meanwhile: (running) => setTimeout(() => running.interrupt(), 300) });
  expect({ status, text }).toEqual({ status: 130, text: 'namespace/default\n' });
});

it('goes on with what is in the background while nothing is typed', async () => {
  await typed('sleep 0.2 && echo one > /tmp/one && sleep 30 &');
  await pause(400);
  expect((await typed('cat /tmp/one; ls /tmp')).text).toBe('one\none\n');
  expect((await typed('kill %1; sleep 0.1; jobs')).text).toBe('[1]+  Terminated              sleep 0.2 && echo one > /tmp/one && sleep 30\n');
});

it('goes on with what was sent to the background before another shell was entered', async () => {
  await typed('sleep 0.2 && echo one > /tmp/one &');
  await typed('sudo -i');
  await pause(400);
  expect((await typed('cat /tmp/one; whoami')).text).toBe('one\nroot\n');
  expect(shell.prompt).toBe('root@base:~# ');
});

it('serves the ports of kubectl port-forward and kubectl proxy in the background, until the job is killed', async () => {
  await typed('kubectl proxy --port=0 > /tmp/proxy & kubectl proxy --port=0 > /tmp/other &');
  await pause(300);
  const ports = (await typed('cat /tmp/proxy /tmp/other')).text.match(/\d+$/gm) as string[];
  const asked = (port: string | undefined) => fetch(`http://127.0.0.1:${port}/api/v1/namespaces/default`).then(async (answer) => ((await answer.json()) as { kind: string }).kind);
  const running = typed('sleep 0.5');
  expect(await Promise.all(ports.map(asked))).toEqual(['Namespace', 'Namespace']);
  await running;
  await typed('kill %1');
  await expect(asked(ports[0])).rejects.toThrow();
  expect(await asked(ports[1])).toBe('Namespace');
});

it('goes on where somebody else has changed the cluster', async () => {
  await typed('cd /opt && echo mine > note');
  const other = openLab(join(folder, 'lab'), 'plain');
  const elsewhere = new MachineShell(other, newTerminal(), () => {});
  await elsewhere.run('echo theirs >> /opt/note; kubectl create ns theirs', { columns: 80, rows: 24, write: () => {}, handOver: async (work) => work(), edit: async () => undefined }).done;
  expect((await typed('cat note; kubectl get ns theirs -o name')).text).toBe('mine\ntheirs\nnamespace/theirs\n');
  elsewhere.close();
});

it('keeps where the person is and what they typed', async () => {
  await typed('cd /etc');
  await typed('false');
  shell.close();
  expect(kept).toEqual({ shells: [{ host: 'base', user: 'candidate', cwd: '/etc' }], history: ['cd /etc', 'false'] });
  shell = open(kept);
  expect(shell.prompt).toBe('candidate@base:/etc$ ');
});

it('opens the editors of the person, and its own where there are none', async () => {
  const path = join(folder, 'vi');
  writeFileSync(path, '#!/bin/sh\nPATH=/usr/bin:/bin sed -i.bak s/before/after/ "$1"\n');
  chmodSync(path, 0o755);
  await typed('echo before > x; vim x');
  expect((await typed('cat x')).text).toBe('after\n');
  rmSync(path);
  await typed('nano x', { edit: (name, text) => `${name}: ${text}` });
  expect((await typed('cat x')).text).toBe('x: after\n');
  await typed('kubectl create cm it --from-literal=x=before');
  expect((await typed('kubectl edit cm it', { edit: (_, text) => text.replace('before', 'after') })).text).toBe('configmap/it edited\n');
  expect((await typed("kubectl get cm it -o jsonpath='{.data.x}'; ls /tmp")).text).toBe('after');
});

it('reads with the less of the person, and shows everything where there is none', async () => {
  await typed('printf "one\\ntwo\\n" > x');
  expect((await typed('cat x | less; less x nope')).text).toBe('one\ntwo\nless: nope: No such file or directory\n');
  writeFileSync(join(folder, 'less'), `#!/bin/sh\n{ echo "$@"; /bin/cat; } > ${folder}/read\n`);
  chmodSync(join(folder, 'less'), 0o755);
  expect((await typed('cat x | less -N')).text).toBe('');
  expect(readFileSync(join(folder, 'read'), 'utf8')).toBe('-N\none\ntwo\n');
  expect((await typed('less x | wc -l')).text).toBe('2\n');
});

it.each([
  ['vim', ['vim'], undefined, 'vim'],
  ['vim', ['vi'], 'nano', 'vi'],
  ['vim', ['nano'], 'nano -w', 'nano -w'],
  ['nano', ['vi'], undefined, undefined],
  ['code --wait', [], undefined, undefined],
])('for %s, with %j and EDITOR=%s: %s', (asked, there, own, expected) => {
  for (const name of there) writeFileSync(join(folder, name), '');
  expect(editorOn(asked, { PATH: ['', folder].join(delimiter), EDITOR: own })).toBe(expected);
});
