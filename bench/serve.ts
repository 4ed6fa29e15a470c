// The part of the bench that asks `cka-lab serve` over HTTPS: lists, writes, and a change that many watch.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLab } from '../src/store/lab.ts';
import { withLease } from '../src/store/lease.ts';

const root = join(import.meta.dirname, '..');
const home = mkdtempSync(join(tmpdir(), 'bench-serve-'));
const admin = { kind: 'component', user: 'kubernetes-admin', groups: ['system:masters'] } as const;
const pods = '/api/v1/namespaces/default/pods';

const podOf = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default', labels: { app: 'bench' } },
  spec: { schedulerName: 'nobody', containers: [{ name: 'c', image: 'nginx:1.27' }] },
});

/** Pods in the saved cluster, before anybody serves it. */
function fill(from: number, to: number): void {
  const lease = openLab(home, 'plain');
  withLease(lease, () => {
    const client = lease.cluster.client('bench', admin);
    for (let i = from; i < to; i += 1) client.create('pods', podOf(`pod-${i}`));
  });
}

interface Server {
  child: ChildProcess;
  port: number;
  tls: { ca: Buffer; cert: Buffer; key: Buffer };
}

async function serve(): Promise<Server> {
  const kubeconfig = join(home, 'bench.kubeconfig');
  const child = spawn(process.execPath, [join(root, 'bin', 'cka-lab.js'), 'serve', '--port', '0', '--kubeconfig', kubeconfig], {
    env: { ...process.env, CKA_LAB_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.on('exit', () => reject(new Error('cka-lab serve ended')));
    let text = '';
    child.stdout?.on('data', (part) => {
      text += part;
      const found = /127\.0\.0\.1:(\d+)[\s\S]*export/.exec(text)?.[1];
      if (found) resolve(Number(found));
    });
  });
  const conf = readFileSync(kubeconfig, 'utf8');
  const data = (field: string): Buffer => Buffer.from(new RegExp(`${field}: (\\S+)`).exec(conf)?.[1] ?? '', 'base64');
  return { child, port, tls: { ca: data('certificate-authority-data'), cert: data('client-certificate-data'), key: data('client-key-data') } };
}

const connections = 16;

function asking({ port, tls }: Server) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, ...tls });
  const ask = (method: string, path: string, body?: unknown, type = 'application/json'): Promise<number> =>
    new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, method, path, agent, headers: body === undefined ? {} : { 'Content-Type': type } }, (answer) => {
        let size = 0;
        answer.on('data', (part: Buffer) => {
          size += part.length;
        });
        answer.on('end', () => ((answer.statusCode ?? 500) < 400 ? resolve(size) : reject(new Error(`${method} ${path}: ${answer.statusCode}`))));
      });
      asked.on('error', reject);
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    });
  return { agent, ask };
}

/** How many a second, when as many as there are connections are under way at any time. */
async function rate(count: number, work: (i: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < count) await work(next++);
    }),
  );
  return (count * 1000) / (performance.now() - began);
}

/** How long until all of the watchers have seen a change. */
async function fanOut(server: Server, watchers: number, change: () => Promise<unknown>): Promise<number> {
  let told = 0;
  let done: () => void = () => {};
  const all = new Promise<void>((resolve) => {
    done = resolve;
  });
  const open = Array.from(
    { length: watchers },
    () =>
      new Promise<ReturnType<typeof request>>((resolve) => {
        const path = '/api/v1/namespaces/default/configmaps?watch=true&resourceVersion=0&fieldSelector=metadata.name%3Dfan';
        const watch = request({ host: '127.0.0.1', port: server.port, path, agent: false, ...server.tls }, (answer) => {
          answer.once('data', () => {
            told += 1;
            if (told === watchers) done();
          });
          resolve(watch);
        });
        watch.on('error', () => {});
        watch.end();
      }),
  );
  const watches = await Promise.all(open);
  const began = performance.now();
  await change();
  await all;
  const taken = performance.now() - began;
  for (const watch of watches) watch.destroy();
  return taken;
}

const row = (name: string, value: string, aim = '') => console.log(`${name.padEnd(58)} ${value.padStart(12)}  ${aim}`);
const perSecond = (value: number): string => `${value.toFixed(0)} /s`;

async function measured(count: number): Promise<void> {
  const server = await serve();
  const { agent, ask } = asking(server);
  try {
    await ask('GET', pods);
    row(`HTTPS: list of ${count} pods`, perSecond(await rate(count > 1000 ? 20 : 300, () => ask('GET', pods))));
    row(`HTTPS: get of one pod among ${count}`, perSecond(await rate(500, () => ask('GET', `${pods}/pod-1`))));
    row(`HTTPS: create among ${count}`, perSecond(await rate(count > 1000 ? 60 : 300, (i) => ask('POST', pods, podOf(`new-${count}-${i}`)))));
    row(
      `HTTPS: patch among ${count}`,
      perSecond(await rate(count > 1000 ? 60 : 300, (i) => ask('PATCH', `${pods}/pod-${i % 50}`, { metadata: { labels: { i: String(i) } } }, 'application/merge-patch+json'))),
    );
    if (count > 1000) return;
    const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'fan' } };
    row('HTTPS: a change until 100 watchers have it', `${(await fanOut(server, 100, () => ask('POST', '/api/v1/namespaces/default/configmaps', configMap))).toFixed(0)} ms`);
  } finally {
    agent.destroy();
    server.child.removeAllListeners('exit');
    server.child.kill('SIGTERM');
  }
}

try {
  fill(0, 100);
  await measured(100);
  fill(100, 5000);
  await measured(5000);
} finally {
  rmSync(home, { recursive: true, force: true });
}
