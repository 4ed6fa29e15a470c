// Reads logs, at once or as they are written.
import type { KubeObject } from '../../../apimachinery/object.ts';
import { ApiError } from '../../../apimachinery/status.ts';
import { type Call, CommandError, type Program } from '../../call.ts';
import { endOfStream } from '../../requestTimeout.ts';
import type { LogQuery } from './options.ts';
import type { Stream } from './streams.ts';

const poll = 1000;

const pathOfPod = ({ metadata }: KubeObject): string => `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`;
const fetchLog = (call: Call, { pod, container }: Stream, query: LogQuery): string => call.factory.request('GET', `${pathOfPod(pod)}/log`, { query: { ...query, container } });

/** Other verbs show logs too, without most of the flags. */
const asks = ({ flags }: Call, flag: string): boolean => flags.has(flag) && flags.bool(flag);

function write(call: Call, { pod, container }: Stream, text: string): void {
  const isPrefixed = asks(call, 'prefix') || asks(call, 'all-pods');
  call.environment.stdout(isPrefixed ? text.replace(/^(?=[^\n]*\n|[^\n])/gm, `[pod/${pod.metadata.name}/${container}] `) : text);
}

/** --ignore-errors: what cannot be read is told among the lines. */
function ignore(call: Call, error: unknown): void {
  if (!asks(call, 'ignore-errors') || !(error instanceof ApiError)) throw error;
  call.print(`error: ${error.message}`);
}

export function read(call: Call, stream: Stream, query: LogQuery): void {
  try {
    write(call, stream, fetchLog(call, stream, query));
  } catch (error) {
    ignore(call, error);
  }
}

/** A log that is being followed. */
interface Followed {
  stream: Stream;
  /** All that the container had written when it was looked at last; nothing before it could be read. */
  seen: string | undefined;
  isOver: boolean;
}

/** Whether this run of the container can still write. */
function isRunning(call: Call, { pod, container }: Stream): boolean {
  const { code, body } = call.factory.response('GET', pathOfPod(pod));
  if (code >= 400 || body.metadata.uid !== pod.metadata.uid) return false;
  const { containerStatuses = [], initContainerStatuses = [], ephemeralContainerStatuses = [] } = body.status ?? {};
  return [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses].some(({ name, state }) => name === container && state?.running !== undefined);
}

const whole = ({ previous, timestamps }: LogQuery): LogQuery => ({ ...(previous ? { previous } : {}), ...(timestamps ? { timestamps } : {}) });

/** The first look shows what was asked for, the later ones what is new. */
function look(call: Call, followed: Followed, query: LogQuery): void {
  const { stream, seen } = followed;
  const runs = isRunning(call, stream);
  const text = fetchLog(call, stream, whole(query));
  if (seen === undefined) write(call, stream, fetchLog(call, stream, query));
  else if (text.startsWith(seen)) write(call, stream, text.slice(seen.length));
  followed.isOver = !runs || query.previous !== undefined || (seen !== undefined && !text.startsWith(seen));
  followed.seen = text;
}

/** A container that does not run yet is asked again until the time is over. */
function lookOrRetry(call: Call, followed: Followed, query: LogQuery, end: number): void {
  try {
    look(call, followed, query);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    followed.isOver = followed.seen !== undefined || asks(call, 'ignore-errors');
    if (followed.seen !== undefined) return;
    if (asks(call, 'ignore-errors')) call.print(`error: ${error.message}`);
    else call.printError(error.message);
    if (!followed.isOver && call.environment.now() >= end) throw new CommandError('context deadline exceeded');
  }
}

/** `patience`: how long a container may take to start, in milliseconds. */
export function* follow(call: Call, streams: readonly Stream[], query: LogQuery, patience: number): Program<void> {
  const end = call.environment.now() + patience;
  const cut = endOfStream(call);
  const all: Followed[] = streams.map((stream) => ({ stream, seen: undefined, isOver: false }));
  for (;;) {
    for (const followed of all) if (!followed.isOver) lookOrRetry(call, followed, query, end);
    if (all.every(({ isOver }) => isOver)) return;
    if (cut !== undefined && call.environment.now() >= cut) throw new CommandError('context deadline exceeded');
    yield { for: 'instant', at: call.environment.now() + poll };
  }
}
