// exec over a WebSocket: the handshake, the channels, a terminal; and the frames themselves.
import { request } from 'node:https';
import { PassThrough, type Duplex } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acceptKey, WebSocketConnection } from '../../src/serve/websocket/frames.ts';
import { TypedInput } from '../../src/serve/websocket/input.ts';
import { podOf, Serving, until } from './serving.ts';

let lab: Serving;
beforeAll(async () => {
  lab = await Serving.start('standard');
});
afterAll(() => lab.stop());

/** A frame as clients send it: masked. */
function masked(opcode: number, payload: Buffer, isLast = true): Buffer {
  const mask = Buffer.from([1, 2, 3, 4]);
  const body = Buffer.from(payload.map((byte, i) => byte ^ (mask[i & 3] as number)));
  const length = payload.length < 126 ? Buffer.from([0x80 | payload.length]) : Buffer.from([0x80 | 126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([Buffer.from([(isLast ? 0x80 : 0) | opcode]), length, mask, body]);
}

function connection(): { socket: PassThrough; messages: string[]; written: Buffer[] } {
  const socket = new PassThrough();
  const messages: string[] = [];
  const written: Buffer[] = [];
  const duplex = Object.assign(socket, { write: (bytes: Buffer) => written.push(bytes) > 0, end: (bytes?: Buffer) => void (bytes && written.push(bytes)) });
  new WebSocketConnection(duplex as unknown as Duplex, Buffer.alloc(0), { message: (bytes) => messages.push(bytes.toString()), closed: () => messages.push('closed') });
  return { socket, messages, written };
}

it('the key is accepted as the RFC has it', () => expect(acceptKey('dGhlIHNhbXBsZSBub25jZQ==')).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo='));

it('messages come whole, however they are cut', () => {
  const { socket, messages, written } = connection();
  const bytes = Buffer.concat([
    masked(2, Buffer.from('one')),
    masked(2, Buffer.from('tw'), false),
    masked(9, Buffer.from('ping')),
    masked(0, Buffer.from('o')),
    masked(2, Buffer.alloc(300, 'x')),
    masked(8, Buffer.alloc(0)),
  ]);
  for (const byte of bytes) socket.emit('data', Buffer.from([byte]));
  expect(messages).toEqual(['one', 'two', 'x'.repeat(300), 'closed']);
  expect(written.map((each) => each[0])).toEqual([0x8a, 0x88]);
});

it.each([
  ['a frame that is not masked', Buffer.from([0x82, 1, 65]), 1002],
  ['reserved bits', Buffer.from([0xf2, 0x80]), 1002],
  ['too long a message', Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0xff, 0, 0, 0, 1, 2, 3, 4]), 1009],
])('%s ends the connection', (_, bytes, code) => {
  const { socket, messages, written } = connection();
  socket.emit('data', bytes);
  expect([messages, written[0]?.readUInt16BE(2)]).toEqual([['closed'], code]);
});

it('a terminal echoes, and edits its lines', async () => {
  let echoed = '';
  const input = new TypedInput(true, (text) => {
    echoed += text;
  });
  input.add(Buffer.from('lx\u007fs\r\u0004'));
  expect([await input.line(), await input.line(), echoed]).toEqual(['ls', undefined, 'lx\b \bs\r\n']);
});

interface Exec {
  channels: Record<number, string>;
  code: number;
}

function exec(query: string, frames: readonly Buffer[] = [], protocol = 'v5.channel.k8s.io'): Promise<Exec> {
  const channels: Record<number, string> = {};
  return new Promise((resolve) => {
    const headers = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Protocol': protocol };
    const asked = request({ host: '127.0.0.1', port: lab.port, path: `/api/v1/namespaces/default/pods/web/exec?${query}`, headers, agent: false, ...lab.tls });
    asked.on('response', ({ statusCode = 0 }) => resolve({ channels, code: statusCode }));
    asked.on('upgrade', (answer, socket, head) => {
      let bytes = head;
      const take = (more: Buffer): void => {
        bytes = Buffer.concat([bytes, more]);
        while (bytes.length >= 2) {
          const length = bytes[1] as number;
          const [at, size] = length === 126 ? [4, bytes.length >= 4 ? bytes.readUInt16BE(2) : 1e9] : [2, length];
          if (bytes.length < at + size) return;
          const payload = bytes.subarray(at, at + size);
          if ((bytes[0] as number) === 0x82) channels[payload[0] as number] = (channels[payload[0] as number] ?? '') + payload.subarray(1).toString();
          bytes = bytes.subarray(at + size);
        }
      };
      socket.on('data', take);
      socket.on('close', () => resolve({ channels, code: answer.statusCode ?? 0 }));
      for (const frame of frames) socket.write(frame);
      take(Buffer.alloc(0));
    });
    asked.end();
  });
}

const stdin = (text: string): Buffer => masked(2, Buffer.concat([Buffer.from([0]), Buffer.from(text)]));

it('a command in a container: output, errors, the exit status, the input', async () => {
  await until(() => lab.cluster.client('test', { kind: 'component', user: 'x', groups: ['system:masters'] }).find('serviceaccounts', 'default', 'default') !== undefined);
  await lab.post('/api/v1/namespaces/default/pods', podOf('web'));
  await until(() => lab.cluster.client('test', { kind: 'component', user: 'x', groups: ['system:masters'] }).get('pods', 'web', 'default').status?.phase === 'Running');
  const both = await exec(`command=sh&command=-c&command=${encodeURIComponent('echo out; echo err >&2; exit 3')}&stdout=true&stderr=true`);
  expect([both.code, both.channels[1], both.channels[2]]).toEqual([101, 'out\n', 'err\n']);
  expect(JSON.parse(both.channels[3] as string)).toMatchObject({ status: 'Failure', reason: 'NonZeroExitCode', details: { causes: [{ reason: 'ExitCode', message: '3' }] } });
  const cat = await exec('command=cat&stdin=true&stdout=true', [stdin('one\n'), stdin('two'), masked(2, Buffer.from([255, 0]))]);
  expect([cat.channels[1], JSON.parse(cat.channels[3] as string).status]).toEqual(['one\ntwo', 'Success']);
  const older = await exec('command=cat&stdin=true&stdout=true', [stdin('old\n')], 'v4.channel.k8s.io');
  expect(older.channels[1]).toBe('old\n');
  const shell = await exec('command=sh&stdin=true&stdout=true&tty=true', [stdin('echo hi\r'), stdin('exit 4\r')]);
  expect(shell.channels[1]).toContain('hi\r\n');
  expect(JSON.parse(shell.channels[3] as string).details.causes[0].message).toBe('4');
});

it('other protocols and pods that are not there are refused before', async () => {
  expect((await exec('command=ls', [], 'v9.channel.k8s.io')).code).toBe(400);
  expect(
    (
      await lab.ask('GET', '/api/v1/namespaces/default/pods/nobody/exec', {
        headers: { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Key': 'x', 'Sec-WebSocket-Protocol': 'v5.channel.k8s.io' },
      })
    ).code,
  ).toBe(404);
});
