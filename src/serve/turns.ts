// The cluster's door: who wants something of it waits for a turn, in which all who wait are answered and what they did is
// saved once. Between turns the lease is free, so that other commands work on the same cluster.
import type { Cluster } from '../cluster.ts';

/** The lease of a cluster (src/store/lease.ts). */
export interface Holder {
  readonly cluster: Cluster;
  resume(): void;
  suspend(): void;
  abandon(): void;
  isStale(): boolean;
  due(): number;
}

interface Job {
  work(cluster: Cluster): void;
  /** Called when the turn is saved. */
  done(): void;
  failed(error: unknown): void;
}

/** Looks at the cluster in every turn; what it answers is done when the turn is saved. */
export type Looker = (cluster: Cluster) => (() => void) | undefined;

/** How often it is looked whether anything has happened: while somebody watches, and else. */
const glance = 50;
const seldom = 500;
/** Who watches is looked after at least this often: bookmarks are nobody's doing. */
const idle = 10_000;
/** After so long without a pause others get one, long enough for whoever waits for the lock to see it free. */
const longest = 300;
const pause = 40;

export class Turns {
  private jobs: Job[] = [];
  private readonly lookers = new Set<Looker>();
  private readonly eager = new Set<Looker>();
  private timer: NodeJS.Timeout | undefined;
  private turn: NodeJS.Immediate | NodeJS.Timeout | undefined;
  private busySince: number | undefined;
  /** When the cluster has something to do next. */
  private next = 0;
  private lastTurn = 0;
  private isOver = false;

  constructor(private readonly holder: Holder) {
    this.wait();
  }

  /** The time in the cluster. */
  get now(): number {
    return this.holder.due();
  }

  /** Does the work in the next turn; the answer comes when it is saved. */
  ask<Result>(work: (cluster: Cluster) => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      let result: Result;
      this.jobs.push({
        work: (cluster) => {
          result = work(cluster);
        },
        done: () => resolve(result),
        failed: reject,
      });
      this.book();
    });
  }

  /** Looks in every turn from now on, until the function that it answers is called. Eager ones make turns come soon after any change. */
  look(looker: Looker, isEager = true): () => void {
    this.lookers.add(looker);
    if (isEager) this.eager.add(looker);
    this.wait();
    return () => {
      this.lookers.delete(looker);
      this.eager.delete(looker);
    };
  }

  close(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  private book(): void {
    if (this.turn || this.isOver) return;
    const take = (): void => {
      this.turn = undefined;
      this.take();
    };
    this.busySince ??= Date.now();
    if (Date.now() - this.busySince < longest) this.turn = setImmediate(take);
    else {
      this.busySince = undefined;
      this.turn = setTimeout(take, pause);
    }
  }

  /** One turn: whoever waits, then whoever watches. */
  private take(): void {
    this.lastTurn = Date.now();
    const jobs = this.jobs;
    this.jobs = [];
    const after: (() => void)[] = [];
    try {
      this.holder.resume();
      for (const job of jobs) after.push(this.do(job));
      for (const looker of this.lookers) after.push(looker(this.holder.cluster) ?? (() => {}));
      this.next = this.holder.cluster.state.sim.agenda[0]?.at ?? Number.POSITIVE_INFINITY;
      this.holder.suspend();
    } catch (error) {
      this.holder.abandon();
      for (const job of jobs) job.failed(error);
      this.wait();
      return;
    }
    for (const each of after) each();
    if (this.jobs.length > 0) this.book();
    else this.busySince = undefined;
    this.wait();
  }

  private do(job: Job): () => void {
    try {
      job.work(this.holder.cluster);
      return job.done;
    } catch (error) {
      return () => job.failed(error);
    }
  }

  private wait(): void {
    clearTimeout(this.timer);
    if (this.isOver) return;
    this.timer = setTimeout(
      () => {
        const isIdle = this.eager.size > 0 && Date.now() - this.lastTurn > idle;
        if (this.lookers.size > 0 && (isIdle || this.holder.isStale() || this.next <= this.holder.due())) this.book();
        else this.wait();
      },
      this.eager.size > 0 ? glance : seldom,
    );
  }
}
