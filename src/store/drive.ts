// Answers what a command waits for, in real time and without holding the lease meanwhile.
import type { Answer, ListenWait, Program, ServeWait, Wait } from '../sim/index.ts';
import { edit } from './editor.ts';
import { runProgram } from './program.ts';
import type { Lease, Living } from './lease.ts';
import { sleep } from './sleep.ts';
import { readInput, readLine } from './terminal.ts';

/** How often a waiting command looks whether anything has happened. */
const glance = 50;

interface AgendaState {
  sim: { now: number; agenda: readonly { at: number }[] };
}

type AnyLease = Pick<Lease<AgendaState, Living<AgendaState>>, 'cluster' | 'resume' | 'suspend' | 'due' | 'isStale'>;

type Ports = ListenWait | ServeWait;

/** The program has come to where it wants to listen, for which nothing may block: listen.ts takes it from there. */
export interface Listens {
  listens: Ports;
}

/** Runs the program to its end, or to where nobody is interested any more (then it has no result). The lease is held when this is called and when it returns. */
export function drive<Result>(program: Program<Result>, lease: AnyLease, isOver: () => boolean = () => false): Result | undefined | Listens {
  for (let answer: Answer; ; ) {
    const step = program.next(answer);
    if (step.done) return step.value;
    if (isOver()) return undefined;
    if (step.value.for === 'listen' || step.value.for === 'serve') return { listens: step.value };
    answer = answerTo(step.value, lease);
  }
}

export function answerTo(wait: Exclude<Wait, Ports>, lease: AnyLease): Answer {
  const next = lease.cluster.state.sim.agenda[0]?.at ?? Number.POSITIVE_INFINITY;
  lease.suspend();
  try {
    switch (wait.for) {
      case 'change':
        return waitUntil(Math.min(wait.until ?? Number.POSITIVE_INFINITY, next), lease, true);
      case 'instant':
        return waitUntil(wait.at, lease, false);
      case 'editor':
        return edit(wait);
      case 'program':
        return runProgram(wait);
      case 'input':
        return readInput();
      case 'line':
        return readLine();
    }
  } finally {
    lease.resume();
  }
}

/** Sleeps until it is `instant` in the cluster, or until somebody else has changed it. */
function waitUntil(instant: number, lease: AnyLease, changes: boolean): undefined {
  for (let left = instant - lease.due(); left > 0; left = instant - lease.due()) {
    if (changes && lease.isStale()) return;
    sleep(Math.min(left, glance));
  }
}
