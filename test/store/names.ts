// A "cluster" that is a list of names, for the tests of the store.
import type { Living } from '../../src/store/lease.ts';

export interface Names {
  sim: { now: number };
  names: string[];
}

export class Being implements Living<Names> {
  constructor(readonly state: Names) {}
  get now(): number {
    return this.state.sim.now;
  }
  advance(until: number): void {
    this.state.sim.now = Math.max(this.now, until);
  }
}
