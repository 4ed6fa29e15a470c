// What is kept of a person's work apart from the clusters, so that neither waits for the other: one value in one file.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LowSync } from 'lowdb';
import { asProgress, type Progress, type RunningExam } from '../session.ts';
import { Lock } from './lock.ts';
import { type Lines, SaveFile } from './saveFile.ts';

class KeptFile<Value> {
  private readonly lock: Lock;
  private readonly database: LowSync<Lines | null>;

  constructor(home: string, name: string) {
    const folder = join(home, name);
    mkdirSync(folder, { recursive: true });
    this.lock = new Lock(folder);
    this.database = new LowSync<Lines | null>(new SaveFile(folder, name), null);
  }

  /** Nothing when nothing was saved yet. */
  read(): Value | undefined {
    return this.locked(() => this.load());
  }

  /** What `change` answers is saved in its place. */
  change(change: (value: Value | undefined) => Value | undefined): void {
    this.locked(() => {
      this.database.data = [JSON.stringify(change(this.load()) ?? null)];
      this.database.write();
    });
  }

  private load(): Value | undefined {
    this.database.data = null;
    this.database.read();
    const [line] = (this.database.data as Lines | null) ?? [];
    return line === undefined ? undefined : (JSON.parse(line) ?? undefined);
  }

  private locked<Result>(work: () => Result): Result {
    this.lock.acquire();
    try {
      return work();
    } finally {
      this.lock.release();
    }
  }
}

export class ProgressFile {
  private readonly file: KeptFile<Partial<Progress>>;

  constructor(home: string) {
    this.file = new KeptFile(home, 'progress');
  }

  read(): Progress {
    return asProgress(this.file.read() ?? {});
  }

  change(change: (draft: Progress) => void): void {
    this.file.change((saved) => {
      const draft = asProgress(saved ?? {});
      change(draft);
      return draft;
    });
  }
}

/** The exam in progress. */
export class ExamFile extends KeptFile<RunningExam> {
  constructor(home: string) {
    super(home, 'exam');
  }
}
