// What a container has logged, as the kubelet's containerLogs endpoint answers it.
import type { Json, KubeObject } from '../apimachinery/object.ts';
import { badRequest } from '../apimachinery/status.ts';
import { type Line, linesOf } from '../containers/index.ts';
import type { ContainerRun, HostPod, HostState } from '../nodes/host/index.ts';
import type { Instant } from '../sim/index.ts';
import { programOf } from './programs.ts';
import { allContainers, hasExited, type KubeletContext } from './work.ts';

/** Everything that a run wrote until `now`. */
export function logLines(host: HostState, pod: KubeObject, record: HostPod, container: string, run: ContainerRun, context: KubeletContext): Line[] {
  const { now } = context;
  const spec: Json = allContainers(pod.spec).find((c) => c.name === container);
  const program = spec && programOf({ host, context, now, pod, spec: pod.spec, record, looks: [] }, spec, run);
  const until = hasExited({ restarts: 0, waiting: { reason: '' }, probes: {}, run }, now) ? (run.exit?.at ?? now) : now;
  return [...(program?.logs(until) ?? []), ...linesOf((run.said ?? []).filter((chunk) => chunk.at <= until))];
}

const rfc3339 = (at: Instant): string => `${new Date(at).toISOString().slice(0, 23)}000000Z`;

function runOf(pod: KubeObject, record: HostPod | undefined, container: string, previous: boolean): ContainerRun | undefined {
  const slot = record?.containers[container];
  if (!previous) {
    if (slot?.run) return slot.run;
    throw badRequest(`container "${container}" in pod "${pod.metadata.name}" is waiting to start: ${slot?.waiting.reason ?? 'ContainerCreating'}`);
  }
  const waiting = slot?.retryAt !== undefined && slot.run?.exit;
  const run = waiting ? slot.run : slot?.last;
  if (!run) throw badRequest(`previous terminated container "${container}" in pod "${pod.metadata.name}" not found`);
  return run;
}

function select(lines: Line[], query: (name: string) => string | undefined, now: Instant): Line[] {
  const since = query('sinceSeconds') ? now - Number(query('sinceSeconds')) * 1000 : query('sinceTime') ? Date.parse(query('sinceTime') as string) : undefined;
  const recent = since === undefined ? lines : lines.filter((line) => line.at >= since);
  const tail = query('tailLines');
  return tail === undefined ? recent : Number(tail) === 0 ? [] : recent.slice(-Number(tail));
}

/** The lines of a container as `GET /containerLogs` answers them. */
export function containerLogs(host: HostState, context: KubeletContext, pod: KubeObject, container: string, query: (name: string) => string | undefined): string {
  const record = Object.values(host.pods).find((p) => p.namespace === pod.metadata.namespace && p.name === pod.metadata.name);
  const run = runOf(pod, record, container, query('previous') === 'true');
  const lines = run && record ? select(logLines(host, pod, record, container, run, context), query, context.now) : [];
  const stamped = query('timestamps') === 'true';
  const text = lines.map((line) => `${stamped ? `${rfc3339(line.at)} ` : ''}${line.text}\n`).join('');
  const limit = query('limitBytes');
  return limit === undefined ? text : text.slice(0, Number(limit));
}
