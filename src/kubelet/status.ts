// The status of a pod, as a function of what runs on the node.
import type { Json } from '../apimachinery/object.ts';
import { deepCopy, formatTime } from '../apimachinery/object.ts';
import type { ContainerRun, ContainerSlot } from '../nodes/host/index.ts';
import { sizeOf } from './resize.ts';
import { hasExited, isRunning, kindOf, type Work } from './work.ts';
import { hasStarted, isOver } from './podWorker.ts';
import { allEnded } from './termination.ts';

const runtime = 'containerd://';

function terminated(run: ContainerRun): Json {
  const exit = run.exit as NonNullable<ContainerRun['exit']>;
  return {
    terminated: {
      containerID: `${runtime}${run.id}`,
      exitCode: exit.code,
      finishedAt: formatTime(exit.at),
      ...(exit.message ? { message: exit.message } : {}),
      reason: exit.reason,
      startedAt: formatTime(run.startedAt),
    },
  };
}

function stateOf(work: Work, slot: ContainerSlot | undefined, idle: string): { state: Json; lastState: Json } {
  const { now } = work;
  const last = slot?.last ? terminated(slot.last) : {};
  if (!slot) return { state: { waiting: { reason: idle } }, lastState: {} };
  const { run } = slot;
  if (!run) {
    const reason = slot.waiting.reason === 'ContainerCreating' ? idle : slot.waiting.reason;
    return { state: { waiting: { ...(slot.waiting.message ? { message: slot.waiting.message } : {}), reason } }, lastState: last };
  }
  if (isRunning(slot, now)) return { state: { running: { startedAt: formatTime(run.startedAt) } }, lastState: last };
  const waits = slot.waiting.reason !== 'ContainerCreating' && slot.retryAt !== undefined && !work.record.stopping;
  if (waits) return { state: { waiting: { message: slot.waiting.message, reason: slot.waiting.reason } }, lastState: terminated(run) };
  return { state: terminated(run), lastState: last };
}

function isReady(work: Work, container: Json): boolean {
  const slot = work.record.containers[container.name];
  if (kindOf(work.spec, container) === 'init') return hasExited(slot, work.now) && slot?.run?.exit?.code === 0;
  return hasStarted(work, container) && (!container.readinessProbe || Boolean(slot?.probes.readiness?.passed));
}

function mountsOf(container: Json): Json[] {
  return (container.volumeMounts ?? []).map((mount: Json) => ({
    mountPath: mount.mountPath,
    name: mount.name,
    ...(mount.readOnly ? { readOnly: true, recursiveReadOnly: mount.recursiveReadOnly ?? 'Disabled' } : {}),
  }));
}

function containerStatus(work: Work, container: Json, idle: string): Json {
  const slot = work.record.containers[container.name];
  const shown = slot?.run;
  const running = isRunning(slot, work.now);
  const size = sizeOf(work, container);
  const requests = size?.requests;
  const mounts = mountsOf(container);
  return {
    ...(requests ? { allocatedResources: requests } : {}),
    ...(shown ? { containerID: `${runtime}${shown.id}` } : {}),
    // Hollow nodes have no runtime that would know an image by a fuller name.
    image: shown && work.host.runtime !== 'hollow' ? shown.image : container.image,
    imageID: shown ? shown.imageID : '',
    ...stateOf(work, slot, idle),
    name: container.name,
    ready: isReady(work, container),
    resources: running && size ? size : {},
    restartCount: slot?.restarts ?? 0,
    started: kindOf(work.spec, container) === 'init' ? false : hasStarted(work, container),
    ...(running && mounts.length ? { volumeMounts: mounts } : {}),
    ...(running ? { user: { linux: { gid: container.securityContext?.runAsGroup ?? 0, supplementalGroups: [0], uid: container.securityContext?.runAsUser ?? 0 } } } : {}),
  };
}

/** Neither probed nor restarted, they are told of in fewer words. */
function ephemeralStatus(work: Work, container: Json): Json {
  const { allocatedResources: _, started: __, ...status } = containerStatus(work, container, 'ContainerCreating');
  return { ...status, ready: false };
}

function phaseOf(work: Work): string {
  const { record, spec, now } = work;
  if (record.failed) return allEnded(work) ? 'Failed' : (work.pod.status?.phase ?? 'Running');
  if (isOver(work) && allEnded(work)) {
    const all = [...(spec.initContainers ?? []).filter((c: Json) => kindOf(spec, c) === 'init'), ...spec.containers];
    return all.every((c: Json) => record.containers[c.name]?.run?.exit?.code === 0) ? 'Succeeded' : 'Failed';
  }
  const mains: Json[] = spec.containers ?? [];
  const slots = mains.map((c) => record.containers[c.name]);
  if (record.stopping && allEnded(work) && slots.some((slot) => slot?.run)) return slots.every((slot) => slot?.run?.exit?.code === 0) ? 'Succeeded' : 'Failed';
  return slots.every((slot) => slot?.run) && slots.length > 0 ? (slots.some((slot) => isRunning(slot, now) || slot?.run) ? 'Running' : 'Pending') : 'Pending';
}

