// A machine goes down and comes up: what is only in memory is gone, and what files say is done again.
import { type Instant, uuid } from '../../sim/index.ts';
import { note } from './journal.ts';
import { bootKernel } from './kernel.ts';
import type { ContainerSlot, HostPod, HostState } from './state.ts';
import { reloadUnits, startUnit, stopUnit } from './units.ts';
import { isWanted, unitNames } from './unitFiles.ts';

/** As the container runtime tells of a container whose end it did not see. */
const unseen = { code: 255, reason: 'Unknown' };

function endRun(slot: ContainerSlot, now: Instant): void {
  const { run } = slot;
  if (run && !(run.exit && run.exit.at <= now)) slot.run = { ...run, exit: { at: now, ...unseen } };
  // What a kubelet has in memory: how long it waits, what it pulls, what probes have said.
  for (const memory of ['pull', 'retryAt', 'backoff', 'pullBackoff'] as const) delete slot[memory];
  slot.probes = {};
}

function endPod(pod: HostPod, now: Instant): void {
  for (const slot of Object.values(pod.containers)) endRun(slot, now);
  for (const gone of ['sandbox', 'mounted', 'mount'] as const) delete pod[gone];
}

/** What is in memory: but flannel writes its file again, as the API has it, before a pod needs it. */
const isInMemory = (path: string): boolean => /^\/(run|tmp)\/(?!flannel\/)./.test(path);

/** Units stop, containers die, memory and what is kept in it (/run, /tmp) is lost. Nobody reaches it until then. */
export function goDown(host: HostState, now: Instant, awayUntil: Instant): void {
  for (const unit of Object.keys(host.units)) stopUnit(host, unit, now);
  for (const pod of Object.values(host.pods)) endPod(pod, now);
  for (const path of Object.keys(host.files)) if (isInMemory(path)) delete host.files[path];
  host.kernel = { parameters: {}, modules: [], swaps: [] };
  host.awayUntil = awayUntil;
}

/** What happens whenever a machine comes up: the kernel's settings, and the units that are enabled. */
export function bringUp(host: HostState, now: Instant): void {
  delete host.awayUntil;
  host.bootedAt = now;
  note(host, now, { from: 'kernel', text: `Linux version ${host.facts.kernelVersion} (buildd@lcy02-amd64-062) (Ubuntu) SMP PREEMPT_DYNAMIC` });
  bootKernel(host);
  host.units = {};
  for (const name of unitNames(host)) {
    const unit = name.replace(/\.service$/, '');
    host.units[unit] = { active: 'inactive', since: now };
  }
  reloadUnits(host, now);
  for (const unit of Object.keys(host.units)) if (isWanted(host, unit)) startUnit(host, unit, now);
}

export function comeUp(host: HostState, now: Instant): void {
  host.installedAt ??= host.bootedAt;
  host.facts.bootID = uuid(host.facts.machineID, 'boot', now);
  bringUp(host, now);
}
