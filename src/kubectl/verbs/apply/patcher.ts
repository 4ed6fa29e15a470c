// Client-side apply of one object: the three-way patch from what was applied last, what is wanted now, and what is there.
import { createThreeWayJSONMergePatch } from '../../../apimachinery/jsonMerge.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { ApiError, isReason } from '../../../apimachinery/status.ts';
import { createThreeWayMergePatch } from '../../../apimachinery/strategicDiff.ts';
import { lookupKind } from '../../../apis/schema.ts';
import type { Call, Program } from '../../call.ts';
import { addSource } from '../../errors.ts';
import { dryRunOf, sortedKeys } from '../../printers/index.ts';
import type { Info } from '../../resources/index.ts';
import { type Deleted, waitUntilGone } from '../delete/wait.ts';
import { compactJson, lastAppliedOf, withConfiguration } from '../lastApplied.ts';
import { createInfo, patchInfo, pathOfInfo, writeQuery } from '../write.ts';

/** How often a patch is made anew when the object has changed under it, and from which try it waits. */
const tries = { all: 5, hasty: 1, pause: 1000 };

export interface Patched {
  object: Json;
  /** Nothing was to be changed. */
  unchanged: boolean;
}

interface Patch {
  type: 'strategic' | 'merge';
  body: Json;
}

/** The patch that makes `current` what the file says; `modified` is that with or without the annotation that remembers it. */
export function patchFor(info: Info, current: Json, modified = withConfiguration(info.object)): Patch {
  const original = lastAppliedOf(current);
  const schema = lookupKind(info.object.apiVersion, info.object.kind);
  if (schema) return { type: 'strategic', body: createThreeWayMergePatch(original, modified, current, schema) };
  return { type: 'merge', body: createThreeWayJSONMergePatch(original, modified, current) };
}

const isEmpty = (patch: Patch): boolean => Object.keys(patch.body).length === 0;

/** `Resource: "/v1, Resource=configmaps", GroupVersionKind: ...`: how Go prints an Info. */
export function describeInfo({ mapping, name, namespace }: Info): string {
  const { group, version, resource, kind } = mapping;
  return `Resource: ${JSON.stringify(`${group}/${version}, Resource=${resource}`)}, GroupVersionKind: ${JSON.stringify(`${group}/${version}, Kind=${kind}`)}\nName: ${JSON.stringify(name)}, Namespace: ${JSON.stringify(namespace)}`;
}

function explain(error: unknown, info: Info, patch: Patch): Error {
  const inner = addSource('patching', info.source, error);
  return addSource(`applying patch:\n${compactJson(sortedKeys(patch.body))}\nto:\n${describeInfo(info)}\nfor:`, info.source, inner);
}

/** --force: where a patch cannot change it, the object is made again. */
function* recreate(call: Call, info: Info): Program<Patched> {
  const grace = call.flags.int('grace-period');
  const old = call.factory.request('GET', pathOfInfo(info));
  call.factory.request('DELETE', pathOfInfo(info), { body: { propagationPolicy: 'Background', ...(grace >= 0 ? { gracePeriodSeconds: grace } : {}) } });
  const deleted: Deleted = { info, uid: old.metadata.uid };
  yield* waitUntilGone(call, [deleted], call.flags.duration('timeout'));
  return { object: createInfo(call, info, withConfiguration(info.object)), unchanged: false };
}

function send(call: Call, info: Info, patch: Patch): Json {
  const subresource = call.flags.string('subresource');
  return patchInfo(call, info, patch.type, patch.body, { query: writeQuery(call), ...(subresource ? { subresource } : {}) });
}

/** Brings what is there to what the file says. */
export function* patchToMatch(call: Call, info: Info, current: Json): Program<Patched> {
  let live = current;
  for (let attempt = 1; ; attempt++) {
    const patch = patchFor(info, live);
    if (isEmpty(patch)) return { object: live, unchanged: true };
    if (dryRunOf(call) === 'client') return { object: live, unchanged: false };
    try {
      return { object: send(call, info, patch), unchanged: false };
    } catch (error) {
      const again = isReason(error, 'Conflict') && attempt < tries.all && info.object.metadata?.resourceVersion === undefined;
      if (!again) {
        if (call.flags.bool('force') && error instanceof ApiError && (error.reason === 'Conflict' || error.reason === 'Invalid')) return yield* recreate(call, info);
        throw explain(error, info, patch);
      }
      if (attempt > tries.hasty) yield { for: 'instant', at: call.environment.now() + tries.pause };
      live = call.factory.request('GET', pathOfInfo(info));
    }
  }
}
