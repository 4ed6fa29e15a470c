// What every new cluster holds: the objects that an API server makes for itself, and its nodes.
import bootstrap from '../apis/facts/bootstrap.json' with { type: 'json' };
import discovery from '../apis/facts/discovery.json' with { type: 'json' };
import { formatMicroTime, formatTime, type KubeObject } from '../apimachinery/object.ts';
import { type Instant, uuid } from '../sim/index.ts';
import type { NodeOf, Profile } from './names.ts';
import type { Pki } from './pki.ts';

const controlPlaneRole = 'node-role.kubernetes.io/control-plane';

/** A node as kubeadm and the node controllers mark it; the rest its kubelet says. */
export function nodeObject(node: NodeOf, annotations: Record<string, string> = {}): KubeObject {
  const labels: Record<string, string> = {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': node.name,
    'kubernetes.io/os': 'linux',
    ...(node.controlPlane ? { [controlPlaneRole]: '', 'node.kubernetes.io/exclude-from-external-load-balancers': '' } : {}),
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: node.name, labels, annotations: { 'node.alpha.kubernetes.io/ttl': '0', 'volumes.kubernetes.io/controller-managed-attach-detach': 'true', ...annotations } },
    spec: { podCIDR: node.podCIDR, podCIDRs: [node.podCIDR], ...(node.controlPlane ? { taints: [{ effect: 'NoSchedule', key: controlPlaneRole }] } : {}) },
  };
}

/** Group priorities are those of the aggregator's own list, as far as anybody sees them. */
function apiServices(now: string): KubeObject[] {
  const versions = ['v1', ...(discovery.groups as { name: string; versions: string[] }[]).flatMap(({ name, versions: of }) => of.map((version) => `${name}/${version}`))];
  return versions.map((groupVersion) => {
    const [group, version] = groupVersion.includes('/') ? (groupVersion.split('/') as [string, string]) : ['', groupVersion];
    return {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: { name: `${version}.${group}`, labels: { 'kube-aggregator.kubernetes.io/automanaged': 'onstart' } },
      spec: { ...(group ? { group } : {}), groupPriorityMinimum: group ? 17800 : 18000, version, versionPriority: /^v\d+$/.test(version) ? 15 : 9 },
      status: { conditions: [{ lastTransitionTime: now, message: 'Local APIServices are always available', reason: 'Local', status: 'True', type: 'Available' }] },
    };
  });
}

/** How clients reach the API server behind its Service: the API server writes these itself. */
function endpoints(profile: Profile): KubeObject[] {
  const ip = profile.nodes[0]?.address as string;
  return [
    {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { name: 'kubernetes', namespace: 'default', labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } },
      subsets: [{ addresses: [{ ip }], ports: [{ name: 'https', port: 6443, protocol: 'TCP' }] }],
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'kubernetes', namespace: 'default', labels: { 'kubernetes.io/service-name': 'kubernetes' } },
      addressType: 'IPv4',
      endpoints: [{ addresses: [ip], conditions: { ready: true } }],
      ports: [{ name: 'https', port: 6443, protocol: 'TCP' }],
    },
  ];
}

const serviceCIDR = (profile: Profile): KubeObject => ({ apiVersion: 'networking.k8s.io/v1', kind: 'ServiceCIDR', metadata: { name: 'kubernetes' }, spec: { cidrs: [profile.serviceCIDR] } });

/** What the API server tells of the authorities that it trusts. */
function authentication(pki: Pki): KubeObject {
  const data = {
    'client-ca-file': pki.ca,
    'requestheader-allowed-names': '["front-proxy-client"]',
    'requestheader-client-ca-file': pki.files['/etc/kubernetes/pki/front-proxy-ca.crt'] ?? '',
    'requestheader-extra-headers-prefix': '["X-Remote-Extra-"]',
    'requestheader-group-headers': '["X-Remote-Group"]',
    'requestheader-uid-headers': '["X-Remote-Uid"]',
    'requestheader-username-headers': '["X-Remote-User"]',
  };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'extension-apiserver-authentication', namespace: 'kube-system' }, data };
}

/** The lease of a component that was elected when the cluster was made. */
function leaderLease(component: string, profile: Profile, now: Instant): KubeObject {
  const at = formatMicroTime(now);
  const holderIdentity = `${profile.nodes[0]?.name}_${uuid(profile.name, component)}`;
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: component, namespace: 'kube-system' },
    spec: { acquireTime: at, holderIdentity, leaseDurationSeconds: 15, leaseTransitions: 0, renewTime: at },
  };
}

/** A flow schema of the server's own refers to a priority level of the server's own. */
function withStatus(object: KubeObject, lastTransitionTime: string): KubeObject {
  const level = object.spec?.priorityLevelConfiguration?.name;
  if (!level) return object;
  const message = `This FlowSchema references the PriorityLevelConfiguration object named "${level}" and it exists`;
  return { ...object, status: { conditions: [{ lastTransitionTime, message, reason: 'Found', status: 'False', type: 'Dangling' }] } };
}

export function serverObjects(profile: Profile, pki: Pki, now: Instant): KubeObject[] {
  const born = (bootstrap as unknown as KubeObject[]).map((object) => withStatus(object, formatTime(now)));
  const leases = ['kube-controller-manager', 'kube-scheduler'].map((name) => leaderLease(name, profile, now));
  return [...born, authentication(pki), serviceCIDR(profile), ...endpoints(profile), ...leases, ...apiServices(formatTime(now))];
}
