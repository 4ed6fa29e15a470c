// cka-lab exam, report, drill, progress, next and lab as a person types them: the built programs, each in a process of its own, some killed.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const home = mkdtempSync(join(tmpdir(), 'exam-commands-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const { NODE_EXTRA_CA_CERTS: _, CKA_LAB_SHELL: __, KUBECONFIG: ___, ...outer } = process.env;
const env = { ...outer, CKA_LAB_HOME: home, HOME: home, NO_COLOR: '1' };

const wordsOf = (line: string): string[] => {
  const [program = '', ...words] = line.split(' ');
  return [join(root, 'bin', `${program}.js`), ...words];
};

/** What the screen shows after a line: standard output, then standard error with `2> `, then the exit status. */
function type(line: string, input = ''): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, wordsOf(line), { cwd: home, env, encoding: 'utf8', input });
  const told = stderr.replace(/^(?=.*\n)/gm, '2> ') + (status === 0 ? '' : `=> ${status}\n`);
  return (stdout + told).replaceAll(home, '~');
}

/** Begins a command and kills it after a while. */
const kill = (line: string, after: number): Promise<void> =>
  new Promise((done) => {
    const child = spawn(process.execPath, wordsOf(line), { cwd: home, env, stdio: 'ignore' });
    child.on('exit', () => done());
    setTimeout(() => child.kill('SIGKILL'), after);
  });

const current = (): string | undefined => /^(\d+) .* here/m.exec(type('cka-lab exam status'))?.[1];

describe('an exam', () => {
  it('is listed, started, and refuses what belongs to labs', () => {
    expect(type('cka-lab exam list')).toMatch(/^EXAM +TITLE +MIN +TASKS +TRIES +BEST\nmock-a +Mock exam A: migration, packaging, networking +120 +17/);
    expect(type('cka-lab exam status')).toBe('2> cka-lab: No exam is in progress: `cka-lab exam start mock-a` begins one.\n=> 1\n');
    expect(type('cka-lab exam start nope')).toBe('2> cka-lab: There is no exam "nope". `cka-lab exam list` shows them.\n=> 1\n');
    type('kubectl create namespace mine');
    expect(type('cka-lab exam start mock-a --seed 1')).toMatch(/^Mock exam A: migration, packaging, networking\n(2:00:00|1:59:5\d) left\n\nTASK {2}TITLE/);
    for (const command of ['check', 'hint', 'solution', 'cluster new']) {
      expect(type(`cka-lab ${command}`)).toBe('2> cka-lab: An exam is in progress, and labs have to wait: `cka-lab exam status` shows it, `cka-lab exam finish` ends it.\n=> 1\n');
    }
    expect(type('cka-lab exam pause')).toBe('2> cka-lab: The clock of an exam does not stop; only one that was started with --practice can be paused.\n=> 1\n');
  });

  it('has a cluster for each task', () => {
    expect(type('cka-lab exam task 1')).toMatch(/^Task 1 of \d+: /);
    expect(type('kubectl get namespace mine')).toContain('NotFound');
    type('kubectl create namespace one');
    type('cka-lab exam task 2');
    type('kubectl create namespace two');
    expect(type('cka-lab exam flag 2')).toBe('Task 2 is flagged.\n');
    expect(type('cka-lab exam answer 1')).toBe('Task 1 is marked as answered.\n');
    expect(type('kubectl get namespace one')).toContain('NotFound');
  });

  it('killed at any moment and opened again it is where it was', async () => {
    const seen = new Set<string | undefined>();
    for (let i = 0; i < 12; i++) {
      await kill(`cka-lab exam task ${(i % 2) + 1}`, 60 + i * 30);
      const here = current();
      seen.add(here);
      const [own, other] = here === '1' ? ['one', 'two'] : ['two', 'one'];
      expect(type(`kubectl get namespace ${own} -o name`)).toBe(`namespace/${own}\n`);
      expect(type(`kubectl get namespace ${other}`)).toContain('NotFound');
    }
    expect([...seen].every((n) => n === '1' || n === '2')).toBe(true);
    expect(type('cka-lab exam status')).toMatch(/^2 .* flag$|^2 .* here flag$/m);
  });

  it('ends with a report, and the own cluster comes back', () => {
    const screen = type('cka-lab exam finish');
    expect(screen).toMatch(/^Mock exam A: migration, packaging, networking\n\d+(\.\d)? of 100 points: not passed \(66 are needed\), after \d:\d\d of 2:00:00\n\nDOMAIN/);
    expect(screen).toMatch(/\nTask 17: .* never opened\n/);
    expect(type('cka-lab exam report')).toBe(screen);
    expect(type('kubectl get namespace mine -o name')).toBe('namespace/mine\n');
    expect(JSON.parse(type('cka-lab report --json'))).toMatchObject({ number: 1, exam: 'mock-a', seed: 1, passed: false });
    expect(type('cka-lab report --markdown').split('\n').slice(0, 2)).toEqual(['# Mock exam A: migration, packaging, networking', '']);
    expect(type('cka-lab report 2')).toBe('2> cka-lab: There is 1 report: 2 is none of them.\n=> 1\n');
  });
});

