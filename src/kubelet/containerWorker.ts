// One container through its runs: image, configuration, start, probes, exit, the wait before the next run.
import type { Json } from '../apimachinery/object.ts';
import { isStartFailure, type Program } from '../containers/index.ts';
import type { ContainerRun, ContainerSlot } from '../nodes/host/index.ts';
import { ConfigError, environmentOf } from './environment.ts';
import { imageReady } from './images.ts';
import { afterStart } from './hooks.ts';
import { keepLast } from './mounts.ts';
import { probeContainer } from './probes.ts';
import { prepareRun, programOf } from './programs.ts';
import { endRun } from './termination.ts';
import { hasExited, isRunning, kindOf, tell, type Work } from './work.ts';

const backoff = { first: 10_000, longest: 300_000, resetAfter: 600_000 };
/** A container that ended for the first time is started again as soon as the kubelet notices. */
const notice = 1_000;
/** A container that cannot be configured is tried again with the pod's next sync. */
const resync = 12_000;

export function advanceContainer(work: Work, container: Json): void {
  const slot = work.record.containers[container.name] as ContainerSlot | undefined;
  if (!slot) {
    start(work, container, newSlot(work, container));
    return;
  }
  if (slot.run) {
    learnEnding(work, container, slot);
    if (isRunning(slot, work.now)) {
      probeContainer(work, container, slot);
      return;
    }
    if (!restarts(work, container, slot)) return;
    if (slot.retryAt === undefined) planRestart(work, container, slot);
  }
  if (slot.retryAt !== undefined && slot.retryAt > work.now) {
    work.looks.push(slot.retryAt);
    return;
  }
  start(work, container, slot);
}

function newSlot(work: Work, container: Json): ContainerSlot {
  const slot: ContainerSlot = { restarts: 0, waiting: { reason: 'ContainerCreating' }, probes: {} };
  work.record.containers[container.name] = slot;
  return slot;
}

/** What a run wrote outlives it; it is kept once, when the kubelet first sees that it has ended. */
export function keepFiles(work: Work, container: Json): void {
  const run = work.record.containers[container.name]?.run;
  if (!run?.exit || run.exit.at > work.now || run.kept) return;
  run.kept = true;
  const program = run.startedAt === 0 ? undefined : programOf(work, container, run);
  if (!program) return;
  if (program.changes) keepLast(work, container, program.changes(run.exit.at));
  const message = lastWords(container, run, program);
  if (message) run.exit.message ??= message;
}

/** The longest message that a container may leave, and the longest of its log. */
const longest = { message: 4096, log: 2048, lines: 80 };

/** What the container wrote to its termination message file; of one that failed the end of its log, if it wants that. */
function lastWords({ terminationMessagePath: path, terminationMessagePolicy: policy }: Json, { exit, writes = [] }: ContainerRun, program: Program): string {
  const until = exit?.at ?? 0;
  const written = [...(program.changes?.(until) ?? []), ...writes].filter((change) => change.path === (path ?? '/dev/termination-log')).at(-1)?.text;
  if (written || policy !== 'FallbackToLogsOnError' || exit?.code === 0) return (written ?? '').slice(0, longest.message);
  const lines = program.logs(until).slice(-longest.lines);
  return lines
    .map((line) => `${line.text}\n`)
    .join('')
    .slice(-longest.log);
}

/** A long program's ending may become known only on the way. */
function learnEnding(work: Work, container: Json, slot: ContainerSlot): void {
  const run = slot.run as ContainerRun;
  if (run.exit || (run.knownUntil === undefined && !run.asksNetwork)) return;
  if (run.knownUntil !== undefined && run.knownUntil > work.now && !run.asksNetwork) {
    work.looks.push(run.knownUntil);
    return;
  }
  const program = programOf(work, container, run, run.knownUntil && work.now);
  if (program) note(work, run, program);
}

function note(work: Work, run: ContainerRun, program: Program): void {
  delete run.knownUntil;
  if (program.asksNetwork) run.asksNetwork = true;
  if (program.ending)
    run.exit = { at: Math.max(program.ending.at, work.now), code: program.ending.code, reason: program.outOfMemory ? 'OOMKilled' : program.ending.code === 0 ? 'Completed' : 'Error' };
  else if (program.knownUntil !== undefined) {
    run.knownUntil = Math.max(program.knownUntil, work.now + 1000);
    work.looks.push(run.knownUntil);
  }
}

