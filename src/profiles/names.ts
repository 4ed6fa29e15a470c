// The profiles of clusters, and what the rest of the program may ask of them.
import type { Instant } from '../sim/index.ts';

/** `standard` is a cluster as kubeadm makes it; `plain` has a bare control plane, as the recordings' cluster. */
export const profileNames = ['standard', 'plain'] as const;

export type ProfileName = (typeof profileNames)[number];

/** The programs whose work is simulated: they work while a host runs them. */
export type ControlPlaneProgram = 'etcd' | 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'local-path-provisioner' | 'netpol';

export interface NodeOf {
  name: string;
  address: string;
  podCIDR: string;
  controlPlane: boolean;
}

export interface Profile {
  name: ProfileName;
  nodes: readonly NodeOf[];
  cpu: string;
  memory: string;
  serviceCIDR: string;
  podCIDR: string;
  /** The group in the administrator's certificate. */
  adminGroup: string;
}

export const serverOf = (profile: Profile): string => `https://${profile.nodes[0]?.address}:6443`;

export type Birth = Instant;
