// A machine's journal: what its programs said, as far back as it is kept.
import { type Instant, pick } from '../../sim/index.ts';
import type { HostState, JournalEntry } from './state.ts';

/** How many entries are kept. */
const longest = 150;

/** What systemd itself and the kernel say has process 1 and 0. */
export function note(host: HostState, at: Instant, entry: Omit<JournalEntry, 'at' | 'boot'>): void {
  host.journal ??= [];
  host.journal.push({ at, boot: host.facts.bootID, ...entry });
  if (host.journal.length > longest) host.journal.splice(0, host.journal.length - longest);
}

/** Follows from when the process was started. */
export const pidOf = (host: HostState, program: string, since: Instant): number => 600 + pick(3_000, host.name, 'pid', program, since);
