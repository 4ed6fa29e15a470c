// What a running program uses of CPU and memory: a function of what it is, of the instant, and of its limits.
import { type Instant, pick } from '../sim/index.ts';
import type { Program, Start } from './program.ts';
import { behaviourIn } from './start.ts';
import { parseReference } from './reference.ts';

export interface Usage {
  /** Billionths of a core. */
  cpu: number;
  /** Bytes of the working set. */
  memory: number;
}

const milli = 1_000_000;
const mebi = 1_048_576;

/** Millicores and mebibytes of programs that wait for work. */
const idle: Readonly<Record<string, readonly [cpu: number, memory: number]>> = {
  'kube-apiserver': [48, 252],
  etcd: [22, 58],
  'kube-controller-manager': [16, 54],
  'kube-scheduler': [6, 26],
  'kube-proxy': [1, 19],
  coredns: [2, 15],
  flannel: [7, 18],
  'kube-network-policies': [2, 24],
  'metrics-server': [4, 22],
  'local-path-provisioner': [1, 11],
  nginx: [0.4, 3.4],
  'nginx-unprivileged': [0.4, 3.6],
  'nginx-slim': [0.3, 2.6],
  httpd: [0.9, 8.4],
  redis: [2.2, 4.6],
  memcached: [0.5, 2.4],
  postgres: [1.4, 33],
  mysql: [6, 410],
  mariadb: [2, 92],
  mongo: [7, 118],
  rabbitmq: [12, 108],
  'hpa-example': [1, 12],
  whoami: [0.2, 2.8],
  'http-echo': [0.2, 3.1],
  agnhost: [0.3, 6.2],
  echoserver: [0.4, 4],
  pause: [0.01, 0.3],
};

/** Millicores that one request a second costs. */
const perRequest: Readonly<Record<string, number>> = { 'hpa-example': 8 };

/** Figures move a little each time they are taken. */
const sampling = 15_000;
const wiggle = (percent: number, at: Instant, ...key: readonly (string | number)[]): number => 1 + (pick(2 * percent + 1, 'usage', Math.floor(at / sampling), ...key) - percent) / 100;

/** `requests`: how many it is asked each second; `cpuLimit` in cores. */
export function usageOf(start: Start, program: Program | undefined, at: Instant, { requests = 0, cpuLimit }: { requests?: number; cpuLimit?: number } = {}): Usage {
  const name = (parseReference(start.image)?.repository ?? start.image).split('/').pop() as string;
  const own = behaviourIn(start.image).programs.includes(start.argv[0] ?? '') || program?.serves === true;
  const [cpu, memory] = own ? (idle[name] ?? [1, 9]) : [0.05, 0.5];
  const stated = program?.usage?.(at);
  const wanted = (stated?.cpu ?? cpu * milli) + requests * (perRequest[name] ?? 0.3) * milli;
  const used = Math.round(wanted * wiggle(9, at, 'cpu', ...start.key));
  const held = Math.round((stated?.memory ?? memory * mebi) * wiggle(2, at, 'memory', ...start.key));
  return {
    cpu: cpuLimit === undefined ? used : Math.min(used, Math.round(cpuLimit * 1e9 * wiggle(1, at, 'limit', ...start.key))),
    memory: start.memoryLimit === undefined ? held : Math.min(held, start.memoryLimit),
  };
}
