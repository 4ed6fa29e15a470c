// What the parts of this room share about where requests come from and where they go.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ApiRequest, Transport } from '../client/index.ts';
import type { Cluster } from '../cluster.ts';
import type { Turns } from './turns.ts';

export interface Front {
  turns: Turns;
  /** The way to the API server; nothing when none answers. */
  transport(cluster: Cluster): Transport | undefined;
  /** Fills in who asks. */
  sign(request: Omit<ApiRequest, 'credential'>, incoming: IncomingMessage): ApiRequest;
  /** Ends an exchange that no API server answers. */
  unreachable(incoming: IncomingMessage, response: ServerResponse | Duplex): void;
}

/** No API server answers: it does not run, or etcd does not. */
export class Unreachable extends Error {}

export function reach(front: Front, cluster: Cluster): Transport {
  const transport = front.transport(cluster);
  if (!transport) throw new Unreachable();
  return transport;
}
