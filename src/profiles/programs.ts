// Which programs of the control plane run at this moment, and with what flags: read off the hosts, never remembered.
import { parseGoDuration } from '../apimachinery/duration.ts';
import { type ContainerRun, flagsIn, type HostState, writeFile } from '../nodes/host/index.ts';
import type { ControlPlaneProgram } from './names.ts';

const isProgram = (path: string, program: string): boolean => path === program || path.endsWith(`/${program}`);

/** The run of a container that is the program. One that is bound to end, because it could not start, is none. */
function runOf(program: string, host: HostState): ContainerRun | undefined {
  for (const pod of Object.values(host.pods)) {
    for (const { run } of Object.values(pod.containers)) if (run && !run.exit && isProgram(run.argv[0] ?? '', program)) return run;
  }
  return undefined;
}

interface Running {
  host: HostState;
  arguments: readonly string[];
}

function whereRuns(program: ControlPlaneProgram, hosts: readonly HostState[]): Running | undefined {
  for (const host of hosts) {
    if (host.awayUntil !== undefined) continue;
    const found = host.processes[program] ?? runOf(program, host)?.argv;
    if (found) return { host, arguments: found };
  }
  return undefined;
}

/** The flags do not change while a program runs, so they are read once for each start. */
const flagsRead = new WeakMap<readonly string[], Map<string, string>>();

function flagsOf(argv: readonly string[]): Map<string, string> {
  const flags = flagsRead.get(argv) ?? flagsIn(argv.slice(1));
  flagsRead.set(argv, flags);
  return flags;
}

/** The command line of the program, wherever it runs. */
export const argumentsOf = (program: ControlPlaneProgram, hosts: readonly HostState[]): readonly string[] | undefined => whereRuns(program, hosts)?.arguments;

/** What lies in the file that a flag of kube-controller-manager names. */
function managerFiles(hosts: readonly HostState[]): (flag: string) => string | undefined {
  const running = whereRuns('kube-controller-manager', hosts);
  const flags = flagsOf(running?.arguments ?? []);
  return (flag) => running?.host.files[flags.get(flag) ?? '']?.text;
}

/** The certificate and the key that kube-controller-manager signs with. */
export function signingAuthority(hosts: readonly HostState[]): { certificate: string; key: string } | undefined {
  const text = managerFiles(hosts);
  const [certificate, key] = [text('cluster-signing-cert-file'), text('cluster-signing-key-file')];
  return certificate && key ? { certificate, key } : undefined;
}

/** The key that kube-controller-manager signs tokens with, and the authority that it puts beside them. */
export function tokenAuthority(hosts: readonly HostState[]): { key: string; rootCA: string | undefined } | undefined {
  const text = managerFiles(hosts);
  const key = text('service-account-private-key-file');
  return key ? { key, rootCA: text('root-ca-file') } : undefined;
}

export const isRunning = (program: ControlPlaneProgram | 'kubelet', hosts: readonly HostState[]): boolean =>
  program === 'kubelet' ? hosts.some((host) => host.units.kubelet?.active === 'active') : argumentsOf(program, hosts) !== undefined;

/** What the API server is told when it starts: flags, and the files that they name, as they are on its host. */
export interface ServerFlags {
  /** --authorization-mode */
  authorizationModes: string[];
  /** --enable-admission-plugins and --disable-admission-plugins, applied to the default set. */
  admission: { enabled: string[]; disabled: string[] };
  /** --service-cluster-ip-range and --service-node-port-range */
  serviceCIDR: string;
  nodePorts: { first: number; last: number };
  /** --anonymous-auth */
  anonymousAuth: boolean;
  /** --runtime-config: `api/all`, `apps/v1`, `apps/v1/deployments`. */
  runtimeConfig: Record<string, boolean>;
  /** --event-ttl, in seconds. */
  eventTTL: number;
  /** --encryption-provider-config: the text of the file. */
  encryption: string | undefined;
  /** --audit-policy-file (the text of the file), and the way to write to --audit-log-path. */
  audit: { policy: string; append(lines: string): void } | undefined;
}

/** And what the API server makes of them. */
const read = new WeakMap<readonly string[], ServerFlags>();

const secondsIn = (duration: string): number => {
  try {
    return parseGoDuration(duration) / 1000;
  } catch {
    return 3600;
  }
};

/** What the API server's flags say; kubeadm's own where it does not run or says nothing. */
export function serverFlags(hosts: readonly HostState[]): ServerFlags {
  const running = whereRuns('kube-apiserver', hosts);
  if (!running) return byDefault();
  const known = read.get(running.arguments);
  if (known) return known;
  const flags = flagsFrom(running.arguments, running.host);
  read.set(running.arguments, flags);
  return flags;
}

let defaults: ServerFlags | undefined;

function byDefault(): ServerFlags {
  defaults ??= flagsFrom([], undefined);
  return defaults;
}

function flagsFrom(argv: readonly string[], host: HostState | undefined): ServerFlags {
  const flags = flagsOf(argv);
  const list = (name: string, fallback: string): string[] => (flags.get(name) ?? fallback).split(',').filter(Boolean);
  const file = (name: string): string | undefined => host?.files[flags.get(name) ?? '']?.text;
  const [first = 30000, last = 32767] = (flags.get('service-node-port-range') ?? '30000-32767').split('-').map(Number);
  const toggles = list('runtime-config', '').map((toggle) => toggle.split('='));
  const [policy, path] = [file('audit-policy-file'), flags.get('audit-log-path')];
  return {
    authorizationModes: list('authorization-mode', 'Node,RBAC'),
    admission: { enabled: list('enable-admission-plugins', 'NodeRestriction'), disabled: list('disable-admission-plugins', '') },
    serviceCIDR: flags.get('service-cluster-ip-range') ?? '10.96.0.0/12',
    nodePorts: { first, last },
    anonymousAuth: flags.get('anonymous-auth') !== 'false',
    runtimeConfig: Object.fromEntries(toggles.map(([name = '', value]) => [name, value !== 'false'])),
    eventTTL: secondsIn(flags.get('event-ttl') ?? '1h'),
    encryption: file('encryption-provider-config'),
    audit: host && policy !== undefined && path ? { policy, append: (lines) => writeFile(host, path, (host.files[path]?.text ?? '') + lines, { mode: 0o600 }) } : undefined,
  };
}

const addresses = (text: string | undefined): string[] => (text ?? '').split(',').filter(Boolean);

/** Whether the API server finds etcd where its flags say. A server that names none, as on a plain control plane, does. */
export function findsEtcd(hosts: readonly HostState[]): boolean {
  const etcd = argumentsOf('etcd', hosts);
  const server = argumentsOf('kube-apiserver', hosts);
  if (!etcd || !server) return false;
  const wanted = addresses(flagsOf(server).get('etcd-servers'));
  const listening = addresses(flagsOf(etcd).get('listen-client-urls'));
  return wanted.length === 0 || listening.length === 0 || wanted.some((url) => listening.includes(url.replace(/\/$/, '')));
}
