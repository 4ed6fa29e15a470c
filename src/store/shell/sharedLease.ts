// The lease of a terminal: its line, what goes on in the background and who is served on a port want it at the same moment.
import type { LabLease } from '../lab.ts';

export class SharedLease {
  private holders = 0;

  constructor(private readonly lease: LabLease) {}

  get cluster(): LabLease['cluster'] {
    return this.lease.cluster;
  }

  /** The first one takes it. */
  resume(): void {
    if (this.holders === 0) this.lease.resume();
    this.holders += 1;
  }

  /** The last one gives it back. */
  suspend(): void {
    if (this.holders === 0) return;
    this.holders -= 1;
    if (this.holders === 0) this.lease.suspend();
  }

  abandon(): void {
    this.holders = 0;
    this.lease.abandon();
  }

  isStale(): boolean {
    return this.lease.isStale();
  }

  due(): number {
    return this.lease.due();
  }
}
