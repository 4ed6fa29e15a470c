// exec and attach over a WebSocket (v4.channel.k8s.io, v5.channel.k8s.io): the first byte of a message is its channel.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Json } from '../../apimachinery/object.ts';
import { ApiError, failure, type Status } from '../../apimachinery/status.ts';
import type { ApiRequest, ApiResponse, ExecAnswer } from '../../client/index.ts';
import { type Front, reach, Unreachable } from '../front.ts';
import { failed, jsonText } from '../http/answer.ts';
import { impersonation, type Target, targetOf } from '../http/incoming.ts';
import { type Look, look } from '../http/log.ts';
import { acceptKey, WebSocketConnection } from './frames.ts';
import { TypedInput } from './input.ts';

const channels = { stdin: 0, stdout: 1, stderr: 2, error: 3, close: 255 } as const;
const protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

/** The older protocol has no sign for the end of the input: this long a silence is one, before anything has come and after. */
const silence = { before: 2000, after: 300 };
/** How often an attached container is looked at. */
const interval = 200;

/** An answer before the connection is a WebSocket. */
function refuse(socket: Duplex, { code, body }: ApiResponse): void {
  const text = jsonText(body, false);
  socket.end(`HTTP/1.1 ${code} ${body.reason ?? 'Error'}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`);
}

const subresource = (path: string): string | undefined => /^\/api\/v1\/namespaces\/[^/]+\/pods\/[^/]+\/(exec|attach)$/.exec(path)?.[1];

export function upgrade(front: Front, incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
  socket.on('error', () => socket.destroy());
  const target = targetOf(incoming.url ?? '/');
  const { upgrade: wanted, 'sec-websocket-key': key, 'sec-websocket-protocol': offered = '' } = incoming.headers;
  if (!target || !subresource(target.path)) {
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

/** What is refused before the connection changes: who is nobody, and pods that are not there. */
async function check(front: Front, incoming: IncomingMessage, { path }: Target): Promise<void> {
  const pod = requestOf(front, incoming, 'GET', path.replace(/\/(?:exec|attach)$/, ''), {});
  const { code, body } = await front.turns.ask((cluster) => reach(front, cluster).request(pod));
  if (code === 401 || code === 404) throw new ApiError(body);
}

/** With attach: nothing there reads, and the log is all that there is to see. */
type Result = ExecAnswer & { follow?: boolean };

/** How a command's exit status is told. */
const statusOf = (exitCode: number): Json =>
  exitCode === 0
    ? { metadata: {}, status: 'Success' }
    : {
        metadata: {},
        status: 'Failure',
        message: `command terminated with non-zero exit code: error executing command, exit code ${exitCode}`,
        reason: 'NonZeroExitCode',
        details: { causes: [{ reason: 'ExitCode', message: String(exitCode) }] },
      };

class RemoteCommand {
  private readonly input: TypedInput;
  private readonly isTerminal: boolean;
  private connection: WebSocketConnection | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly front: Front,
    private readonly incoming: IncomingMessage,
    private readonly target: Target,
    private readonly hasCloseSignal: boolean,
  ) {
    this.isTerminal = this.asks('tty');
    this.input = new TypedInput(this.isTerminal, (text) => this.send(channels.stdout, text));
    if (!this.asks('stdin')) this.input.end();
  }

  start(socket: Duplex, head: Buffer): void {
    this.connection = new WebSocketConnection(socket, head, { message: (bytes) => this.receive(bytes), closed: () => this.leave() });
    this.wait(silence.before);
    this.work()
      .then(
        (status) => this.send(channels.error, JSON.stringify(status)),
        (error) => this.send(channels.error, JSON.stringify(failed(error).body as Status)),
      )
      .then(() => this.connection?.close());
  }

  private asks(name: string): boolean {
    return ['true', '1'].includes(this.target.query[name]?.at(-1) ?? '');
  }

  private leave(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.input.end();
  }

  private receive(bytes: Buffer): void {
    if (bytes[0] === channels.stdin) this.input.add(bytes.subarray(1));
    else if (bytes[0] === channels.close && bytes[1] === channels.stdin) this.input.end();
    this.wait(silence.after);
  }

  private wait(longest: number): void {
    clearTimeout(this.timer);
    if (!this.hasCloseSignal && !this.isTerminal && !this.isClosed) this.timer = setTimeout(() => this.input.end(), longest);
  }

  private async ask(body: Json): Promise<Result> {
    const request = requestOf(this.front, this.incoming, 'POST', this.target.path, { query: this.target.query, body });
    const { code, body: result } = await this.front.turns.ask((cluster) => reach(this.front, cluster).request(request));
    if (code >= 400) throw new ApiError(result);
    return result;
  }

  private async until(instant: number): Promise<void> {
    for (let left = instant - this.front.turns.now; left > 0 && !this.isClosed; left = instant - this.front.turns.now) await new Promise((resolve) => setTimeout(resolve, Math.min(left, interval)));
  }

  private async show({ output, endsAt, exitCode }: Result): Promise<void> {
    for (const { at, text, stream } of output) {
      await this.until(at);
      // A terminal has one stream, and its lines begin at the left.
      if (this.isTerminal) this.send(channels.stdout, text.replace(/\r?\n/g, '\r\n'));
      else this.send(channels[stream], text);
    }
    if (exitCode !== undefined) await this.until(endsAt);
  }

  private async work(): Promise<Json> {
    let result = await this.ask({});
    if (result.follow) return this.follow();
    while (result.exitCode === undefined && !this.isClosed) {
      await this.show(result);
      if (result.wants === 'input') result = await this.ask({ stdin: await this.input.all() });
      else if (result.wants === 'line') {
        this.send(channels.stdout, result.prompt ?? '');
        result = await this.ask({ stdin: (await this.input.line()) ?? 'exit', session: result.session });
      } else {
        await this.until(result.endsAt);
        result = await this.ask({ stdin: '' });
      }
    }
    await this.show(result);
    return statusOf(result.exitCode ?? 0);
  }

  /** Shows what the container writes from now on, until it ends. */
  private async follow(): Promise<Json> {
    const [container] = this.target.query.container ?? [];
    const query: Record<string, string> = container ? { container } : {};
    const request = requestOf(this.front, this.incoming, 'GET', this.target.path.replace(/attach$/, 'log'), { query });
    const next = (): Promise<Look> => this.front.turns.ask((cluster) => look(reach(this.front, cluster), request));
    let seen = await next();
    while (seen.isRunning && !this.isClosed) {
      await new Promise((resolve) => setTimeout(resolve, interval));
      const now = await next();
      if (now.text.startsWith(seen.text)) this.send(channels.stdout, this.isTerminal ? now.text.slice(seen.text.length).replace(/\n/g, '\r\n') : now.text.slice(seen.text.length));
      seen = now;
    }
    return statusOf(0);
  }

  private send(channel: number, text: string): void {
    if (text !== '') this.connection?.send(Buffer.concat([Buffer.from([channel]), Buffer.from(text, 'utf8')]));
  }
}
