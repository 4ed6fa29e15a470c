// What an object would be after apply: the server's answer to a dry run.
import type { Json } from '../../../apimachinery/object.ts';
import type { Call } from '../../call.ts';
import { addSource } from '../../errors.ts';
import type { Info } from '../../resources/index.ts';
import { createInfo, patchInfo } from '../write.ts';
import { patchFor } from './patcher.ts';
import { managerOf } from './serverSide.ts';

export function mergedOnServer(call: Call, info: Info, current: Json | undefined): Json {
  const query = { dryRun: 'All', fieldManager: call.flags.string('field-manager') };
  if (call.flags.bool('server-side')) return patchInfo(call, info, 'apply', info.object, { query: { ...query, fieldManager: managerOf(call), force: String(call.flags.bool('force-conflicts')) } });
  if (current === undefined) return createInfo(call, info, info.object, query);
  try {
    // Annotations are said even when there are none, as in what was applied last: else they would seem to have been removed.
    const { metadata } = info.object;
    const patch = patchFor(info, current, { ...info.object, metadata: { ...metadata, annotations: metadata?.annotations ?? {} } });
    return Object.keys(patch.body).length === 0 ? current : patchInfo(call, info, patch.type, patch.body, { query });
  } catch (error) {
    throw addSource('applying', info.source, error);
  }
}
