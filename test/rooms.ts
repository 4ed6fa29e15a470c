// Who may import whom (src/README.md says why). Everything may import itself; a room includes the rooms below it.
export interface Room {
  imports: readonly string[];
  /** Packages and modules of Node; node:crypto alone where nothing is said. */
  packages?: readonly string[];
}

const everything = ['sim', 'apimachinery', 'apis', 'etcd', 'client', 'apiserver', 'controllers', 'scheduler', 'kubelet', 'containers', 'network', 'nodes', 'kubectl', 'labs', 'profiles'];

export const rooms: Readonly<Record<string, Room>> = {
  sim: { imports: [], packages: [] },
  apimachinery: { imports: [], packages: ['yaml', 'node:crypto', '@marcbachmann/cel-js', 'fast-json-patch', 'diff'] },
  apis: { imports: ['apimachinery'], packages: ['node:crypto', 'croner'] },
  etcd: { imports: ['sim'] },
  client: { imports: ['apis', 'apimachinery', 'sim'] },
  apiserver: { imports: ['client', 'apis', 'apimachinery', 'etcd', 'sim'] },
  controllers: { imports: ['client', 'apis', 'apimachinery', 'sim'], packages: ['croner', 'node:crypto'] },
  scheduler: { imports: ['client', 'apis', 'apimachinery', 'sim'] },
  containers: { imports: ['apimachinery', 'sim', 'nodes/shell', 'nodes/host'], packages: ['node:crypto'] },
  network: { imports: ['client', 'apis', 'apimachinery'] },
  kubelet: { imports: ['client', 'apis', 'apimachinery', 'sim', 'containers', 'network', 'nodes/host'] },
  'nodes/host': { imports: ['sim'] },
  'nodes/shell': { imports: ['sim', 'nodes/host'], packages: ['unbash', 'diff'] },
  'nodes/commands': { imports: ['nodes', 'apimachinery', 'sim', 'network', 'containers', 'client', 'kubectl', 'etcd'] },
  kubectl: { imports: ['client', 'apis', 'apimachinery', 'sim'], packages: ['diff', 'node:crypto'] },
  labs: { imports: ['client', 'apimachinery', 'nodes/host', 'network', 'sim'], packages: ['yaml', '@marcbachmann/cel-js'] },
  // What a new cluster of each profile holds: manifests and add-ons as kubeadm makes them.
  profiles: { imports: ['apis', 'apimachinery', 'client', 'containers', 'kubelet', 'nodes/host', 'sim'] },
  cluster: { imports: everything },
  session: { imports: ['cluster', 'labs', 'sim', 'kubectl', 'client', 'apimachinery', 'nodes'] },
  // What kubectl proxy and port-forward listen with is of the room that serves.
  store: {
    imports: ['session', 'cluster', 'apiserver', 'kubectl', 'client', 'nodes', 'sim', 'serve'],
    packages: ['lowdb', 'just-bash', 'node:fs', 'node:os', 'node:path', 'node:tty', 'node:url', 'node:child_process'],
  },
  serve: { imports: ['session', 'cluster', 'apiserver', 'client', 'apis', 'apimachinery'], packages: ['node:http', 'node:https', 'node:net', 'node:tls', 'node:stream', 'node:zlib', 'node:crypto'] },
  ui: { imports: ['session', 'store'], packages: ['ink', '@inkjs/ui', 'react', 'chalk', 'marked'] },
  // The entries of the programs in bin/.
  cli: { imports: ['session', 'store', 'serve', 'ui', 'cluster', 'profiles', 'labs', 'apimachinery'], packages: ['commander', 'chalk', 'cli-table3', 'node:fs', 'node:path'] },
};
