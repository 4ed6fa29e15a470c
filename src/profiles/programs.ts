// Which programs of the control plane run at this moment, and with what flags: read off the hosts, never remembered.
import { flagsIn } from '../containers/index.ts';
import type { ContainerRun, HostState } from '../nodes/host/index.ts';
import type { ControlPlaneProgram } from './names.ts';

/** The run of a container that is the program. One that is bound to end, because it could not start, is none. */
function runOf(program: string, host: HostState): ContainerRun | undefined {
  if (host.units.containerd?.active !== 'active') return undefined;
  for (const pod of Object.values(host.pods)) {
    for (const { run } of Object.values(pod.containers)) if (run && !run.exit && run.argv[0]?.split('/').pop() === program) return run;
  }
  return undefined;
}

interface Running {
  host: HostState;
  arguments: readonly string[];
}

function whereRuns(program: ControlPlaneProgram, hosts: readonly HostState[]): Running | undefined {
  for (const host of hosts) {
    const found = host.processes[program] ?? runOf(program, host)?.argv;
    if (found) return { host, arguments: found };
  }
  return undefined;
}

/** The command line of the program, wherever it runs. */
export const argumentsOf = (program: ControlPlaneProgram, hosts: readonly HostState[]): readonly string[] | undefined => whereRuns(program, hosts)?.arguments;

/** What lies in the file that a flag of kube-controller-manager names. */
function managerFiles(hosts: readonly HostState[]): (flag: string) => string | undefined {
  const running = whereRuns('kube-controller-manager', hosts);
  const flags = flagsIn(running?.arguments.slice(1) ?? []);
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

export interface ServerFlags {
  authorizationModes: string[];
  admission: { enabled: string[]; disabled: string[] };
  serviceCIDR: string;
  nodePorts: { first: number; last: number };
}

/** What the API server's flags say; kubeadm's own where it does not run or says nothing. */
export function serverFlags(hosts: readonly HostState[]): ServerFlags {
  const flags = flagsIn((argumentsOf('kube-apiserver', hosts) ?? []).slice(1));
  const list = (name: string, fallback: string): string[] => (flags.get(name) ?? fallback).split(',').filter(Boolean);
  const [first = 30000, last = 32767] = (flags.get('service-node-port-range') ?? '30000-32767').split('-').map(Number);
  return {
    authorizationModes: list('authorization-mode', 'Node,RBAC'),
    admission: { enabled: list('enable-admission-plugins', 'NodeRestriction'), disabled: list('disable-admission-plugins', '') },
    serviceCIDR: flags.get('service-cluster-ip-range') ?? '10.96.0.0/12',
    nodePorts: { first, last },
  };
}
