// The part of the bench that runs in one process: a command inside a session, and how things grow with the cluster.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster } from '../src/cluster.ts';
import { type Environment, run } from '../src/kubectl/index.ts';
import { type Edge, runAtOnce } from '../src/session/atOnce.ts';
import { realFiles } from '../src/store/files.ts';
import { adminKubeconfig, connect } from '../src/store/lab.ts';
import { packCluster, unpackCluster } from '../src/store/pack.ts';
import { SaveFile } from '../src/store/saveFile.ts';

const birth = Date.parse('2026-03-02T10:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'bench-inside-'));
const admin = { kind: 'component', user: 'kubernetes-admin', groups: ['system:masters'] } as const;

function clusterWith(pods: number): Cluster {
  const cluster = new Cluster(Cluster.create({ profile: 'plain', now: birth }), false);
  cluster.advance(birth + 60_000);
  const client = cluster.client('bench', admin);
  for (let i = 0; i < pods; i++) {
    // Bound to a node that is none: what is measured is the store and the API, not the kubelets.
    client.create('pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `pod-${i}`, namespace: 'default', labels: { app: `app-${i % 50}` } },
      spec: { schedulerName: 'nobody', containers: [{ name: 'c', image: 'nginx:1.27' }] },
    });
  }
  cluster.advance(birth + 20 * 60_000);
  return cluster;
}

function best(work: () => unknown, rounds = 7): number {
  const taken = Array.from({ length: rounds }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return Math.min(...taken);
}

const nobody: Edge = {
  edit: ({ text }) => ({ text, path: '' }),
  input: () => '',
  line: () => undefined,
};

function environmentOf(cluster: Cluster): Environment {
  writeFileSync(join(folder, 'kubeconfig'), adminKubeconfig(cluster.state));
  return {
    stdout: () => {},
    stderr: () => {},
    files: realFiles(folder),
    env: { KUBECONFIG: join(folder, 'kubeconfig') },
    cwd: folder,
    home: folder,
    user: 'bench',
    terminal: false,
    connect: (origin) => connect(cluster, origin),
    now: () => cluster.now,
  };
}

const row = (name: string, values: readonly (string | number)[], aim = ''): void =>
  console.log(`${name.padEnd(40)} ${values.map((value) => (typeof value === 'number' ? `${value.toFixed(1)} ms` : value).padStart(12)).join(' ')}  ${aim}`);

const sizes = [100, 1000, 5000];
const measured = sizes.map((pods) => {
  const cluster = clusterWith(pods);
  const file = new SaveFile(folder, `pods-${pods}`);
  const kubectl = (...argv: string[]): unknown => {
    if (runAtOnce(run(argv, environmentOf(cluster)), cluster, nobody) !== 0) throw new Error(`kubectl ${argv.join(' ')} failed`);
    return undefined;
  };
  return {
    list: best(() => kubectl('get', 'pods', '-A')),
    one: best(() => kubectl('get', 'pod', 'pod-1')),
    save: best(() => file.write(packCluster(cluster.state))),
    load: best(() => new Cluster(unpackCluster(file.read() ?? []), false)),
    bytes: `${(JSON.stringify(cluster.state).length / 1e6).toFixed(1)} MB`,
  };
});
row('pods', sizes.map(String));
row(
  'a command inside a session (get one)',
  measured.map(({ one }) => one),
  'aim: 5 ms',
);
row(
  'get pods -A',
  measured.map(({ list }) => list),
);
row(
  'a save',
  measured.map(({ save }) => save),
);
row(
  'a load',
  measured.map(({ load }) => load),
);
row(
  'size of the state',
  measured.map(({ bytes }) => bytes),
);
rmSync(folder, { recursive: true, force: true });
