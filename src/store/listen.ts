// Drives a command that listens on ports of this machine, from its first port to its end: Node listens only while nothing blocks.
import type { Service } from '../client/listening.ts';
import type { Answer, ListenWait, Program, ServeWait, Wait } from '../sim/index.ts';
import { answerTo } from './drive.ts';
import type { LabLease } from './lab.ts';

/** Aborted when the person, or the system, wants this program to end. */
function endOfProgram(): AbortSignal {
  const control = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => control.abort());
  return control.signal;
}

/** The ports of one command. Loaded when the first is opened: most commands have none. */
export class Listening {
  private ports: import('../serve/ports.ts').Ports | undefined;

  constructor(
    private readonly lease: LabLease,
    private readonly signal: AbortSignal = endOfProgram(),
  ) {}

  /** The lease is not held. */
  async answer(wait: ListenWait | ServeWait): Promise<Answer> {
    if (!this.ports) {
      const { Ports } = await import('../serve/ports.ts');
      this.ports = new Ports();
    }
    if (wait.for === 'listen') return this.ports.open(wait);
    await this.ports.serve(wait.service as Service, this.lease, this.signal);
    return undefined;
  }

  close(): void {
    this.ports?.close();
  }
}

/** The lease is held when this is called and when it has ended. */
export async function driveListening<Result>(program: Program<Result>, first: ListenWait | ServeWait, lease: LabLease): Promise<Result> {
  const listening = new Listening(lease);
  try {
    for (let wait: Wait = first; ; ) {
      const step = program.next(wait.for === 'listen' || wait.for === 'serve' ? await freed(lease, listening.answer.bind(listening, wait)) : answerTo(wait, lease));
      if (step.done) return step.value;
      wait = step.value;
    }
  } finally {
    listening.close();
  }
}

async function freed<Result>(lease: LabLease, work: () => Promise<Result>): Promise<Result> {
  lease.suspend();
  try {
    return await work();
  } finally {
    lease.resume();
  }
}
