// The frames of a WebSocket (RFC 6455): text and binary messages of both directions, pings, the close.
import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';

const magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

export const acceptKey = (key: string): string => createHash('sha1').update(`${key}${magic}`).digest('base64');

const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** No message of exec or attach is longer. */
const longest = 4 * 1024 * 1024;

export interface SocketEvents {
  message(bytes: Buffer): void;
  /** The other side is gone, or wants to go. */
  closed(): void;
}

interface Frame {
  opcode: number;
  isLast: boolean;
  payload: Buffer;
  /** Where the next frame begins. */
  end: number;
}

class ProtocolError extends Error {
  constructor(readonly code: number) {
    super();
  }
}

/** The first frame in the bytes; nothing while it has not come whole. Frames of clients are masked. */
function frameIn(bytes: Buffer): Frame | undefined {
  if (bytes.length < 2) return undefined;
  const [first = 0, second = 0] = bytes;
  if ((first & 0x70) !== 0 || (second & 0x80) === 0) throw new ProtocolError(1002);
  const short = second & 0x7f;
  const lengthBytes = short === 127 ? 8 : short === 126 ? 2 : 0;
  if (bytes.length < 6 + lengthBytes) return undefined;
  const length = lengthBytes === 8 ? Number(bytes.readBigUInt64BE(2)) : lengthBytes === 2 ? bytes.readUInt16BE(2) : short;
  if (length > longest) throw new ProtocolError(1009);
  const start = 6 + lengthBytes;
  if (bytes.length < start + length) return undefined;
  const mask = bytes.subarray(start - 4, start);
  const payload = Buffer.from(bytes.subarray(start, start + length));
  for (let i = 0; i < length; i += 1) payload[i] = (payload[i] as number) ^ (mask[i & 3] as number);
  return { opcode: first & 0x0f, isLast: (first & 0x80) !== 0, payload, end: start + length };
}

function frameOf(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = length < 126 ? Buffer.from([0x80 | opcode, length]) : Buffer.alloc(length < 65536 ? 4 : 10);
  if (length >= 126) {
    head[0] = 0x80 | opcode;
    head[1] = length < 65536 ? 126 : 127;
    if (length < 65536) head.writeUInt16BE(length, 2);
    else head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, payload]);
}

export class WebSocketConnection {
  private bytes: Buffer = Buffer.alloc(0);
  private parts: Buffer[] = [];
  private isClosed = false;

  constructor(
    private readonly socket: Duplex,
    head: Buffer,
    private readonly events: SocketEvents,
  ) {
    socket.on('data', (data: Buffer) => this.take(data));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.gone());
    socket.on('end', () => socket.end());
    if (head.length > 0) setImmediate(() => this.take(head));
  }

  send(payload: Buffer): void {
    if (!this.isClosed && !this.socket.destroyed) this.socket.write(frameOf(opcodes.binary, payload));
  }

  close(code = 1000): void {
    if (this.isClosed) return;
    this.isClosed = true;
    const payload = Buffer.alloc(2);
    payload.writeUInt16BE(code);
    if (!this.socket.destroyed) this.socket.end(frameOf(opcodes.close, payload));
  }

  private gone(): void {
    if (!this.isClosed) this.events.closed();
    this.isClosed = true;
  }

  private take(data: Buffer): void {
    this.bytes = Buffer.concat([this.bytes, data]);
    try {
      for (let frame = frameIn(this.bytes); frame && !this.isClosed; frame = frameIn(this.bytes)) {
        this.bytes = this.bytes.subarray(frame.end);
        this.receive(frame);
      }
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.events.closed();
      this.close(error.code);
    }
  }

  private receive({ opcode, isLast, payload }: Frame): void {
    if (opcode === opcodes.ping) this.socket.write(frameOf(opcodes.pong, payload));
    else if (opcode === opcodes.close) {
      this.events.closed();
      this.close();
    } else if (opcode <= opcodes.binary) {
      this.parts.push(payload);
      if (this.parts.reduce((sum, { length }) => sum + length, 0) > longest) throw new ProtocolError(1009);
      if (!isLast) return;
      const message = Buffer.concat(this.parts);
      this.parts = [];
      this.events.message(message);
    } else if (opcode !== opcodes.pong) throw new ProtocolError(1002);
  }
}
