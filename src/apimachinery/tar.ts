// Archives of tar (POSIX ustar), as kubectl cp sends and reads them. Bytes are characters up to 0xff.

export interface TarEntry {
  /** Relative, without a `/` at the end. */
  name: string;
  directory: boolean;
  /** UTF-8 text. */
  text: string;
  /** Permission bits. */
  mode: number;
  /** Milliseconds. */
  at: number;
}

/** What is no archive, or one that was cut. */
export class TarError extends Error {}

const block = 512;
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const toBytes = (text: string): string => Array.from(encoder.encode(text), (byte) => String.fromCharCode(byte)).join('');
const fromBytes = (bytes: string): string => decoder.decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));

const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`;
const filled = (text: string, width: number): string => text.slice(0, width).padEnd(width, '\0');
const padded = (bytes: string): string => bytes + '\0'.repeat((block - (bytes.length % block)) % block);

/** A name of over 100 bytes is cut at a `/`: the front goes into the prefix. */
function splitName(name: string): { name: string; prefix: string } {
  if (name.length <= 100) return { name, prefix: '' };
  const cut = name.indexOf('/', name.length - 101);
  if (cut < 0 || cut > 155) throw new TarError(`archive/tar: cannot encode header: file name is too long`);
  return { prefix: name.slice(0, cut), name: name.slice(cut + 1) };
}

function header(entry: TarEntry, size: number): string {
  const { name, prefix } = splitName(toBytes(entry.name) + (entry.directory ? '/' : ''));
  const fields = (sum: string): string =>
    [
      filled(name, 100),
      octal(entry.mode & 0o7777, 8),
      octal(0, 8),
      octal(0, 8),
      octal(size, 12),
      octal(Math.floor(entry.at / 1000), 12),
      sum,
      entry.directory ? '5' : '0',
      '\0'.repeat(100),
      'ustar\u000000',
      filled('root', 32),
      filled('root', 32),
      octal(0, 8),
      octal(0, 8),
      filled(prefix, 155),
    ].join('');
  const sum = [...fields(' '.repeat(8))].reduce((total, char) => total + char.charCodeAt(0), 0);
  return padded(fields(`${sum.toString(8).padStart(6, '0')}\0 `));
}

export function packTar(entries: readonly TarEntry[]): string {
  const parts = entries.map((entry) => {
    const bytes = entry.directory ? '' : toBytes(entry.text);
    return header(entry, bytes.length) + padded(bytes);
  });
  return `${parts.join('')}${'\0'.repeat(2 * block)}`;
}

const textAt = (head: string, from: number, length: number): string => head.slice(from, from + length).replace(/\0[\s\S]*$/, '');

/** Throws TarError. */
export function unpackTar(bytes: string): TarEntry[] {
  const entries: TarEntry[] = [];
  for (let at = 0; at < bytes.length; ) {
    const head = bytes.slice(at, at + block);
    if (/^\0*$/.test(head)) break;
    if (head.length < block) throw new TarError('unexpected EOF');
    const size = Number.parseInt(textAt(head, 124, 12), 8) || 0;
    if (at + block + size > bytes.length || textAt(head, 257, 5) !== 'ustar') throw new TarError('archive/tar: invalid tar header');
    const [prefix, name, kind] = [textAt(head, 345, 155), textAt(head, 0, 100), head[156]];
    const whole = fromBytes(prefix ? `${prefix}/${name}` : name);
    if (kind === '0' || kind === '\0' || kind === '5') {
      const directory = kind === '5' || whole.endsWith('/');
      entries.push({
        name: whole.replace(/\/+$/, ''),
        directory,
        text: directory ? '' : fromBytes(bytes.slice(at + block, at + block + size)),
        mode: Number.parseInt(textAt(head, 100, 8), 8) || 0o644,
        at: (Number.parseInt(textAt(head, 136, 12), 8) || 0) * 1000,
      });
    }
    at += block + Math.ceil(size / block) * block;
  }
  return entries;
}
