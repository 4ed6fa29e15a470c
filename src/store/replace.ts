// Putting a finished file in the place of another at one instant.
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { sleep } from './sleep.ts';

/** Windows refuses to replace a file that somebody is just reading. */
const busy = new Set(['EPERM', 'EACCES', 'EBUSY']);

export function replaceFile(from: string, to: string): void {
  for (let tries = 0; ; tries++) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (process.platform !== 'win32' || tries === 50 || !busy.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      sleep(10);
    }
  }
}

/** Writes a file and waits until the disk has it. */
export function writeDurably(path: string, parts: readonly Uint8Array[]): void {
  const file = openSync(path, 'w', 0o600);
  try {
    for (const bytes of parts) for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Waits until the disk knows the names in a folder; not every system can. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  try {
    const folder = openSync(path, 'r');
    fsyncSync(folder);
    closeSync(folder);
  } catch {
    // A file system that cannot do this keeps its names by other means.
  }
}
