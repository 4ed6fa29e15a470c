// The one clock. Time moves from entry to entry; between two entries nothing happens.
import { Agenda, type Entry, type Instant } from './agenda.ts';

/** When a process wants to look at the same key again; nothing when only a change can matter. */
export type Look = Instant | undefined;

/** Delays that double from `base` up to `longest`, in milliseconds. */
export interface Retry {
  base: number;
  longest: number;
}

/** Something that runs in simulated time. It remembers nothing between two calls. */
export interface Process {
  readonly name: string;
  /** The delays after failures in a row, where they are not the usual ones. */
  readonly retry?: Retry | undefined;
  /** Brings what `key` names nearer to what is wanted. Throwing means: try again later, with growing delays. */
  reconcile(key: string): Look;
}

/** The part of the cluster's saved value that belongs to the clock. */
export interface SimState {
  now: Instant;
  seq: number;
  agenda: Entry[];
}

/** What the composition root says of the processes. */
export interface Driver {
  /** The process of that name if it is running now. */
  process(name: string): Process | undefined;
  /** Called after every reconcile: books looks for whoever watches what was written. */
  dispatch(): void;
  /** Called before time moves to an instant: whatever is only a matter of time happens here. */
  passing(to: Instant): void;
  /** Called when a reconcile failed; the look is tried again. Errors that are nobody's business but ours are thrown on. */
  failed(entry: Entry, error: unknown): void;
}

/** Reconciles without time moving after which a loop is assumed. */
const hotLoopLimit = 200_000;
/** The work queue's delays after failures in a row (client-go's default rate limiter). */
const usualRetry: Retry = { base: 5, longest: 1_000_000 };

export class Simulation {
  readonly agenda: Agenda;

  constructor(
    private readonly state: SimState,
    private readonly driver: Driver,
  ) {
    this.agenda = new Agenda(state.agenda);
  }

  get now(): Instant {
    return this.state.now;
  }

  /** Books a look; never in the past. */
  book(process: string, key: string, at: Instant = this.now, failures?: number): void {
    const entry: Entry = { at: Math.max(at, this.now), seq: this.state.seq++, process, key };
    if (failures) entry.failures = failures;
    this.agenda.book(entry);
  }

  /** Lets time pass until `until`, doing whatever is due on the way. Returns the number of reconciles. */
  advance(until: Instant): number {
    let done = 0;
    for (const step of this.steps(until)) if (step) done++;
    return done;
  }

  /** Takes one due entry (at `until` or before) and reconciles it. False when none is left; time does not move then. */
  step(until: Instant): boolean {
    this.driver.dispatch();
    const entry = this.agenda.take(until);
    if (!entry) return false;
    this.moveTo(entry.at);
    this.reconcile(entry);
    return true;
  }

  private *steps(until: Instant): Generator<boolean> {
    const recent: Entry[] = [];
    let still = 0;
    let last = this.state.now;
    while (this.step(until)) {
      still = this.state.now === last ? still + 1 : 0;
      last = this.state.now;
      if (still > hotLoopLimit - 20) recent.push(...[this.agenda.next()].filter((e) => e !== undefined));
      if (still > hotLoopLimit) throw new Error(`the cluster does not come to rest: ${recent.map((e) => `${e.process} ${e.key}`).join(', ')}`);
      yield true;
    }
    this.moveTo(until);
  }

  private moveTo(instant: Instant): void {
    if (instant <= this.state.now) return;
    this.driver.passing(instant);
    this.state.now = instant;
  }

  private reconcile(entry: Entry): void {
    const process = this.driver.process(entry.process);
    if (!process) return; // it died: whoever starts it again makes it list everything
    try {
      const again = process.reconcile(entry.key);
      if (again !== undefined) this.book(entry.process, entry.key, again);
    } catch (error) {
      this.driver.failed(entry, error);
      const failures = (entry.failures ?? 0) + 1;
      const retry = process.retry ?? usualRetry;
      this.book(entry.process, entry.key, this.now + Math.min(retry.base * 2 ** (failures - 1), retry.longest), failures);
    }
  }
}
