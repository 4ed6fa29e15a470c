// A kubelet's own API, for the API server: logs, commands, what its pods use.
import type { KubeObject } from '../apimachinery/object.ts';
import { ApiError } from '../apimachinery/status.ts';
import type { Client } from '../client/index.ts';
import type { HostState } from '../nodes/host/index.ts';
import type { Instant } from '../sim/index.ts';
import type { Request } from '../containers/index.ts';
import type { HttpAnswer } from '../network/index.ts';
import { type AttachAnswer, attachTo, type ExecAnswer, type ExecRequest, execIn, unreachable } from './exec.ts';
import { askPod, forwardTo } from './forward.ts';
import { ownAnswer } from './own.ts';
import { containerLogs } from './logs.ts';
import { type NodeUsage, nodeUsage } from './usage.ts';
import type { NetworkFor, Work } from './work.ts';

/** A client for whoever has none: everything is out of reach. */
const away = (): never => {
  throw new Error('connection refused');
};
const nobody: Client = { get: away, find: away, list: away, listWithMeta: away, create: away, replace: away, update: away, updateStatus: away, patch: away, delete: away };

export interface KubeletApi {
  containerLogs(pod: KubeObject, container: string, query: (name: string) => string | undefined): string;
  exec(pod: KubeObject, container: string, request: ExecRequest): ExecAnswer;
  attach(pod: KubeObject, container: string, request: Omit<ExecRequest, 'command'>): AttachAnswer;
  /** Bytes to a port of the pod, and what comes back; texts of Latin 1. */
  portForward(pod: KubeObject, port: number, data: string): string;
  /** HTTP to a port of the pod; nothing when nobody listens. */
  ask(pod: KubeObject, port: number, request: Request): HttpAnswer | undefined;
  /** What the kubelet answers itself: healthz, configz, pods, stats/summary. */
  own(path: string): string | undefined;
  /** What the machine and the containers on it use at this moment: billionths of cores, bytes. Nothing while the kubelet is away. */
  usage(): NodeUsage | undefined;
}

/** What the API server says when the kubelet does not answer a plain request. */
function refused(url: string, address: string): ApiError {
  return new ApiError({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message: `Get "${url}": dial tcp ${address}:10250: connect: connection refused`, code: 500 });
}

const encoded = (command: readonly string[]): string => command.map((word) => `command=${encodeURIComponent(word).replaceAll('%20', '+')}`).join('&');

export interface KubeletSurroundings {
  now: Instant;
  seed: string;
  /** What it reads ConfigMaps and Secrets with, for programs that read them. */
  client?: Client;
  /** Puts the kubelet to work on one of its pods. */
  wake?(key: string): void;
  network?: NetworkFor | undefined;
  /** Requests each second that reach an address. */
  load?(ip: string): number;
}

export function kubeletApi(host: HostState | undefined, { now, seed, client = nobody, wake = () => {}, load, network }: KubeletSurroundings): KubeletApi {
  const isUp = host?.units.kubelet?.active === 'active';
  const addressOf = (pod: KubeObject): string => host?.facts.address ?? pod.status?.hostIP ?? '';
  const workOn = (pod: KubeObject): Work | undefined => {
    const record = Object.values(host?.pods ?? {}).find((p) => p.namespace === pod.metadata.namespace && p.name === pod.metadata.name);
    return host && record && { host, context: { now, client, seed, network }, now, pod, spec: pod.spec, record, looks: [] };
  };
  return {
    containerLogs(pod, container, query) {
      const { namespace, name } = pod.metadata;
      if (!host || !isUp) throw refused(`https://${addressOf(pod)}:10250/containerLogs/${namespace}/${name}/${container}`, addressOf(pod));
      return containerLogs(host, { now, client, seed, network }, pod, container, query);
    },
    exec(pod, container, request) {
      if (!isUp) throw unreachable('exec', pod, addressOf(pod), `/${container}?${encoded(request.command)}&error=1&output=1`);
      const answer = execIn(workOn(pod), container, request);
      wake(`${pod.metadata.namespace}/${pod.metadata.name}`);
      return answer;
    },
    attach(pod, container, request) {
      if (!isUp) throw unreachable('attach', pod, addressOf(pod), `/${container}?error=1&output=1`);
      const answer = attachTo(workOn(pod), container, request);
      wake(`${pod.metadata.namespace}/${pod.metadata.name}`);
      return answer;
    },
    portForward(pod, port, data) {
      if (!host || !isUp) throw unreachable('portForward', pod, addressOf(pod), '');
      return forwardTo(host, pod, port, data, { now, client, seed, network });
    },
    ask: (pod, port, request) => (host ? askPod(host, pod, port, request, { now, client, seed, network }) : undefined),
    own(path) {
      if (!host || !isUp) throw refused(`https://${host?.facts.address ?? ''}:10250/${path}`, host?.facts.address ?? '');
      return ownAnswer(host, path, { now, client, seed, network }, load);
    },
    usage: () => (host && isUp && host.runtime !== 'hollow' ? nodeUsage({ host, context: { now, client, seed, network }, now }, load) : undefined),
  };
}
