// kubectl in this process: on the cluster that is already in memory, and without blocking while it waits.
import { homedir, userInfo } from 'node:os';
import { type Environment, run } from '../../kubectl/index.ts';
import type { Answer, ListenWait, Program, ServeWait, Wait } from '../../sim/index.ts';
import { edit } from '../editor.ts';
import { kubeconfigOfTheLab, realFiles } from '../files.ts';
import { connectThrough, type LabLease } from '../lab.ts';
import { Listening } from '../listen.ts';

/** How often a waiting command looks whether anything has happened. */
const glance = 50;

/** Where a command runs: its variables and directory, what it prints to, and who answers it. */
export interface Place {
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  columns: number;
  write(text: string): void;
  /** Gives the terminal away while the work runs. */
  handOver<Result>(work: () => Result): Promise<Result>;
  /** The next line that is typed; nothing at the end of the input. */
  line(): Promise<string | undefined>;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}

/** What a shell answers for a command that Ctrl-C ended. */
const interrupted = 130;

export async function kubectlInProcess(argv: readonly string[], lease: LabLease, place: Place): Promise<number> {
  lease.resume();
  try {
    const program = run(argv, environmentOf(lease, place));
    const status = await drive(program, lease, place);
    lease.suspend();
    return status;
  } catch (error) {
    lease.abandon();
    throw error;
  }
}

/** The lease is held whenever the program runs, and not while it waits. */
async function drive(program: Program<number>, lease: LabLease, place: Place): Promise<number> {
  const listening = new Listening(lease, place.signal);
  try {
    return await driveWith(listening, program, lease, place);
  } finally {
    listening.close();
  }
}

async function driveWith(listening: Listening, program: Program<number>, lease: LabLease, place: Place): Promise<number> {
  for (let answer: Answer; ; ) {
    const step = program.next(answer);
    if (step.done) return step.value;
    const next = lease.cluster.state.sim.agenda[0]?.at ?? Number.POSITIVE_INFINITY;
    lease.suspend();
    try {
      answer = step.value.for === 'listen' || step.value.for === 'serve' ? await listening.answer(step.value) : await answerTo(step.value, next, lease, place);
    } finally {
      lease.resume();
    }
    if (!place.signal.aborted) continue;
    program.return(interrupted);
    return interrupted;
  }
}

async function answerTo(wait: Exclude<Wait, ListenWait | ServeWait>, next: number, lease: LabLease, place: Place): Promise<Answer> {
  switch (wait.for) {
    case 'change':
      return waitUntil(Math.min(wait.until ?? Number.POSITIVE_INFINITY, next), lease, true, place.signal);
    case 'instant':
      return waitUntil(wait.at, lease, false, place.signal);
    case 'editor':
      return place.handOver(() => edit(wait, { env: place.env, cwd: place.cwd }));
    case 'input':
      return allInput(place);
    case 'line':
      return place.line();
  }
}

async function allInput({ line }: Place): Promise<string> {
  let text = '';
  for (let next = await line(); next !== undefined; next = await line()) text += `${next}\n`;
  return text;
}

async function waitUntil(instant: number, lease: LabLease, changes: boolean, signal: AbortSignal): Promise<undefined> {
  for (let left = instant - lease.due(); left > 0 && !signal.aborted; left = instant - lease.due()) {
    if (changes && lease.isStale()) return;
    await new Promise((resolve) => setTimeout(resolve, Math.min(left, glance)));
  }
}

function environmentOf(lease: LabLease, { env, cwd, columns, write }: Place): Environment {
  const home = env.HOME ?? homedir();
  return {
    stdout: write,
    stderr: write,
    files: realFiles(cwd, kubeconfigOfTheLab(home, lease.folder)),
    env,
    cwd,
    home,
    user: env.USER ?? env.USERNAME ?? userInfo().username,
    terminal: true,
    width: columns,
    connect: connectThrough(lease),
    now: () => lease.cluster.now,
  };
}
