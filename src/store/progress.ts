// The file of what a person has done in the labs: apart from the cluster, so that neither waits for the other.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LowSync } from 'lowdb';
import { noProgress, type Progress } from '../session.ts';
import { Lock } from './lock.ts';
import { SaveFile, type Saved } from './saveFile.ts';

export class ProgressFile {
  private readonly lock: Lock;
  private readonly database: LowSync<Saved<null, Progress> | null>;

  constructor(home: string) {
    const folder = join(home, 'progress');
    mkdirSync(folder, { recursive: true });
    this.lock = new Lock(folder);
    this.database = new LowSync<Saved<null, Progress> | null>(new SaveFile<null, Progress>(folder, 'progress'), null);
  }

  read(): Progress {
    return this.locked(() => this.load());
  }

  change(change: (draft: Progress) => void): void {
    this.locked(() => {
      const draft = this.load();
      change(draft);
      this.database.data = { note: null, body: draft };
      this.database.write();
    });
  }

  private load(): Progress {
    this.database.data = null;
    this.database.read();
    return (this.database.data as Saved<null, Progress> | null)?.body ?? noProgress();
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
