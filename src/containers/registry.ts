// The world's registries, as far as this cluster's nodes can see them: repositories, their tags, and sizes.
import { bytes as chance } from '../sim/index.ts';
import { parseReference } from './reference.ts';

interface Repository {
  /** Tags that exist; a pattern, since registries keep hundreds. */
  tags: RegExp;
  megabytes: number;
}

const version = /^(latest|stable|\d+(\.\d+){0,2}(-[a-z0-9.]+)*)$/;
const released = /^v?\d+\.\d+\.\d+(-[a-z0-9.]+)?$/;
const kubernetes = /^v1\.(3[0-6])\.\d+$/;

const dockerLibrary: Record<string, Repository> = {
  nginx: { tags: /^(latest|stable|mainline|alpine|perl|1(\.(7\.9|9\.1|[12]\d)(\.\d+)?)?)(-(alpine|perl|alpine-slim|alpine-perl|bookworm|otel|slim))*$|^stable-alpine$/, megabytes: 72 },
  httpd: { tags: /^(latest|2(\.4(\.\d+)?)?)(-(alpine|bookworm|trixie)[\d.]*)?$|^alpine$/, megabytes: 58 },
  busybox: { tags: /^(latest|stable|unstable|glibc|musl|uclibc|1(\.[23]\d(\.\d+)?)?)(-(glibc|musl|uclibc))?$/, megabytes: 2.2 },
  alpine: { tags: /^(latest|edge|3(\.\d+){0,2})$/, megabytes: 3.8 },
  redis: { tags: /^(latest|alpine|[5-8](\.\d+){0,2})(-(alpine|bookworm|trixie)[\d.]*)?$/, megabytes: 52 },
  postgres: { tags: /^(latest|alpine|(9|1[0-8])(\.\d+){0,2})(-(alpine|bookworm|trixie)[\d.]*)?$/, megabytes: 157 },
  mysql: { tags: /^(latest|lts|innovation|[589](\.\d+){0,2})(-(debian|oracle|oraclelinux9))?$/, megabytes: 242 },
  mariadb: { tags: /^(latest|lts|1[01](\.\d+){0,2})(-[a-z0-9]+)?$/, megabytes: 123 },
  mongo: { tags: /^(latest|[4-8](\.\d+){0,2})(-[a-z0-9]+)?$/, megabytes: 281 },
  memcached: { tags: /^(latest|alpine|1(\.\d+){0,2})(-alpine[\d.]*)?$/, megabytes: 33 },
  rabbitmq: { tags: /^(latest|management|[34](\.\d+){0,2})(-(management|alpine|management-alpine))?$/, megabytes: 108 },
  traefik: { tags: /^(latest|v?[23](\.\d+){0,2})$/, megabytes: 49 },
  haproxy: { tags: version, megabytes: 44 },
  caddy: { tags: version, megabytes: 21 },
  ubuntu: { tags: /^(latest|devel|rolling|focal|jammy|noble|2[0-6]\.\d\d)$/, megabytes: 29 },
  debian: { tags: /^(latest|stable|testing|bullseye|bookworm|trixie|1[0-3](\.\d+)?)(-slim)?$|^(stable|testing)-slim$/, megabytes: 48 },
  centos: { tags: /^(7|8|centos7|centos8|latest)$/, megabytes: 76 },
  fedora: { tags: /^(latest|rawhide|[34]\d)$/, megabytes: 61 },
  bash: { tags: /^(latest|[45](\.\d+){0,2})$/, megabytes: 6 },
  python: { tags: /^(latest|slim|alpine|[23](\.\d+){0,2})(-(slim|alpine|bookworm|trixie|slim-bookworm)[\d.]*)?$/, megabytes: 45 },
  node: { tags: /^(latest|lts|slim|alpine|\d\d(\.\d+){0,2})(-(slim|alpine|bookworm|trixie)[\d.]*)?$/, megabytes: 55 },
  golang: { tags: /^(latest|alpine|1(\.\d+){1,2})(-(alpine|bookworm)[\d.]*)?$/, megabytes: 298 },
  perl: { tags: version, megabytes: 360 },
  'hello-world': { tags: /^(latest|linux)$/, megabytes: 0.01 },
  registry: { tags: /^(latest|[23](\.\d+){0,2})$/, megabytes: 10 },
  wordpress: { tags: /^(latest|[56](\.\d+){0,2})(-(apache|fpm|php[\d.]+-apache))?$/, megabytes: 246 },
  tomcat: { tags: version, megabytes: 205 },
  nats: { tags: version, megabytes: 7 },
  consul: { tags: /^1(\.\d+){1,2}$/, megabytes: 50 },
  vault: { tags: /^1(\.\d+){1,2}$/, megabytes: 75 },
};

