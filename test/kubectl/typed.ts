// kubectl at an API server without controllers: for tests that type commands and read the screen.
import { ApiServer, type ServerOptions } from '../../src/apiserver/index.ts';
import type { ApiRequest, Transport } from '../../src/client/index.ts';
import { Etcd, emptyEtcd } from '../../src/etcd/index.ts';
import { run } from '../../src/kubectl/index.ts';
import type { Wait } from '../../src/sim/index.ts';

const kubeconfig = `apiVersion: v1
kind: Config
current-context: lab
clusters: [{name: lab, cluster: {server: "https://lab:6443"}}]
contexts: [{name: lab, context: {cluster: lab, user: admin}}]
users: [{name: admin, user: {token: t}}]
`;

const credential = { kind: 'component', user: 'kubernetes-admin', groups: ['system:masters'] } as const;

export interface Typed {
  now: number;
  /** What the screen shows: standard output, then standard error with `2> `, then the exit status. */
  type(line: string | readonly string[], onWait?: (wait: Wait) => boolean): string;
  send(method: ApiRequest['method'], path: string, body?: unknown): void;
}

function missing(operation: string, path: string): Error {
  return Object.assign(new Error(`${operation} ${path}: no such file or directory`), { code: 'ENOENT' });
}

export function typedAt(start: string, files: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string>> = {}): Typed {
  const etcd = new Etcd(emptyEtcd());
  const all: Record<string, string> = { ...files, '/kubeconfig': kubeconfig };
  const lab: Typed = { now: Date.parse(start), type, send };
  const options: Partial<ServerOptions> = {
    seed: 'test',
    now: () => lab.now,
    flags: () => ({
      authorizationModes: ['AlwaysAllow'],
      admission: { enabled: [], disabled: [] },
      serviceCIDR: '10.96.0.0/12',
      nodePorts: { first: 30000, last: 32767 },
      anonymousAuth: true,
      runtimeConfig: {},
      eventTTL: 3600,
      encryption: undefined,
      audit: undefined,
    }),
    isHealthy: () => true,
    isRenewed: () => false,
  };
  const server = new ApiServer(etcd, { generated: {} }, options as ServerOptions);
  const transport: Transport = {
    request: (request) => server.request({ ...request, credential }),
    poll: (cursor) => server.poll({ ...cursor, request: { ...cursor.request, credential } }),
  };

  function send(method: ApiRequest['method'], path: string, body?: unknown): void {
    const { code, body: answer } = transport.request({
      method,
      path,
      credential,
      ...(body === undefined ? {} : { body }),
      headers: { contentType: method === 'PATCH' ? 'application/merge-patch+json' : 'application/json' },
    });
    if (code >= 400) throw new Error(`${method} ${path}: ${answer.message}`);
  }

  function read(path: string): string {
    const text = all[path];
    if (text === undefined) throw missing('open', path);
    return text;
  }

  function stat(path: string): { directory: boolean; size: number; mode: number } {
    if (all[path] === undefined) throw missing('stat', path);
    return { directory: false, size: all[path].length, mode: 0o644 };
  }

  function type(line: string | readonly string[], onWait: (wait: Wait) => boolean = () => false): string {
    let out = '';
    let err = '';
    const program = run(typeof line === 'string' ? line.split(' ') : line, {
      stdout: (text) => {
        out += text;
      },
      stderr: (text) => {
        err += text;
      },
      files: { readFile: read, stat, readDir: () => [], writeFile: () => {}, mkdir: () => {}, remove: () => {} },
      env: { KUBECONFIG: '/kubeconfig', ...env },
      cwd: '/',
      home: '/',
      user: 'test',
      terminal: false,
      connect: () => transport,
      now: () => lab.now,
    });
    let step = program.next();
    while (!step.done && onWait(step.value)) step = program.next();
    const status = step.done && step.value !== 0 ? `=> ${step.value}\n` : '';
    return out + err.replace(/^(?=.*\n)/gm, '2> ') + status;
  }

  return lab;
}
