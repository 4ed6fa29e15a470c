// What machines do by themselves: come up after they went down, end programs that lack something, start them again.
import type { Component } from '../client/index.ts';
import { endsAtStart } from '../kubelet/index.ts';
import { comeUp, endUnit, type HostState, restartEnded } from '../nodes/host/index.ts';
import { type Instant, pick } from '../sim/index.ts';

export const machineName = ({ name }: HostState): string => `machine/${name}`;

/** Between the last word of the old kernel and the first service of the new one. */
export const timeToReboot = ({ name, facts }: HostState, seed: string): number => 20_000 + pick(10_000, seed, 'reboot', name, facts.bootID);

export const machine = (host: HostState): Component => ({
  name: machineName(host),
  credential: { kind: 'none' },
  watches: [],
  reconcile(key, { now }) {
    if (key !== 'boot') restartEnded(host, key, now);
    else if (host.awayUntil !== undefined && host.awayUntil <= now) comeUp(host, now);
    return undefined;
  },
});

/** A program that was started and cannot run ends before anybody sees it; `again` is told when it is started once more. */
export function endWhatCannotRun(hosts: readonly HostState[], now: Instant, again: (host: HostState, unit: string, at: Instant) => void): void {
  for (const host of hosts) {
    const unit = host.units.kubelet;
    if (!unit?.fresh || unit.active !== 'active') continue;
    delete unit.fresh;
    const end = endsAtStart(host, now);
    if (end) again(host, 'kubelet', endUnit(host, 'kubelet', now, end));
  }
}
