// The machines that a person can be on, and what a shell on one of them can reach.
import type { Transport } from '../../client/index.ts';
import type { Network } from '../../network/index.ts';
import type { Instant } from '../../sim/index.ts';
import type { HostState } from '../host/index.ts';
import { type Command, type Files, HostFiles, type Machine, type Person, type Station, tools } from '../shell/index.ts';
import { stationOf } from './station.ts';

/** Everything outside the shell that its commands need. */
export interface Land {
  /** The machine where a person begins, then the nodes. */
  hosts(): readonly HostState[];
  /** The API server behind an address, as a machine reaches it. */
  connect(server: string): Transport | undefined;
  /** Who reaches whom. */
  network(): Network;
  /** What was changed on a machine has its consequences. */
  touch(host: string): void;
  reboot(host: string): void;
  now(): Instant;
}

export const personOf = (name: string): Person => (name === 'root' ? { name, groups: ['root'], home: '/root' } : { name, groups: [name, 'sudo'], home: `/home/${name}` });

export const users = ['root', 'candidate'];

export class HostMachine implements Machine {
  readonly hostname: string;
  private readonly bootID: string;

  constructor(
    readonly land: Land,
    host: HostState,
    readonly user: string,
    private readonly installed: Readonly<Record<string, Command>>,
    private readonly width: () => number,
  ) {
    this.hostname = host.name;
    this.bootID = host.facts.bootID;
  }

  /** It has gone down since somebody came here. */
  get isGone(): boolean {
    return this.host.awayUntil !== undefined || this.host.facts.bootID !== this.bootID;
  }

  /** Somebody else may have written the cluster since the last line: it is another object then. */
  get host(): HostState {
    const hosts = this.land.hosts();
    return hosts.find(({ name }) => name === this.hostname) ?? (hosts[0] as HostState);
  }

  get files(): Files {
    return new HostFiles(this.host, personOf(this.user), () => this.land.now());
  }

  get station(): Station {
    return stationOf(this);
  }

  get columns(): number {
    return this.width();
  }

  now(): Instant {
    return this.land.now();
  }

  homeOf(user: string): string | undefined {
    return users.includes(user) ? personOf(user).home : undefined;
  }

  program(name: string): Command | undefined {
    const programs = Object.hasOwn(this.installed, name) ? this.installed : tools;
    return Object.hasOwn(programs, name) ? programs[name] : undefined;
  }

  programs(): readonly string[] {
    return [...Object.keys(tools), ...Object.keys(this.installed)];
  }

  /** The same machine or another one, as another user sees it. */
  as(user: string, host = this.host): HostMachine {
    return new HostMachine(this.land, host, user, this.installed, this.width);
  }
}

/** What a login shell is given. */
export function environmentOf(machine: HostMachine): Record<string, string> {
  const { home } = personOf(machine.user);
  return {
    HOME: home,
    USER: machine.user,
    LOGNAME: machine.user,
    SHELL: '/bin/bash',
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    PWD: home,
  };
}
