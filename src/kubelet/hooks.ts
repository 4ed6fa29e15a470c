// Lifecycle hooks: what a container is told after its start and before its end.
import type { Json } from '../apimachinery/object.ts';
import { runInContainer } from '../containers/index.ts';
import type { ContainerRun } from '../nodes/host/index.ts';
import { listenerIn } from './listeners.ts';
import { keepChanges } from './mounts.ts';
import { programOf, startOf } from './programs.ts';
import { tell, type Work } from './work.ts';

interface Outcome {
  failed: boolean;
  /** How long it took, in milliseconds. */
  took: number;
}

/** A hook that talks HTTP: whoever it asks is in the pod, unless it names a host. */
function ask({ host, context, pod, now }: Work, container: Json, { port, path = '/' }: Json): Outcome {
  const number = typeof port === 'number' ? port : ((container.ports ?? []).find((each: Json) => each.name === port)?.containerPort ?? Number(port));
  const answer = listenerIn(host, pod, number, now, context)?.respond?.({ method: 'GET', path, headers: {}, tls: false, client: host.facts.address });
  return { failed: answer === undefined || answer.status >= 400, took: 1 };
}

function runHook(work: Work, container: Json, run: ContainerRun, hook: Json, limit: number): Outcome {
  if (hook.sleep) return { failed: false, took: Math.min(hook.sleep.seconds * 1000, limit) };
  if (hook.httpGet) return ask(work, container, hook.httpGet);
  if (!hook.exec?.command) return { failed: false, took: 0 };
  const { code, changes, end } = runInContainer(startOf(work, container, run), programOf(work, container, run), hook.exec.command, work.now, limit);
  const layer = keepChanges(work, container, changes);
  if (layer.length) run.writes = [...(run.writes ?? []), ...layer];
  return { failed: code !== 0, took: end - work.now };
}

/** Whether the container may go on; tells when it may not. */
export function afterStart(work: Work, container: Json, run: ContainerRun): boolean {
  const hook = container.lifecycle?.postStart;
  if (!hook || work.host.runtime === 'hollow') return true;
  if (!runHook(work, container, run, hook, 60_000).failed) return true;
  tell(work, { type: 'Warning', reason: 'FailedPostStartHook', message: 'PostStartHook failed', container });
  tell(work, { reason: 'Killing', message: 'FailedPostStartHook', container });
  return false;
}

/** How long the container is kept from its end. */
export function beforeStop(work: Work, container: Json, run: ContainerRun, limit: number): number {
  const hook = container.lifecycle?.preStop;
  if (!hook || work.host.runtime === 'hollow') return 0;
  const { failed, took } = runHook(work, container, run, hook, limit);
  if (failed) tell(work, { type: 'Warning', reason: 'FailedPreStopHook', message: 'PreStopHook failed', container });
  return took;
}
