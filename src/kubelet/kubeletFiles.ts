// Files that the kubelet makes for every container: name resolution, the table of hosts, the host name.
import type { Json, KubeObject } from '../apimachinery/object.ts';
import { type HostState, readFile } from '../nodes/host/index.ts';
import type { Work } from './work.ts';

export const hostnameOf = (spec: Json, pod: KubeObject, host: HostState): string => (spec.hostNetwork ? host.name : (spec.hostname ?? pod.metadata.name).slice(0, 63));

function setting(host: HostState, key: string): string | undefined {
  const config = readFile(host, '/var/lib/kubelet/config.yaml') ?? '';
  return new RegExp(`^${key}:\\s*(\\S+)`, 'm').exec(config)?.[1];
}

/** What the kubelet's configuration says of cluster DNS. */
function clusterDns(host: HostState): { server: string; domain: string } {
  const config = readFile(host, '/var/lib/kubelet/config.yaml') ?? '';
  return { server: /^clusterDNS:\s*\n\s*-\s*(\S+)/m.exec(config)?.[1] ?? '10.96.0.10', domain: setting(host, 'clusterDomain') ?? 'cluster.local' };
}

function resolvConf({ spec, pod, host }: Work): string {
  const policy = spec.dnsPolicy ?? 'ClusterFirst';
  const inCluster = policy === 'ClusterFirstWithHostNet' || (policy === 'ClusterFirst' && !spec.hostNetwork);
  const { server, domain } = clusterDns(host);
  const own = spec.dnsConfig ?? {};
  const fromHost = policy !== 'None' && !inCluster;
  const outside = readFile(host, '/run/systemd/resolve/resolv.conf') ?? readFile(host, '/etc/resolv.conf') ?? 'nameserver 10.0.2.3\n';
  if (fromHost && !spec.dnsConfig) return outside;
  const namespace = pod.metadata.namespace ?? 'default';
  const searches: string[] = [...(inCluster ? [`${namespace}.svc.${domain}`, `svc.${domain}`, domain] : []), ...(own.searches ?? [])];
  const servers: string[] = [...(inCluster ? [server] : fromHost ? [...outside.matchAll(/^nameserver\s+(\S+)/gm)].map((m) => m[1] as string) : []), ...(own.nameservers ?? [])];
  const options: string[] = (own.options ?? []).map(({ name, value }: Json) => (value === undefined ? name : `${name}:${value}`));
  if (inCluster && !options.some((option) => option.startsWith('ndots:'))) options.unshift('ndots:5');
  return [
    ...(searches.length ? [`search ${[...new Set(searches)].join(' ')}`] : []),
    ...servers.map((each) => `nameserver ${each}`),
    ...(options.length ? [`options ${options.join(' ')}`] : []),
    '',
  ].join('\n');
}

function hostsFile({ spec, pod, host, record }: Work): string {
  const managed = [
    '# Kubernetes-managed hosts file.',
    '127.0.0.1\tlocalhost',
    '::1\tlocalhost ip6-localhost ip6-loopback',
    'fe00::0\tip6-localnet',
    'fe00::0\tip6-mcastprefix',
    'fe00::1\tip6-allnodes',
    'fe00::2\tip6-allrouters',
  ];
  const name = hostnameOf(spec, pod, host);
  const own = spec.subdomain ? `${name}.${spec.subdomain}.${pod.metadata.namespace}.svc.${clusterDns(host).domain}\t${name}` : name;
  const first = spec.hostNetwork
    ? ['# Kubernetes-managed hosts file (host network).', (readFile(host, '/etc/hosts') ?? '127.0.0.1\tlocalhost\n').trimEnd()]
    : [...managed, `${record.sandbox?.ip ?? ''}\t${own}`];
  const aliases: Json[] = spec.hostAliases ?? [];
  return [...first, ...(aliases.length ? ['', '# Entries added by HostAliases.', ...aliases.map(({ ip, hostnames = [] }) => [ip, ...hostnames].join('\t'))] : []), ''].join('\n');
}

export const kubeletFiles = (work: Work): Readonly<Record<string, () => string>> => ({
  '/etc/resolv.conf': () => resolvConf(work),
  '/etc/hosts': () => hostsFile(work),
  '/etc/hostname': () => `${hostnameOf(work.spec, work.pod, work.host)}\n`,
});
