// The machine where a person begins: no part of the cluster, with a home, a kubeconfig and the exam's alias.
import { bringUp, type HostState } from '../nodes/host/index.ts';
import type { Instant } from '../sim/index.ts';
import { uuid } from '../sim/index.ts';
import { unitFiles } from './unitFiles.ts';

const kubeconfigPath = '/etc/kubernetes/admin.conf';

const bashrc = `# ~/.bashrc: executed by bash(1) for shells that are not login shells.
alias ll='ls -alF'
alias k=kubectl
`;

const vimrc = 'set ts=2 sw=2 expandtab\n';

const directory = (owner: string, mode = 0o755) => ({ text: '', mode, owner, directory: true as const });
const file = (text: string, owner: string, mode = 0o644) => ({ text, mode, owner });

/** Homes with what a shell reads when it starts, and a kubeconfig. */
function homes(kubeconfig: string): HostState['files'] {
  const of = (home: string, owner: string): HostState['files'] => ({
    [home]: directory(owner, owner === 'root' ? 0o700 : 0o755),
    [`${home}/.bashrc`]: file(bashrc, owner),
    [`${home}/.vimrc`]: file(vimrc, owner),
    ...(kubeconfig ? { [`${home}/.kube`]: directory(owner), [`${home}/.kube/config`]: file(kubeconfig, owner, 0o600) } : {}),
  });
  return { ...of('/root', 'root'), ...of('/home/candidate', 'candidate') };
}

/** Folders that everybody may write to are part of the exam's way of working. */
const common = (): HostState['files'] => ({ '/opt': directory('candidate', 0o777), '/tmp': directory('root', 0o1777), '/mnt': directory('root'), '/srv': directory('root') });

const resolvers = (hosts: readonly HostState[]): HostState['files'] => ({
  '/etc/hosts': file(`127.0.0.1 localhost\n${hosts.map(({ name, facts }) => `${facts.address} ${name}\n`).join('')}`, 'root'),
});

const kubeconfigOn = (hosts: readonly HostState[]): string => hosts.map(({ files }) => files[kubeconfigPath]?.text).find((text) => text !== undefined) ?? '';

export function baseMachine(hosts: readonly HostState[], now: Instant): HostState {
  const [first] = hosts;
  if (!first) throw new Error('a cluster without machines');
  const base: HostState = {
    ...structuredClone({ ...first, files: {}, pods: {}, processes: {}, images: [], packages: {} }),
    name: 'base',
    facts: { ...first.facts, address: '172.30.1.1', machineID: uuid('machine', 'base').replaceAll('-', ''), systemUUID: uuid('system', 'base'), bootID: uuid('boot', 'base') },
    files: { ...common(), ...unitFiles(false), ...resolvers(hosts), '/etc/hostname': file('base\n', 'root'), ...homes(kubeconfigOn(hosts)) },
    units: {},
  };
  bringUp(base, Math.min(first.bootedAt, now));
  return base;
}

/** What makes a node one that a person can work on. */
export function settleIn(hosts: readonly HostState[]): void {
  const all = resolvers(hosts);
  for (const host of hosts) {
    const kubeconfig = host.files[kubeconfigPath]?.text ?? '';
    for (const [path, made] of Object.entries({ ...common(), ...all, '/etc/kubernetes/manifests': directory('root'), '/etc/hostname': file(`${host.name}\n`, 'root'), ...homes(kubeconfig) }))
      host.files[path] ??= made;
  }
}
