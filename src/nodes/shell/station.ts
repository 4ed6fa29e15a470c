// The network as programs of a machine have it: names, connections, and what answers at the other end.
import type { Call } from './machine.ts';
import type { ShellProgram } from './tasks.ts';

export interface WebRequest {
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
  tls: boolean;
  /** Who asks: an address. */
  client: string;
  /** The certificate with which the client says who it is, in PEM. */
  certificate?: string;
}

export interface WebAnswer {
  status: number;
  body: string;
  headers?: Readonly<Record<string, string>>;
}

export type Reached =
  | { outcome: 'refused' | 'timeout' | 'unreachable' }
  /** `respond` is missing where something else than HTTP is spoken. */
  | { outcome: 'open'; respond?: ((request: WebRequest) => WebAnswer) | undefined };

export interface Station {
  /** Its own address. */
  readonly address: string;
  /** Which curl is installed there. */
  readonly curl: string;
  /** The address of a name; nothing where nobody knows it. */
  lookUp(call: Call, name: string): ShellProgram<string | undefined>;
  connect(call: Call, to: { host: string; address: string; port: number }): Reached;
}
