// Protobuf's bytes: fields with a number and a value, read and written.

class Truncated extends Error {
  override message = 'unexpected EOF';
}

export interface Field {
  number: number;
  value: bigint | Buffer;
}

function varint(bytes: Buffer, at: number): { value: bigint; end: number } {
  let value = 0n;
  for (let i = 0; i < 10; i += 1) {
    const byte = bytes[at + i];
    if (byte === undefined) throw new Truncated();
    value |= BigInt(byte & 0x7f) << BigInt(7 * i);
    if (byte < 0x80) return { value, end: at + i + 1 };
  }
  throw new Error('proto: integer overflow');
}

export function* fieldsIn(bytes: Buffer): Generator<Field> {
  for (let at = 0; at < bytes.length; ) {
    const tag = varint(bytes, at);
    const number = Number(tag.value >> 3n);
    const wire = Number(tag.value & 7n);
    if (wire === 0) {
      const { value, end } = varint(bytes, tag.end);
      yield { number, value };
      at = end;
      continue;
    }
    const length = wire === 2 ? varint(bytes, tag.end) : { value: wire === 1 ? 8n : 4n, end: tag.end };
    if (wire !== 1 && wire !== 2 && wire !== 5) throw new Error(`proto: illegal wireType ${wire}`);
    at = length.end + Number(length.value);
    if (at > bytes.length) throw new Truncated();
    yield { number, value: bytes.subarray(length.end, at) };
  }
}

function varintOf(integer: number): Buffer {
  if (integer >= 0 && integer < 0x80) return Buffer.from([integer]);
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(integer));
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(rest)]);
}

const tagOf = (number: number, wire: 0 | 1 | 2): Buffer => varintOf(number * 8 + wire);

export const integerField = (number: number, value: number): Buffer => Buffer.concat([tagOf(number, 0), varintOf(value)]);

export function doubleField(number: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return Buffer.concat([tagOf(number, 1), bytes]);
}

export const bytesField = (number: number, value: Buffer): Buffer => Buffer.concat([tagOf(number, 2), varintOf(value.length), value]);

/** `Pod[]` → a list of `Pod`, `string{}` → a map to `string`. */
export function typeIn(text: string): { of: string; many: '[]' | '{}' | undefined } {
  const many = text.slice(-2);
  return many === '[]' || many === '{}' ? { of: text.slice(0, -2), many } : { of: text, many: undefined };
}
