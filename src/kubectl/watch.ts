// Follows one object: as it is, then every change, until somebody has seen enough (upstream: watchtools.UntilWithSync).
import type { Json } from '../apimachinery/object.ts';
import type { WatchCursor } from '../client/index.ts';
import type { Call, Program } from './call.ts';
import { CommandError } from './errors.ts';
import { pathOf } from './factory.ts';
import type { Info } from './resources/index.ts';

/** `look` is given the object, or nothing when it was deleted, and answers whether that is enough. Answers false when `end` came first. */
export function* watchNamed({ factory, environment }: Call, info: Pick<Info, 'mapping' | 'namespace' | 'name'>, look: (object: Json | undefined) => boolean, end?: number): Program<boolean> {
  const path = pathOf(info.mapping, info.namespace || undefined);
  const fieldSelector = `metadata.name=${info.name}`;
  const list = factory.request('GET', path, { query: { fieldSelector } });
  const { resourceVersion } = list.metadata;
  const [object] = list.items;
  if (object && look({ apiVersion: info.mapping.group ? `${info.mapping.group}/${info.mapping.version}` : info.mapping.version, kind: info.mapping.kind, ...object })) return true;
  let cursor: WatchCursor = { request: factory.prepare('GET', path, { query: { watch: 'true', resourceVersion, fieldSelector } }), resourceVersion };
  for (;;) {
    const answer = factory.transport().poll(cursor);
    cursor = answer.cursor;
    for (const event of answer.events) {
      if (event.type === 'ERROR') throw new CommandError(`an error on the server: ${event.object?.message ?? 'the stream ended'}`);
      if (event.type !== 'BOOKMARK' && look(event.type === 'DELETED' ? undefined : event.object)) return true;
    }
    if (end !== undefined && environment.now() >= end) return false;
    yield { for: 'change', ...(end === undefined ? {} : { until: end }) };
  }
}
