// A cluster's certificates and keys, as kubeadm lays them out.
import { bytes, type Instant } from '../sim/index.ts';
import type { Profile } from './names.ts';

export interface Pki {
  ca: string;
  caKey: string;
  serviceAccountKey: string;
  serviceAccountPublicKey: string;
  issuer: string;
  /** Path on the host (or `/nodes/<name>.pem`) and text. */
  files: Record<string, string>;
}

const pem = (label: string, seed: string, name: string): string => {
  const text = Buffer.from(bytes(96, seed, 'pki', name)).toString('base64');
  return `-----BEGIN ${label}-----\n${text.match(/.{1,64}/g)?.join('\n')}\n-----END ${label}-----\n`;
};

const directory = '/etc/kubernetes/pki';
const pairs = ['apiserver', 'apiserver-etcd-client', 'apiserver-kubelet-client', 'front-proxy-ca', 'front-proxy-client', 'etcd/ca', 'etcd/server', 'etcd/peer', 'etcd/healthcheck-client'];
const kubeconfigs = ['admin.conf', 'super-admin.conf', 'controller-manager.conf', 'scheduler.conf'];

export function makePki(profile: Profile, seed: string, _now: Instant): Pki {
  const certificate = (name: string): string => pem('CERTIFICATE', seed, name);
  const key = (name: string): string => pem('PRIVATE KEY', seed, `${name}.key`);
  const ca = certificate('ca');
  const serviceAccountPublicKey = pem('PUBLIC KEY', seed, 'sa.pub');
  const files: Record<string, string> = { [`${directory}/ca.crt`]: ca, [`${directory}/ca.key`]: key('ca'), [`${directory}/sa.key`]: key('sa'), [`${directory}/sa.pub`]: serviceAccountPublicKey };
  for (const name of pairs) Object.assign(files, { [`${directory}/${name}.crt`]: certificate(name), [`${directory}/${name}.key`]: key(name) });
  for (const name of kubeconfigs) Object.assign(files, { [`/etc/kubernetes/${name}.crt`]: certificate(name), [`/etc/kubernetes/${name}.key`]: key(name) });
  for (const node of profile.nodes) files[`/nodes/${node.name}.pem`] = certificate(node.name) + key(node.name);
  return { ca, caKey: key('ca'), serviceAccountKey: key('sa'), serviceAccountPublicKey, issuer: 'https://kubernetes.default.svc.cluster.local', files };
}
