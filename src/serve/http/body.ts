// The body of a request: read up to the server's limit, and decoded from JSON or YAML.
import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { Json } from '../../apimachinery/object.ts';
import { badRequest, failure } from '../../apimachinery/status.ts';
import { parseYaml } from '../../apimachinery/yaml.ts';
import type { RequestHeaders } from '../../client/index.ts';
import { decodeProtobuf } from '../protobuf/decode.ts';
import { checkJson } from '../../apimachinery/goJson.ts';

/** The API server's own limit (MaxRequestBodyBytes). */
export const limit = 3 * 1024 * 1024;

export const tooLarge = () => failure(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${limit}`);

/** Throws RequestEntityTooLarge as soon as more has come than is taken. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > limit) throw tooLarge();
    parts.push(part as Buffer);
  }
  const bytes = Buffer.concat(parts);
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes, { maxOutputLength: limit }) : bytes;
}

export interface Body {
  value: Json;
  contentType?: NonNullable<RequestHeaders['contentType']>;
  /** `duplicate field "spec.replicas"`: what strict decoding says of the text itself. */
  strict: readonly string[];
}

const patchTypes: readonly string[] = ['application/json-patch+json', 'application/merge-patch+json', 'application/strategic-merge-patch+json', 'application/apply-patch+yaml'];

const unknownFormat = (accepted: readonly string[]) => failure(415, 'UnsupportedMediaType', `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`);

/** The beginning of a body that could not be read, as the server shows it. */
function summary(bytes: Buffer): string {
  const longest = 30;
  if (bytes.length === 0) return '<empty>';
  const encoding = bytes[0] === 0x7b ? 'utf8' : 'hex';
  return bytes.length > longest ? `${bytes.toString(encoding, 0, longest)} ...` : bytes.toString(encoding);
}

/** Go's reader of YAML turns it into JSON first, which tells it nothing of the kind. */
function readYaml(text: string): Body {
  try {
    return { value: parseYaml(text), strict: [] };
  } catch (error) {
    throw new Error(`error converting YAML to JSON: ${(error as Error).message}`);
  }
}

function readJson(text: string): Body {
  const checked = checkJson(text);
  if ('error' in checked) throw new Error(checked.error);
  return { value: JSON.parse(text), strict: checked.duplicates };
}

const isUtf8 = (bytes: Buffer): boolean => Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes);

function readObject(bytes: Buffer): Body {
  try {
    return readJson(bytes.toString('utf8'));
  } catch (error) {
    throw new Error(`couldn't get version/kind; json parse error: ${(error as Error).message}`);
  }
}

const readers: Readonly<Record<string, (bytes: Buffer) => Body>> = {
  'application/json': readObject,
  'application/yaml': (bytes) => readYaml(bytes.toString('utf8')),
  'application/vnd.kubernetes.protobuf': (bytes) => ({ value: decodeProtobuf(bytes), strict: [] }),
};

/** `kind`: what the path is for, as sentences about a body without a kind name it. */
export function decodeBody(method: string, header: string, bytes: Buffer, kind: string): Body {
  const type = (header.split(';')[0] as string).trim().toLowerCase();
  if (method === 'PATCH') return decodePatch(type, bytes);
  if (bytes.length === 0 && (method === 'DELETE' || kind === '')) return { value: undefined, strict: [] };
  const reader = readers[type || 'application/json'];
  if (!reader) throw unknownFormat(Object.keys(readers));
  try {
    return reader(bytes);
  } catch (error) {
    throw badRequest(`the object provided is unrecognized (must be of type ${kind || 'DeleteOptions'}): ${(error as Error).message} (${summary(bytes)})`);
  }
}

function decodePatch(type: string, bytes: Buffer): Body {
  // The API server says what it takes, which depends on the kind.
  if (!patchTypes.includes(type)) throw unknownFormat(patchTypes);
  const contentType = type as Body['contentType'] & string;
  const text = bytes.toString('utf8');
  if (!isUtf8(bytes)) throw badRequest('error decoding patch: invalid UTF-8');
  try {
    return { ...(type.endsWith('yaml') ? readYaml(text) : readJson(text)), contentType };
  } catch (error) {
    throw badRequest(type.endsWith('yaml') ? `error decoding YAML: ${(error as Error).message.replace('error converting YAML to JSON: ', '')}` : (error as Error).message);
  }
}
