// The file of what a person has done in the labs: apart from the cluster, so that neither waits for the other.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LowSync } from 'lowdb';
import { noProgress, type Progress } from '../session.ts';
import { Lock } from './lock.ts';
import { type Lines, SaveFile } from './saveFile.ts';

export class ProgressFile {
  private readonly lock: Lock;
  private readonly database: LowSync<Lines | null>;

  constructor(home: string) {
    const folder = join(home, 'progress');
    mkdirSync(folder, { recursive: true });
    this.lock = new Lock(folder);
    this.database = new LowSync<Lines | null>(new SaveFile(folder, 'progress'), null);
  }

  read(): Progress {
    return this.locked(() => this.load());
  }

  change(change: (draft: Progress) => void): void {
    this.locked(() => {
      const draft = this.load();
      change(draft);
      this.database.data = [JSON.stringify(draft)];
      this.database.write();
    });
  }

  private load(): Progress {
    this.database.data = null;
    this.database.read();
    const [line] = (this.database.data as Lines | null) ?? [];
    return line === undefined ? noProgress() : JSON.parse(line);
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
