// Ports of the person's machine for commands of kubectl that listen: opened first, answered on later.
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Service } from '../client/listening.ts';
import { forward } from './forward.ts';
import { proxyServer } from './proxy.ts';
import { type Holder, Turns } from './turns.ts';

export interface PortOf {
  network: 'tcp4' | 'tcp6' | 'unix';
  address: string;
  port: number;
}

/** Go's words for what the system says. */
const words: Readonly<Record<string, string>> = {
  EADDRINUSE: 'bind: address already in use',
  EACCES: 'bind: permission denied',
  EADDRNOTAVAIL: 'bind: cannot assign requested address',
  EINVAL: 'bind: invalid argument',
  ENOENT: 'bind: no such file or directory',
};

function sentence({ code = '', message }: NodeJS.ErrnoException, address: string): string {
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? `lookup ${address}: no such host` : (words[code] ?? message);
}

export class Ports {
  private readonly servers: Server[] = [];
  private readonly sockets = new Set<Socket>();
  /** Who connected before anybody answered. */
  private early: [Socket, number][] = [];
  private answer: ((socket: Socket, port: number) => void) | undefined;

  open({ network, address, port }: PortOf): Promise<{ port: number; error?: string }> {
    return new Promise((resolve) => {
      const server = createServer({ pauseOnConnect: true });
      let open = port;
      server.on('connection', (socket) => this.take(socket, open));
      server.once('error', (error) => resolve({ port, error: sentence(error, address) }));
      server.listen(network === 'unix' ? { path: address } : { host: address, port, ipv6Only: network === 'tcp6' }, () => {
        if (network !== 'unix') open = (server.address() as AddressInfo).port;
        server.on('error', () => {});
        this.servers.push(server);
        resolve({ port: open });
      });
    });
  }

  private take(socket: Socket, port: number): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
    if (this.answer) this.answer(socket, port);
    else this.early.push([socket, port]);
  }

  /** Answers until the signal is aborted or the service has enough. The lease is free meanwhile. */
  async serve(service: Service, holder: Holder, signal: AbortSignal): Promise<void> {
    const turns = new Turns(holder);
    try {
      await new Promise<void>((done) => {
        signal.addEventListener('abort', () => done());
        if (signal.aborted) done();
        const answer = service.kind === 'proxy' ? proxyServer(service, turns) : forward(service, turns, done);
        this.answer = (socket, port) => {
          answer(socket, port);
          socket.resume();
        };
        for (const [socket, port] of this.early.splice(0)) this.answer(socket, port);
      });
    } finally {
      this.answer = undefined;
      turns.close();
    }
  }

  close(): void {
    for (const server of this.servers) server.close();
    for (const socket of this.sockets) socket.destroy();
  }
}
