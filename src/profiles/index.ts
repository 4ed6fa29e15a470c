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
import { type ServerFlags, serverFlags } from './programs.ts';
import { standard } from './standard.ts';

export type { ControlPlaneProgram, ProfileName } from './names.ts';
export type { Pki } from './pki.ts';
export { argumentsOf, findsEtcd, isRunning, signingAuthority, tokenAuthority } from './programs.ts';

export const profiles: Readonly<Record<ProfileName, Profile>> = { standard, plain };

/** The certificates and keys; all profiles have the same nodes' names. */
export const pkiOf = (seed: string, now: Instant, profile: ProfileName = 'standard'): Pki => makePki(profiles[profile], seed, now);

export const hostsOf = (profile: ProfileName, pki: Pki, now: Instant): HostState[] => machinesOf(profiles[profile], pki, now);

export const flagsOf = (_profile: ProfileName, hosts: readonly HostState[]): ServerFlags => serverFlags(hosts);

export interface Born {
  resource: string;
  object: KubeObject;
}

const flannelAnnotations = (address: string): Record<string, string> => ({
  'flannel.alpha.coreos.com/backend-type': 'vxlan',
  'flannel.alpha.coreos.com/kube-subnet-manager': 'true',
  'flannel.alpha.coreos.com/public-ip': address,
});

/** What is in the API when the cluster is born, in an order in which it can be created. An object with a status has it then. */
export function objectsOf(name: ProfileName, pki: Pki, now: Instant): Born[] {
  const profile = profiles[name];
  const objects = [
    ...serverObjects(profile, pki, now),
    ...profile.nodes.map((node) => nodeObject(node, name === 'standard' ? flannelAnnotations(node.address) : {})),
    ...(name === 'standard' ? [...kubeadmObjects(profile, pki), ...addonObjects(profile)] : []),
  ];
  const resources = new Map(builtInResources.map((info) => [`${info.group ? `${info.group}/` : ''}${info.version} ${info.kind}`, resourceText(info)]));
  return objects.flatMap((object) => {
    const resource = resources.get(`${object.apiVersion} ${object.kind}`);
    return resource ? [{ resource, object }] : [];
  });
}
