// The agenda: who looks at what, and when. Never what to do then.

/** A point in simulated time: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** One booked look. `failures` counts the attempts of this look that failed in a row. */
export interface Entry {
  at: Instant;
  seq: number;
  process: string;
  key: string;
  failures?: number;
}

const before = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.seq < b.seq);

/** Entries in order of time, then of booking. Two entries for one process and key become the earlier. */
export class Agenda {
  private readonly booked = new Map<string, Entry>();

  /** `entries` is part of the cluster's saved value and is kept sorted in place. */
  constructor(private readonly entries: Entry[]) {
    for (const entry of entries) this.booked.set(`${entry.process}\n${entry.key}`, entry);
  }

  book(entry: Entry): void {
    const name = `${entry.process}\n${entry.key}`;
    const known = this.booked.get(name);
    if (known) {
      if (known.at <= entry.at) return;
      this.entries.splice(this.entries.indexOf(known), 1);
    }
    this.booked.set(name, entry);
    this.entries.splice(this.place(entry), 0, entry);
  }

  /** Takes the earliest entry that is due at `until` or before. */
  take(until: Instant): Entry | undefined {
    const first = this.entries[0];
    if (!first || first.at > until) return undefined;
    this.entries.shift();
    this.booked.delete(`${first.process}\n${first.key}`);
    return first;
  }

  next(): Entry | undefined {
    return this.entries[0];
  }

  /** Forgets every look of one process, as when the process dies. */
  drop(process: string): void {
    for (let i = this.entries.length - 1; i >= 0; i--) {
      const entry = this.entries[i];
      if (entry?.process !== process) continue;
      this.entries.splice(i, 1);
      this.booked.delete(`${entry.process}\n${entry.key}`);
    }
  }

  private place(entry: Entry): number {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (before(this.entries[middle] as Entry, entry)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
