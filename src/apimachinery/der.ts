// DER, the binary form of ASN.1 values: just what certificates need.

export interface DerValue {
  tag: number;
  /** The content's bytes. */
  content: Buffer;
  /** All bytes, head included. */
  bytes: Buffer;
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  sequence: 0x30,
  set: 0x31,
  printable: 0x13,
  ia5: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
} as const;

function lengthBytes(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

export function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthBytes(content.length), content]);
}

export const sequence = (...items: Buffer[]): Buffer => der(tags.sequence, ...items);
export const utf8 = (text: string): Buffer => der(tags.utf8, Buffer.from(text));
export const boolean = (value: boolean): Buffer => der(tags.boolean, Buffer.from([value ? 0xff : 0]));
export const nothing = (): Buffer => der(tags.null);
export const octets = (content: Buffer): Buffer => der(tags.octetString, content);
export const bits = (content: Buffer, unused = 0): Buffer => der(tags.bitString, Buffer.from([unused]), content);
/** A tag that the context gives a meaning: `[0]`. */
export const context = (number: number, content: Buffer, isConstructed = true): Buffer => der((isConstructed ? 0xa0 : 0x80) | number, content);

export function integer(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  return der(tags.integer, (bytes[0] ?? 0) & 0x80 ? Buffer.from([0]) : Buffer.alloc(0), bytes);
}

export function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const groups = [part & 0x7f];
    for (let left = Math.floor(part / 128); left > 0; left = Math.floor(left / 128)) groups.unshift((left & 0x7f) | 0x80);
    bytes.push(...groups);
  }
  return der(tags.oid, Buffer.from(bytes));
}

export function oidText(content: Buffer): string {
  const parts: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    parts.push(value);
    value = 0;
  }
  const head = parts[0] ?? 0;
  const first = Math.min(Math.floor(head / 40), 2);
  return [first, head - first * 40, ...parts.slice(1)].join('.');
}

/** An instant as X.509 writes it: two digits of the year until 2049. */
export function time(at: number): Buffer {
  const digits = new Date(at).toISOString().slice(0, 19).replace(/[-T:]/g, '');
  return Number(digits.slice(0, 4)) < 2050 ? der(tags.utcTime, Buffer.from(`${digits.slice(2)}Z`)) : der(tags.generalizedTime, Buffer.from(`${digits}Z`));
}

export function timeOf({ tag, content }: DerValue): string {
  const text = content.toString('latin1');
  const full = tag === tags.utcTime ? (Number(text.slice(0, 2)) < 50 ? '20' : '19') + text : text;
  return full.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
}

/** The value at the start of the bytes. Throws an Error when they end too soon. */
export function readDer(bytes: Buffer): DerValue {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) throw new Error('asn1: syntax error: data truncated');
  const count = first & 0x80 ? first & 0x7f : 0;
  if (bytes.length < 2 + count || count > 6) throw new Error('asn1: syntax error: data truncated');
  const length = count === 0 ? first : bytes.readUIntBE(2, count);
  const start = 2 + count;
  if (start + length > bytes.length) throw new Error('asn1: syntax error: data truncated');
  return { tag, content: bytes.subarray(start, start + length), bytes: bytes.subarray(0, start + length) };
}

/** The values inside a sequence or a set. */
export function children(value: DerValue): DerValue[] {
  const items: DerValue[] = [];
  for (let rest = value.content; rest.length > 0; ) {
    const item = readDer(rest);
    items.push(item);
    rest = rest.subarray(item.bytes.length);
  }
  return items;
}

export const pem = (label: string, bytes: Buffer): string => `-----BEGIN ${label}-----\n${(bytes.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${label}-----\n`;

/** The bytes of the first PEM block with that label; nothing when there is none. */
export function readPem(text: string, label: string): Buffer | undefined {
  const match = new RegExp(`-----BEGIN ${label}-----\\s+([A-Za-z0-9+/=\\s]+)-----END ${label}-----`).exec(text);
  return match ? Buffer.from((match[1] as string).replace(/\s/g, ''), 'base64') : undefined;
}
