// Machines that come up again after they went down: nothing of the cluster decides that.
import type { Component } from '../client/index.ts';
import { comeUp, type HostState } from '../nodes/host/index.ts';
import { pick } from '../sim/index.ts';

export const machineName = ({ name }: HostState): string => `machine/${name}`;

/** Between the last word of the old kernel and the first service of the new one. */
export const timeToReboot = ({ name, facts }: HostState, seed: string): number => 20_000 + pick(10_000, seed, 'reboot', name, facts.bootID);

export const machine = (host: HostState): Component => ({
  name: machineName(host),
  credential: { kind: 'none' },
  watches: [],
  reconcile(_, { now }) {
    if (host.awayUntil !== undefined && host.awayUntil <= now) comeUp(host, now);
    return undefined;
  },
});
