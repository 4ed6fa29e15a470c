// Entries of a journal: which of them, and how they look.
import type { HostState, JournalEntry } from '../host/index.ts';
import { isoTime, shortTime } from './times.ts';

export interface Wanted {
  /** Units, without their endings; all when there are none. */
  units?: readonly string[];
  boot?: string | undefined;
  kernel?: boolean;
  since?: number | undefined;
  until?: number | undefined;
  /** The least serious that is wanted. */
  priority?: number | undefined;
  grep?: RegExp | undefined;
}

export function entriesOf({ journal = [] }: HostState, { units = [], boot, kernel, since, until, priority, grep }: Wanted): JournalEntry[] {
  return journal.filter(
    (entry) =>
      (units.length === 0 || (entry.unit !== undefined && units.includes(entry.unit))) &&
      (boot === undefined || entry.boot === boot) &&
      (!kernel || entry.from === 'kernel') &&
      (since === undefined || entry.at >= since) &&
      (until === undefined || entry.at <= until) &&
      (priority === undefined || (entry.priority ?? 6) <= priority) &&
      (grep === undefined || grep.test(entry.text)),
  );
}

const source = ({ from, pid }: JournalEntry): string => (pid === undefined ? from : `${from}[${pid}]`);

/** `Mar 02 10:00:00 node01 kubelet[1234]: ...` */
export const lineOf = ({ name }: HostState, entry: JournalEntry): string => `${shortTime(entry.at)} ${name} ${source(entry)}: ${entry.text}`;

export const isoLineOf = ({ name }: HostState, entry: JournalEntry): string => `${isoTime(entry.at)} ${name} ${source(entry)}: ${entry.text}`;
