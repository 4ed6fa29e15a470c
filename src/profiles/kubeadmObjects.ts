// What kubeadm and its add-ons leave in a cluster's API: DNS, kube-proxy, the configurations, the tokens' RBAC.
import type { KubeObject } from '../apimachinery/object.ts';
import kubeadm from './facts/kubeadm.json' with { type: 'json' };
import { kubeletConfig } from './hostFiles.ts';
import { type Profile, serverOf } from './names.ts';
import type { Pki } from './pki.ts';

const system = 'kube-system';
const rbac = 'rbac.authorization.k8s.io';

const configMap = (name: string, data: Record<string, string>, namespace = system): KubeObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data });
const role = (name: string, namespace: string | undefined, rules: object[]): KubeObject => ({
  apiVersion: `${rbac}/v1`,
  kind: namespace ? 'Role' : 'ClusterRole',
  metadata: { name, ...(namespace ? { namespace } : {}) },
  rules,
});

function binding(name: string, namespace: string | undefined, to: { kind: 'Role' | 'ClusterRole'; name: string }, subjects: { kind: string; name: string; namespace?: string }[]): KubeObject {
  const roleRef = { apiGroup: rbac, kind: to.kind, name: to.name };
  const full = subjects.map((subject) => (subject.kind === 'ServiceAccount' ? subject : { apiGroup: rbac, ...subject }));
  return { apiVersion: `${rbac}/v1`, kind: namespace ? 'RoleBinding' : 'ClusterRoleBinding', metadata: { name, ...(namespace ? { namespace } : {}) }, roleRef, subjects: full };
}

export function clusterConfiguration(profile: Profile): string {
  return `apiServer: {}
apiVersion: kubeadm.k8s.io/v1beta4
caCertificateValidityPeriod: 87600h0m0s
certificateValidityPeriod: 8760h0m0s
certificatesDir: /etc/kubernetes/pki
clusterName: kubernetes
controllerManager: {}
dns: {}
encryptionAlgorithm: RSA-2048
etcd:
  local:
    dataDir: /var/lib/etcd
imageRepository: registry.k8s.io
kind: ClusterConfiguration
kubernetesVersion: v1.36.2
networking:
  dnsDomain: cluster.local
  podSubnet: ${profile.podCIDR}
  serviceSubnet: ${profile.serviceCIDR}
proxy: {}
scheduler: {}
`;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

function clusterInfo(profile: Profile, pki: Pki): KubeObject {
  const kubeconfig = `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${base64(pki.ca)}
    server: ${serverOf(profile)}
  name: ""
contexts: null
current-context: ""
kind: Config
users: null
`;
  return configMap('cluster-info', { kubeconfig }, 'kube-public');
}

/** Who may join, and what they may read on the way (kubeadm init phase bootstrap-token and upload-config). */
function bootstrapRules(): KubeObject[] {
  const joining = { kind: 'Group', name: 'system:bootstrappers:kubeadm:default-node-token' };
  const nodes = { kind: 'Group', name: 'system:nodes' };
  const get = (resource: string, name: string) => [{ apiGroups: [''], resourceNames: [name], resources: [resource], verbs: ['get'] }];
  return [
    role('kubeadm:get-nodes', undefined, [{ apiGroups: [''], resources: ['nodes'], verbs: ['get'] }]),
    binding('kubeadm:get-nodes', undefined, { kind: 'ClusterRole', name: 'kubeadm:get-nodes' }, [joining]),
    binding('kubeadm:kubelet-bootstrap', undefined, { kind: 'ClusterRole', name: 'system:node-bootstrapper' }, [joining]),
    binding('kubeadm:node-autoapprove-bootstrap', undefined, { kind: 'ClusterRole', name: 'system:certificates.k8s.io:certificatesigningrequests:nodeclient' }, [joining]),
    binding('kubeadm:node-autoapprove-certificate-rotation', undefined, { kind: 'ClusterRole', name: 'system:certificates.k8s.io:certificatesigningrequests:selfnodeclient' }, [nodes]),
    binding('kubeadm:cluster-admins', undefined, { kind: 'ClusterRole', name: 'cluster-admin' }, [{ kind: 'Group', name: 'kubeadm:cluster-admins' }]),
    role('kubeadm:bootstrap-signer-clusterinfo', 'kube-public', get('configmaps', 'cluster-info')),
    binding('kubeadm:bootstrap-signer-clusterinfo', 'kube-public', { kind: 'Role', name: 'kubeadm:bootstrap-signer-clusterinfo' }, [{ kind: 'User', name: 'system:anonymous' }]),
    role('kubeadm:kubelet-config', system, get('configmaps', 'kubelet-config')),
    binding('kubeadm:kubelet-config', system, { kind: 'Role', name: 'kubeadm:kubelet-config' }, [nodes, joining]),
    role('kubeadm:nodes-kubeadm-config', system, get('configmaps', 'kubeadm-config')),
    binding('kubeadm:nodes-kubeadm-config', system, { kind: 'Role', name: 'kubeadm:nodes-kubeadm-config' }, [joining, nodes]),
  ];
}

export const kubeadmObjects = (profile: Profile, pki: Pki): KubeObject[] => [
  configMap('kubeadm-config', { ClusterConfiguration: clusterConfiguration(profile) }),
  configMap('kubelet-config', { kubelet: kubeletConfig }),
  clusterInfo(profile, pki),
  ...bootstrapRules(),
  ...(kubeadm.objects as unknown as KubeObject[]),
];
