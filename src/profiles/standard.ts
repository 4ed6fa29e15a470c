// The standard cluster: one control plane node and two workers, made by kubeadm.
import type { Profile } from './names.ts';

export const standard: Profile = {
  name: 'standard',
  adminGroup: 'kubeadm:cluster-admins',
  cpu: '2',
  memory: '4026128Ki',
  serviceCIDR: '10.96.0.0/12',
  podCIDR: '10.244.0.0/16',
  nodes: [
    { name: 'controlplane', address: '172.30.1.2', podCIDR: '10.244.0.0/24', controlPlane: true },
    { name: 'node01', address: '172.30.2.2', podCIDR: '10.244.1.0/24', controlPlane: false },
    { name: 'node02', address: '172.30.2.3', podCIDR: '10.244.2.0/24', controlPlane: false },
  ],
};
