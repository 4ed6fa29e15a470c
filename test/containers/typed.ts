// kubectl at a whole cluster in simulated time: lines that a person types, and the screen.
import { Cluster, type ClusterState } from '../../src/cluster.ts';
import { type Environment, run } from '../../src/kubectl/index.ts';
import { runAtOnce } from '../../src/session/atOnce.ts';

const born = Date.parse('2026-11-21T01:00:00Z');
const adminConf = '/etc/kubernetes/admin.conf';
let settled: string | undefined;

export interface Terminal {
  cluster: Cluster;
  pass(seconds: number): void;
  /** What is on the screen after a command; `typed` are lines that the person types at its prompts. */
  type(line: string, typed?: readonly string[]): string;
  /** Applies a manifest and lets half a minute pass. */
  apply(manifest: string): void;
}

const wordsOf = (line: string): string[] => [...line.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');

/** A standard cluster at rest, made once for each file of tests. */
export function terminal(): Terminal {
  settled ??= JSON.stringify(Cluster.settled({ profile: 'standard', now: born }));
  const cluster = new Cluster(JSON.parse(settled) as ClusterState);
  const kubeconfig = cluster.state.hosts.map((host) => host.files[adminConf]?.text).find((text) => text !== undefined) ?? '';
  const files: Record<string, string> = { [adminConf]: kubeconfig };

  function type(line: string, typed?: readonly string[]): string {
    let screen = '';
    const show = (text: string): void => {
      screen += text;
    };
    const read = (path: string): string => {
      const text = files[path];
      if (text === undefined) throw Object.assign(new Error(`open ${path}: no such file or directory`), { code: 'ENOENT' });
      return text;
    };
    const lines = [...(typed ?? [])];
    const environment: Environment = {
      stdout: show,
      stderr: show,
      files: {
        readFile: read,
        stat: (path) => ({ directory: false, size: read(path).length, mode: 0o644 }),
        readDir: () => [],
        writeFile: (path, text) => {
          files[path] = typeof text === 'string' ? text : String(text);
        },
        mkdir: () => {},
        remove: () => {},
      },
      env: { KUBECONFIG: adminConf },
      cwd: '/',
      home: '/root',
      user: 'root',
      terminal: typed !== undefined,
      connect: () => cluster.transport,
      now: () => cluster.now,
    };
    const answerLine = (): string | undefined => {
      const next = lines.shift();
      if (next !== undefined) show(`${next}\n`);
      return next;
    };
    const status = runAtOnce(run(wordsOf(line), environment), cluster, { edit: () => ({ text: '', path: '' }), input: () => lines.join('\n'), line: answerLine });
    cluster.settle();
    return status === 0 ? screen : `${screen}[${status}]\n`;
  }

  return {
    cluster,
    pass: (seconds) => cluster.advance(cluster.now + seconds * 1000),
    type,
    apply(manifest) {
      files['/manifest.yaml'] = manifest;
      type('apply -f /manifest.yaml');
      cluster.advance(cluster.now + 30_000);
    },
  };
}
