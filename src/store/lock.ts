// The lock of a save file: one holder at a time among processes, and a dead holder's lock is taken over by exactly one.
//
// A lock is a file `lock` that says who holds it; it appears whole (a hard link to a finished file) or not at all.
// Whoever finds its holder T dead claims the succession by creating `lock.T`, which only one can, makes sure that `lock`
// still names T (else the claim came late), and then replaces `lock` by its own. A claimer that died is succeeded in turn.
import { linkSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentOwner, type Owner, ownerIsAlive } from './owner.ts';
import { replaceFile } from './replace.ts';
import { sleep } from './sleep.ts';

/** How long a command waits for another one before it gives up. */
const patience = 120_000;

export class LockError extends Error {
  constructor(readonly holder: Owner | undefined) {
    super(`another command has held the cluster for ${patience / 1000} s${holder ? ` (process ${holder.pid})` : ''}`);
    this.name = 'LockError';
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** Creates `path` with this text unless it is there; never half written. */
function createWhole(path: string, text: string, token: string): boolean {
  const draft = `${path}.${token}.draft`;
  writeFileSync(draft, text);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    // A draft that is gone was taken for a dead one's, half written as it was.
    if (codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOENT') return false;
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'].includes(codeOf(error) ?? '')) throw error;
    return createPlain(path, text); // a file system without hard links
  } finally {
    remove(draft);
  }
}

function createPlain(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** Who is named in a lock file; nothing when there is no such file. */
function read(path: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Owner;
  } catch (error) {
    // On Windows a file that is being removed cannot be opened for an instant.
    if (['ENOENT', 'EPERM', 'EBUSY', 'EACCES'].includes(codeOf(error) ?? '') || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export class Lock {
  private readonly path: string;
  private held: Owner | undefined;

  constructor(private readonly folder: string) {
    this.path = join(folder, 'lock');
  }

  /** Waits until the lock is ours. */
  acquire(): void {
    const me = currentOwner();
    const text = JSON.stringify(me);
    const began = Date.now();
    for (let tries = 0; !this.attempt(me, text); tries++) {
      if (Date.now() - began > patience) throw new LockError(read(this.path));
      // Spread the waiting ones, so that many of them do not wake together.
      sleep(Math.min(2 + tries, 20) * (0.5 + Math.random()));
    }
    this.held = me;
    this.tidy();
  }

  release(): void {
    if (this.held) remove(this.path);
    this.held = undefined;
  }

  private attempt(me: Owner, text: string): boolean {
    const holder = read(this.path);
    if (!holder) return createWhole(this.path, text, me.token);
    return !ownerIsAlive(holder) && this.succeed(holder, me, text);
  }

  /** Takes over from a dead holder. */
  private succeed(holder: Owner, me: Owner, text: string): boolean {
    const line = [holder.token];
    const claim = (token: string): string => `${this.path}.${token}`;
    for (let last = holder; ; ) {
      if (createWhole(claim(last.token), text, me.token)) break;
      const claimer = read(claim(last.token));
      if (!claimer || ownerIsAlive(claimer)) return false;
      line.push(claimer.token);
      last = claimer;
    }
    const asBefore = line.every((token, i) => read(i === 0 ? this.path : claim(line[i - 1] as string))?.token === token);
    if (!asBefore) {
      remove(claim(line.at(-1) as string));
      return false;
    }
    const own = `${this.path}.${me.token}.draft`;
    writeFileSync(own, text);
    replaceFile(own, this.path);
    for (const token of line) remove(claim(token));
    return true;
  }

  /** Removes what dead processes left beside the lock, holders and those who waited alike. Called by the holder alone. */
  private tidy(): void {
    for (const name of readdirSync(this.folder)) {
      const token = /^lock\.([^.]+)/.exec(name)?.[1];
      if (!token) continue;
      const owner = read(join(this.folder, name));
      if (!owner || !ownerIsAlive(owner)) remove(join(this.folder, name));
    }
  }
}
