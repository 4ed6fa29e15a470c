// A cluster as checks and preparations see it: asked through the API, let live for a while, copied.
import type { Client, Past, Selection } from '../client/index.ts';
import type { HostState } from '../nodes/host/index.ts';
import type { Instant } from '../sim/index.ts';

/** What a kubectl command answered. */
export interface Answered {
  status: number;
  stdout: string;
  stderr: string;
  /** Why it was given up, when it asked for what only a person's terminal has. */
  givenUp?: string;
}

export interface World {
  readonly now: Instant;
  /** Asks as the administrator. Throws when no API server answers. */
  readonly client: Client;
  readonly hosts: readonly HostState[];
  /** The machine where a person begins. */
  readonly base: HostState;
  /** What has been recorded; nothing when nothing was to be. */
  readonly past: Past | undefined;
  /** From now on every version of these objects is kept. */
  record(watched: readonly Selection[]): void;
  advance(until: Instant): void;
  /** Lets time pass until nothing but renewals happens any more, `limit` at the latest. */
  rest(limit: Instant): void;
  /** Runs kubectl as the administrator; its files are these. */
  kubectl(argv: readonly string[], files: Readonly<Record<string, string>>): Answered;
  /** Runs a line on a machine, as root there. */
  shell(host: string, text: string): Answered;
  /** Restarts a machine, which is away for a while. */
  reboot(host: string): void;
  /** A copy: what happens in it does not happen here. */
  fork(): World;
}
