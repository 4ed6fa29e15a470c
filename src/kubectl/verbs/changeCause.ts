// --record: the command line as the annotation that `kubectl rollout history` shows.
import type { Json } from '../../apimachinery/object.ts';
import type { Call } from '../call.ts';

const changeCause = 'kubernetes.io/change-cause';

/** What is to be remembered; nothing without --record. */
function causeOf({ command, args, flags }: Call): string | undefined {
  if (!flags.has('record') || !flags.bool('record')) return undefined;
  return ['kubectl', command, ...args, ...flags.typed()].join(' ');
}

/** The annotation as a merge patch; nothing without --record. */
export function causePatch(call: Call): Json | undefined {
  const cause = causeOf(call);
  return cause === undefined ? undefined : { metadata: { annotations: { [changeCause]: cause } } };
}

/** Writes it into a draft. */
export function recordCause(call: Call, draft: Json): void {
  const cause = causeOf(call);
  if (cause === undefined) return;
  draft.metadata ??= {};
  draft.metadata.annotations = { ...draft.metadata.annotations, [changeCause]: cause };
}

/** The object with it. */
export function withCause(call: Call, object: Json): Json {
  const patch = causePatch(call);
  return patch ? { ...object, metadata: { ...object.metadata, annotations: { ...object.metadata?.annotations, ...patch.metadata.annotations } } } : object;
}
