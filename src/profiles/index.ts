// Profiles: clusters as data. What is in etcd when they are born, what is on their machines, and which programs run there.
import type { KubeObject } from '../apimachinery/object.ts';
import { builtInResources, resourceText } from '../apis/resources.ts';
import type { HostState } from '../nodes/host/index.ts';
import type { Instant } from '../sim/index.ts';
import { addonObjects } from './addonObjects.ts';
import { nodeObject, serverObjects } from './common.ts';
import { machinesOf } from './hosts.ts';
import { kubeadmObjects } from './kubeadmObjects.ts';
import type { Profile, ProfileName } from './names.ts';
import { makePki, type Pki } from './pki.ts';
import { plain } from './plain.ts';
import { standard } from './standard.ts';

export { baseMachine, settleIn } from './base.ts';
export { equip } from './hosts.ts';
export type { ControlPlaneProgram, ProfileName } from './names.ts';
export type { Pki } from './pki.ts';
export { argumentsOf, findsEtcd, isRunning, signingAuthority, tokenAuthority } from './programs.ts';

const profiles: Readonly<Record<ProfileName, Profile>> = { standard, plain };

/** The certificates and keys; all profiles have the same nodes' names. */
export const pkiOf = (seed: string, now: Instant, profile: ProfileName = 'standard'): Pki => makePki(profiles[profile], seed, now);

export const hostsOf = (profile: ProfileName, pki: Pki, now: Instant): HostState[] => machinesOf(profiles[profile], pki, now);

export interface Born {
  resource: string;
  object: KubeObject;
  /** Who is noted as the manager of its fields, and of its status. */
  manager: string;
  statusManager: string;
}

/** The server makes most objects of a new cluster, two parts of it those of priority and fairness; leases are their holders'. */
function serversManager({ apiVersion, metadata, spec }: KubeObject): string {
  if (apiVersion.startsWith('flowcontrol.')) return 'api-priority-and-fairness-config-producer-v1';
  return spec?.leaseDurationSeconds === undefined ? 'kube-apiserver' : metadata.name;
}

const flannelAnnotations = (address: string): Record<string, string> => ({
  'flannel.alpha.coreos.com/backend-type': 'vxlan',
  'flannel.alpha.coreos.com/kube-subnet-manager': 'true',
  'flannel.alpha.coreos.com/public-ip': address,
});

/** What is in the API when the cluster is born, in an order in which it can be created. An object with a status has it then. */
export function objectsOf(name: ProfileName, pki: Pki, now: Instant): Born[] {
  const profile = profiles[name];
  const servers = serverObjects(profile, pki, now).map((object) => ({ object, manager: serversManager(object) }));
  const kubeadms = [
    ...profile.nodes.map((node) => nodeObject(node, name === 'standard' ? flannelAnnotations(node.address) : {})),
    ...(name === 'standard' ? [...kubeadmObjects(profile, pki), ...addonObjects(profile)] : []),
  ];
  const resources = new Map(builtInResources.map((info) => [`${info.group ? `${info.group}/` : ''}${info.version} ${info.kind}`, resourceText(info)]));
  return [...servers, ...kubeadms.map((object) => ({ object, manager: 'kubeadm' }))].flatMap(({ object, manager }) => {
    const resource = resources.get(`${object.apiVersion} ${object.kind}`);
    return resource ? [{ resource, object, manager, statusManager: manager.replace('producer', 'consumer') }] : [];
  });
}
