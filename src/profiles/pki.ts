// A cluster's certificates and keys, as kubeadm lays them out. RSA keys are data, as making them takes long; they guard nothing.
import { ecKeyPair, issueCertificate, type KeyPair, type KeyUsage, rsaKeyPair } from '../apimachinery/x509.ts';
import { bytes, type Instant } from '../sim/index.ts';
import rsaKeys from './facts/keys.json' with { type: 'json' };
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

const day = 86_400_000;
const lifetimes = { ca: 3650 * day, leaf: 365 * day };

interface Authority {
  CN: string;
  certificate: string;
  keys: KeyPair;
}

interface Leaf {
  CN: string;
  O?: readonly string[];
  usages: readonly KeyUsage[];
  dnsNames?: readonly string[];
  ips?: readonly string[];
}

const client: readonly KeyUsage[] = ['digital signature', 'key encipherment', 'client auth'];
const server: readonly KeyUsage[] = ['digital signature', 'key encipherment', 'server auth'];
const both: readonly KeyUsage[] = ['digital signature', 'key encipherment', 'server auth', 'client auth'];

/** Issues the certificates of one cluster. */
class Issuer {
  constructor(
    private readonly seed: string,
    private readonly now: Instant,
  ) {}

  /** kubelets make themselves keys on a curve. */
  keys(name: string): KeyPair {
    const known = (rsaKeys as Record<string, string>)[name];
    return known ? rsaKeyPair(known) : ecKeyPair(bytes(32, this.seed, 'key', name));
  }

  private serial(name: string): bigint {
    return BigInt.asUintN(63, Buffer.from(bytes(8, this.seed, 'serial', name)).readBigUInt64BE()) + 1n;
  }

  authority(name: string, CN: string): Authority {
    const keys = this.keys(name);
    const certificate = issueCertificate({
      subject: { CN },
      issuer: { CN },
      serial: this.serial(name),
      notBefore: this.now,
      notAfter: this.now + lifetimes.ca,
      isCA: true,
      dnsNames: [CN],
      usages: ['digital signature', 'key encipherment', 'cert sign'],
      publicKey: keys.publicKey,
      signKey: keys.privateKey,
    });
    return { CN, certificate, keys };
  }

  leaf(name: string, by: Authority, { CN, O = [], usages, dnsNames = [], ips = [] }: Leaf): { certificate: string; key: string } {
    const keys = this.keys(name.replace(/^\/etc\/kubernetes\/(pki\/)?/, ''));
    const certificate = issueCertificate({
      subject: { CN, O },
      issuer: { CN: by.CN },
      serial: this.serial(name),
      notBefore: this.now,
      notAfter: this.now + lifetimes.leaf,
      dnsNames,
      ips,
      usages,
      publicKey: keys.publicKey,
      signKey: by.keys.privateKey,
    });
    return { certificate, key: keys.privateKey };
  }
}

const directory = '/etc/kubernetes/pki';

/** The first address of a range of services is the API server's own. */
const firstAddress = (cidr: string): string => (cidr.split('/')[0] as string).replace(/\d+$/, (last) => String(Number(last) + 1));

export function makePki(profile: Profile, seed: string, now: Instant): Pki {
  const issue = new Issuer(seed, now);
  const files: Record<string, string> = {};
  const place = (path: string, { certificate, key }: { certificate: string; key: string }): void => {
    files[`${path}.crt`] = certificate;
    files[`${path}.key`] = key;
  };
  const authority = (path: string, CN: string): Authority => {
    const made = issue.authority(path, CN);
    place(`${directory}/${path}`, { certificate: made.certificate, key: made.keys.privateKey });
    return made;
  };
  const [controlPlane] = profile.nodes;
  const names = [controlPlane?.name ?? '', 'localhost'];
  const addresses = [controlPlane?.address ?? '', '127.0.0.1'];
  const [ca, frontProxy, etcd] = [authority('ca', 'kubernetes'), authority('front-proxy-ca', 'front-proxy-ca'), authority('etcd/ca', 'etcd-ca')];
  const leaf = (path: string, by: Authority, what: Leaf): void => place(path, issue.leaf(path, by, what));
  const serverNames = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'kubernetes.default.svc.cluster.local', ...names];
  leaf(`${directory}/apiserver`, ca, { CN: 'kube-apiserver', usages: server, dnsNames: serverNames, ips: [firstAddress(profile.serviceCIDR), ...addresses] });
  leaf(`${directory}/apiserver-kubelet-client`, ca, { CN: 'kube-apiserver-kubelet-client', O: ['kubeadm:cluster-admins'], usages: client });
  leaf(`${directory}/apiserver-etcd-client`, etcd, { CN: 'kube-apiserver-etcd-client', usages: client });
  leaf(`${directory}/front-proxy-client`, frontProxy, { CN: 'front-proxy-client', usages: client });
  leaf(`${directory}/etcd/server`, etcd, { CN: controlPlane?.name ?? '', usages: both, dnsNames: names, ips: addresses });
  leaf(`${directory}/etcd/peer`, etcd, { CN: controlPlane?.name ?? '', usages: both, dnsNames: names, ips: addresses });
  leaf(`${directory}/etcd/healthcheck-client`, etcd, { CN: 'kube-etcd-healthcheck-client', usages: client });
  leaf('/etc/kubernetes/admin.conf', ca, { CN: 'kubernetes-admin', O: [profile.adminGroup], usages: client });
  leaf('/etc/kubernetes/super-admin.conf', ca, { CN: 'kubernetes-super-admin', O: ['system:masters'], usages: client });
  leaf('/etc/kubernetes/controller-manager.conf', ca, { CN: 'system:kube-controller-manager', usages: client });
  leaf('/etc/kubernetes/scheduler.conf', ca, { CN: 'system:kube-scheduler', usages: client });
  for (const node of profile.nodes) {
    const { certificate, key } = issue.leaf(`kubelet/${node.name}`, ca, { CN: `system:node:${node.name}`, O: ['system:nodes'], usages: client });
    files[`/nodes/${node.name}.pem`] = certificate + key;
  }
  const serviceAccounts = issue.keys('sa');
  files[`${directory}/sa.key`] = serviceAccounts.privateKey;
  files[`${directory}/sa.pub`] = serviceAccounts.publicKey;
  return {
    ca: ca.certificate,
    caKey: ca.keys.privateKey,
    serviceAccountKey: serviceAccounts.privateKey,
    serviceAccountPublicKey: serviceAccounts.publicKey,
    issuer: 'https://kubernetes.default.svc.cluster.local',
    files,
  };
}
