// exec and attach over a WebSocket (v4.channel.k8s.io, v5.channel.k8s.io): the first byte of a message is its channel.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { failure } from '../../apimachinery/status.ts';
import type { ApiRequest, ApiResponse } from '../../client/index.ts';
import { type Front, reach, Unreachable } from '../front.ts';
import { failed, jsonText } from '../http/answer.ts';
import { impersonation, type Target, targetOf } from '../http/incoming.ts';
import { acceptKey, WebSocketConnection } from './frames.ts';

const channels = { stdin: 0, stdout: 1, stderr: 2, error: 3, resize: 4, close: 255 } as const;
const protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

/** The older protocol has no sign for the end of the input: this long a silence is one. */
const silence = 300;

/** An answer before the connection is a WebSocket. */
function refuse(socket: Duplex, { code, body }: ApiResponse): void {
  const text = jsonText(body, false);
  socket.end(`HTTP/1.1 ${code} ${body.reason ?? 'Error'}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`);
}

const isRemoteCommand = (path: string): boolean => /^\/api\/v1\/namespaces\/[^/]+\/pods\/[^/]+\/(?:exec|attach)$/.test(path);

export function upgrade(front: Front, incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
  socket.on('error', () => socket.destroy());
  const target = targetOf(incoming.url ?? '/');
  const { upgrade: wanted, 'sec-websocket-key': key, 'sec-websocket-protocol': offered = '' } = incoming.headers;
  if (!target || !isRemoteCommand(target.path)) {
    refuse(socket, failed(failure(404, 'NotFound', 'the server could not find the requested resource', {})));
    return;
  }
  const protocol = protocols.find((each) => offered.split(',').some((text) => text.trim() === each));
  if (wanted?.toLowerCase() !== 'websocket' || !key || !protocol) {
    // Clients that try WebSockets first fall back to SPDY, and are told that there is none.
    refuse(socket, failed(failure(400, 'BadRequest', `unable to upgrade: only WebSockets with one of the protocols ${protocols.join(', ')} are served`)));
    return;
  }
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade', `Sec-WebSocket-Accept: ${acceptKey(key)}`, `Sec-WebSocket-Protocol: ${protocol}`];
  check(front, incoming, target).then(
    () => {
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
      new RemoteCommand(front, incoming, target, protocol === protocols[0]).start(socket, head);
    },
    (error) => (error instanceof Unreachable ? front.unreachable(incoming, socket) : refuse(socket, failed(error))),
  );
}

function requestOf(front: Front, incoming: IncomingMessage, method: ApiRequest['method'], path: string, extra: Pick<ApiRequest, 'query' | 'body'>): ApiRequest {
  const impersonate = impersonation(incoming.headers, incoming.rawHeaders);
  return front.sign({ method, path, headers: { userAgent: incoming.headers['user-agent'] ?? 'unknown', ...(impersonate ? { impersonate } : {}) }, ...extra }, incoming);
}

/** What is refused before the connection changes: who may not, and pods that are not there. */
async function check(front: Front, incoming: IncomingMessage, { path }: Target): Promise<void> {
  const pod = requestOf(front, incoming, 'GET', path.replace(/\/(?:exec|attach)$/, ''), {});
  const { code, body } = await front.turns.ask((cluster) => reach(front, cluster).request(pod));
  if (code === 401 || code === 404) throw Object.assign(failure(code, body.reason, body.message, body.details));
}

interface Result {
  stdout?: string;
  stderr?: string;
  exitCode?: number;
}

class RemoteCommand {
  private readonly input: Buffer[] = [];
  private connection: WebSocketConnection | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isStarted = false;

  constructor(
    private readonly front: Front,
    private readonly incoming: IncomingMessage,
    private readonly target: Target,
    private readonly hasCloseSignal: boolean,
  ) {}

  start(socket: Duplex, head: Buffer): void {
    this.connection = new WebSocketConnection(socket, head, { message: (bytes) => this.receive(bytes), closed: () => clearTimeout(this.timer) });
    if (!this.asks('stdin')) this.run();
    else this.await();
  }

  private asks(name: string): boolean {
    return ['true', '1'].includes(this.target.query[name]?.at(-1) ?? '');
  }

  /** A terminal's input ends with Ctrl-D. */
  private receive(bytes: Buffer): void {
    const [channel, ...rest] = [bytes[0], bytes[1]];
    if (channel === channels.stdin && bytes.length > 1) {
      const text = bytes.subarray(1);
      const end = this.asks('tty') ? text.indexOf(4) : -1;
      this.input.push(end < 0 ? text : text.subarray(0, end));
      if (end >= 0) this.run();
    } else if (channel === channels.close && rest[0] === channels.stdin) this.run();
    this.await();
  }

  private await(): void {
    clearTimeout(this.timer);
    if (!this.isStarted && !this.hasCloseSignal && !this.asks('tty')) this.timer = setTimeout(() => this.run(), silence);
  }

  private run(): void {
    if (this.isStarted) return;
    this.isStarted = true;
    const { path, query } = this.target;
    const body = this.asks('stdin') ? { body: { stdin: Buffer.concat(this.input).toString('utf8') } } : {};
    const request = requestOf(this.front, this.incoming, 'POST', path, { query, ...body });
    const asked = this.front.turns.ask((cluster) => reach(this.front, cluster).request(request));
    asked.then(
      (answer) => this.finish(answer),
      (error) => this.finish(failed(error)),
    );
  }

  private finish({ code, body }: ApiResponse): void {
    if (code >= 400) this.send(channels.error, JSON.stringify(body));
    else {
      const { stdout = '', stderr = '', exitCode = 0 }: Result = body ?? {};
      if (stdout) this.send(channels.stdout, stdout);
      if (stderr) this.send(this.asks('tty') ? channels.stdout : channels.stderr, stderr);
      this.send(channels.error, JSON.stringify(exitCode === 0 ? { metadata: {}, status: 'Success' } : failureOf(exitCode)));
    }
    this.connection?.close();
  }

  private send(channel: number, text: string): void {
    this.connection?.send(Buffer.concat([Buffer.from([channel]), Buffer.from(text, 'utf8')]));
  }
}

/** How a command's exit status is told. */
const failureOf = (exitCode: number) => ({
  metadata: {},
  status: 'Failure',
  message: `command terminated with non-zero exit code: error executing command, exit code ${exitCode}`,
  reason: 'NonZeroExitCode',
  details: { causes: [{ reason: 'ExitCode', message: String(exitCode) }] },
});
