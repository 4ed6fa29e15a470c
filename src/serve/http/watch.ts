// A watch over HTTP: a stream of events, one in a line, until the client or its time is up.
import type { Json } from '../../apimachinery/object.ts';
import { ApiError } from '../../apimachinery/status.ts';
import { toCompactJson } from '../../apimachinery/json.ts';
import { asWritten } from '../../apimachinery/wire.ts';
import type { ApiRequest, ApiResponse, WatchCursor, WatchEvent } from '../../client/index.ts';
import type { Cluster } from '../../cluster.ts';
import { type Front, reach } from '../front.ts';
import { type Exchange, setCommonHeaders, writeAnswer } from './answer.ts';
import { inForm } from './partial.ts';

/** --min-request-timeout: a watch lives as long, or up to twice as long, unless it says itself. */
const shortest = 1800_000;
/** About how often a watcher that wants them is sent a bookmark. */
const bookmarkInterval = 60_000;
/** A watcher that leaves more than this unread is not waited for. */
const mostUnread = 8 * 1024 * 1024;

const last = (request: ApiRequest, name: string): string | undefined => [request.query?.[name] ?? []].flat().at(-1);
const asksFor = (request: ApiRequest, name: string): boolean => ['true', '1'].includes(last(request, name) ?? '');

/** As it begins: the cursor, and what the watcher is told at once. Throws ApiError when it is refused. */
function begin(front: Front, cluster: Cluster, request: ApiRequest): { cursor: WatchCursor; events: WatchEvent[] } {
  const transport = reach(front, cluster);
  const from = last(request, 'resourceVersion') ?? '';
  const isFresh = from === '' || from === '0';
  // Who may not watch is refused here.
  const first = transport.poll({ request, resourceVersion: isFresh ? '0' : from });
  if (!isFresh) return first;
  const { resourceVersion: _, ...query } = request.query ?? {};
  const listed = refusing(transport.request({ ...request, query, headers: { ...request.headers, accept: 'json' } }));
  const { resourceVersion } = listed.metadata;
  const kind = { apiVersion: listed.apiVersion, kind: listed.kind.replace(/List$/, '') };
  const events: WatchEvent[] = listed.items.map((item: Json) => ({ type: 'ADDED', object: { ...kind, ...item } }));
  return { cursor: { request, resourceVersion }, events };
}

function refusing({ code, body }: ApiResponse): Json {
  if (code >= 400) throw new ApiError(body);
  return body;
}

const bookmark = (kind: Json, resourceVersion: string, isEndOfInitial: boolean): WatchEvent => ({
  type: 'BOOKMARK',
  object: { ...kind, metadata: { resourceVersion, ...(isEndOfInitial ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {}) } },
});

class Stream {
  private cursor: WatchCursor;
  private told = Date.now();
  private stop: (() => void) | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly front: Front,
    private readonly exchange: Exchange,
    private readonly request: ApiRequest,
    private readonly kind: Json,
    begun: { cursor: WatchCursor; events: WatchEvent[] },
  ) {
    this.cursor = begun.cursor;
  }

  start(initial: readonly WatchEvent[]): void {
    const { response } = this.exchange;
    setCommonHeaders(response, []);
    response.writeHead(200, { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' });
    response.flushHeaders();
    this.send(initial);
    if (asksFor(this.request, 'sendInitialEvents') && asksFor(this.request, 'allowWatchBookmarks')) this.send([bookmark(this.kind, this.cursor.resourceVersion, true)]);
    const seconds = Number(last(this.request, 'timeoutSeconds') ?? 0);
    this.timer = setTimeout(() => this.end(), seconds > 0 ? Math.min(seconds * 1000, 2 ** 31 - 1) : shortest * (1 + Math.random()));
    this.stop = this.front.turns.look((cluster) => this.look(cluster));
    response.on('close', () => this.leave());
  }

  private look(cluster: Cluster): (() => void) | undefined {
    let polled: { events: WatchEvent[]; cursor: WatchCursor };
    try {
      polled = reach(this.front, cluster).poll(this.cursor);
    } catch (error) {
      // Who may not watch any more, or what is no longer served: the stream ends, and the next request says why.
      return () => (error instanceof ApiError ? this.end() : this.exchange.response.destroy());
    }
    this.cursor = polled.cursor;
    if (polled.events.length > 0) return () => this.send(polled.events);
    if (!asksFor(this.request, 'allowWatchBookmarks') || Date.now() - this.told < bookmarkInterval) return undefined;
    return () => this.send([bookmark(this.kind, polled.cursor.resourceVersion, false)]);
  }

  private send(events: readonly WatchEvent[]): void {
    const { response, form } = this.exchange;
    if (events.length === 0 || response.destroyed || response.writableEnded) return;
    this.told = Date.now();
    const lines = events.map(({ type, object }) => `${toCompactJson({ type, object: asWritten(type === 'ERROR' ? object : inForm(form.accept, object)) }, false)}\n`);
    response.write(lines.join(''));
    if (response.writableLength > mostUnread) response.destroy();
    else if (events.some(({ type }) => type === 'ERROR')) this.end();
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

/** `kind`: apiVersion and kind of what is watched. */
export async function serveWatch(front: Front, exchange: Exchange, request: ApiRequest, kind: Json): Promise<void> {
  const begun = await front.turns.ask((cluster) => {
    const found = begin(front, cluster, request);
    // A table's rows are made by the server; what is there already comes as such too.
    return exchange.form.accept === 'table' && found.events.length > 0 ? { ...found, events: tables(front, cluster, request) } : found;
  });
  if (exchange.response.destroyed) return;
  if (exchange.isHead) writeAnswer(exchange, { code: 200, body: '', warnings: [] });
  else new Stream(front, exchange, request, kind, begun).start(begun.events);
}

/** Each row of the list as a table of its own. Later ones leave the columns out, as the first has told them. */
function tables(front: Front, cluster: Cluster, request: ApiRequest): WatchEvent[] {
  const { watch: _, resourceVersion: __, ...query } = request.query ?? {};
  const table = refusing(reach(front, cluster).request({ ...request, query, headers: { ...request.headers, accept: 'table' } }));
  return table.rows.map((row: Json, i: number) => ({ type: 'ADDED', object: { ...table, columnDefinitions: i === 0 ? table.columnDefinitions : null, rows: [row] } }));
}
