// What makes a server of Node's survive what comes in, as Go's does.
import type { Server } from 'node:http';

/** Go's ReadHeaderTimeout of the API server, how long a body may take, and an idle connection may stay. */
const patience = { headersTimeout: 32_000, requestTimeout: 120_000, keepAliveTimeout: 180_000, maxHeadersCount: 200 };

const badRequest = 'HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request';

export function harden<Any extends Server>(server: Any): Any {
  server.on('clientError', (_, socket) => {
    if (socket.writable && !socket.destroyed) socket.end(badRequest);
    else socket.destroy();
  });
  return Object.assign(server, patience);
}
