// Exams, drills and progress for tests of the screens: told, not computed.
import type { DrillDesk, DrillView, ExamDesk, ExamReport, ExamTask, ExamView, Lab, ProgressDesk, ProgressView, TaskReport } from '../../src/session.ts';

const minute = 60_000;

/** An exam of three tasks and 120 minutes. The second task has a host. */
export function fakeExam(labs: readonly Lab[], now: () => number): ExamDesk {
  let startedAt: number | undefined;
  let current: number | undefined;
  let pausedAt: number | undefined;
  let seen = Number.POSITIVE_INFINITY;
  const marks = new Map<string, boolean>();
  const task = (lab: Lab, index: number): ExamTask => {
    const n = index + 1;
    const state = current === n ? 'current' : marks.get(`opened ${n}`) ? 'opened' : 'new';
    const host = n === 2 ? { host: 'node01' } : {};
    return {
      n,
      lab,
      weight: 40 - n * 5,
      minutes: lab.minutes,
      state,
      flagged: marks.get(`flag ${n}`) ?? false,
      answered: marks.get(`done ${n}`) ?? false,
      time: state === 'new' ? 0 : n * 65_000,
      directory: '/work',
      ...host,
    };
  };
  const used = (): number => (pausedAt ?? now()) - (startedAt as number);
  const running = (): ExamView => {
    const remaining = Math.max(0, 120 * minute - used());
    const warning = [5, 15, 30].find((minutes) => remaining <= minutes * minute && minutes < seen);
    return {
      ...{ exam: 'mock-a', title: 'Mock exam A: everything', seed: 1, practice: true, state: remaining === 0 ? 'over' : pausedAt === undefined ? 'running' : 'paused' },
      ...{ duration: 120 * minute, used: used(), remaining, ...(warning === undefined ? {} : { warning }), tasks: labs.map(task), ...(current === undefined ? {} : { current }) },
      notes: ['Task 3: "A role" stands in for ca-install-addon, which is not there yet.'],
    };
  };
  const turn = (mark: string, n: number): ExamTask => {
    marks.set(mark, !marks.get(mark));
    return running().tasks[n - 1] as ExamTask;
  };
  const fake: Partial<ExamDesk> = {
    offers: () => [
      { id: 'mock-a', title: 'Mock exam A: everything', minutes: 120, tasks: 3, there: 2, attempts: 1, best: 58.5 },
      { id: 'random', title: 'A draw from all labs, by domain and difficulty', minutes: 120, attempts: 0 },
    ],
    reports: () => [],
    view: () => (startedAt === undefined ? undefined : running()),
    running,
    start: () => {
      startedAt = now();
      return running();
    },
    open: (n) => {
      current = n;
      marks.set(`opened ${n}`, true);
      return running().tasks[n - 1] as ExamTask;
    },
    flag: (n) => turn(`flag ${n}`, n),
    answer: (n) => turn(`done ${n}`, n),
    pause: () => {
      pausedAt = now();
      return running();
    },
    resume: () => {
      startedAt = (startedAt as number) + now() - (pausedAt as number);
      pausedAt = undefined;
      return running();
    },
    warningSeen: () => {
      seen = running().warning ?? seen;
    },
    *finishing() {
      yield { n: 1, of: 3 };
      startedAt = undefined;
      return reportOf(labs);
    },
  };
  return Object.defineProperty(fake, 'isRunning', { get: () => startedAt !== undefined }) as ExamDesk;
}

