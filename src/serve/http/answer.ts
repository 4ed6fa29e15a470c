// Writes an answer of the API over HTTP: its form, its warnings, its status.
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { constants, gzipSync } from 'node:zlib';
import { toJson } from '../../apimachinery/json.ts';
import type { Json } from '../../apimachinery/object.ts';
import { ApiError, internalError, type Status } from '../../apimachinery/status.ts';
import { toYaml } from '../../apimachinery/yaml.ts';
import type { ApiResponse } from '../../client/index.ts';
import { encodeOpenapi } from '../openapi/encode.ts';
import type { Form } from './negotiate.ts';
import { written, writtenText } from './written.ts';

/** Shorter answers are not compressed. */
const worthCompressing = 128 * 1024;

export const plainForm: Form = { encoding: 'json', accept: 'json', contentType: 'application/json', pretty: false };

/** Objects stand in one line, unless a person looks at them. What the server says of itself outside the API is always for people. */
export function jsonText(body: Json, pretty: boolean): string {
  const isOwn = body?.kind === undefined && body?.openapi === undefined && body?.swagger === undefined;
  if (pretty || isOwn) return toJson(written(body), false, '  ') + (isOwn ? '' : '\n');
  return `${writtenText(body)}\n`;
}

function bytesOf(body: Json, form: Form): { bytes: Buffer; contentType: string } {
  const { contentType } = form;
  if (typeof body === 'string') return { bytes: Buffer.from(body), contentType: 'text/plain; charset=utf-8' };
  if (form.encoding === 'gnostic') return { bytes: encodeOpenapi(body), contentType };
  return { bytes: Buffer.from(form.encoding === 'yaml' ? toYaml(body) : jsonText(body, form.pretty)), contentType };
}

/** Errors are objects of the API, whatever else was asked for. */
function formOfError({ encoding, pretty }: Form): Form {
  const own = encoding === 'yaml' ? 'yaml' : 'json';
  return { encoding: own, accept: 'json', contentType: `application/${own}`, pretty };
}

/** RFC 7234's warn-text: quoted, in one line. */
const warningHeader = (text: string): string => `299 - "${text.replace(/[\r\n]+/g, ' ').replace(/[\\"]/g, '\\$&')}"`;

/** Header values are bytes; what is no Latin 1 goes as its UTF-8. */
const headerSafe = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

export function setCommonHeaders(response: ServerResponse, warnings: readonly string[]): void {
  response.setHeader('Audit-Id', randomUUID());
  response.setHeader('Cache-Control', 'no-cache, private');
  if (warnings.length > 0)
    response.setHeader(
      'Warning',
      warnings.map((text) => headerSafe(warningHeader(text))),
    );
}

export interface Exchange {
  response: ServerResponse;
  form: Form;
  isHead: boolean;
  acceptsGzip: boolean;
}

export function writeAnswer({ response, form, isHead, acceptsGzip }: Exchange, { code, body, warnings }: ApiResponse): void {
  if (response.headersSent || response.destroyed) return;
  const { bytes: plain, contentType } = bytesOf(body, code >= 400 ? formOfError(form) : form);
  let bytes = plain;
  setCommonHeaders(response, warnings);
  response.setHeader('Content-Type', contentType);
  if (typeof body === 'string') response.setHeader('X-Content-Type-Options', 'nosniff');
  const retry = (body as Partial<Status>)?.details?.retryAfterSeconds;
  if (code >= 400 && retry) response.setHeader('Retry-After', String(retry));
  if (acceptsGzip && bytes.length > worthCompressing) {
    bytes = gzipSync(bytes, { level: constants.Z_BEST_SPEED });
    response.setHeader('Content-Encoding', 'gzip');
    response.setHeader('Vary', 'Accept-Encoding');
  }
  response.setHeader('Content-Length', bytes.length);
  response.writeHead(code);
  response.end(isHead ? undefined : bytes);
}

/** Any error as an answer: those of the API as they are, others as the server's own. */
export function failed(error: unknown): ApiResponse {
  const { status } = error instanceof ApiError ? error : internalError(error instanceof Error ? error.message : String(error));
  return { code: status.code, body: status, warnings: [] };
}
