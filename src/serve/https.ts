// The API server on a loopback port with TLS: certificates of the cluster's own authority, read off the host that runs it.
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Cluster } from '../cluster.ts';
import type { Front } from './front.ts';
import { harden } from './harden.ts';
import { handle } from './http/handler.ts';
import { credentialOf } from './identity.ts';
import { type Holder, Turns } from './turns.ts';
import { upgrade } from './websocket/remoteCommand.ts';

const loopback = '127.0.0.1';

interface Identity {
  cert: string;
  key: string;
  ca: string;
}

/** What the API server's flags --tls-cert-file, --tls-private-key-file and --client-ca-file name by default. */
function identityOf({ state }: Cluster): Identity {
  const read = (path: string): string => state.hosts.map((host) => host.files[path]?.text).find((text) => text !== undefined) ?? (state.pki.files[path] as string);
  return { cert: read('/etc/kubernetes/pki/apiserver.crt'), key: read('/etc/kubernetes/pki/apiserver.key'), ca: read('/etc/kubernetes/pki/ca.crt') };
}

export interface Served {
  port: number;
  close(): Promise<void>;
}

class Listener {
  private readonly turns: Turns;
  private server: Server | undefined;
  private identity: Identity | undefined;
  private readonly sockets = new Set<Socket>();
  private opening: Promise<void> | undefined;
  private isOver = false;

  constructor(
    holder: Holder,
    private port: number,
  ) {
    this.turns = new Turns(holder);
  }

  async start(): Promise<Served> {
    try {
      await this.open(await this.turns.ask(identityOf));
    } catch (error) {
      this.turns.close();
      throw error;
    }
    this.turns.look((cluster) => this.look(cluster), false);
    return { port: this.port, close: () => this.close() };
  }

  /** While no API server runs nobody listens; other certificates are shown from the next connection on. */
  private look(cluster: Cluster): (() => void) | undefined {
    const isUp = cluster.transport !== undefined;
    if (!isUp) return this.server ? () => this.shut() : undefined;
    const identity = identityOf(cluster);
    if (!this.server && !this.opening) return () => void this.open(identity).catch(() => {});
    if (this.server && this.identity?.cert !== identity.cert) return () => this.show(identity);
    return undefined;
  }

  private show(identity: Identity): void {
    this.identity = identity;
    this.server?.setSecureContext(identity);
  }

  private open(identity: Identity): Promise<void> {
    this.opening = new Promise<void>((resolve, reject) => {
      const front: Front = {
        turns: this.turns,
        transport: (cluster) => cluster.transport,
        sign: (request, incoming) => ({ ...request, credential: credentialOf(incoming) }),
        unreachable: (incoming) => incoming.socket.destroy(),
      };
      const server = harden(createServer({ ...identity, requestCert: true, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] }));
      server.on('request', (incoming, response) => void handle(front, incoming, response));
      server.on('upgrade', (incoming, socket: Duplex, head) => upgrade(front, incoming, socket, head));
      server.on('connection', (socket: Socket) => this.remember(socket));
      server.once('error', reject);
      server.listen(this.port, loopback, () => {
        server.off('error', reject);
        server.on('error', () => {});
        this.port = (server.address() as AddressInfo).port;
        this.server = server;
        this.identity = identity;
        if (this.isOver) this.shut();
        resolve();
      });
    }).finally(() => {
      this.opening = undefined;
    });
    return this.opening;
  }

  private remember(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
  }

  /** Connections end as when a server's process does. */
  private shut(): void {
    this.server?.close();
    this.server = undefined;
    for (const socket of this.sockets) socket.destroy();
  }

  private async close(): Promise<void> {
    this.isOver = true;
    this.shut();
    this.turns.close();
  }
}

/** Serves until `close`. Port 0 takes a free one. Fails when the port cannot be had. */
export const serveHttps = (holder: Holder, port: number): Promise<Served> => new Listener(holder, port).start();
