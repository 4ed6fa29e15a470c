// kubectl run --attach, -i, --rm: the new pod's output, its exit status, and its removal.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import { isNotFound, notFound } from '../../apimachinery/status.ts';
import { type Call, CommandError, type Program } from '../call.ts';
import { exit } from '../errors.ts';
import { pathOf } from '../factory.ts';
import { watchNamed } from '../watch.ts';
import { attachmentFor, attachTo } from './exec/attach.ts';
import { read } from './logs/consume.ts';

const hasEnded = ({ status }: Json): boolean => status?.phase === 'Succeeded' || status?.phase === 'Failed';
const isReady = ({ status }: Json): boolean => status?.phase === 'Running' && (status.conditions ?? []).some((c: Json) => c.type === 'Ready' && c.status === 'True');

/** The pod when `holds` is true of it. */
function* waitForPod(call: Call, { metadata }: KubeObject, holds: (pod: Json) => boolean): Program<KubeObject> {
  const { name, namespace = '' } = metadata;
  const timeout = call.flags.duration('pod-running-timeout');
  let seen: KubeObject | undefined;
  const look = (pod: Json | undefined): boolean => {
    if (!pod) throw notFound({ group: '', resource: 'pods' }, '');
    seen = pod;
    return holds(pod);
  };
  const mapping = call.factory.mapper().forArgument('pods');
  const isDone = yield* watchNamed(call, { mapping, namespace, name }, look, timeout > 0 ? call.environment.now() + timeout : undefined);
  if (!isDone || !seen) throw new CommandError('timed out waiting for the condition');
  return seen;
}

function* showOutput(call: Call, created: KubeObject): Program<void> {
  const pod = yield* waitForPod(call, created, (each) => hasEnded(each) || isReady(each));
  const attachment = attachmentFor(call, pod, '');
  read(call, { pod, container: attachment.container.spec.name }, {});
  if (!hasEnded(pod)) yield* attachTo(call, attachment);
}

/** The exit status of the pod's container, where the pod ends with it. */
function* exitStatus(call: Call, created: KubeObject): Program<number> {
  const policy = created.spec.restartPolicy;
  if (call.flags.bool('leave-stdin-open') || policy === 'Always') return 0;
  const pod = yield* waitForPod(call, created, (each) => (policy === 'Never' ? hasEnded(each) : each.status?.phase === 'Succeeded'));
  if (pod.status.phase === 'Succeeded') return 0;
  const what = `pod ${pod.metadata.namespace}/${pod.metadata.name}`;
  const ended = pod.status.containerStatuses?.[0]?.state?.terminated;
  if (!ended?.exitCode) throw new CommandError(`${what} failed with unknown exit code`);
  throw exit(ended.exitCode, `${what} terminated (${ended.reason ?? ''})\n${ended.message ?? ''}`);
}

/** --rm: what was made is taken away again, whatever happened. */
function remove(call: Call, objects: readonly KubeObject[]): void {
  for (const { apiVersion, kind, metadata } of objects) {
    const path = pathOf(call.factory.mapper().forKind(apiVersion, kind), metadata.namespace, metadata.name);
    try {
      call.factory.request('DELETE', path, { body: { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Background' } });
    } catch (error) {
      if (isNotFound(error)) continue;
      throw error;
    }
    if (!call.flags.bool('quiet')) call.print(`${kind.toLowerCase()} ${JSON.stringify(metadata.name)} deleted from ${metadata.namespace} namespace`);
  }
}

/** `created` begins with the pod. */
export function* runAttached(call: Call, created: readonly KubeObject[]): Program<number> {
  const [pod] = created as [KubeObject];
  try {
    yield* showOutput(call, pod);
    return yield* exitStatus(call, pod);
  } finally {
    if (call.flags.bool('rm')) remove(call, created);
  }
}
