// A cluster that random things are done to, and what must hold whatever they are.
import { Cluster } from '../../src/cluster.ts';
import type { ApiRequest, Transport } from '../../src/client/index.ts';
import type { FileSystem } from '../../src/kubectl/index.ts';
import { EndlessWait, kubectl } from '../../src/session/atOnce.ts';
import { adminKubeconfig, connect } from '../../src/store/lab.ts';

const birth = Date.parse('2026-03-02T10:00:00Z');
/** So many commands, and the cluster is the new one again: it must not grow with the number of tries. */
const lifetime = 100;

const things = `apiVersion: v1
kind: ConfigMap
metadata: {name: app, labels: {app: web}}
data: {a: "1", b: two}
---
apiVersion: v1
kind: Service
metadata: {name: web, labels: {app: web}}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: nginx, image: nginx, ports: [{containerPort: 80}], env: [{name: A, value: "1"}]}]
`;

let newborn: string | undefined;

function newCluster(): Cluster {
  if (newborn === undefined) {
    const cluster = new Cluster(Cluster.create({ profile: 'plain', now: birth }));
    cluster.advance(birth + 60_000);
    const subject = new Subject(cluster);
    const made = subject.kubectl(['create', '-f', '-'], things);
    if (made.status !== 0) throw new Error(made.stderr);
    cluster.advance(cluster.now + 30_000);
    newborn = JSON.stringify(cluster.state);
  }
  return new Cluster(JSON.parse(newborn));
}

export interface Outcome {
  stdout: string;
  stderr: string;
  status: number;
  /** Whether the command waited for something that never comes. */
  endless: boolean;
}

const missing = (path: string): Error => Object.assign(new Error(`open ${path}: no such file or directory`), { code: 'ENOENT' });

/** Files that last as long as one command. */
class MemoryFiles implements FileSystem {
  private readonly texts: Map<string, string>;
  constructor(kubeconfig: string, document: string) {
    this.texts = new Map([
      ['/home/.kube/config', kubeconfig],
      ['f.yaml', document],
    ]);
  }
  readFile(path: string): string {
    const text = this.texts.get(path);
    if (text === undefined) throw missing(path);
    return text;
  }
  writeFile(path: string, text: string): void {
    this.texts.set(path, text);
  }
  readDir(path: string): string[] {
    throw missing(path);
  }
  stat(path: string) {
    const text = this.texts.get(path);
    if (text === undefined) throw Object.assign(new Error(`stat ${path}: no such file or directory`), { code: 'ENOENT' });
    return { directory: false, size: text.length, mode: 0o644 };
  }
  mkdir(): void {}
  remove(path: string): void {
    this.texts.delete(path);
  }
}

export class Subject {
  private done = 0;
  private written = false;

  constructor(private cluster = newCluster()) {}

  /** What errors must leave as it is. */
  private get print(): string {
    const { etcd, server, sim } = this.cluster.state;
    return JSON.stringify([etcd.revision, server, sim]);
  }

  private renew(): void {
    if (++this.done % lifetime === 0) this.cluster = newCluster();
  }

  /** One command. Throws when it does, when a failure says nothing, and when a command that wrote nothing changed something. */
  kubectl(argv: readonly string[], input = ''): Outcome {
    this.renew();
    const before = this.print;
    const outcome = this.run(argv, input);
    if (outcome.status !== 0 && !outcome.endless && outcome.stderr === '' && outcome.stdout === '') throw new Error('failed without a word');
    if (/^\s+at .*:\d+:\d+\)?$/m.test(outcome.stderr) || /\[object Object\]|"undefined"|Cannot read prop|is not (a function|iterable)/.test(outcome.stderr))
      throw new Error(`not a sentence of kubectl's: ${outcome.stderr}`);
    if (outcome.status !== 0 && !this.written && JSON.parse(before)[2].now === this.cluster.now && this.print !== before) throw new Error(`changed the cluster: ${outcome.stderr}`);
    return outcome;
  }

  /** One request. Throws when the server does, and when an error changed the cluster. */
  request(request: Omit<ApiRequest, 'credential'>): { code: number; body: unknown } {
    this.renew();
    const before = this.print;
    const answer = (this.cluster.transport as Transport).request({ ...request, credential: { kind: 'component', user: 'admin', groups: ['system:masters'] } });
    const { kind, message } = (answer.body ?? {}) as { kind?: string; message?: string };
    if (answer.code >= 400 && (kind !== 'Status' || !message)) throw new Error(`${answer.code} without a Status`);
    if (answer.code === 500) throw new Error(`500: ${message}`);
    if (answer.code >= 400 && this.print !== before) throw new Error(`changed the cluster: ${message}`);
    return answer;
  }

  private run(argv: readonly string[], input: string): Outcome {
    const { cluster } = this;
    const outcome: Outcome = { stdout: '', stderr: '', status: 0, endless: false };
    this.written = false;
    const noting = (transport: Transport | undefined): Transport | undefined =>
      transport && {
        poll: (cursor) => transport.poll(cursor),
        request: (request) => {
          const answer = transport.request(request);
          if (request.method !== 'GET' && answer.code < 400) this.written = true;
          return answer;
        },
      };
    const environment = {
      stdout: (text: string) => {
        outcome.stdout += text;
      },
      stderr: (text: string) => {
        outcome.stderr += text;
      },
      files: new MemoryFiles(adminKubeconfig(cluster.state), input),
      env: { HOME: '/home' },
      cwd: '/home',
      home: '/home',
      user: 'anna',
      terminal: false,
      connect: (origin: string) => noting(connect(cluster, origin)),
      now: () => cluster.now,
    };
    const edge = { edit: ({ text }: { text: string }) => ({ text, status: 0 }), input: () => input, line: () => undefined };
    try {
      outcome.status = kubectl(argv, cluster, environment, edge as never);
    } catch (error) {
      if (!(error instanceof EndlessWait)) throw error;
      Object.assign(outcome, { status: 1, endless: true });
    }
    return outcome;
  }
}
