// get -w: what there is, then every change until the person stops it (upstream: GetOptions.watch).
import type { Json } from '../../../apimachinery/object.ts';
import type { WatchCursor, WatchEvent } from '../../../client/index.ts';
import type { Call, Program } from '../../call.ts';
import { CommandError } from '../../errors.ts';
import { pathOf } from '../../factory.ts';
import { columnWriter, type Printer } from '../../printers/index.ts';
import { endOfStream } from '../../requestTimeout.ts';
import type { Info, Result } from '../../resources/index.ts';
import { severalKinds } from './human.ts';
import type { GetOptions } from './options.ts';
import { printerFor } from './printing.ts';

const individually = 'watch is only supported on individual resources and resource collections';

/** A watch at the place where the listing ended. */
function cursorOf(call: Call, options: GetOptions, info: Info): WatchCursor {
  const { namespace } = info;
  // An object by itself may be older than what the server still remembers: it is followed from now on.
  const resourceVersion = info.name ? '0' : (info.object?.metadata?.resourceVersion ?? '');
  const fieldSelector = info.name ? `metadata.name=${info.name}` : options.fieldSelector;
  const query: Record<string, string> = { watch: 'true', resourceVersion };
  if (fieldSelector) query.fieldSelector = fieldSelector;
  if (options.labelSelector) query.labelSelector = options.labelSelector;
  const accept = options.human && options.serverPrint ? 'table' : 'json';
  const request = call.factory.prepare('GET', pathOf(info.mapping, options.allNamespaces ? undefined : namespace || undefined), { query, headers: { accept } });
  return { request, resourceVersion };
}

function failed(event: WatchEvent): CommandError {
  return new CommandError(`unable to decode an event from the watch stream: ${event.object?.message ?? 'the stream ended'}`);
}

/** What is printed for an event: the object, or with --output-watch-events the event itself. */
const shownAs = (options: GetOptions, type: string, object: Json): Json => (options.outputWatchEvents ? { type, object } : object);

function* follow(call: Call, options: GetOptions, cursor: WatchCursor, print: (object: Json) => void): Program<number> {
  const end = endOfStream(call);
  let at = cursor;
  // From now on means that the object as it is comes first: that is on the screen already, or not wanted.
  let isFirst = cursor.resourceVersion === '0';
  for (;;) {
    const { events, cursor: next } = call.factory.transport().poll(at);
    at = next;
    for (const event of events) {
      if (event.type === 'ERROR') throw failed(event);
      if (event.type !== 'BOOKMARK' && !isFirst) print(shownAs(options, event.type, event.object));
      isFirst = false;
    }
    if (end !== undefined && call.environment.now() >= end) return 0;
    yield { for: 'change', ...(end === undefined ? {} : { until: end }) };
  }
}

/** Lists without tables are printed item by item, so that they look as the changes after them. */
const itemsToPrint = (object: Json): Json[] => (Array.isArray(object?.items) ? object.items : [object]);

export function* watchResources(call: Call, options: GetOptions, result: Result): Program<number> {
  const infos = result.infos();
  if (severalKinds(infos)) throw new CommandError(`${individually} - more than 1 resource was found`);
  const info = infos[0];
  if (!info) throw new CommandError(individually);
  const printer: Printer = printerFor(call, options, { mapping: info.mapping, withNamespace: options.allNamespaces });
  const columns = options.human ? columnWriter((text) => call.environment.stdout(text)) : undefined;
  const print = (object: Json): void => {
    printer.print(object, columns ? columns.write : (text) => call.environment.stdout(text));
    columns?.flush();
  };
  if (!options.watchOnly) {
    const objects = infos.flatMap(({ object }) => itemsToPrint(object)).map((object) => shownAs(options, 'ADDED', object));
    for (const object of objects) printer.print(object, columns ? columns.write : (text) => call.environment.stdout(text));
    columns?.flush();
  }
  if (infos.length > 1) throw new CommandError(individually);
  return yield* follow(call, options, cursorOf(call, options, info), print);
}