it('a drill in a plain terminal', () => {
  expect(
    type(
      'cka-lab drill dr-priorityclass',
      'kubectl create priorityclass urgent --value=70000 --global-default\nkubectl delete pc urgent\nkubectl create priorityclass urgent --value=70000\nkubectl create priorityclass urgent --value=81000\n',
    ),
  ).toMatch(
    /^Type commands .*\n\ndr-priorityclass, in \d+ s\nCreate the PriorityClass `urgent` with the value (70000|81000)\. It is not the default\.\ncandidate@base:~\$ kubectl create priorityclass urgent --value=70000 --global-default\npriorityclass\.scheduling\.k8s\.io\/urgent created\n/,
  );
  expect(type('cka-lab drill uncordon', '?\n')).toMatch(
    /candidate@base:~\$ \?\nGiven up\.\n {2}expected an open node, found: a closed one\nA way:\n {2}kubectl uncordon node0\d\n\nuncordon: 0 of 1 done, 0 within their time\.\nTo do again: dr-uncordon\n=> 1\n$/,
  );
  expect(type('cka-lab drills')).toMatch(/dr-uncordon .* missed\n/);
});

it('progress, its file, and what comes next', () => {
  expect(type('cka-lab next')).toMatch(/^ts-\S+ {2}.*\nTroubleshooting is 30 % of the exam, .*\n`cka-lab start ts-\S+` opens it\.\n$/);
  expect(type('cka-lab progress')).toMatch(/Exams:\n {2}Mock exam A: migration, packaging, networking: \d+(\.\d)? of 100, not passed\n/);
  expect(JSON.parse(type('cka-lab progress --json')).exams).toHaveLength(1);
  expect(type('cka-lab progress export p.json')).toBe('Your progress is in p.json.\n');
  expect(type('cka-lab progress import p.json')).toBe('Added 0 attempts, 0 drills and 0 exams from p.json.\n');
  writeFileSync(join(home, 'q.json'), readFileSync(join(home, 'p.json'), 'utf8').replace('"seed": 1', '"seed": 2'));
  expect(type('cka-lab progress import q.json')).toBe('2> cka-lab: q.json is damaged: its checksum is wrong. Nothing was imported.\n=> 1\n');
  expect(type('cka-lab progress import none.json')).toBe('2> cka-lab: none.json cannot be read: no such file or directory\n=> 1\n');
});

it('a lab of one’s own: begun, spoiled, mended, proved', () => {
  mkdirSync(join(home, 'own'), { recursive: true });
  expect(type('cka-lab lab new wl-mine --domain workloads-scheduling')).toContain('workloads-scheduling/wl-mine is a small lab that is whole');
  const file = join(home, 'workloads-scheduling', 'wl-mine', 'lab.yaml');
  const good = readFileSync(file, 'utf8');
  writeFileSync(file, good.replace('weight: 30', 'weight: 20').replace('kind: file', 'kind: fiel'));
  expect(type('cka-lab lab validate workloads-scheduling/wl-mine')).toMatch(/^2> workloads-scheduling\/wl-mine\/lab\.yaml:45:11: kind must be one of object, .*\n=> 1\n$/);
  writeFileSync(file, good);
  expect(type('cka-lab lab validate workloads-scheduling/wl-mine')).toMatch(/: 3 checks, 2 wrong answers, no mistakes\./);
  const screen = type('cka-lab lab test workloads-scheduling/wl-mine');
  expect(screen.split('\n').slice(0, 2)).toEqual(['ok  untouched, values 1: 0 points', 'ok  solution.sh, values 1: 100 points']);
  expect(screen).toMatch(/\nThe lab proves itself\.\n$/);
});

describe('an exam whose time runs out while the program is closed', () => {
  const ahead = join(home, 'ahead');
  const clock = join(home, 'clock.mjs');
  /** The programs see a clock that is so many minutes ahead. */
  const typeAt = (minutes: number, ...lines: string[]): string => {
    writeFileSync(ahead, String(minutes * 60_000));
    return lines.map((line) => type(line)).join('');
  };
  const unmark = (value: boolean): string => `kubectl annotate storageclass slowdisk storageclass.kubernetes.io/is-default-class=${value} --overwrite`;
  const points = (): number => JSON.parse(type('cka-lab report --json')).tasks[16].points;

  it('what is typed afterwards does not count, what was done in time does', () => {
    writeFileSync(
      clock,
      `import { readFileSync } from 'node:fs';
const real = Date.now;
const ahead = Number(readFileSync(${JSON.stringify(ahead)}, 'utf8'));
const now = () => real() + ahead;
globalThis.Date = class extends Date { constructor(...args) { args.length === 0 ? super(now()) : super(...args); } static now() { return now(); } };
`,
    );
    Object.assign(env, { NODE_OPTIONS: `--import=${clock}` });
    typeAt(0, 'cka-lab exam start mock-a --seed 1', 'cka-lab exam task 17');
    expect(typeAt(110, 'cka-lab exam status')).toMatch(/\n(9:5\d|10:00) left. Less than 15 minutes.\n/);
    expect(typeAt(121, 'cka-lab exam status')).toContain('\nThe time is over: `cka-lab exam finish` shows the result.\n');
    expect(typeAt(122, unmark(false))).toBe('storageclass.storage.k8s.io/slowdisk annotated\n');
    expect(typeAt(123, 'cka-lab exam flag 3')).toBe('2> cka-lab: The time is over: `cka-lab exam finish` shows the result.\n=> 1\n');
    expect(typeAt(124, 'cka-lab exam finish')).toContain(', after 2:00:00 of 2:00:00');
    const late = points();
    typeAt(0, 'cka-lab exam start mock-a --seed 1', 'cka-lab exam task 17', unmark(false));
    typeAt(500, unmark(true), 'cka-lab exam finish');
    expect([late, points()]).toEqual([0, 40]);
    delete (env as Record<string, string>).NODE_OPTIONS;
  });
});
