// Waits until deleted objects are gone: another object of the same name counts as gone.
import { ApiError } from '../../../apimachinery/status.ts';
import { type Call, CommandError, type Program } from '../../call.ts';
import { pathOf } from '../../factory.ts';
import type { Info } from '../../resources/index.ts';

/** A deleted object, and the uid that it had. */
export interface Deleted {
  info: Pick<Info, 'mapping' | 'namespace' | 'name'>;
  uid: string | undefined;
}

const aWeek = 168 * 3600 * 1000;

function isGone(call: Call, { info, uid }: Deleted): boolean {
  const { code, body } = call.factory.response('GET', pathOf(info.mapping, info.namespace || undefined, info.name));
  if (code === 404) return true;
  if (code >= 400) throw new ApiError(body);
  return uid !== undefined && body.metadata.uid !== uid;
}

/** `timeout` in milliseconds; 0 means as long as it takes. */
export function* waitUntilGone(call: Call, deleted: readonly Deleted[], timeout: number): Program<void> {
  const end = call.environment.now() + (timeout === 0 ? aWeek : timeout);
  for (const each of deleted) {
    while (!isGone(call, each)) {
      if (call.environment.now() >= end) throw new CommandError(`timed out waiting for the condition on ${each.info.mapping.resource}/${each.info.name}`);
      yield { for: 'change', until: end };
    }
  }
}