/** Whether what ended is started again. */
function restarts({ spec, now }: Work, container: Json, slot: ContainerSlot): boolean {
  if (!hasExited(slot, now)) return false;
  const code = slot.run?.exit?.code;
  const kind = kindOf(spec, container);
  if (kind === 'ephemeral') return false;
  if (slot.again) return true;
  if (kind === 'sidecar' || container.restartPolicy === 'Always') return true;
  const policy = container.restartPolicy ?? spec.restartPolicy ?? 'Always';
  if (kind === 'init') return code !== 0 && policy !== 'Never';
  return policy === 'Always' || (policy === 'OnFailure' && code !== 0);
}

function planRestart(work: Work, container: Json, slot: ContainerSlot): void {
  const run = slot.run as ContainerRun;
  const end = run.exit?.at ?? work.now;
  const lasted = run.startedAt === 0 ? 0 : end - run.startedAt; // a run that could not start has no beginning
  const before = lasted > backoff.resetAfter ? undefined : slot.backoff;
  const delay = before === undefined ? 0 : before === 0 ? backoff.first : Math.min(before * 2, backoff.longest);
  slot.backoff = delay;
  slot.retryAt = end + Math.max(delay, notice);
  if (delay === 0) return;
  const { name, namespace } = work.pod.metadata;
  const who = `failed container ${container.name} in pod ${name}_${namespace}(${work.record.uid})`;
  slot.waiting = { reason: 'CrashLoopBackOff', message: `back-off ${backoffText(delay)} restarting failed container=${container.name} pod=${name}_${namespace}(${work.record.uid})` };
  tell(work, { type: 'Warning', reason: 'BackOff', message: `Back-off restarting ${who}`, container });
}

/** As Go prints a duration: 10s, 1m20s, 5m0s. */
function backoffText(ms: number): string {
  const s = ms / 1000;
  return s < 60 ? `${s}s` : `${Math.floor(s / 60)}m${s % 60}s`;
}

function start(work: Work, container: Json, slot: ContainerSlot): void {
  if (!imageReady(work, container, slot)) return;
  try {
    begin(work, container, slot, environmentOf(work, container));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    slot.waiting = { reason: 'CreateContainerConfigError', message: error.message };
    slot.retryAt = work.now + resync;
    work.looks.push(slot.retryAt);
    tell(work, { type: 'Warning', reason: 'Failed', message: `Error: ${error.message}`, container });
  }
}

function begin(work: Work, container: Json, slot: ContainerSlot, env: Record<string, string>): void {
  const { run, started } = prepareRun(work, container, slot, env);
  if (slot.run) {
    slot.last = slot.run;
    slot.restarts++;
  }
  slot.run = run;
  if (work.host.runtime !== 'hollow' && !work.record.manifest) work.record.sizes = { ...work.record.sizes, [container.name]: container.resources ?? {} };
  delete slot.retryAt;
  slot.waiting = { reason: 'ContainerCreating' };
  slot.probes = {};
  delete slot.again;
  delete slot.pulled;
  tell(work, { reason: 'Created', message: 'Container created', container });
  if (started && isStartFailure(started)) {
    run.startedAt = 0;
    run.exit = { at: work.now, code: 128, reason: 'StartError', message: started.startError };
    tell(work, { type: 'Warning', reason: 'Failed', message: `Error: ${started.startError}`, container });
    advanceContainer(work, container);
    return;
  }
  tell(work, { reason: 'Started', message: 'Container started', container });
  if (started) note(work, run, started);
  if (!run.exit && !afterStart(work, container, run)) {
    endRun(work, { ...container, lifecycle: undefined }, slot, container.terminationGracePeriodSeconds ?? work.spec.terminationGracePeriodSeconds ?? 30);
    slot.waiting = { reason: 'PostStartHookError', message: 'PostStartHook failed' };
  }
  if (run.exit && run.exit.at > work.now) work.looks.push(run.exit.at);
  probeContainer(work, container, slot);
}
