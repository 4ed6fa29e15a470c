// The files that kubeadm and the packages leave on a node.
import kubeadm from './facts/kubeadm.json' with { type: 'json' };
import { type NodeOf, type Profile, serverOf } from './names.ts';
import type { Pki } from './pki.ts';

export const kubeletConfig = `apiVersion: kubelet.config.k8s.io/v1beta1
authentication:
  anonymous:
    enabled: false
  webhook:
    cacheTTL: 0s
    enabled: true
  x509:
    clientCAFile: /etc/kubernetes/pki/ca.crt
authorization:
  mode: Webhook
  webhook:
    cacheAuthorizedTTL: 0s
    cacheUnauthorizedTTL: 0s
cgroupDriver: systemd
clusterDNS:
- 10.96.0.10
clusterDomain: cluster.local
containerRuntimeEndpoint: unix:///run/containerd/containerd.sock
cpuManagerReconcilePeriod: 0s
crashLoopBackOff: {}
evictionPressureTransitionPeriod: 0s
fileCheckFrequency: 0s
healthzBindAddress: 127.0.0.1
healthzPort: 10248
httpCheckFrequency: 0s
imageMaximumGCAge: 0s
imageMinimumGCAge: 0s
kind: KubeletConfiguration
logging:
  flushFrequency: 0
  options:
    json:
      infoBufferSize: "0"
    text:
      infoBufferSize: "0"
  verbosity: 0
memorySwap: {}
nodeStatusReportFrequency: 0s
nodeStatusUpdateFrequency: 0s
rotateCertificates: true
runtimeRequestTimeout: 0s
shutdownGracePeriod: 0s
shutdownGracePeriodCriticalPods: 0s
staticPodPath: /etc/kubernetes/manifests
streamingConnectionIdleTimeout: 0s
syncFrequency: 0s
volumeStatsAggPeriod: 0s
`;

const cni = `{
  "name": "cbr0",
  "cniVersion": "0.3.1",
  "plugins": [
    {"type": "flannel", "delegate": {"hairpinMode": true, "isDefaultGateway": true}},
    {"type": "portmap", "capabilities": {"portMappings": true}}
  ]
}
`;

const osRelease = `PRETTY_NAME="Ubuntu 24.04.3 LTS"
NAME="Ubuntu"
VERSION_ID="24.04"
VERSION="24.04.3 LTS (Noble Numbat)"
VERSION_CODENAME=noble
ID=ubuntu
ID_LIKE=debian
`;

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** A kubeconfig as kubeadm writes it. */
export function kubeconfig(profile: Profile, pki: Pki, user: string, credential: Record<string, string>): string {
  const lines = Object.entries(credential).map(([key, value]) => `    ${key}: ${value}`);
  return `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${base64(pki.ca)}
    server: ${serverOf(profile)}
  name: kubernetes
contexts:
- context:
    cluster: kubernetes
    user: ${user}
  name: ${user}@kubernetes
current-context: ${user}@kubernetes
kind: Config
users:
- name: ${user}
  user:
${lines.join('\n')}
`;
}

const inline = (pki: Pki, name: string): Record<string, string> => ({
  'client-certificate-data': base64(pki.files[`/etc/kubernetes/${name}.crt`] ?? ''),
  'client-key-data': base64(pki.files[`/etc/kubernetes/${name}.key`] ?? ''),
});

function onEveryNode(profile: Profile, node: NodeOf): Record<string, string> {
  const hosts = profile.nodes.map(({ name, address }) => `${address} ${name}`).join('\n');
  return {
    '/etc/hostname': `${node.name}\n`,
    '/etc/hosts': `127.0.0.1 localhost\n${hosts}\n`,
    '/etc/os-release': osRelease,
    '/etc/resolv.conf': 'nameserver 127.0.0.53\noptions edns0 trust-ad\nsearch .\n',
    '/etc/crictl.yaml': 'runtime-endpoint: unix:///run/containerd/containerd.sock\nimage-endpoint: unix:///run/containerd/containerd.sock\ntimeout: 2\ndebug: false\n',
    '/etc/containerd/config.toml':
      'version = 3\n\n[plugins."io.containerd.cri.v1.images".pinned_images]\n  sandbox = "registry.k8s.io/pause:3.10.2"\n\n[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]\n  SystemdCgroup = true\n',
    '/etc/cni/net.d/10-flannel.conflist': cni,
    '/run/flannel/subnet.env': `FLANNEL_NETWORK=${profile.podCIDR}\nFLANNEL_SUBNET=${node.podCIDR.replace('.0/', '.1/')}\nFLANNEL_MTU=1450\nFLANNEL_IPMASQ=true\n`,
    '/var/lib/kubelet/config.yaml': kubeletConfig,
    '/var/lib/kubelet/instance-config.yaml': 'apiVersion: kubelet.config.k8s.io/v1beta1\ncontainerRuntimeEndpoint: unix:///var/run/containerd/containerd.sock\nkind: KubeletConfiguration\n',
    '/var/lib/kubelet/kubeadm-flags.env': 'KUBELET_KUBEADM_ARGS=""\n',
    '/etc/default/kubelet': 'KUBELET_EXTRA_ARGS=\n',
    '/etc/fstab': 'LABEL=cloudimg-rootfs\t/\text4\tdefaults\t0 1\n',
    '/etc/sysctl.d/k8s.conf': 'net.ipv4.ip_forward = 1\n',
    '/etc/modules-load.d/k8s.conf': 'overlay\nbr_netfilter\n',
  };
}

function onControlPlane(profile: Profile, pki: Pki): Record<string, string> {
  const admin = kubeconfig(profile, pki, 'kubernetes-admin', inline(pki, 'admin.conf'));
  const manifests = Object.entries(kubeadm.manifests).map(([name, text]) => [`/etc/kubernetes/manifests/${name}`, text]);
  return {
    ...Object.fromEntries(manifests),
    ...Object.fromEntries(Object.entries(pki.files).filter(([path]) => path.startsWith('/etc/kubernetes/pki/'))),
    '/etc/kubernetes/admin.conf': admin,
    '/root/.kube/config': admin,
    '/etc/kubernetes/super-admin.conf': kubeconfig(profile, pki, 'kubernetes-super-admin', inline(pki, 'super-admin.conf')),
    '/etc/kubernetes/controller-manager.conf': kubeconfig(profile, pki, 'system:kube-controller-manager', inline(pki, 'controller-manager.conf')),
    '/etc/kubernetes/scheduler.conf': kubeconfig(profile, pki, 'system:kube-scheduler', inline(pki, 'scheduler.conf')),
  };
}

/** Paths and texts; keys and kubeconfigs are for root alone. */
export function filesOf(profile: Profile, node: NodeOf, pki: Pki): Record<string, string> {
  const pem = '/var/lib/kubelet/pki/kubelet-client-current.pem';
  return {
    ...onEveryNode(profile, node),
    ...(node.controlPlane ? onControlPlane(profile, pki) : { '/etc/kubernetes/pki/ca.crt': pki.ca }),
    '/etc/kubernetes/kubelet.conf': kubeconfig(profile, pki, node.controlPlane ? 'system:node:controlplane' : 'default-auth', { 'client-certificate': pem, 'client-key': pem }),
    [pem]: pki.files[`/nodes/${node.name}.pem`] ?? '',
  };
}

export const isPrivate = (path: string): boolean => /\.(key|pem|conf)$|\/manifests\/|\/\.kube\//.test(path) && !/sysctl|modules-load|resolv/.test(path);
