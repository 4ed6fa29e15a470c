// What a server on a network lives through: nonsense, halves, idlers, names that are paths.
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Serving } from './serving.ts';

let lab: Serving;
beforeAll(async () => {
  lab = await Serving.start();
});
afterAll(async () => {
  expect((await lab.ask('GET', '/readyz')).text).toBe('ok');
  await lab.stop();
});

const badRequest = 'HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request';

it.each([
  ['nonsense', 'hello\r\n\r\n'],
  ['a header without a colon', 'GET / HTTP/1.1\r\nHost x\r\n\r\n'],
  ['two lengths', 'POST /api/v1/namespaces HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
  ['bytes that are none of HTTP', '\u0000\u0001\u0002\r\n\r\n'],
])('%s is a bad request', async (_, text) => {
  expect(await lab.raw(text)).toBe(badRequest);
});

it('an escape that is none is a bad request', async () => {
  expect((await lab.ask('GET', '/api/v1/%zz')).code).toBe(400);
});

it.each([
  '/api/v1/../../etc/passwd',
  '/..%2f..%2fetc/passwd',
  '/api/v1/namespaces/..%2f..%2f/pods',
  '//',
  '/api/v1/namespaces/default/pods/%2e%2e',
  '/__proto__',
  '/constructor',
  '/openapi/v3/apis/__proto__',
])('%s is not there', async (path) => {
  const { code, text } = await lab.ask('GET', path);
  expect(text).not.toContain('root:');
  expect([404, 200]).toContain(code);
});

it('requests in one write are answered in their order', async () => {
  const ask = (path: string, more = ''): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
  const answers = await lab.raw(`${ask('/livez/ping')}${ask('/version')}${ask('/readyz/nothing', 'Connection: close\r\n')}`, false);
  expect([...answers.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, code]) => code)).toEqual(['200', '200', '404']);
});

it('half a request holds up nobody', async () => {
  const slow = Array.from({ length: 50 }, () => lab.raw('POST /api/v1/namespaces HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{'));
  expect((await lab.ask('GET', '/livez')).text).toBe('ok');
  await Promise.all(slow);
});

it('who speaks no TLS, or hangs up at once, is let go', async () => {
  const open = () => connect({ host: '127.0.0.1', port: lab.port });
  const plain = open();
  const closed = new Promise((resolve) => plain.on('close', resolve));
  plain.on('error', () => {});
  plain.write('GET / HTTP/1.1\r\n\r\n');
  plain.resume();
  for (let i = 0; i < 20; i += 1)
    open()
      .on('error', () => {})
      .destroy();
  await closed;
});

it('listens on loopback alone', () => {
  const other = connect({ host: '127.0.0.2', port: lab.port });
  return new Promise<void>((resolve) => {
    other.on('error', () => resolve());
    other.on('connect', () => {
      other.destroy();
      throw new Error('somebody listens there');
    });
  });
});

it('deep and long bodies are refused, not followed', async () => {
  const deep = await lab.json('POST', '/api/v1/namespaces', { body: '['.repeat(200_000) });
  expect(deep.message).toContain('exceeded max depth');
  const names = await lab.json('POST', '/api/v1/namespaces', { body: JSON.stringify({ metadata: { name: '__proto__', labels: JSON.parse('{"__proto__": "x"}') } }) });
  expect(names.code).toBe(422);
});

it('while no API server runs nobody listens', async () => {
  const own = await Serving.start();
  const [host] = own.cluster.state.hosts;
  const { 'kube-apiserver': program } = host?.processes ?? {};
  if (!host || !program) throw new Error('the plain profile runs its API server as a process');
  delete host.processes['kube-apiserver'];
  own.holder.changed();
  await expect(own.ask('GET', '/livez')).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 1200));
  await expect(own.ask('GET', '/livez')).rejects.toThrow('ECONNREFUSED');
  host.processes['kube-apiserver'] = program;
  own.holder.changed();
  for (let i = 0; i < 40; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    if ((await own.ask('GET', '/livez').catch(() => undefined))?.text === 'ok') break;
  }
  expect((await own.ask('GET', '/livez')).text).toBe('ok');
  await own.stop();
});
