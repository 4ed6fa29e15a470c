// What every new cluster holds: the objects that an API server makes for itself, and its nodes.
import bootstrap from '../apis/facts/bootstrap.json' with { type: 'json' };
import discovery from '../apis/facts/discovery.json' with { type: 'json' };
import type { KubeObject } from '../apimachinery/object.ts';
import type { NodeOf, Profile } from './names.ts';

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
    { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'kubernetes', namespace: 'default', labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } }, subsets: [{ addresses: [{ ip }], ports: [{ name: 'https', port: 6443, protocol: 'TCP' }] }] },
    { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name: 'kubernetes', namespace: 'default', labels: { 'kubernetes.io/service-name': 'kubernetes' } }, addressType: 'IPv4', endpoints: [{ addresses: [ip], conditions: { ready: true } }], ports: [{ name: 'https', port: 6443, protocol: 'TCP' }] },
  ];
}

const serviceCIDR = (profile: Profile): KubeObject => ({ apiVersion: 'networking.k8s.io/v1', kind: 'ServiceCIDR', metadata: { name: 'kubernetes' }, spec: { cidrs: [profile.serviceCIDR] } });

export function serverObjects(profile: Profile, now: string): KubeObject[] {
  return [...(bootstrap as unknown as KubeObject[]), serviceCIDR(profile), ...endpoints(profile), ...apiServices(now)];
}
