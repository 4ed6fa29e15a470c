// A cluster as labs see it: asked as the administrator, let live, copied.
import { deepCopy } from '../apimachinery/object.ts';
import { Cluster, type ClusterState } from '../cluster.ts';
import { type Environment, type FileSystem, run } from '../kubectl/index.ts';
import type { Answered, World } from '../labs/index.ts';
import type { Instant } from '../sim/index.ts';
import { type Edge, runAtOnce } from './atOnce.ts';
import { shellOn } from './machineShell.ts';

/** How long nothing may happen for a cluster to count as at rest, and how far time moves at once meanwhile. */
const stillness = 30_000;
const stride = 5_000;

const credential = { kind: 'component', user: 'kubernetes-admin', groups: ['system:masters'] } as const;

/** A copy that shares what is in etcd, and what was kept of it: values there are replaced, never changed. */
export function copyOf({ etcd, recording, ...rest }: ClusterState): ClusterState {
  const { keys, events, ...counters } = etcd;
  const kept = recording && { ...recording, later: [...recording.later] };
  return { ...deepCopy(rest), etcd: { ...deepCopy(counters), keys: { ...keys }, events: [...events] }, ...(kept ? { recording: kept } : {}) };
}

export function worldOf(cluster: Cluster): World {
  return {
    get now() {
      return cluster.now;
    },
    client: cluster.client('cka-lab', credential),
    hosts: cluster.state.hosts,
    base: cluster.state.base,
    get past() {
      return cluster.state.recording;
    },
    record: (watched) => cluster.record(watched),
    advance: (until) => cluster.advance(until),
    rest: (limit) => rest(cluster, limit),
    kubectl: (argv, files) => kubectlIn(cluster, argv, files),
    shell: (host, text) => shellOn(cluster, host, text),
    reboot: (host) => cluster.reboot(host),
    fork: () => worldOf(new Cluster(copyOf(cluster.state), false)),
  };
}

function rest(cluster: Cluster, limit: Instant): void {
  let revision = -1;
  for (let still = 0; still < stillness && cluster.now < limit; still += stride) {
    cluster.advance(Math.min(cluster.now + stride, limit));
    if (cluster.state.etcd.revision !== revision) still = 0;
    revision = cluster.state.etcd.revision;
  }
}

const errorOf = (operation: string, path: string): Error => Object.assign(new Error(`${operation} ${path}: no such file or directory`), { code: 'ENOENT' });

/** Files that can be read, and no others. */
function filesOf(files: Readonly<Record<string, string>>): FileSystem {
  const read = (path: string): string => {
    const text = files[path.replace(/^\.\//, '')];
    if (text === undefined) throw errorOf('open', path);
    return text;
  };
  return {
    readFile: read,
    stat: (path) => {
      const within = Object.keys(files).some((name) => name.startsWith(`${path}/`));
      if (!within && files[path] === undefined) throw errorOf('stat', path);
      return { directory: within, size: files[path]?.length ?? 0, mode: 0o644 };
    },
    readDir: (path) => Object.keys(files).flatMap((name) => (name.startsWith(`${path}/`) ? [name.slice(path.length + 1)] : [])),
    writeFile: (path) => {
      throw errorOf('open', path);
    },
    mkdir: () => {},
    remove: () => {},
  };
}

const edge: Edge = {
  edit: () => {
    throw new Error('nobody is here to edit');
  },
  input: () => '',
  line: () => undefined,
};

/** Where kubeadm leaves the administrator's kubeconfig. */
const adminConf = '/etc/kubernetes/admin.conf';

function kubectlIn(cluster: Cluster, argv: readonly string[], files: Readonly<Record<string, string>>): Answered {
  const answered: Answered = { status: 0, stdout: '', stderr: '' };
  const kubeconfig = cluster.state.hosts.map((host) => host.files[adminConf]?.text).find((text) => text !== undefined) ?? '';
  const environment: Environment = {
    stdout: (text) => {
      answered.stdout += text;
    },
    stderr: (text) => {
      answered.stderr += text;
    },
    files: filesOf({ ...files, [adminConf]: kubeconfig }),
    env: { KUBECONFIG: adminConf },
    cwd: '/',
    home: '/root',
    user: 'root',
    terminal: false,
    connect: () => cluster.transport,
    now: () => cluster.now,
  };
  answered.status = runAtOnce(run(argv, environment), cluster, edge);
  cluster.settle();
  return answered;
}
