// Following a container's log over HTTP: what is new is sent until the container has ended.
import type { Json } from '../../apimachinery/object.ts';
import { ApiError } from '../../apimachinery/status.ts';
import type { ApiRequest, Transport } from '../../client/index.ts';
import { type Front, reach } from '../front.ts';
import { type Exchange, setCommonHeaders } from './answer.ts';

/** How often a log is read again. */
const interval = 200;

export interface Look {
  text: string;
  isRunning: boolean;
}

/** The whole log as it is now, and whether its container can still write. */
export function look(transport: Transport, request: ApiRequest): Look {
  const { follow: _, tailLines: __, sinceSeconds: ___, sinceTime: ____, limitBytes: _____, ...query } = request.query ?? {};
  const answer = transport.request({ ...request, query });
  if (answer.code >= 400) throw new ApiError(answer.body);
  const pod = transport.request({ ...request, query: {}, path: request.path.replace(/\/log$/, '') });
  return { text: String(answer.body ?? ''), isRunning: pod.code < 400 && isRunning(pod.body, [query.container ?? []].flat()[0]) };
}

function isRunning({ status = {} }: Json, container: string | undefined): boolean {
  const { containerStatuses = [], initContainerStatuses = [], ephemeralContainerStatuses = [] } = status;
  return [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses].some(({ name, state }) => (container === undefined || name === container) && state?.running !== undefined);
}

export async function followLog(front: Front, { response }: Exchange, request: ApiRequest): Promise<void> {
  let seen = '';
  let isOver = false;
  const first = await front.turns.ask((cluster) => {
    const transport = reach(front, cluster);
    const { follow: _, ...query } = request.query ?? {};
    const asked = transport.request({ ...request, query });
    if (asked.code >= 400) throw new ApiError(asked.body);
    const now = look(transport, request);
    seen = now.text;
    isOver = !now.isRunning;
    return String(asked.body ?? '');
  });
  setCommonHeaders(response, []);
  response.writeHead(200, { 'Content-Type': 'text/plain' });
  response.flushHeaders();
  if (first) response.write(first);
  while (!isOver && !response.destroyed) {
    await new Promise((resolve) => setTimeout(resolve, interval));
    isOver = await front.turns
      .ask((cluster) => look(reach(front, cluster), request))
      .then(
        ({ text, isRunning: goesOn }) => {
          if (text.startsWith(seen) && text.length > seen.length) response.write(text.slice(seen.length));
          seen = text;
          return !goesOn;
        },
        () => true,
      );
  }
  response.end();
}
