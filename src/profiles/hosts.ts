// The machines of a new cluster, and the boot that brings the control plane up before anything is written to it.
import type { Client } from '../client/index.ts';
import { lookUpImage } from '../containers/index.ts';
import { kubelet } from '../kubelet/index.ts';
import { bringUp, type HostImage, type HostState, type Package, stopUnit } from '../nodes/host/index.ts';
import { bytes, type Instant, uuid } from '../sim/index.ts';
import kubeadm from './facts/kubeadm.json' with { type: 'json' };
import { filesOf, isPrivate } from './hostFiles.ts';
import type { NodeOf, Profile } from './names.ts';
import type { Pki } from './pki.ts';
import { unitFiles } from './unitFiles.ts';

/** How long before the cluster's birth its machines were started. */
const bootedBefore = 90_000;

const controlPlanePrograms = (): Record<string, string[]> => ({
  etcd: ['etcd'],
  'kube-apiserver': ['kube-apiserver'],
  'kube-controller-manager': [
    'kube-controller-manager',
    '--cluster-signing-cert-file=/etc/kubernetes/pki/ca.crt',
    '--cluster-signing-key-file=/etc/kubernetes/pki/ca.key',
    '--root-ca-file=/etc/kubernetes/pki/ca.crt',
    '--service-account-private-key-file=/etc/kubernetes/pki/sa.key',
  ],
  'kube-scheduler': ['kube-scheduler'],
});

const hex = (length: number, ...key: string[]): string => Array.from(bytes(length, ...key), (b) => b.toString(16).padStart(2, '0')).join('');

/** What `kubeadm config images pull` has brought. */
function imagesOn(node: NodeOf): HostImage[] {
  const everywhere = ['registry.k8s.io/pause:3.10.2', 'registry.k8s.io/kube-proxy:v1.36.2', 'registry.k8s.io/coredns/coredns:v1.14.2'];
  const own = Object.values(kubeadm.manifests).map((text) => /image: (\S+)/.exec(text)?.[1] as string);
  return [...everywhere, ...(node.controlPlane ? own : [])].flatMap((name) => {
    const image = lookUpImage(name);
    return 'digest' in image ? [{ names: [`${image.repository}@${image.digest}`, image.name], bytes: image.bytes }] : [];
  });
}

/** What kubeadm's guide has installed: the three of the cluster are held. */
const packages = (): Record<string, Package> => ({
  containerd: { version: '2.2.0-0ubuntu1~24.04.1' },
  'cri-tools': { version: '1.36.0-1.1' },
  kubeadm: { version: '1.36.2-1.1', held: true },
  kubectl: { version: '1.36.2-1.1', held: true },
  kubelet: { version: '1.36.2-1.1', held: true },
  'kubernetes-cni': { version: '1.9.0-1.1' },
});

function machine(profile: Profile, node: NodeOf, now: Instant): HostState {
  const since = now - bootedBefore;
  const hollow = profile.name === 'plain';
  return {
    name: node.name,
    facts: {
      cpu: profile.cpu,
      memory: profile.memory,
      ephemeralStorage: '19221248Ki',
      pods: '110',
      address: node.address,
      architecture: 'amd64',
      osImage: 'Ubuntu 24.04.3 LTS',
      kernelVersion: '6.8.0-51-generic',
      containerRuntimeVersion: 'containerd://2.2.0',
      machineID: hex(16, profile.name, 'machine', node.name),
      systemUUID: uuid(profile.name, 'system', node.name),
      bootID: uuid(profile.name, 'boot', node.name),
    },
    files: {},
    units: {},
    images: hollow ? [] : imagesOn(node),
    pods: {},
    packages: packages(),
    processes: hollow && node.controlPlane ? controlPlanePrograms() : {},
    bootedAt: since,
    runtime: hollow ? 'hollow' : 'containerd',
  };
}

const away = (): never => {
  throw new Error('connection refused');
};
const nobody: Client = { get: away, find: away, list: away, listWithMeta: away, create: away, replace: away, update: away, updateStatus: away, patch: away, delete: away };

/** Lets the kubelet of a machine run its static pods while no API server answers, as on the day kubeadm ran. */
function boot(host: HostState, seed: string, now: Instant): void {
  const component = kubelet(host);
  let at = host.bootedAt;
  while (at < now) {
    const look = component.reconcile('@host', { now: at, client: nobody, seed });
    at = Math.min(Math.max(look ?? now, at + 1), now);
  }
}

/** Gives a machine that an older version of the program made what it lacks: the files of its units, and a kernel. */
export function equip(host: HostState, inCluster = true): void {
  const { units } = host;
  host.files = { ...unitFiles(inCluster), ...host.files };
  host.packages ??= inCluster ? packages() : {};
  bringUp(host, host.bootedAt);
  for (const [name, unit] of Object.entries(units)) if (unit.active !== 'active') stopUnit(host, name, unit.since);
}

export function machinesOf(profile: Profile, pki: Pki, now: Instant): HostState[] {
  return profile.nodes.map((node) => {
    const host = machine(profile, node, now);
    const files = filesOf(profile, node, pki);
    // A plain control plane runs as processes of the host: nothing for the kubelet to start.
    if (profile.name === 'plain') for (const path in files) if (path.startsWith('/etc/kubernetes/manifests/')) delete files[path];
    for (const path in files) host.files[path] = { text: files[path] as string, mode: isPrivate(path) ? 0o600 : 0o644, owner: 'root' };
    Object.assign(host.files, unitFiles(true));
    bringUp(host, host.bootedAt);
    host.toldStart = host.bootedAt;
    if (profile.name !== 'plain' && node.controlPlane) boot(host, 'boot', now);
    return host;
  });
}
