// The app's terminal on the simulated machines: runs a line without blocking, and without holding the lab while it waits.
import type { Answer, Wait } from '../../sim/index.ts';
import { Interrupted, type OuterWait } from '../../nodes/shell/index.ts';
import { PersonsTerminal, type TerminalState } from '../../session.ts';
import { edit } from '../editor.ts';
import { connectThrough, type LabLease } from '../lab.ts';
import type { Child } from './bash.ts';
import type { Outlet } from './shell.ts';
import { TypedLines } from './typedLines.ts';
import { runUtility } from './utilities.ts';

/** How often a waiting command looks whether anything has happened. */
const glance = 50;

export class MachineShell {
  private readonly terminal: PersonsTerminal;
  private columns = 80;
  private running: Child | undefined;

  constructor(
    private readonly lease: LabLease,
    state: TerminalState,
    /** Called when a line has ended: where the person is and what they typed is to be kept. */
    private readonly keep: (state: TerminalState) => void,
    private readonly env: Readonly<Record<string, string | undefined>> = process.env,
  ) {
    this.terminal = this.held(() => new PersonsTerminal({ cluster: () => lease.cluster, connect: connectThrough(lease), columns: () => this.columns }, state));
  }

  private held<T>(work: () => T): T {
    this.lease.resume();
    try {
      return work();
    } finally {
      this.lease.suspend();
    }
  }

  get prompt(): string {
    return this.terminal.prompt;
  }

  get status(): number {
    return this.terminal.left ? 0 : this.terminal.status;
  }

  get left(): boolean {
    return this.terminal.left;
  }

  get history(): readonly string[] {
    return this.terminal.state.history;
  }

  async wantsMore(text: string): Promise<boolean> {
    return this.terminal.wantsMore(text);
  }

  complete(line: string): { from: number; words: readonly string[] } {
    return this.held(() => this.terminal.complete(line));
  }

  endOfInput(write: (text: string) => void): void {
    this.held(() => this.terminal.endOfInput(write));
    this.keep(this.terminal.state);
  }

  run(line: string, outlet: Outlet): Child {
    this.columns = outlet.columns;
    const control = new AbortController();
    const input = new TypedLines(control.signal);
    const work = this.drive(line, outlet, input, control.signal);
    const child: Child = {
      input: (text) => input.add(text),
      endInput: () => input.end(),
      interrupt: () => control.abort(),
      done: work
        .catch((error: unknown) => {
          outlet.write(`${error instanceof Error ? error.message : error}\n`);
          return 1;
        })
        .then((status) => {
          this.running = undefined;
          this.keep(this.terminal.state);
          return { status, unread: input.rest() };
        }),
    };
    this.running = child;
    return child;
  }

  close(): void {
    this.running?.interrupt();
  }

  /** The lease is held whenever the line runs, and not while it waits. */
  private async drive(line: string, outlet: Outlet, input: TypedLines, signal: AbortSignal): Promise<number> {
    const { lease } = this;
    lease.resume();
    try {
      const program = this.terminal.run(line, outlet.write);
      let step = program.next();
      while (!step.done) {
        const wait = step.value;
        const next = lease.cluster.state.sim.agenda[0]?.at ?? Number.POSITIVE_INFINITY;
        // A utility works on the machine's files: they stay in hand.
        const answer = wait.for === 'utility' ? await runUtility(wait) : await this.apart(wait, next, outlet, input, signal);
        if (signal.aborted) outlet.write('^C\n');
        step = signal.aborted ? program.throw(new Interrupted()) : program.next(answer);
      }
      lease.suspend();
      return step.value;
    } catch (error) {
      lease.abandon();
      throw error;
    }
  }

  private async apart(wait: Exclude<OuterWait, { for: 'utility' }>, next: number, outlet: Outlet, input: TypedLines, signal: AbortSignal): Promise<Answer> {
    this.lease.suspend();
    try {
      return await this.answerTo(wait, next, outlet, input, signal);
    } finally {
      this.lease.resume();
    }
  }

  private async answerTo(wait: Wait, next: number, outlet: Outlet, input: TypedLines, signal: AbortSignal): Promise<Answer> {
    switch (wait.for) {
      case 'change':
        return this.until(Math.min(wait.until ?? Number.POSITIVE_INFINITY, next), true, signal);
      case 'instant':
        return this.until(wait.at, false, signal);
      case 'editor':
        return outlet.handOver(() => edit(wait, { env: this.env, cwd: process.cwd() }));
      case 'line':
        return input.next();
      case 'input': {
        let text = '';
        for (let line = await input.next(); line !== undefined; line = await input.next()) text += `${line}\n`;
        return text;
      }
      default:
        return undefined;
    }
  }

  private async until(instant: number, changes: boolean, signal: AbortSignal): Promise<undefined> {
    for (let left = instant - this.lease.due(); left > 0 && !signal.aborted; left = instant - this.lease.due()) {
      if (changes && this.lease.isStale()) return;
      await new Promise((resolve) => setTimeout(resolve, Math.min(left, glance)));
    }
  }
}
