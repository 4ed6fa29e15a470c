// The app's terminal on the simulated machines: runs a line without blocking, and without holding the lab while it waits.
import { Interrupted, type OuterProgram, type OuterWait, Stopped } from '../../nodes/shell/index.ts';
import { type Candidates, type Expanded, PersonsTerminal, type TerminalState } from '../../session.ts';
import { connectThrough, type LabLease } from '../lab.ts';
import type { Outlet } from './outlet.ts';
import { Services } from './services.ts';
import { SharedLease } from './sharedLease.ts';
import { TypedLines } from './typedLines.ts';
import { runUtility } from './utilities.ts';
import { answerTo, idle, type Line, type Surroundings } from './waits.ts';

/** A line that runs. */
export interface Child {
  /** What is typed meanwhile. */
  input(text: string): void;
  endInput(): void;
  /** Ctrl-C. */
  interrupt(): void;
  /** Ctrl-Z. */
  suspend(): void;
  /** `unread` is what was typed and not read. */
  done: Promise<{ status: number; unread: string }>;
}

/** How long where the person is and what they typed may be in memory alone. */
const patience = 250;

export class MachineShell implements Surroundings {
  private readonly terminal: PersonsTerminal;
  private columns = 80;
  readonly lease: SharedLease;
  readonly services: Services;
  private running: Child | undefined;
  /** What goes on in the background while nothing runs. */
  private resting: { end(): void; ended: Promise<void> } | undefined;
  private unkept: NodeJS.Timeout | undefined;
  private isClosed = false;
  prompt = '';
  innerPrompt = '';

  constructor(
    lease: LabLease,
    state: TerminalState,
    /** Called soon after a line has begun or ended: where the person is and what they typed is to be kept. */
    private readonly kept: (state: TerminalState) => void,
    readonly env: Readonly<Record<string, string | undefined>> = process.env,
  ) {
    this.lease = new SharedLease(lease);
    this.services = new Services(this.lease);
    this.terminal = this.held(() => new PersonsTerminal({ cluster: () => lease.cluster, connect: connectThrough(lease), columns: () => this.columns }, state));
    this.held(() => this.notePrompts());
  }

  private held<Result>(work: () => Result): Result {
    this.lease.resume();
    try {
      return work();
    } finally {
      this.lease.suspend();
    }
  }

  /** The prompt is asked for whenever something is drawn, and the cluster is not always at hand. */
  private note(): void {
    if (!this.left) this.notePrompts();
    this.keep();
  }

  private notePrompts(): void {
    this.prompt = this.terminal.prompt;
    this.innerPrompt = this.terminal.innerPrompt;
  }

  private keep(): void {
    // What still ends after that may find another cluster in the place of this terminal's.
    if (!this.isClosed) this.unkept ??= setTimeout(() => this.keepNow(), patience);
  }

  private keepNow(): void {
    clearTimeout(this.unkept);
    if (this.unkept) this.kept(this.terminal.state);
    this.unkept = undefined;
  }

  get status(): number {
    return this.left ? 0 : this.terminal.status;
  }

  get left(): boolean {
    return this.terminal.left;
  }

  get history(): readonly string[] {
    return this.terminal.state.history;
  }

  wantsMore(text: string): boolean {
    return this.terminal.wantsMore(text);
  }

  expand(line: string, begun: readonly string[]): Expanded {
    return this.terminal.expand(line, begun);
  }

  complete(line: string): Candidates {
    return this.held(() => this.terminal.complete(line));
  }

  notices(write: (text: string) => void): void {
    this.terminal.notices(write);
  }

  endOfInput(write: (text: string) => void): void {
    this.held(() => {
      this.terminal.endOfInput(write);
      this.note();
    });
  }

  run(text: string, outlet: Outlet): Child {
    this.columns = outlet.columns;
    const input = new TypedLines();
    const line: Line = { outlet, input, control: new AbortController(), isSuspended: false, isBackground: false };
    const run = (): Promise<number> => this.drive(() => this.terminal.run(text, outlet.write), line);
    const child: Child = {
      input: (more) => input.add(more),
      endInput: () => input.end(),
      interrupt: () => {
        input.forget();
        line.control.abort();
      },
      suspend: () => {
        line.isSuspended = true;
        line.control.abort();
      },
      done: (this.resting ? this.quiet().then(run) : run())
        .catch((error): number => {
          outlet.write(`${error instanceof Error ? error.message : error}\n`);
          return 1;
        })
        .then((status) => {
          this.running = undefined;
          this.rest(outlet);
          return { status, unread: input.rest() };
        }),
    };
    this.running = child;
    return child;
  }

  /** What was sent to the background goes on while the person thinks. */
  private rest(outlet: Outlet): void {
    if (this.isClosed || !this.terminal.hasBackground) return;
    const line: Line = { outlet, input: new TypedLines(), control: new AbortController(), isSuspended: false, isBackground: true };
    const ended = this.drive(() => this.terminal.rest(), line).catch((error) => outlet.write(`${error instanceof Error ? error.message : error}\n`));
    this.resting = { end: () => line.control.abort(), ended };
  }

  private async quiet(): Promise<void> {
    const { resting } = this;
    this.resting = undefined;
    resting?.end();
    await resting?.ended;
  }

  close(): void {
    this.isClosed = true;
    this.running?.interrupt();
    this.resting?.end();
    this.services.close();
    this.keepNow();
  }

  /** The lease is held whenever the program runs, and not while it waits. */
  private async drive<Result>(begin: () => OuterProgram<Result>, line: Line): Promise<Result> {
    const { lease } = this;
    lease.resume();
    try {
      const program = begin();
      let step = program.next();
      this.keep();
      while (!step.done) {
        const wait = step.value;
        this.services.look(this.terminal.serving);
        // A utility works on the machine's files: they stay in hand.
        const answer: unknown = wait.for === 'utility' ? await runUtility(wait) : await this.apart(wait, line);
        this.columns = line.outlet.columns;
        step = line.control.signal.aborted ? this.stopped(program, wait, answer, line) : program.next(answer);
      }
      this.services.look(this.terminal.serving);
      this.note();
      lease.suspend();
      return step.value;
    } catch (error) {
      lease.abandon();
      throw error;
    }
  }

  private stopped<Result>(program: OuterProgram<Result>, wait: OuterWait, answer: unknown, line: Line): IteratorResult<OuterWait, Result> {
    if (line.isBackground) return idle.has(wait.for) ? program.return(undefined as Result) : program.next(answer);
    // What hears of Ctrl-C goes on, and may hear of it again.
    line.control = new AbortController();
    return program.throw(line.isSuspended ? new Stopped() : new Interrupted());
  }

  private async apart(wait: Exclude<OuterWait, { for: 'utility' }>, line: Line): Promise<unknown> {
    const next = this.lease.cluster.state.sim.agenda[0]?.at ?? Number.POSITIVE_INFINITY;
    this.lease.suspend();
    try {
      return await answerTo(wait, next, line, this);
    } finally {
      this.lease.resume();
    }
  }
}
