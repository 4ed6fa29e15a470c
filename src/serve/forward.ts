// kubectl port-forward: the bytes of a connection go to a port of a pod, and what comes back goes to the client.
import type { Socket } from 'node:net';
import type { ForwardService } from '../client/listening.ts';
import type { Turns } from './turns.ts';

/** More than this is not kept while the rest of a request is awaited. */
const longest = 4 * 1024 * 1024;

/** Whether a request of HTTP is whole; everything else is as it comes. */
function isWhole(text: string): boolean {
  if (!/^[A-Z]+ \S+ HTTP\/1\.[01]\r?\n/.test(text)) return !/^[A-Z]{0,10}( \S*)?( [HTP/1.0]*)?\r?$/.test(text);
  const [, head = '', gap = ''] = /^([\s\S]*?)(\r?\n\r?\n)/.exec(text) ?? [];
  if (head === '') return false;
  if (/^transfer-encoding:.*chunked/im.test(head)) return /\r\n0\r\n(?:[^\r\n]+\r\n)*\r\n$/.test(text);
  const length = Number(/^content-length:\s*(\d+)/im.exec(head)?.[1] ?? 0);
  return text.length >= head.length + gap.length + length;
}

/** An answer of HTTP that does not say how long it is ends with its connection. */
function endsConnection(text: string): boolean {
  const head = /^HTTP\/1\.[01] [\s\S]*?\r?\n\r?\n/.exec(text)?.[0];
  if (head === undefined) return false;
  return /^connection:\s*close/im.test(head) || !/^(?:content-length|transfer-encoding):/im.test(head);
}

/** Answers what comes over a socket; `stop` is called when the forwarding is over for all. */
export function forward(service: ForwardService, turns: Turns, stop: () => void): (socket: Socket, port: number) => void {
  return (socket, port) => {
    let pending = '';
    service.opened(port);
    const exchange = async (): Promise<void> => {
      const data = pending;
      pending = '';
      try {
        const answer = await turns.ask(() => service.exchange(port, data));
        socket.write(answer.data, 'latin1');
        if (endsConnection(answer.data)) socket.end();
      } catch (error) {
        socket.destroy();
        if (!service.failed(port, error)) stop();
      }
    };
    socket.on('data', (bytes) => {
      pending += bytes.toString('latin1');
      if (pending.length > longest) socket.destroy();
      else if (isWhole(pending)) void exchange();
    });
  };
}
