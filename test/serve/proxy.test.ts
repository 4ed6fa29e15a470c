// kubectl proxy and port-forward in the app's terminal: they listen, answer, and end with Ctrl-C.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeFile } from '../../src/nodes/host/index.ts';
import { type LabLease, openLab } from '../../src/store/lab.ts';
import { withLease } from '../../src/store/lease.ts';
import { newTerminal } from '../../src/session.ts';
import { MachineShell } from '../../src/store/shell/terminal.ts';
import { podOf, until } from './serving.ts';

const home = mkdtempSync(join(tmpdir(), 'cka-lab-proxy-'));
let lease: LabLease;
let shell: MachineShell;
beforeAll(() => {
  lease = openLab(join(home, 'lab'), 'plain', true);
  withLease(lease, () => {
    const client = lease.cluster.client('test', { kind: 'component', user: 'admin', groups: ['system:masters'] });
    client.create('pods', { ...podOf('web'), metadata: { name: 'web', namespace: 'default' } });
    lease.cluster.advance(lease.cluster.now + 10_000);
    writeFile(lease.cluster.state.base, '/home/candidate/index.html', '<p>here</p>', { owner: 'candidate' });
  });
  shell = new MachineShell(lease, newTerminal(), () => {});
});
afterAll(() => rmSync(home, { recursive: true }));

/** Typed in the app's terminal. */
function type(...argv: string[]) {
  let text = '';
  const quoted = ['kubectl', ...argv].map((word) => `'${word}'`).join(' ');
  const child = shell.run(quoted, { columns: 80, rows: 24, write: (more) => (text += more), handOver: async (work) => work(), edit: async () => undefined });
  return {
    get text() {
      return text;
    },
    status: child.done.then(({ status }) => status),
    interrupt: () => child.interrupt(),
  };
}

const fetched = (port: string, path: string, headers: Record<string, string> = {}): Promise<{ code: number; text: string }> =>
  new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers, agent: false }, (answer) => {
      let text = '';
      answer.on('data', (part) => {
        text += part;
      });
      answer.on('end', () => resolve({ code: answer.statusCode ?? 0, text }));
    }).on('error', reject);
  });

async function portOf(run: { readonly text: string }): Promise<string> {
  await until(() => /:\d+/.test(run.text));
  return /:(\d+)/.exec(run.text)?.[1] ?? '';
}

it('proxy passes requests on as the person, refuses what its filter refuses, and serves files', async () => {
  const run = type('proxy', '--port=0', '--www=.', '--reject-methods=POST');
  const port = await portOf(run);
  expect(run.text).toBe(`Starting to serve on 127.0.0.1:${port}\n`);
  expect(JSON.parse((await fetched(port, '/api/v1/namespaces/default/pods/web')).text).metadata.name).toBe('web');
  expect(await fetched(port, '/api/v1/namespaces/default/pods/web/exec')).toEqual({ code: 403, text: 'Forbidden\n' });
  expect(await fetched(port, '/version', { Host: 'elsewhere.example' })).toEqual({ code: 403, text: 'Forbidden\n' });
  expect(await fetched(port, '/static/')).toEqual({ code: 200, text: '<p>here</p>' });
  expect((await fetched(port, '/static/..%2f..%2fetc/passwd')).code).toBe(400);
  run.interrupt();
  expect(await run.status).toBe(130);
  await expect(fetched(port, '/version')).rejects.toThrow('ECONNREFUSED');
});

it('proxy with a prefix', async () => {
  const run = type('proxy', '--port=0', '--api-prefix=/k8s/');
  const port = await portOf(run);
  expect((await fetched(port, '/k8s/livez')).text).toBe('ok');
  expect(await fetched(port, '/livez')).toEqual({ code: 404, text: '404 page not found\n' });
  run.interrupt();
  await run.status;
});

it('a port that is taken, and words that are no address, are said as kubectl says them', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await until(() => taken.listening);
  const { port } = taken.address() as { port: number };
  const said = async (...argv: string[]): Promise<string> => {
    const run = type(...argv);
    return `${await run.status} ${run.text}`;
  };
  expect(await said('proxy', `--port=${port}`)).toBe(`1 error: listen tcp 127.0.0.1:${port}: bind: address already in use\n`);
  expect(await said('proxy', '--port=99999')).toBe('1 error: listen tcp: address 99999: invalid port\n');
  expect(await said('proxy', `--unix-socket=${home}/no/such`)).toBe(`1 error: listen unix ${home}/no/such: bind: no such file or directory\n`);
  expect(await said('proxy', '--accept-hosts=[')).toMatch(/^255 F.* proxy_server\.go:114\] Error compiling re: error parsing regexp: missing closing \]: `\[`\n$/);
  expect(await said('port-forward', 'web', `${port}:80`, '--address=127.0.0.1')).toBe(
    `1 Unable to listen on port ${port}: Listeners failed to create with the following errors: [unable to create listener: Error listen tcp4 127.0.0.1:${port}: bind: address already in use]\nerror: unable to listen on any of the requested ports: [{${port} 80}]\n`,
  );
  expect(await said('port-forward', 'web', '80', '--address=here')).toBe('1 error: here is not a valid IP\n');
  taken.close();
});

it('port-forward listens until Ctrl-C', async () => {
  const run = type('port-forward', 'web', ':80', '--address=127.0.0.1');
  const port = await portOf(run);
  expect(run.text).toBe(`Forwarding from 127.0.0.1:${port} -> 80\n`);
  run.interrupt();
  expect(await run.status).toBe(130);
});
