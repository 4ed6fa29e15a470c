// The cluster in one hand: while a command holds the lease nobody else changes the save file.
//
// A lease can be suspended (saved, and the lock released) and resumed (locked, and read again if somebody wrote).
// The cluster may be another object after that, so it is always reached through the lease.
import { mkdirSync } from 'node:fs';
import { LowSync } from 'lowdb';
import { Lock } from './lock.ts';
import { type Damage, type Lines, SaveFile } from './saveFile.ts';

/** What a cluster is for the store: a state that can be saved, and a clock that can be moved. */
export interface Living<State> {
  readonly state: State;
  readonly now: number;
  advance(until: number): void;
}

interface TimedState {
  sim: { now: number };
}

export interface Life<State, Being extends Living<State>> {
  /** A new one, when there is no save file yet. */
  born(now: number): State;
  bring(state: State): Being;
  /** The state as lines of JSON. */
  pack(state: State): string[];
  unpack(lines: Lines): State;
}

/** How the cluster was at this wall time is what counts, whatever happens to it later: that is kept in the folder. */
export interface End {
  wall: number;
  folder: string;
}

/** Beside the state, so that time alone changes nothing in it: at which wall time it was which time in the cluster. */
interface ClockNote {
  wall: number;
  now: number;
  end?: End;
}

/** Lines of what did not change are the very same texts, which are not compared letter by letter. */
const isSame = (lines: Lines, others: Lines): boolean => lines.length === others.length && lines.every((line, i) => line === others[i]);

export class Lease<State extends TimedState, Being extends Living<State>> {
  private readonly lock: Lock;
  private readonly file: SaveFile;
  private readonly database: LowSync<Lines | null>;
  private generation = '';
  /** What is saved. */
  private saved: Lines = [];
  /** Save although nothing but the time is different. */
  private insist = false;
  private being: Being | undefined;
  private clock: ClockNote = { wall: 0, now: 0 };

  constructor(
    readonly folder: string,
    private readonly life: Life<State, Being>,
    private readonly wall: () => number = Date.now,
  ) {
    mkdirSync(folder, { recursive: true });
    this.lock = new Lock(folder);
    this.file = new SaveFile(folder, 'cluster');
    this.database = new LowSync<Lines | null>(this.file, null);
  }

  get cluster(): Being {
    if (!this.being) throw new Error('the lease is not held');
    return this.being;
  }

  /** What was wrong with the file that was read last, if the previous generation had to serve. */
  get damage(): Damage | undefined {
    return this.file.damage;
  }

  /** Takes the lock, reads what others wrote, and lets the time pass in the cluster that has passed outside. */
  resume(): void {
    this.lock.acquire();
    try {
      if (!this.being || this.generation !== this.file.generation()) this.load();
      this.keepEnd();
      this.being?.advance(this.due());
    } catch (error) {
      this.abandon();
      throw error;
    }
  }

  /** Saves what changed and releases the lock. */
  suspend(): void {
    try {
      this.save();
    } finally {
      this.lock.release();
    }
  }

  /** Releases the lock and forgets everything since the last save. */
  abandon(): void {
    this.being = undefined;
    this.lock.release();
  }

  /** The time in the cluster, now that it is this late outside. */
  due(wall = this.wall()): number {
    return this.clock.now + Math.max(0, wall - this.clock.wall);
  }

  /** The first who comes after the end keeps the state of the end, before anything else. */
  private keepEnd(): void {
    const { end, ...clock } = this.clock;
    if (!end || !this.being || this.wall() < end.wall) return;
    this.being.advance(this.due(end.wall));
    new SaveFile(end.folder, 'cluster').write(this.life.pack(this.being.state));
    this.clock = clock;
    this.insist = true;
  }

  /** Whether somebody wrote since we read; to be asked without the lock. */
  isStale(): boolean {
    return this.generation !== this.file.generation();
  }

  /** Lets time pass in the cluster that has not passed outside. */
  skip(milliseconds: number): void {
    this.cluster.advance(this.cluster.now + milliseconds);
    this.clock = { ...this.clock, wall: this.wall(), now: this.cluster.now };
    this.insist = true;
  }

  /** Puts another cluster in the place of the saved one, whatever that is. The lease is not held. */
  startAnew(make: () => State, end?: End): void {
    this.lock.acquire();
    try {
      this.replace(make(), end);
      this.save();
    } finally {
      this.lock.release();
    }
  }

  private replace(state: State, end?: End): void {
    this.being = this.life.bring(state);
    this.clock = { wall: this.wall(), now: state.sim.now, ...(end ? { end } : {}) };
    this.insist = true;
  }

  private load(): void {
    this.database.data = null;
    this.database.read();
    const lines = this.database.data as Lines | null;
    this.generation = this.file.generation();
    if (!lines) {
      this.replace(this.life.born(this.wall()));
      return;
    }
    const [note, ...packed] = lines;
    this.saved = packed;
    this.clock = JSON.parse(note as string) as ClockNote;
    const state = this.life.unpack(packed);
    state.sim.now = this.clock.now;
    this.being = this.life.bring(state);
  }

  private save(): void {
    if (!this.being) return;
    const { state, now } = this.being;
    const packed = this.life.pack({ ...state, sim: { ...state.sim, now: 0 } });
    if (!this.insist && isSame(packed, this.saved)) return;
    const note: ClockNote = { ...this.clock, wall: this.clock.wall + now - this.clock.now, now };
    this.database.data = [JSON.stringify(note), ...packed];
    this.database.write();
    this.generation = this.file.generation();
    this.saved = packed;
    this.insist = false;
  }
}

/** Runs `work` while the lease is held; what it did is saved unless it throws. */
export function withLease<Result>(lease: Pick<Lease<TimedState, Living<TimedState>>, 'resume' | 'suspend' | 'abandon'>, work: () => Result): Result {
  lease.resume();
  let result: Result;
  try {
    result = work();
  } catch (error) {
    lease.abandon();
    throw error;
  }
  lease.suspend();
  return result;
}
