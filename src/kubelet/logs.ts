// What a container has logged, as the kubelet's containerLogs endpoint answers it.
import type { Json, KubeObject } from '../apimachinery/object.ts';
import { badRequest, failure } from '../apimachinery/status.ts';
import type { Client } from '../client/index.ts';
import type { Line } from '../containers/index.ts';
import type { ContainerRun, HostPod, HostState } from '../nodes/host/index.ts';
import type { Instant } from '../sim/index.ts';
import { programOf } from './programs.ts';
import { allContainers, hasExited } from './work.ts';

/** Everything that a run wrote until `now`. */
export function logLines(host: HostState, pod: KubeObject, record: HostPod, container: string, run: ContainerRun, client: Client, now: Instant): Line[] {
  const spec: Json = allContainers(pod.spec).find((c) => c.name === container);
  const program = spec && programOf({ host, context: { now, client, seed: '' }, now, pod, spec: pod.spec, record, looks: [] }, spec, run);
  const until = hasExited({ restarts: 0, waiting: { reason: '' }, probes: {}, run }, now) ? (run.exit?.at ?? now) : now;
  return program?.logs(until) ?? [];
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

/** A client for whoever has none: everything is out of reach. */
const away = (): never => {
  throw new Error('connection refused');
};
const nobody: Client = { get: away, find: away, list: away, listWithMeta: away, create: away, replace: away, update: away, updateStatus: away, patch: away, delete: away };

/** The kubelet's API for the API server. `client` is what it reads ConfigMaps and Secrets with, for programs that read them. */
export function kubeletApi(
  host: HostState | undefined,
  now: Instant,
  client: Client = nobody,
): { containerLogs(pod: KubeObject, container: string, query: (name: string) => string | undefined): string } {
  return {
    containerLogs(pod, container, query) {
      if (!host || host.units.kubelet?.active !== 'active') {
        const { address } = host?.facts ?? { address: pod.status?.hostIP ?? '' };
        throw failure(
          500,
          'InternalError',
          `Get "https://${address}:10250/containerLogs/${pod.metadata.namespace}/${pod.metadata.name}/${container}": dial tcp ${address}:10250: connect: connection refused`,
        );
      }
      const record = Object.values(host.pods).find((p) => p.namespace === pod.metadata.namespace && p.name === pod.metadata.name);
      const run = runOf(pod, record, container, query('previous') === 'true');
      const lines = run && record ? select(logLines(host, pod, record, container, run, client, now), query, now) : [];
      const stamped = query('timestamps') === 'true';
      const text = lines.map((line) => `${stamped ? `${rfc3339(line.at)} ` : ''}${line.text}\n`).join('');
      const limit = query('limitBytes');
      return limit === undefined ? text : text.slice(0, Number(limit));
    },
  };
}
