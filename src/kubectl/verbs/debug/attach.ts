// Waits until a container runs, and attaches to it; of one that has ended the log is shown.
import type { Json, KubeObject } from '../../../apimachinery/object.ts';
import { notFound } from '../../../apimachinery/status.ts';
import type { Call, Program } from '../../call.ts';
import { watchNamed } from '../../watch.ts';
import { attachmentFor, attachTo } from '../exec/attach.ts';
import { read } from '../logs/consume.ts';

function stateOf({ status = {} }: Json, name: string): Json {
  const { initContainerStatuses = [], containerStatuses = [], ephemeralContainerStatuses = [] } = status;
  return [...initContainerStatuses, ...containerStatuses, ...ephemeralContainerStatuses].find((each) => each.name === name)?.state;
}

export function* waitAndAttach(call: Call, pod: KubeObject, container: string): Program<void> {
  const { name, namespace = '' } = pod.metadata;
  let seen = pod;
  const look = (object: Json | undefined): boolean => {
    if (!object) throw notFound({ group: '', resource: 'pods' }, '');
    seen = object;
    const state = stateOf(object, container);
    if (state?.running || state?.terminated) return true;
    if (!call.flags.bool('quiet') && state?.waiting?.message) call.printError(`Warning: container ${container}: ${state.waiting.message}`);
    return false;
  };
  yield* watchNamed(call, { mapping: call.factory.mapper().forArgument('pods'), namespace, name }, look);
  if (stateOf(seen, container).terminated) read(call, { pod: seen, container }, {});
  else yield* attachTo(call, attachmentFor(call, seen, container));
}
