// A machine for tests of the screens: three labs in memory, and a shell that answers two commands.
import type { CheckResult, Lab, OpenLab, Score, Session } from '../../src/session.ts';
import { fakeDrills, fakeExam, fakeProgress } from './fakeRounds.ts';
import type { Machine, Outlet, Running, Shell } from '../../src/ui/machine.ts';

const labOf = (id: string, domain: Lab['domain'], title: string, minutes: number): Lab => ({
  ...{ id, domain, title, minutes, difficulty: 1, profile: 'standard', competency: `What ${id} is about`, namespace: 'shop' },
  ...{ prepare: [], given: [], checks: [], files: {}, wrong: {}, also: {} },
  task: `Create the Deployment \`${id}\` in namespace **shop**.\n\n- image \`nginx:1.29\`\n- two replicas\n`,
  hints: ['Look at `kubectl create --help`.', 'It is `kubectl create deployment`.'],
  solution: `#!/bin/bash\nset -e\nkubectl create deployment ${id} --image=nginx:1.29\n`,
  explanation: 'A Deployment makes a ReplicaSet.',
});

const result = (title: string, weight: number, passed: boolean): CheckResult => ({
  ...{ id: title, kind: 'object', title, weight, passed, points: passed ? weight : 0 },
  findings: passed ? [] : [{ expected: 'spec.replicas: 2', found: '1' }],
});

/** Opens at once; its score is 60 of 100. */
function fakeSession(now: () => number): Session {
  const labs = [labOf('web', 'workloads-scheduling', 'A web server', 5), labOf('claim', 'storage', 'A claim that is bound', 6), labOf('role', 'cluster-architecture', 'A role', 7)];
  let open: OpenLab | undefined;
  const opened = (): OpenLab => open as OpenLab;
  const change = (part: Partial<OpenLab>): OpenLab => {
    open = { ...opened(), ...part };
    return open;
  };
  const fake: Partial<Session> = {
    labs: () => labs.map((lab) => ({ lab, state: open?.lab === lab ? 'open' : 'new', record: undefined })),
    current: () => open,
    opened,
    start: (id) => {
      const lab = labs.find((one) => one.id === id) as Lab;
      return change({ lab, directory: '/work', timeUsed: 65_000, hintsShown: [], hintsLeft: 2, solved: false, record: { best: 60, attempts: 1, checks: 1, hints: 0, solutionSeen: false } });
    },
    taskShown: () => {},
    check: (): Score => ({ points: 60, passed: false, results: [result('The Deployment is there', 60, true), result('It has two replicas', 40, false)] }),
    hint: () => {
      change({ hintsShown: opened().lab.hints.slice(0, 1), hintsLeft: 1 });
      return { text: opened().lab.hints[0] as string, number: 1, of: 2 };
    },
    solution: () => ({ script: opened().lab.solution, explanation: opened().lab.explanation }),
    ...{ exam: fakeExam(labs, now), drills: fakeDrills(now), progress: fakeProgress(labs) },
  };
  return fake as Session;
}

/** `watch` prints and runs until Ctrl-C; `edit` opens the small editor; anything else is said again. A line that ends in a backslash wants more. */
export class FakeShell implements Shell {
  readonly prompt = 'candidate@base:~$ ';
  readonly innerPrompt = '> ';
  status = 0;
  left = false;
  readonly lines: string[] = [];

  get history(): readonly string[] {
    return this.lines;
  }

  wantsMore(text: string): boolean {
    return text.endsWith('\\');
  }

  notices(): void {}

  expand(line: string): { text: string; changed: boolean; onlyShown: boolean } {
    return { text: line, changed: false, onlyShown: false };
  }

  complete(text: string): { from: number; words: readonly string[] } {
    const from = text.lastIndexOf(' ') + 1;
    return { from, words: ['pods ', 'podtemplates ', 'nodes '].filter((word) => word.startsWith(text.slice(from))) };
  }

  endOfInput(write: (text: string) => void): void {
    write('logout\n');
    this.left = true;
  }

  run(line: string, { write, edit }: Outlet): Running {
    this.lines.push(line);
    let unread = '';
    const ended = (status: number) => ({
      status,
      get unread() {
        return unread;
      },
    });
    const said = (text: string) => {
      write(text);
      return ended(0);
    };
    const running = {
      input: (text: string): void => {
        unread += text;
      },
      endInput: () => {},
      interrupt: () => {},
      suspend: () => {},
    };
    if (line === 'edit') return { ...running, done: edit('web.yaml', 'kind: Pod\nmetadata:\n  name: web\n').then((text) => said(text ?? 'nothing\n')) };
    if (line !== 'watch') {
      write(`said: ${line}\n`);
      return { ...running, done: Promise.resolve(ended(0)) };
    }
    write('watching\n');
    let stop = (): void => {};
    const done = new Promise<ReturnType<typeof ended>>((resolve) => {
      stop = () => resolve(ended(130));
    });
    const interrupt = (): void => {
      unread = '';
      stop();
    };
    return { ...running, interrupt, done };
  }

  close(): void {}
}

/** `clock.now` is the person's time. */
export function fakeMachine(): Machine & { shell: FakeShell; clock: { now: number } } {
  const shell = new FakeShell();
  const clock = { now: 0 };
  const now = (): number => clock.now;
  return { session: fakeSession(now), shell, clock, openShell: () => shell, openDrillShell: () => shell, now };
}
