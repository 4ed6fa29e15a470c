// One pod's life on this node, as far as it has come by now: volumes, sandbox, containers, probes, the end.
import type { Json } from '../apimachinery/object.ts';
import { parseTime } from '../apimachinery/object.ts';
import { bytes } from '../sim/index.ts';
import { advanceContainer, keepFiles } from './containerWorker.ts';
import { addressFor } from './podNetwork.ts';
import { resize } from './resize.ts';
import { beginStop, stopAll, stopSidecars } from './termination.ts';
import { mountVolumes } from './volumes.ts';
import { allContainers, hasExited, isRunning, kindOf, slotOf, tell, type Work } from './work.ts';
import { between } from './timing.ts';

export const hexId = (...key: readonly (string | number)[]): string => Array.from(bytes(32, ...key), (b) => b.toString(16).padStart(2, '0')).join('');

/** Brings the pod to where it should be at this instant; what comes next is in `work.looks`. */
export function advancePod(work: Work): void {
  const { pod, record, now } = work;
  if (pod.metadata.deletionTimestamp && !record.stopping) beginStop(work, pod.metadata.deletionGracePeriodSeconds ?? 30);
  if (!record.failed && pastDeadline(work)) {
    record.failed = { reason: 'DeadlineExceeded', message: 'Pod was active on the node longer than the specified deadline' };
    tell(work, { reason: 'DeadlineExceeded', message: 'Pod was active on the node longer than the specified deadline' });
    beginStop(work, work.spec.terminationGracePeriodSeconds ?? 30);
  }
  for (const container of allContainers(work.spec)) keepFiles(work, container);
  if (record.stopping) stopAll(work);
  else if (isOver(work)) stopSidecars(work);
  else if (mountVolumes(work) && sandboxReady(work)) {
    resize(work);
    advanceContainers(work);
    advanceEphemeral(work);
  }
  for (const slot of Object.values(record.containers)) if (slot.run?.exit && slot.run.exit.at > now) work.looks.push(slot.run.exit.at);
}

function pastDeadline({ spec, record, now, looks }: Work): boolean {
  if (spec.activeDeadlineSeconds === undefined) return false;
  const at = record.seenAt + spec.activeDeadlineSeconds * 1000;
  if (at > now) looks.push(at);
  return at <= now;
}

/** A sandbox with an address; a moment after the volumes are there. */
function sandboxReady(work: Work): boolean {
  const { record, host, now, context, spec } = work;
  if (!record.sandbox) {
    const ip = spec.hostNetwork ? host.facts.address : addressFor(host, podCIDR(work));
    if (!ip) {
      tell(work, { type: 'Warning', reason: 'FailedCreatePodSandBox', message: noNetwork(record.uid) });
      work.looks.push(now + 12_000);
      return false;
    }
    if (Object.keys(record.containers).length > 0) startAgain(work);
    record.sandbox = {
      id: hexId(context.seed, 'sandbox', record.uid, ...(record.sandboxes ? [record.sandboxes] : [])),
      readyAt: now + between(host.runtime === 'hollow' ? [300, 500] : [500, 900], context.seed, 'sandbox', record.uid),
      ip,
    };
  }
  if (record.sandbox.readyAt > now) work.looks.push(record.sandbox.readyAt);
  return record.sandbox.readyAt <= now;
}

/** The sandbox is gone, as after a reboot: what prepares the pod has to do so again. */
function startAgain(work: Work): void {
  const { spec, record } = work;
  record.sandboxes = (record.sandboxes ?? 0) + 1;
  tell(work, { reason: 'SandboxChanged', message: 'Pod sandbox changed, it will be killed and re-created.' });
  for (const container of spec.initContainers ?? []) {
    const slot = record.containers[container.name];
    if (slot?.run && kindOf(spec, container) === 'init') slot.again = true;
  }
  // Memory that was used as a disk is empty now.
  for (const volume of spec.volumes ?? []) if (volume.emptyDir?.medium === 'Memory') delete record.volumes?.[volume.name];
}

const podCIDR = ({ host, context }: Work): string | undefined => context.client.find('nodes', host.name)?.spec?.podCIDR;
const noNetwork = (uid: string): string =>
  `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "${hexId('sandbox', uid)}": plugin type="flannel" failed (add): loadFlannelSubnetEnv failed: open /run/flannel/subnet.env: no such file or directory`;

/** Init containers one after the other, sidecars among them staying; then the others. */
function advanceContainers(work: Work): void {
  const { spec, now } = work;
  for (const container of spec.initContainers ?? []) {
    const sidecar = kindOf(spec, container) === 'sidecar';
    const slot = slotOf(work, container);
    const isDone = (): boolean => !slot.again && hasExited(slot, now) && slot.run?.exit?.code === 0;
    if (!sidecar && isDone()) continue;
    advanceContainer(work, container);
    if (sidecar ? !hasStarted(work, container) : !isDone()) return;
  }
  for (const container of spec.containers ?? []) {
    advanceContainer(work, container);
    const slot = slotOf(work, container);
    if (slot.pull && slot.pull.until > now) return; // images are pulled one after the other
  }
}

/** Containers that were added to look around; they need none of the others. */
function advanceEphemeral(work: Work): void {
  for (const container of work.spec.ephemeralContainers ?? []) advanceContainer(work, container);
}

/** Running, and past its startup probe. */
export function hasStarted(work: Work, container: Json): boolean {
  const slot = slotOf(work, container);
  return isRunning(slot, work.now) && (!container.startupProbe || Boolean(slot.probes.startup?.passed));
}

/** All has been done that there was to do: nothing will start again. */
export function isOver(work: Work): boolean {
  const { spec, now, record } = work;
  if (record.failed) return true;
  const policy = spec.restartPolicy ?? 'Always';
  if (policy === 'Always') return false;
  const initFailed =
    policy === 'Never' && (spec.initContainers ?? []).some((c: Json) => kindOf(spec, c) === 'init' && hasExited(record.containers[c.name], now) && record.containers[c.name]?.run?.exit?.code !== 0);
  if (initFailed) return true;
  return (spec.containers ?? []).every((c: Json) => {
    const slot = record.containers[c.name];
    return hasExited(slot, now) && (policy === 'Never' || slot?.run?.exit?.code === 0);
  });
}

export const startOf = (work: Work): number => parseTime(work.pod.status?.startTime) || work.record.seenAt;