function reportOf(labs: readonly Lab[]): ExamReport {
  const tasks = labs.map(({ id, title, domain, competency, minutes, explanation, solution }, index): TaskReport => {
    const points = [100, 60, 0][index] as number;
    const weight = 35 - index * 5;
    const results = [
      {
        id: 'there',
        kind: 'object',
        title: 'It is there',
        weight: 60,
        points: Math.min(60, points),
        passed: points >= 60,
        findings: points >= 60 ? [] : [{ expected: 'a Deployment', found: 'none' }],
      },
      {
        id: 'two',
        kind: 'object',
        title: 'It has two replicas',
        weight: 40,
        points: Math.max(0, points - 60),
        passed: points === 100,
        findings: points === 100 ? [] : [{ expected: 'spec.replicas: 2', found: '1' }],
      },
    ];
    return {
      n: index + 1,
      lab: id,
      title,
      domain,
      competency,
      weight,
      minutes,
      time: 65_000 * (index + 1),
      opened: index < 2,
      flagged: index === 1,
      answered: index === 0,
      points,
      results,
      earned: (weight * points) / 100,
      explanation,
      solution,
    };
  });
  return {
    ...{
      number: 2,
      exam: 'mock-a',
      title: 'Mock exam A: everything',
      seed: 1,
      practice: true,
      startedAt: 0,
      at: 3600_000,
      time: 62 * minute,
      duration: 120 * minute,
      score: 58.9,
      pass: 66,
      passed: false,
      tasks,
    },
    domains: tasks.map(({ competency, domain, earned, weight, points }) => ({ name: competency, domain, earned, weight, percent: points })),
    competencies: tasks.map(({ competency, domain, earned, weight, points }) => ({ name: competency, domain, earned, weight, percent: points })),
    ...{ earlier: [{ exam: 'mock-a', at: 0, score: 50, passed: false, practice: false, time: 120 * minute }], change: 8.9 },
    ...{ advice: ['A point took you 1:05; 66 points in 120 minutes leave 1:49 for each.'], again: ['role', 'claim'] },
  };
}

/** Two drills; the line `done` reaches the goal. */
export function fakeDrills(now: () => number): DrillDesk {
  const goals = ['Start the pod `buoy` with the image `nginx:1.29`.', 'Scale the Deployment `arcade` to 5.'];
  let running: DrillView | undefined;
  let startedAt = 0;
  const begin = (n: number): DrillView => {
    startedAt = now();
    running = { id: `dr-${n}`, group: 'pods', goal: goals[n - 1] as string, par: 15, n, of: 2, elapsed: 0, keys: 0, lines: [] };
    return running;
  };
  const end = (done: boolean, lines: readonly string[], keys: number): DrillView => {
    const time = now() - startedAt;
    const shorter = { shorter: ['k run buoy --image=nginx:1.29'] };
    running = {
      ...(running as DrillView),
      elapsed: time,
      keys,
      lines,
      result: {
        drill: running?.id ?? '',
        goal: running?.goal ?? '',
        done,
        time,
        par: 15,
        keys,
        lines,
        inPar: time <= 15_000,
        missed: !done,
        isBest: done,
        best: 20_000,
        ...shorter,
        ...(done ? {} : { missing: ['expected a pod, found: none'] }),
      },
    };
    return running;
  };
  const fake: Partial<DrillDesk> = {
    offers: () =>
      goals.map((goal, index) => ({
        id: `dr-${index + 1}`,
        group: index === 0 ? 'pods' : 'deployments',
        goal,
        par: 15,
        runs: index,
        done: index,
        missed: false,
        isDue: index === 1,
        ...(index === 1 ? { best: 20_000 } : {}),
      })),
    start: () => begin(1),
    view: () => running && { ...running, elapsed: running.result?.time ?? now() - startedAt },
    ran: (line, keys = 0) => (line === 'done' ? end(true, [line], keys) : (running as DrillView)),
    giveUp: () => end(false, [], 0),
    next: () => (running?.n === 1 ? begin(2) : undefined),
    stop: () => ({ name: 'pods', title: 'Pods', results: running?.result ? [running.result] : [] }),
  };
  return fake as DrillDesk;
}

export function fakeProgress(labs: readonly Lab[]): ProgressDesk {
  const tally = { labs: 1, tried: 1, solved: 1, mastery: 70, attempts: 2, hints: 1, time: 9 * minute };
  const view = (): ProgressView => ({
    total: { ...tally, labs: 3, mastery: 40 },
    domains: labs.map(({ domain, title, competency }) => ({ domain, title, weight: 30, ...tally, competencies: [{ competency, ...tally }] })),
    streak: { days: 3, longest: 8, today: true },
    bests: [{ lab: 'web', best: 100, fastest: 125_000 }],
    attempts: [{ lab: 'web', startedAt: 0, at: 0, points: 100, time: 125_000, hints: 1 }],
    exams: [],
    drills: [{ drill: 'dr-2', par: 15, runs: 1, done: 1, best: 20_000 }],
    due: ['claim'],
    next: { lab: labs[1] as Lab, why: 'Storage is 10 % of the exam; this one is new to you.' },
  });
  return { view, next: () => view().next } as Partial<ProgressDesk> as ProgressDesk;
}
