// A person at a terminal, in one process: types lines, has files, and a cluster to talk to.
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Cluster, type ClusterState } from '../../src/cluster.ts';
import { run } from '../../src/kubectl/index.ts';
import { type Edge, EndlessWait, runAtOnce } from '../../src/session/atOnce.ts';
import { edit } from '../../src/store/editor.ts';
import { kubeconfigOfTheLab, realFiles } from '../../src/store/files.ts';
import { adminKubeconfig, connect } from '../../src/store/lab.ts';
import { simpleKubectl } from './words.ts';

export interface Typed {
  stdout: string;
  stderr: string;
  status: number;
}

interface Call {
  argv: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  out(text: string): void;
  err(text: string): void;
  input(): string;
}

/** How long a real command takes, about. */
const commandTime = 150;

/** kubectl for bash: hands its words to this process and prints what it is told, in order. */
const client = `#!/bin/bash
exec 3<>/dev/tcp/127.0.0.1/$PERSON_PORT
{ printf '%s\\0' "$PWD" "$#" "$@"; env -0; } | base64 -w0 >&3
echo >&3
while read -r kind text <&3; do
  case $kind in
    out) base64 -d <<< "$text" ;;
    err) base64 -d <<< "$text" >&2 ;;
    input) base64 -w0 >&3; echo >&3 ;;
    end) exit "$text" ;;
  esac
done
exit 1
`;

export class Person {
  private readonly home = mkdtempSync(join(tmpdir(), 'compare-'));
  readonly cwd = join(this.home, 'work');
  readonly cluster: Cluster;
  private server: Server | undefined;

  constructor(state: ClusterState, files: Readonly<Record<string, string>>) {
    this.cluster = new Cluster(state, false);
    for (const folder of ['work', 'lab', 'bin']) mkdirSync(join(this.home, folder));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.cwd, name)), { recursive: true });
      writeFileSync(join(this.cwd, name), text);
    }
    writeFileSync(join(this.home, 'lab', 'kubeconfig'), adminKubeconfig(state));
  }

  leave(): void {
    this.server?.close();
    rmSync(this.home, { recursive: true, force: true });
  }

  wait(seconds: number): void {
    this.cluster.advance(this.cluster.now + seconds * 1000);
  }

  async type(line: string): Promise<Typed> {
    this.cluster.advance(this.cluster.now + commandTime);
    const simple = simpleKubectl(line);
    return simple ? this.here(simple.argv, simple.env) : this.inBash(line);
  }

  private baseEnv(): Record<string, string | undefined> {
    const env: Record<string, string | undefined> = { ...process.env, HOME: this.home, TERM: 'dumb', LC_ALL: 'C', PATH: `${join(this.home, 'bin')}:${process.env.PATH}` };
    for (const name of ['KUBECONFIG', 'COLUMNS', 'LINES', 'XDG_DATA_HOME', 'NODE_EXTRA_CA_CERTS', 'EDITOR', 'KUBE_EDITOR', 'PWD', 'OLDPWD']) delete env[name];
    return env;
  }

  private here(argv: readonly string[], env: Readonly<Record<string, string>>): Typed {
    const typed = { stdout: '', stderr: '', status: 0 };
    typed.status = this.kubectl({
      argv,
      cwd: this.cwd,
      env: { ...this.baseEnv(), ...env },
      out: (text) => {
        typed.stdout += text;
      },
      err: (text) => {
        typed.stderr += text;
      },
      input: () => '',
    });
    return typed;
  }

  private kubectl(call: Call): number {
    const { cluster, home } = this;
    const edge: Edge = {
      // What the editor prints is kubectl's output; editors of the recordings print to standard output alone.
      edit: (wait) => edit(wait, { env: call.env, cwd: call.cwd, print: call.out }),
      input: call.input,
      line: () => undefined,
    };
    const environment = {
      stdout: call.out,
      stderr: call.err,
      files: realFiles(call.cwd, kubeconfigOfTheLab(home, join(home, 'lab'))),
      env: call.env,
      cwd: call.cwd,
      home,
      user: 'root',
      terminal: false,
      connect: (origin: string) => connect(cluster, origin),
      keepsDiscovery: true,
      now: () => cluster.now,
    };
    try {
      return runAtOnce(run(call.argv, environment), cluster, edge);
    } catch (error) {
      call.err(`${error instanceof EndlessWait ? error.message : (error as Error).stack}\n`);
      return 124;
    }
  }

  private async inBash(line: string): Promise<Typed> {
    const port = await this.listen();
    const env = { ...this.baseEnv(), PERSON_PORT: String(port) };
    return new Promise((done) => {
      const child = spawn('bash', ['-c', line], { cwd: this.cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
      const limit = setTimeout(() => child.kill('SIGKILL'), 30_000);
      const typed = { stdout: '', stderr: '' };
      child.stdout.on('data', (data) => {
        typed.stdout += data;
      });
      child.stderr.on('data', (data) => {
        typed.stderr += data;
      });
      child.on('close', (code) => {
        clearTimeout(limit);
        done({ ...typed, status: code ?? 124 });
      });
    });
  }

  private async listen(): Promise<number> {
    if (!this.server) {
      writeFileSync(join(this.home, 'bin', 'kubectl'), client);
      chmodSync(join(this.home, 'bin', 'kubectl'), 0o755);
      this.server = createServer((socket) => this.serve(socket));
      await new Promise<void>((ready) => this.server?.listen(0, '127.0.0.1', ready));
    }
    return (this.server.address() as AddressInfo).port;
  }

  /** One kubectl of bash. Its standard input is asked for before it runs, as there is no way to ask while it does. */
  private serve(socket: Socket): void {
    let received = '';
    let words: string[] | undefined;
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      received += data;
      if (!received.endsWith('\n')) return;
      const text = Buffer.from(received, 'base64').toString('utf8');
      received = '';
      if (words) return this.answer(socket, words, text);
      words = text.split('\0');
      const argv = words.slice(2, 2 + Number(words[1]));
      if (argv.some((word) => /^(-|.*=-|-f-|\/dev\/stdin)$/.test(word))) socket.write('input -\n');
      else this.answer(socket, words, '');
    });
  }

  private answer(socket: Socket, words: readonly string[], input: string): void {
    const count = Number(words[1]);
    const pairs = words.slice(2 + count).filter((pair) => pair.includes('='));
    const send = (kind: string) => (text: string) => void socket.write(`${kind} ${Buffer.from(text).toString('base64')}\n`);
    const env = Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
    const status = this.kubectl({ argv: words.slice(2, 2 + count), cwd: words[0] as string, env, out: send('out'), err: send('err'), input: () => input });
    socket.end(`end ${status}\n`);
  }
}