interface Condition {
  type: string;
  status: 'True' | 'False';
  reason?: string;
  message?: string;
}

const list = (names: string[]): string => `[${names.join(' ')}]`;

function conditionsOf(work: Work, phase: string): Condition[] {
  const { spec, record, now } = work;
  const over = phase === 'Succeeded';
  const inits: Json[] = spec.initContainers ?? [];
  const incomplete = inits.filter((c) => (kindOf(spec, c) === 'init' ? !isReady(work, c) : !hasStarted(work, c))).map((c) => c.name);
  const initialized: Condition =
    over || !incomplete.length || (!record.sandbox && !inits.length)
      ? { type: 'Initialized', status: 'True' }
      : { type: 'Initialized', status: 'False', reason: 'ContainersNotInitialized', message: `containers with incomplete status: ${list(incomplete)}` };
  if (over) initialized.reason = 'PodCompleted';
  const counted = [...inits.filter((c) => kindOf(spec, c) === 'sidecar'), ...(spec.containers ?? [])];
  const unready: string[] = counted.filter((c) => !isReady(work, c)).map((c) => c.name);
  const message = `containers with unready status: ${list(unready)}`;
  const why = over ? { reason: 'PodCompleted' } : phase === 'Failed' ? { reason: 'PodFailed' } : { reason: 'ContainersNotReady', message };
  const containers: Condition = unready.length || over || phase === 'Failed' ? { type: 'ContainersReady', status: 'False', ...why } : { type: 'ContainersReady', status: 'True' };
  const gates: Json[] = (spec.readinessGates ?? []).filter((g: Json) => !(work.pod.status?.conditions ?? []).some((c: Json) => c.type === g.conditionType && c.status === 'True'));
  const gated: Condition = {
    type: 'Ready',
    status: 'False',
    reason: 'ReadinessGatesNotReady',
    message: gates.map((g) => `corresponding condition of pod readiness gate "${g.conditionType}" does not exist.`).join(', '),
  };
  const ready: Condition = containers.status === 'True' && gates.length ? gated : { ...containers, type: 'Ready' };
  const up = Boolean(record.sandbox && record.sandbox.readyAt <= now) && !over && phase !== 'Failed' && !(record.stopping && allEnded(work));
  const pending: Condition[] = record.resize ? [{ type: 'PodResizePending', status: 'True', ...record.resize }] : [];
  return [...pending, { type: 'PodReadyToStartContainers', status: up ? 'True' : 'False' }, initialized, ready, containers, { type: 'PodScheduled', status: 'True' }];
}

function datedConditions(work: Work, phase: string): Json[] {
  const known: Json[] = work.pod.status?.conditions ?? [];
  const generation = work.pod.metadata.generation;
  const mine = conditionsOf(work, phase).map((condition) => {
    const before = known.find((c) => c.type === condition.type);
    const since = work.record.since[condition.type];
    const at = since?.status === condition.status ? since.at : work.now;
    work.record.since[condition.type] = { status: condition.status, at };
    const kept = condition.type === 'PodScheduled' && before?.status === 'True' ? before.lastTransitionTime : formatTime(at);
    const { type, status, ...why } = condition;
    return { lastProbeTime: null, lastTransitionTime: kept, ...why, ...(generation ? { observedGeneration: generation } : {}), status, type };
  });
  return [...mine, ...known.filter((c) => c.type !== 'PodResizePending' && !mine.some((m) => m.type === c.type))];
}

/** What the pod's status should say now. */
export function statusOf(work: Work): Json {
  const { pod, spec, record, host, now } = work;
  const phase = phaseOf(work);
  const old = deepCopy(pod.status ?? {});
  const blocked = (spec.initContainers ?? []).some((c: Json) => (kindOf(spec, c) === 'init' ? !isReady(work, c) : !hasStarted(work, c)));
  const idle = blocked ? 'PodInitializing' : 'ContainerCreating';
  const ip = record.sandbox && record.sandbox.readyAt <= now ? record.sandbox.ip : undefined;
  const byName = (containers: Json[]) => [...containers].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    ...old,
    conditions: datedConditions(work, phase),
    containerStatuses: byName(spec.containers ?? []).map((c) => containerStatus(work, c, idle)),
    hostIP: host.facts.address,
    hostIPs: [{ ip: host.facts.address }],
    ...(spec.initContainers?.length ? { initContainerStatuses: spec.initContainers.map((c: Json) => containerStatus(work, c, 'PodInitializing')) } : {}),
    ...(spec.ephemeralContainers?.length ? { ephemeralContainerStatuses: spec.ephemeralContainers.map((c: Json) => ephemeralStatus(work, c)) } : {}),
    ...(record.failed ? { message: record.failed.message, reason: record.failed.reason } : {}),
    ...(pod.metadata.generation ? { observedGeneration: pod.metadata.generation } : {}),
    phase,
    ...(ip ? { podIP: ip, podIPs: [{ ip }] } : {}),
    qosClass: old.qosClass ?? 'BestEffort',
    startTime: formatTime(record.seenAt),
  };
}
