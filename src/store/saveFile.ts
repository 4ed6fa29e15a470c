// Lines of JSON on the disk, as an adapter for lowdb: replaced at one instant, with the previous generation kept.
// The caller holds the lock.
//
// The first line is a header with a checksum of the others. Beside the file lies `<name>.previous.json`, what it was
// before; `<name>.damaged-<time>.json` is what could not be read.
import { existsSync, linkSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SyncAdapter } from 'lowdb';
import { checksum } from './checksum.ts';
import { replaceFile, syncFolder, writeDurably } from './replace.ts';

/** What is written, and what can be read: in the second, what a cluster keeps of its machines has lines of its own (pack.ts). */
const format = 2;
const oldest = 1;

/** Each a JSON value, and so without an end of line in it. */
export type Lines = readonly string[];

/** Says which file is damaged, where it was put, and which generation is used instead. */
export interface Damage {
  path: string;
  reason: string;
  keptAs: string;
  /** Whether the previous generation could be read. */
  recovered: boolean;
}

export class DamagedError extends Error {
  constructor(readonly damage: Damage) {
    super(`${damage.path} is damaged (${damage.reason}) and there is no previous generation to go back to; it was put aside as ${damage.keptAs}`);
    this.name = 'DamagedError';
  }
}

class Unreadable extends Error {}

export class VersionError extends Error {
  constructor(path: string, found: unknown) {
    super(`${path} was written by another version of cka-lab (format ${found}, this program reads ${oldest} to ${format})`);
    this.name = 'VersionError';
  }
}

function decode(path: string): Lines {
  const bytes = readFileSync(path);
  const end = bytes.indexOf(10);
  if (end < 0) throw new Unreadable('it is cut short');
  const header = /^\{"cka-lab":(\d+),"checksum":(\d+)\}$/.exec(bytes.toString('latin1', 0, end));
  if (!header) throw new Unreadable('its first line is not a header');
  if (Number(header[1]) < oldest || Number(header[1]) > format) throw new VersionError(path, header[1]);
  if (Number(header[2]) !== checksum(bytes.subarray(end + 1))) throw new Unreadable('its checksum is wrong');
  return bytes.toString('utf8', end + 1).split('\n');
}

/** The header and the rest. */
function encode(lines: Lines): Uint8Array[] {
  const rest = Buffer.from(lines.join('\n'));
  return [Buffer.from(`{"cka-lab":${format},"checksum":${checksum(rest)}}\n`), rest];
}

/** The adapter that lowdb's LowSync reads and writes through. */
export class SaveFile implements SyncAdapter<Lines | null> {
  readonly path: string;
  private readonly previous: string;
  damage: Damage | undefined;

  constructor(
    private readonly folder: string,
    private readonly name: string,
  ) {
    this.path = join(folder, `${name}.json`);
    this.previous = join(folder, `${name}.previous.json`);
  }

  /** Nothing when nothing was saved yet. A damaged file is put aside and the previous generation answered. */
  read(): Lines | null {
    this.damage = undefined;
    if (!existsSync(this.path)) return this.readPrevious() ?? null;
    try {
      return decode(this.path);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      return this.recover(error.message);
    }
  }

  write(lines: Lines | null): void {
    if (!lines) return;
    this.removeLeftovers();
    const draft = join(this.folder, `${this.name}.${process.pid}-${Math.random().toString(36).slice(2)}.draft`);
    writeDurably(draft, encode(lines));
    this.keepPrevious();
    replaceFile(draft, this.path);
    syncFolder(this.folder);
  }

  /** What tells one generation of the file from the next, without reading it. */
  generation(): string {
    const stat = statSync(this.path, { throwIfNoEntry: false });
    return stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : '';
  }

  private recover(reason: string): Lines {
    const keptAs = this.putAside(this.path, 'damaged');
    const lines = this.readPrevious();
    this.damage = { path: this.path, reason, keptAs, recovered: lines !== undefined };
    if (lines === undefined) throw new DamagedError(this.damage);
    return lines;
  }

  private readPrevious(): Lines | undefined {
    if (!existsSync(this.previous)) return undefined;
    try {
      return decode(this.previous);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.putAside(this.previous, 'previous-damaged');
      return undefined;
    }
  }

  private putAside(path: string, as: string): string {
    const keptAs = join(this.folder, `${this.name}.${as}-${Date.now()}.json`);
    replaceFile(path, keptAs);
    return keptAs;
  }

  private keepPrevious(): void {
    if (!existsSync(this.path)) return;
    const link = `${this.previous}.draft`;
    rmSync(link, { force: true });
    try {
      linkSync(this.path, link);
    } catch {
      // Without hard links the file itself is moved: for an instant only the previous generation is there, and is read.
      replaceFile(this.path, this.previous);
      return;
    }
    replaceFile(link, this.previous);
    // Two names of one file are not replaced but left as they are, as when a command died between here and the next line.
    rmSync(link, { force: true });
  }

  /** Drafts of processes that died: nobody else writes while we hold the lock. */
  private removeLeftovers(): void {
    for (const name of readdirSync(this.folder)) {
      if (name.startsWith(`${this.name}.`) && name.endsWith('.draft')) rmSync(join(this.folder, name), { force: true });
    }
  }
}