const others: Record<string, Repository> = {
  'docker.io/nginxinc/nginx-unprivileged': { tags: version, megabytes: 72 },
  'docker.io/bitnami/nginx': { tags: version, megabytes: 94 },
  'docker.io/curlimages/curl': { tags: /^(latest|\d+\.\d+\.\d+)$/, megabytes: 9.5 },
  'docker.io/nicolaka/netshoot': { tags: /^(latest|v0\.\d+)$/, megabytes: 208 },
  'docker.io/rancher/local-path-provisioner': { tags: /^(master-head|v0\.0\.\d+)$/, megabytes: 17.6 },
  'docker.io/hashicorp/http-echo': { tags: /^(latest|0\.2\.3|1(\.0(\.0)?)?)$/, megabytes: 4.4 },
  'docker.io/kennethreitz/httpbin': { tags: /^latest$/, megabytes: 208 },
  'docker.io/traefik/whoami': { tags: version, megabytes: 2.8 },
  'docker.io/polinux/stress': { tags: /^(latest|1\.0\.4)$/, megabytes: 4 },
  'ghcr.io/flannel-io/flannel': { tags: /^v0\.\d+\.\d+$/, megabytes: 32 },
  'ghcr.io/flannel-io/flannel-cni-plugin': { tags: /^v1\.\d+\.\d+-flannel\d+$/, megabytes: 4.6 },
  'registry.k8s.io/pause': { tags: /^(latest|3\.\d+(\.\d+)?)$/, megabytes: 0.32 },
  'registry.k8s.io/kube-apiserver': { tags: kubernetes, megabytes: 27.6 },
  'registry.k8s.io/kube-controller-manager': { tags: kubernetes, megabytes: 23.1 },
  'registry.k8s.io/kube-scheduler': { tags: kubernetes, megabytes: 17.2 },
  'registry.k8s.io/kube-proxy': { tags: kubernetes, megabytes: 25.7 },
  'registry.k8s.io/etcd': { tags: /^3\.[56]\.\d+-\d+$/, megabytes: 23.6 },
  'registry.k8s.io/coredns/coredns': { tags: released, megabytes: 23.5 },
  'registry.k8s.io/networking/kube-network-policies': { tags: released, megabytes: 21.4 },
  'registry.k8s.io/metrics-server/metrics-server': { tags: released, megabytes: 22.8 },
  'registry.k8s.io/e2e-test-images/agnhost': { tags: /^2\.\d+(\.\d+)?$/, megabytes: 52 },
  'registry.k8s.io/e2e-test-images/busybox': { tags: /^1\.\d+(\.\d+)?-\d+$/, megabytes: 0.7 },
  'registry.k8s.io/e2e-test-images/nginx': { tags: /^1\.1[45]-\d+$/, megabytes: 51 },
  'registry.k8s.io/echoserver': { tags: /^1\.(4|10)$/, megabytes: 46 },
  'registry.k8s.io/hpa-example': { tags: /^latest$/, megabytes: 163 },
  'registry.k8s.io/nginx-slim': { tags: /^0\.\d+$/, megabytes: 41 },
};

/** Registries on which every image lies below each of their projects, for those who have an account: what its password is. */
const closed: Readonly<Record<string, (user: string) => string>> = { 'registry.lab': (user) => `${user}-pull-7c1f` };

/** A user and a password, and the part of the world of registries that they are for, as a Secret says it. */
export interface Login {
  server: string;
  user: string;
  password: string;
}

export interface RegistryImage {
  repository: string;
  /** As the runtime lists it: with registry and tag. */
  name: string;
  digest: string;
  bytes: number;
  /** Least and most milliseconds that a pull takes. */
  pullTime: readonly [number, number];
}

