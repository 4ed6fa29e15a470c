// The plain cluster: a control plane whose programs run on the host, nothing in kube-system, kubelets that only pretend.
import type { Profile } from './names.ts';

export const plain: Profile = {
  name: 'plain',
  adminGroup: 'system:masters',
  cpu: '1',
  memory: '3840Mi',
  serviceCIDR: '10.96.0.0/12',
  podCIDR: '10.244.0.0/16',
  nodes: [
    { name: 'controlplane', address: '192.0.2.1', podCIDR: '10.244.0.0/24', controlPlane: true },
    { name: 'node01', address: '192.0.2.2', podCIDR: '10.244.1.0/24', controlPlane: false },
    { name: 'node02', address: '192.0.2.3', podCIDR: '10.244.2.0/24', controlPlane: false },
  ],
};
