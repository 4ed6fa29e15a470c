// events: what happened, oldest first.
import { humanDuration } from '../../../apimachinery/duration.ts';
import { type Json, parseTime } from '../../../apimachinery/object.ts';
import type { WatchCursor } from '../../../client/index.ts';
import type { Call, Program, Verb } from '../../call.ts';
import { CommandError, NoResourceMatch } from '../../errors.ts';
import { type ColumnWriter, columnWriter, escapeTerminal, objectPrinter, type Printer, type Write } from '../../printers/index.ts';

interface Options {
  allNamespaces: boolean;
  namespace: string;
  types: readonly string[];
  query: Record<string, string>;
}

/** `--for pod/web`: the events about one object. */
function aboutSelector(call: Call): string {
  const about = call.flags.string('for');
  if (!about) return '';
  const [resource, name, ...more] = about.split('/');
  if (!resource || !name || more.length > 0) throw new CommandError('--for must be in resource/name form');
  const mapping = call.factory.mapper().find(resource);
  if (!mapping) throw new NoResourceMatch({ resource });
  const apiVersion = mapping.group ? `${mapping.group}/${mapping.version}` : mapping.version;
  return `involvedObject.kind=${mapping.kind},involvedObject.apiVersion=${apiVersion},involvedObject.name=${name}`;
}

function optionsOf(call: Call): Options {
  const types = call.flags.list('types');
  if (types.some((type) => !/^(normal|warning)$/i.test(type))) throw new CommandError('valid --types are Normal or Warning');
  const fieldSelector = aboutSelector(call);
  return {
    allNamespaces: call.flags.bool('all-namespaces'),
    namespace: call.factory.namespace().namespace,
    types,
    query: fieldSelector ? { fieldSelector } : {},
  };
}

/** When the event was last seen; what is never counted has only the time of the event. */
const lastSeen = (event: Json): number => {
  const time = event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime;
  return time ? parseTime(time) : Number.NEGATIVE_INFINITY;
};

function since(time: string | null | undefined, now: number): string {
  const at = parseTime(time);
  return Number.isNaN(at) ? '<unknown>' : humanDuration(now - at);
}

function interval(event: Json, now: number): string {
  const first = since(event.eventTime || event.firstTimestamp, now);
  if (event.series) return `${since(event.series.lastObservedTime, now)} (x${event.series.count} over ${first})`;
  return (event.count ?? 0) > 1 ? `${since(event.lastTimestamp, now)} (x${event.count} over ${first})` : first;
}

/** Rows of events for people. Headers come once. */
function eventTable(call: Call, options: Options): Printer {
  let headers = !call.flags.bool('no-headers');
  const row = (event: Json): string[] => [
    ...(options.allNamespaces ? [event.metadata?.namespace ?? ''] : []),
    interval(event, call.environment.now()),
    escapeTerminal(event.type ?? ''),
    escapeTerminal(event.reason ?? ''),
    `${event.involvedObject?.kind ?? ''}/${event.involvedObject?.name ?? ''}`,
    escapeTerminal((event.message ?? '').trim()),
  ];
  return {
    print(object, write) {
      if (headers) write(`${options.allNamespaces ? 'NAMESPACE\t' : ''}LAST SEEN\tTYPE\tREASON\tOBJECT\tMESSAGE\n`);
      headers = false;
      for (const event of object.items ?? [object]) write(`${row(event).join('\t')}\n`);
    },
  };
}

const isWanted = (event: Json, { types }: Options): boolean => types.length === 0 || types.some((type) => type.toLowerCase() === String(event.type).toLowerCase());
const pathOf = ({ allNamespaces, namespace }: Options): string => (allNamespaces ? '/api/v1/events' : `/api/v1/namespaces/${namespace}/events`);

interface Output {
  printer: Printer;
  write: Write;
  columns: ColumnWriter | undefined;
}

function outputOf(call: Call, options: Options): Output {
  const human = call.flags.string('output') === '';
  const stdout: Write = (text) => call.environment.stdout(text);
  const columns = human ? columnWriter(stdout) : undefined;
  return { printer: human ? eventTable(call, options) : objectPrinter(call, '', { keepOrder: true }), write: columns ? columns.write : stdout, columns };
}

/** Typed events carry what they are first. */
const typed = (event: Json): Json => ({ kind: 'Event', apiVersion: 'v1', ...event });

function list(call: Call, options: Options): number {
  const body = call.factory.request('GET', pathOf(options), { query: options.query });
  const items = (body.items as Json[]).filter((event) => isWanted(event, options)).sort((a, b) => lastSeen(a) - lastSeen(b));
  if (items.length === 0) {
    call.printError(options.allNamespaces ? 'No events found.' : `No events found in ${options.namespace} namespace.`);
    return 0;
  }
  const { printer, write, columns } = outputOf(call, options);
  printer.print({ kind: 'EventList', apiVersion: 'v1', metadata: body.metadata, items }, write);
  columns?.flush();
  return 0;
}

function* follow(call: Call, options: Options): Program<never> {
  const { printer, write, columns } = outputOf(call, options);
  const show = (event: Json): void => {
    if (!isWanted(event, options)) return;
    printer.print(typed(event), write);
    columns?.flush();
  };
  const body = call.factory.request('GET', pathOf(options), { query: options.query });
  body.items.forEach(show);
  const resourceVersion: string = body.metadata.resourceVersion;
  const request = call.factory.prepare('GET', pathOf(options), { query: { ...options.query, watch: 'true', resourceVersion } });
  let cursor: WatchCursor = { request, resourceVersion };
  for (;;) {
    yield { for: 'change' };
    const { events, cursor: next } = call.factory.transport().poll(cursor);
    cursor = next;
    for (const { type, object } of events) {
      if (type === 'ERROR') throw new CommandError(object?.message ?? 'the watch ended');
      if (type === 'ADDED' || type === 'MODIFIED') show(object);
    }
  }
}

function* run(call: Call): Program<number> {
  const options = optionsOf(call);
  return call.flags.bool('watch') ? yield* follow(call, options) : list(call, options);
}

export const events: Verb = { command: 'events', run };
