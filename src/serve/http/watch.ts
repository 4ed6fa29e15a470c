// A watch over HTTP: a stream of events, one in a line, until the client or its time is up.
import { ApiError } from '../../apimachinery/status.ts';
import type { ApiRequest, Transport, WatchCursor, WatchEvent } from '../../client/index.ts';
import type { Cluster } from '../../cluster.ts';
import { type Front, reach } from '../front.ts';
import { type Exchange, setCommonHeaders, writeAnswer } from './answer.ts';
import { writtenText } from './written.ts';

type Polled = ReturnType<Transport['poll']>;

/** --min-request-timeout: a watch lives as long, or up to twice as long, unless it says itself. */
const shortest = 1800_000;
/** A watcher that leaves more than this unread is not waited for. */
const mostUnread = 8 * 1024 * 1024;

const last = (request: ApiRequest, name: string): string | undefined => [request.query?.[name] ?? []].flat().at(-1);

function lifetime(request: ApiRequest): number {
  const seconds = Number(last(request, 'timeoutSeconds') ?? 0);
  return seconds > 0 ? Math.min(seconds * 1000, 2 ** 31 - 1) : shortest * (1 + Math.random());
}

class Stream {
  private cursor: WatchCursor;
  private stop: (() => void) | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly front: Front,
    private readonly exchange: Exchange,
    private readonly begun: Polled,
  ) {
    this.cursor = begun.cursor;
  }

  start(): void {
    const { response } = this.exchange;
    setCommonHeaders(response, []);
    response.writeHead(200, { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' });
    response.flushHeaders();
    this.timer = setTimeout(() => this.end(), lifetime(this.cursor.request));
    this.stop = this.front.turns.look((cluster) => this.look(cluster));
    response.on('close', () => this.leave());
    this.send(this.begun);
  }

  private look(cluster: Cluster): (() => void) | undefined {
    try {
      const polled = reach(this.front, cluster).poll(this.cursor);
      this.cursor = polled.cursor;
      return polled.events.length > 0 || polled.ended ? () => this.send(polled) : undefined;
    } catch (error) {
      // Who may not watch any more, or what is no longer served: the stream ends, and the next request says why.
      return () => (error instanceof ApiError ? this.end() : this.exchange.response.destroy());
    }
  }

  private send({ events, ended }: Polled): void {
    const { response } = this.exchange;
    if (response.destroyed || response.writableEnded) return;
    if (events.length > 0) response.write(events.map(lineOf).join(''));
    if (response.writableLength > mostUnread) response.destroy();
    else if (ended || events.some(({ type }) => type === 'ERROR')) this.end();
  }

  private end(): void {
    this.leave();
    this.exchange.response.end();
  }

  private leave(): void {
    clearTimeout(this.timer);
    this.stop?.();
  }
}

const lineOf = ({ type, object }: WatchEvent): string => `{"type":"${type}","object":${writtenText(object)}}\n`;

export async function serveWatch(front: Front, exchange: Exchange, request: ApiRequest): Promise<void> {
  // Who may not watch is refused here.
  const begun = await front.turns.ask((cluster) => reach(front, cluster).poll({ request, resourceVersion: last(request, 'resourceVersion') ?? '' }));
  if (exchange.response.destroyed) return;
  if (exchange.isHead) writeAnswer(exchange, { code: 200, body: '', warnings: [] });
  else new Stream(front, exchange, begun).start();
}
