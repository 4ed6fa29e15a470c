// Startup, readiness and liveness probes. While nothing can change, the next one is not worth an entry.
import type { Json } from '../apimachinery/object.ts';
import { runInContainer, type Program } from '../containers/index.ts';
import type { ContainerSlot, ProbeRecord } from '../nodes/host/index.ts';
import { programOf, startOf } from './programs.ts';
import { endRun } from './termination.ts';
import { allContainers, kindOf, tell, type Work } from './work.ts';

type Sort = 'startup' | 'readiness' | 'liveness';
const fields: Record<Sort, string> = { startup: 'startupProbe', readiness: 'readinessProbe', liveness: 'livenessProbe' };
/** Stands for no further probe: nothing can change. */
const never = Number.MAX_SAFE_INTEGER;
const titles: Record<Sort, string> = { startup: 'Startup', readiness: 'Readiness', liveness: 'Liveness' };

export function probeContainer(work: Work, container: Json, slot: ContainerSlot): void {
  const sorts: Sort[] = ['startup', 'readiness', 'liveness'];
  for (const sort of sorts) {
    const probe = container[fields[sort]];
    if (!probe || (sort !== 'startup' && container.startupProbe && !slot.probes.startup?.passed)) continue;
    if (sort === 'startup' && slot.probes.startup?.passed) continue;
    if (probeOnce(work, container, slot, sort, probe) === 'killed') return;
  }
}

function probeOnce(work: Work, container: Json, slot: ContainerSlot, sort: Sort, probe: Json): 'killed' | undefined {
  const { now, looks } = work;
  const first = (slot.run?.startedAt ?? now) + (probe.initialDelaySeconds ?? 0) * 1000;
  slot.probes[sort] ??= { successes: 0, failures: 0, next: Math.max(first, now + (sort === 'readiness' || sort === 'startup' ? 400 : 1000)), passed: false };
  const record = slot.probes[sort] as ProbeRecord;
  if (record.next > now) {
    if (record.next !== never) looks.push(record.next);
    return undefined;
  }
  const program = work.host.runtime === 'hollow' ? undefined : slot.run && programOf(work, container, slot.run);
  const problem = work.host.runtime === 'hollow' ? undefined : problemOf(work, container, probe, program);
  const period = (probe.periodSeconds ?? 10) * 1000;
  record.next += Math.max(1, Math.ceil((now - record.next + 1) / period)) * period;
  if (problem === undefined) return succeed(work, slot, sort, probe, record, program, period);
  return fail(work, container, slot, sort, probe, record, problem);
}

function succeed(work: Work, slot: ContainerSlot, sort: Sort, probe: Json, record: ProbeRecord, program: Program | undefined, period: number): undefined {
  record.successes++;
  record.failures = 0;
  if (record.successes >= (probe.successThreshold ?? 1)) record.passed = true;
  if (!record.passed) work.looks.push(record.next);
  else if (sort === 'startup') work.looks.push(work.now + 1);
  else {
    // Nothing will change before the program does something: the next probe that could tell is the first after that.
    const change = program?.next?.(work.now);
    if (change === undefined || !slot.run) record.next = never;
    else {
      while (record.next < change) record.next += period;
      work.looks.push(record.next);
    }
  }
  return undefined;
}

function fail(work: Work, container: Json, slot: ContainerSlot, sort: Sort, probe: Json, record: ProbeRecord, problem: string): 'killed' | undefined {
  record.failures++;
  record.successes = 0;
  tell(work, { type: 'Warning', reason: 'Unhealthy', message: `${titles[sort]} probe failed: ${problem}`, container });
  if (record.failures < (probe.failureThreshold ?? 3)) {
    work.looks.push(record.next);
    return undefined;
  }
  if (sort === 'readiness') {
    record.passed = false;
    work.looks.push(record.next);
    return undefined;
  }
  const willRestart = work.spec.restartPolicy !== 'Never' || kindOf(work.spec, container) === 'sidecar';
  tell(work, { reason: 'Killing', message: `Container ${container.name} failed ${sort} probe${willRestart ? ', will be restarted' : ''}`, container });
  endRun(work, container, slot, probe.terminationGracePeriodSeconds ?? work.spec.terminationGracePeriodSeconds ?? 30);
  slot.probes = {};
  return 'killed';
}

/** Something in the pod is not as it was: probes that had nothing more to learn are asked again in their own rhythm. */
export function wakeProbes({ spec, record, now }: Work): void {
  for (const container of allContainers(spec)) {
    const slot = record.containers[container.name];
    for (const [sort, probe] of Object.entries(slot?.probes ?? {})) {
      const { initialDelaySeconds = 0, periodSeconds = 10 } = container[fields[sort as Sort]] ?? {};
      if (probe.next <= now + periodSeconds * 1000) continue;
      const first = (slot?.run?.startedAt ?? now) + initialDelaySeconds * 1000 + 1000;
      probe.next = first + Math.max(0, Math.floor((now - first) / (periodSeconds * 1000)) + 1) * periodSeconds * 1000;
    }
  }
}

function portOf(container: Json, port: string | number): number {
  if (typeof port === 'number') return port;
  return (container.ports ?? []).find((p: Json) => p.name === port)?.containerPort ?? Number(port);
}

/** What a probe has to say against the container; nothing when it succeeds. */
function problemOf(work: Work, container: Json, probe: Json, program: Program | undefined): string | undefined {
  const { now, record } = work;
  const listening = (port: number): boolean => Boolean(program?.ports.some((p) => p.port === port && p.since <= now));
  const refused = (ip: string, port: number): string => `dial tcp ${ip}:${port}: connect: connection refused`;
  if (probe.httpGet) {
    const { path = '/', scheme = 'HTTP', host } = probe.httpGet;
    const port = portOf(container, probe.httpGet.port);
    const ip = host || (record.sandbox?.ip ?? '');
    if (!listening(port)) return `Get "${scheme.toLowerCase()}://${ip}:${port}${path}": ${refused(ip, port)}`;
    const { status } = program?.respond?.(port, path, now) ?? { status: 200 };
    return status >= 200 && status < 400 ? undefined : `HTTP probe failed with statuscode: ${status}`;
  }
  if (probe.tcpSocket || probe.grpc) {
    const port = portOf(container, (probe.tcpSocket ?? probe.grpc).port);
    return listening(port) ? undefined : refused(probe.tcpSocket?.host || (record.sandbox?.ip ?? ''), port);
  }
  const run = work.record.containers[container.name]?.run;
  if (!program || !run) return undefined;
  const { code, output } = runInContainer(startOf(work, container, run), program, probe.exec?.command ?? [], now, (probe.timeoutSeconds ?? 1) * 1000);
  return code === 0 ? undefined : output.trimEnd();
}
