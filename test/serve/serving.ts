// A new cluster behind HTTPS on a free port, and raw ways to ask it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders, RequestOptions } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import type { Json } from '../../src/apimachinery/object.ts';
import { Cluster, type ClusterOptions } from '../../src/cluster.ts';
import { type Holder, kubeconfigFor, type Served, serveHttps } from '../../src/serve/index.ts';

/** A lease on a cluster that nobody else has: its time is that of the machine. */
export function holderOf(cluster: Cluster): Holder & { changed(): void } {
  const born = { wall: Date.now(), now: cluster.now };
  const due = (): number => born.now + Date.now() - born.wall;
  let isStale = false;
  const resume = (): void => {
    isStale = false;
    cluster.advance(due());
  };
  // As when another command has written.
  const changed = (): void => {
    isStale = true;
  };
  return { cluster, due, resume, changed, suspend: () => {}, abandon: () => {}, isStale: () => isStale };
}

export interface Answered {
  code: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export interface Asked extends RequestOptions {
  body?: string;
  /** Without the administrator's certificate. */
  anonymous?: boolean;
}

export class Serving {
  private constructor(
    readonly cluster: Cluster,
    readonly holder: ReturnType<typeof holderOf>,
    readonly served: Served,
    readonly folder: string,
  ) {}

  static async start(profile: ClusterOptions['profile'] = 'plain'): Promise<Serving> {
    const cluster = new Cluster(Cluster.create({ profile, now: Date.now() }));
    cluster.advance(cluster.now + 5000);
    const holder = holderOf(cluster);
    return new Serving(cluster, holder, await serveHttps(holder, 0), mkdtempSync(join(tmpdir(), 'cka-lab-serve-')));
  }

  async stop(): Promise<void> {
    await this.served.close();
    rmSync(this.folder, { recursive: true });
  }

  get port(): number {
    return this.served.port;
  }

  get kubeconfig(): string {
    const conf = this.cluster.state.hosts[0]?.files['/etc/kubernetes/admin.conf']?.text ?? '';
    return kubeconfigFor(conf, this.port);
  }

  /** A file with the administrator's kubeconfig. */
  kubeconfigFile(): string {
    const file = join(this.folder, 'kubeconfig');
    writeFileSync(file, this.kubeconfig);
    return file;
  }

  get tls() {
    const { ca, files } = this.cluster.state.pki;
    return { ca, cert: files['/etc/kubernetes/admin.conf.crt'] as string, key: files['/etc/kubernetes/admin.conf.key'] as string };
  }

  ask(method: string, path: string, { body, anonymous, headers, ...options }: Asked = {}): Promise<Answered> {
    const { ca, cert, key } = this.tls;
    const typed = body !== undefined && !(headers && 'Content-Type' in headers) ? { 'Content-Type': 'application/json' } : {};
    return new Promise((resolve, reject) => {
      const asked = request(
        { host: '127.0.0.1', port: this.port, method, path, ca, agent: false, ...(anonymous ? {} : { cert, key }), headers: { ...typed, ...headers } as Record<string, string>, ...options },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () => resolve({ code: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(parts).toString('latin1') }));
          answer.on('error', reject);
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  }

  async json(method: string, path: string, options?: Asked): Promise<Json> {
    return JSON.parse((await this.ask(method, path, options)).text);
  }

  post = (path: string, object: Json): Promise<Json> => this.json('POST', path, { body: JSON.stringify(object) });

  /** Writes bytes as they are and answers all that comes back until the other side ends. */
  raw(text: string, end = true): Promise<string> {
    return new Promise((resolve) => {
      let answer = '';
      const socket = connect({ host: '127.0.0.1', port: this.port, rejectUnauthorized: false, ...this.tls }, () => {
        socket.write(text);
        if (end) setTimeout(() => socket.end(), 300);
      });
      socket.on('data', (part) => {
        answer += part.toString('latin1');
      });
      socket.on('error', () => resolve(answer));
      socket.on('close', () => resolve(answer));
    });
  }

  /** A watch: its events as they come, until `stop`. */
  watch(path: string, headers: Record<string, string> = {}): { events: Json[]; ended: Promise<void>; stop(): void } {
    const events: Json[] = [];
    let rest = '';
    const asked = request({ host: '127.0.0.1', port: this.port, path, agent: false, headers, ...this.tls }, (answer) => {
      answer.on('data', (part: Buffer) => {
        const lines = `${rest}${part.toString('utf8')}`.split('\n');
        rest = lines.pop() as string;
        events.push(...lines.map((line) => JSON.parse(line)));
      });
      answer.on('error', () => {});
    });
    asked.on('error', () => {});
    const ended = new Promise<void>((resolve) => {
      asked.on('close', () => resolve());
    });
    asked.end();
    return { events, ended, stop: () => asked.destroy() };
  }
}

/** Until it is so, or far too long has passed. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let i = 0; i < 600 && !isSo(); i += 1) await new Promise((resolve) => setTimeout(resolve, 25));
}

export const podOf = (name: string): Json => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, labels: { app: name } }, spec: { containers: [{ name: 'main', image: 'nginx' }] } });
