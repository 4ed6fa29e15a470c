// Who holds a lock, and whether that process still lives.
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

export interface Owner {
  /** Unlike every other owner's. */
  token: string;
  pid: number;
  host: string;
  /** When the process started, as the system tells it: a number that is used again names another process then. */
  started: string;
  /** Wall time of the claim. */
  at: number;
}

/** After this time the lock of a process on another host, of which nothing is known, counts as left behind. */
const longestWork = 10 * 60_000;

/** Start of a process since boot, from field 22 of its stat (proc(5)); empty where the system has no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

let claims = 0;

export function currentOwner(): Owner {
  const at = Date.now();
  const token = `${process.pid}-${at.toString(36)}-${(claims++).toString(36)}${Math.random().toString(36).slice(2, 10)}`;
  return { token, pid: process.pid, host: hostname(), started: startOf(process.pid), at };
}

export function ownerIsAlive(owner: Owner): boolean {
  if (owner.host !== hostname()) return Date.now() - owner.at < longestWork;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: it is there, and another person's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const started = startOf(owner.pid);
  return !owner.started || !started || owner.started === started;
}
