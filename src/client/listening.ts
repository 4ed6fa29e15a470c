// What a command of kubectl does on ports of the person's machine: what `serve` (src/sim/wait.ts) answers connections with.
import type { ApiRequest, Transport } from './index.ts';

/** Something that is answered without the API server. */
export interface OwnAnswer {
  code: number;
  text: string | Uint8Array;
  contentType?: string;
}

/** kubectl proxy: HTTP requests are passed on to the API server with the person's own credentials. */
export interface ProxyService {
  kind: 'proxy';
  /** Of the machine where it runs. */
  ports(): readonly number[];
  /** What is answered here, or the path to ask the API server for. */
  route(asked: { method: string; path: string; host: string }): OwnAnswer | { path: string };
  prepare(request: Omit<ApiRequest, 'credential'>): ApiRequest;
  /** Throws when there is no API server to reach. */
  transport(): Transport;
  /** Told of what could not be passed on; answers the sentence that the client reads. */
  failed(): string;
}

/** kubectl port-forward: what a client writes to a port goes to a port of a pod. Bytes are texts of Latin 1. */
export interface ForwardService {
  kind: 'forward';
  ports(): readonly number[];
  opened(local: number): void;
  exchange(local: number, data: string): { data: string };
  /** Told why a connection failed; answers whether the others go on. */
  failed(local: number, error: unknown): boolean;
}

export type Service = ProxyService | ForwardService;