const hex = (text: string): string => Array.from(chance(32, 'digest', text), (b) => b.toString(16).padStart(2, '0')).join('');

const notFound = (name: string): string => `rpc error: code = NotFound desc = failed to pull and unpack image "${name}": failed to resolve reference "${name}": ${name}: not found`;
const denied = (name: string): string =>
  `rpc error: code = Unknown desc = failed to pull and unpack image "${name}": failed to resolve reference "${name}": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`;
const unknownHost = (name: string, host: string): string =>
  `rpc error: code = Unknown desc = failed to pull and unpack image "${name}": failed to resolve reference "${name}": failed to do request: Head "https://${host}/v2/${name.slice(host.length + 1).replace(/:[^:]*$/, '')}/manifests/${name.replace(/^.*:/, '')}": dial tcp: lookup ${host} on 127.0.0.53:53: no such host`;

const refusedBy = (name: string): string => `failed to pull and unpack image "${name}": failed to resolve reference "${name}": `;
const noCredentials = (name: string): string => `${refusedBy(name)}pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`;
const wrongCredentials = (name: string, host: string): string =>
  `${refusedBy(name)}unexpected status from HEAD request to https://${host}/v2/${name.slice(host.length + 1).replace(/:([^:]*)$/, '/manifests/$1')}: 401 Unauthorized`;

const publicHosts = ['docker.io', 'registry.k8s.io', 'ghcr.io', 'quay.io', 'gcr.io', 'k8s.gcr.io'];

function repositoryOf(repository: string): Repository | undefined {
  const [host = '', project, ...path] = repository.split('/');
  if (host in closed) return project ? dockerLibrary[path.join('/')] : undefined;
  return repository.startsWith('docker.io/library/') ? dockerLibrary[path.join('/')] : others[repository];
}

/** Why the registry does not let an image be pulled with these logins; nothing when it does. */
export function refusalOf({ repository, name }: RegistryImage, logins: readonly Login[]): string | undefined {
  const host = repository.split('/')[0] as string;
  const passwordOf = closed[host];
  if (!passwordOf) return undefined;
  const own = logins.filter(({ server }) => isFor(server, repository));
  if (own.some(({ user, password }) => user !== '' && password === passwordOf(user))) return undefined;
  return `rpc error: code = Unknown desc = ${own.length === 0 ? noCredentials(name) : wrongCredentials(name, host)}`;
}

/** `registry.lab`, `https://registry.lab/v1/`, `registry.lab/project`. */
function isFor(server: string, repository: string): boolean {
  const [host = '', ...path] = server
    .replace(/^https?:\/\//, '')
    .replace(/\/(v[12]\/?)?$/, '')
    .split('/');
  return `${repository}/`.startsWith(`${[host, ...path].join('/')}/`);
}

/** What a registry says of an image: what it is, or the runtime's error. */
export function lookUpImage(text: string): RegistryImage | { name: string; error: string } | { invalid: string } {
  const reference = parseReference(text);
  if (!reference) return { invalid: `couldn't parse image name "${text}": invalid reference format${/[A-Z]/.test(text.replace(/:[^:/]*$/, '')) ? ': repository name must be lowercase' : ''}` };
  const { repository, tag, name } = reference;
  const known = repositoryOf(repository);
  if (!known) {
    const host = repository.split('/')[0] as string;
    return { name, error: host in closed || publicHosts.includes(host) ? (host === 'docker.io' ? denied(name) : notFound(name)) : unknownHost(name, host) };
  }
  if (tag && !known.tags.test(tag)) return { name, error: notFound(name) };
  const bytes = Math.round(known.megabytes * 1_048_576 * (/alpine|slim/.test(tag) ? 0.3 : 1)) + (Number.parseInt(hex(name).slice(0, 4), 16) % 60_000);
  const milliseconds = 900 + Math.min(bytes / 20_000, 5_000);
  return { repository, name, digest: reference.digest ?? `sha256:${hex(name)}`, bytes, pullTime: [Math.round(milliseconds * 0.8), Math.round(milliseconds * 1.2)] };
}
