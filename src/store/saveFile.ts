// One JSON value on the disk, as an adapter for lowdb: replaced at one instant, with the previous generation kept.
// The caller holds the lock.
//
// The file has three lines: a header with a checksum of what follows, a `note`, which is little, and a `body`, which is
// much. Beside the file lies `<name>.previous.json`, what it was before; `<name>.damaged-<time>.json` is what could not be read.
import { existsSync, linkSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SyncAdapter } from 'lowdb';
import { crc32 } from './crc32.ts';
import { replaceFile, syncFolder, writeDurably } from './replace.ts';

const format = 1;

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
    super(`${path} was written by another version of cka-lab (format ${found}, this program reads ${format})`);
    this.name = 'VersionError';
  }
}

export interface Saved<Note, Body> {
  note: Note;
  body: Body;
}

/** The lines of the note and of the body, if the file is whole. */
function readLines(path: string): [note: string, body: string] {
  const bytes = readFileSync(path);
  const end = bytes.indexOf(10);
  if (end < 0) throw new Unreadable('it is cut short');
  const header = /^\{"cka-lab":(\d+),"crc32":(\d+)\}$/.exec(bytes.toString('latin1', 0, end));
  if (!header) throw new Unreadable('its first line is not a header');
  if (Number(header[1]) !== format) throw new VersionError(path, header[1]);
  const rest = bytes.subarray(end + 1);
  if (Number(header[2]) !== crc32(rest)) throw new Unreadable('its checksum is wrong');
  const noteEnd = rest.indexOf(10);
  return [rest.toString('utf8', 0, noteEnd), rest.toString('utf8', noteEnd + 1)];
}

function encode(note: unknown, body: unknown): Uint8Array {
  const rest = Buffer.from(`${JSON.stringify(note)}\n${JSON.stringify(body)}`);
  return Buffer.concat([Buffer.from(`{"cka-lab":${format},"crc32":${crc32(rest)}}\n`), rest]);
}

/** The adapter that lowdb's LowSync reads and writes through. */
export class SaveFile<Note, Body> implements SyncAdapter<Saved<Note, Body> | null> {
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

  /** The value; nothing when nothing was saved yet. A damaged file is put aside and the previous generation answered. */
  read(): Saved<Note, Body> | null {
    this.damage = undefined;
    if (!existsSync(this.path)) return this.readPrevious() ?? null;
    try {
      return this.decode(this.path);
    } catch (error) {
      if (!(error instanceof Unreadable) && !(error instanceof SyntaxError)) throw error;
      return this.recover(error.message);
    }
  }

  write(saved: Saved<Note, Body> | null): void {
    if (!saved) return;
    const { note, body } = saved;
    this.removeLeftovers();
    const draft = join(this.folder, `${this.name}.${process.pid}-${Math.random().toString(36).slice(2)}.draft`);
    writeDurably(draft, encode(note, body));
    this.keepPrevious();
    replaceFile(draft, this.path);
    syncFolder(this.folder);
  }

  /** What tells one generation of the file from the next, without reading it. */
  generation(): string {
    const stat = statSync(this.path, { throwIfNoEntry: false });
    return stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : '';
  }

  private decode(path: string): Saved<Note, Body> {
    const [note, body] = readLines(path);
    return { note: JSON.parse(note), body: JSON.parse(body) };
  }

  private recover(reason: string): Saved<Note, Body> {
    const keptAs = this.putAside(this.path, 'damaged');
    const value = this.readPrevious();
    this.damage = { path: this.path, reason, keptAs, recovered: value !== undefined };
    if (value === undefined) throw new DamagedError(this.damage);
    return value;
  }

  private readPrevious(): Saved<Note, Body> | undefined {
    if (!existsSync(this.previous)) return undefined;
    try {
      return this.decode(this.previous);
    } catch (error) {
      if (!(error instanceof Unreadable) && !(error instanceof SyntaxError)) throw error;
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
  }

  /** Drafts of processes that died: nobody else writes while we hold the lock. */
  private removeLeftovers(): void {
    for (const name of readdirSync(this.folder)) {
      if (name.startsWith(`${this.name}.`) && name.endsWith('.draft')) rmSync(join(this.folder, name), { force: true });
    }
  }
}
