// kubectl proxy: an HTTP server that passes requests on to the API server, as the person who started it.
import { createServer, type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { OwnAnswer, ProxyService } from '../client/listening.ts';
import type { Front } from './front.ts';
import { harden } from './harden.ts';
import { handle } from './http/handler.ts';
import type { Turns } from './turns.ts';
import { upgrade } from './websocket/remoteCommand.ts';

function frontOf(service: ProxyService, turns: Turns): Front {
  return {
    turns,
    transport: () => {
      try {
        return service.transport();
      } catch {
        return undefined;
      }
    },
    sign: (request) => service.prepare(request),
    unreachable: (_, response) => {
      const text = `${service.failed()}\n`;
      if (response instanceof ServerResponse) tell(response, { code: 500, text });
      else response.end(`HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\nContent-Length: ${text.length}\r\n\r\n${text}`);
    },
  };
}

function tell(response: ServerResponse, { code, text, contentType }: OwnAnswer): void {
  response.writeHead(code, { 'Content-Type': contentType ?? 'text/plain; charset=utf-8', 'Content-Length': typeof text === 'string' ? Buffer.byteLength(text) : text.length });
  response.end(text);
}

function route(service: ProxyService, incoming: IncomingMessage): OwnAnswer | { path: string } {
  const url = incoming.url ?? '/';
  const end = url.indexOf('?');
  const [path, rest] = end < 0 ? [url, ''] : [url.slice(0, end), url.slice(end)];
  const routed = service.route({ method: incoming.method ?? 'GET', path, host: incoming.headers.host ?? '' });
  return 'path' in routed ? { path: `${routed.path}${rest}` } : routed;
}

/** Answers what comes over a socket. */
export function proxyServer(service: ProxyService, turns: Turns): (socket: Socket) => void {
  const front = frontOf(service, turns);
  const server = harden(createServer());
  server.on('request', (incoming: IncomingMessage, response: ServerResponse) => {
    const routed = route(service, incoming);
    if (!('path' in routed)) return tell(response, routed);
    incoming.url = routed.path;
    void handle(front, incoming, response);
  });
  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    const routed = route(service, incoming);
    if (!('path' in routed)) return socket.end(`HTTP/1.1 ${routed.code} Forbidden\r\nConnection: close\r\n\r\n${routed.text}`);
    incoming.url = routed.path;
    upgrade(front, incoming, socket, head);
  });
  return (socket) => void server.emit('connection', socket);
}
