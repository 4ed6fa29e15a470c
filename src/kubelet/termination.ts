// How containers and pods end: asked first, forced when their time is up.
import type { Json } from '../apimachinery/object.ts';
import type { ContainerSlot } from '../nodes/host/index.ts';
import { beforeStop } from './hooks.ts';
import { programOf } from './programs.ts';
import { allContainers, hasExited, isRunning, kindOf, tell, type Work } from './work.ts';

const killed = 137;
/** Between SIGTERM and the end that the kubelet sees. */
const reaping = 300;

/** Plans the end of a running container: by itself after SIGTERM, or by SIGKILL when the grace is over. */
export function endRun(work: Work, container: Json, slot: ContainerSlot, graceSeconds: number, notBefore = work.now): void {
  const { run } = slot;
  if (!run || !isRunning(slot, work.now)) return;
  const program = programOf(work, container, run);
  const limit = work.now + Math.max(graceSeconds * 1000, 0);
  const stopsIn = work.host.runtime === 'hollow' ? 0 : (program?.stopsIn ?? 0);
  const wanted = stopsIn === 'never' ? Number.POSITIVE_INFINITY : Math.max(work.now + (graceSeconds > 0 ? beforeStop(work, container, run, limit - work.now) : 0), notBefore) + stopsIn + reaping;
  const forced = wanted > limit + reaping;
  const at = graceSeconds === 0 ? work.now : forced ? limit : wanted;
  const code = forced || graceSeconds === 0 ? killed : (program?.stopCode ?? 0);
  if (run.exit && run.exit.at <= at) return;
  run.exit = { at, code, reason: code === 0 ? 'Completed' : 'Error' };
  delete run.knownUntil;
  if (at > work.now) work.looks.push(at);
}

/** The pod is to go: its containers together, the sidecars after the others, the last started first. */
export function beginStop(work: Work, graceSeconds: number): void {
  const { record, now, spec } = work;
  record.stopping = { from: now, until: now + graceSeconds * 1000 };
  let last = now;
  for (const container of allContainers(spec).filter((c) => kindOf(spec, c) !== 'sidecar')) {
    const slot = record.containers[container.name];
    if (!slot || !isRunning(slot, now)) continue;
    tell(work, { reason: 'Killing', message: `Stopping container ${container.name}`, container });
    endRun(work, container, slot, graceSeconds);
    last = Math.max(last, slot.run?.exit?.at ?? now);
  }
  endSidecars(work, graceSeconds, last);
}

function endSidecars(work: Work, graceSeconds: number, notBefore: number): void {
  const { record, spec, now } = work;
  for (const container of allContainers(spec).filter((c) => kindOf(spec, c) === 'sidecar')) {
    const slot = record.containers[container.name];
    if (!slot || !isRunning(slot, now) || slot.run?.exit) continue;
    tell(work, { reason: 'Killing', message: `Stopping container ${container.name}`, container });
    endRun(work, container, slot, graceSeconds, notBefore);
  }
}

/** A pod whose work is done needs its sidecars no more. */
export function stopSidecars(work: Work): void {
  endSidecars(work, work.spec.terminationGracePeriodSeconds ?? 30, work.now);
  stopAll(work);
}

/** Books the ends that are still to come; a shorter grace than before ends them sooner. */
export function stopAll(work: Work): void {
  const { record, now, pod } = work;
  const grace = pod.metadata.deletionTimestamp ? pod.metadata.deletionGracePeriodSeconds : undefined;
  const limit = grace === undefined ? undefined : Date.parse(pod.metadata.deletionTimestamp as string);
  for (const slot of Object.values(record.containers)) {
    const exit = slot.run?.exit;
    if (!exit || exit.at <= now) continue;
    if (limit !== undefined && limit < exit.at && limit + 1000 < exit.at) slot.run = { ...slot.run, exit: { at: Math.max(limit, now), code: killed, reason: 'Error' } } as typeof slot.run;
    work.looks.push(slot.run?.exit?.at ?? now);
  }
}

export const allEnded = ({ record, now }: Work): boolean => Object.values(record.containers).every((slot) => !slot.run || hasExited(slot, now));
