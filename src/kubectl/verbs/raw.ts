// --raw: one request to a path as it was typed, with a file as it stands; the server's answer as it came.
import { checkJson } from '../../apimachinery/goJson.ts';
import { toCompactJson } from '../../apimachinery/json.ts';
import type { Json } from '../../apimachinery/object.ts';
import { badRequest } from '../../apimachinery/status.ts';
import { asWritten } from '../../apimachinery/wire.ts';
import { inFieldOrder } from '../../apis/fieldOrder.ts';
import { type Call, CommandError, type Program, readInput } from '../call.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Refuses what Go's url.ParseRequestURI refuses. */
export function checkRawPath(raw: string): void {
  if (!raw.startsWith('/') && !/^[a-z][a-z0-9+.-]*:/i.test(raw)) throw new CommandError(`--raw must be a valid URL path: parse ${JSON.stringify(raw)}: invalid URI for request`);
}

/** What --raw with a file does not go together with. */
export function checkRawFile(flags: Call['flags'], isFileNeeded: boolean): void {
  const files = flags.list('filename');
  if (files.length > 1 || (isFileNeeded && files.length === 0)) throw new CommandError('--raw can only use a single local file or stdin');
  if (/^https?:\/\//.test(files[0] ?? '')) throw new CommandError('--raw cannot read from a url');
  if (flags.bool('recursive')) throw new CommandError('--raw and --recursive are mutually exclusive');
}

function pathAndQuery(raw: string): { path: string; query: Record<string, string[]> } {
  const url = new URL(raw, 'https://server');
  const query: Record<string, string[]> = {};
  for (const [key, value] of url.searchParams) query[key] = [...(query[key] ?? []), value];
  return { path: decodeURI(url.pathname), query };
}

/** Objects are written in one line, which ends; what the server says of itself is written for people. */
function answerText(body: Json): string {
  const isObject = body?.kind !== undefined && body.apiVersion !== undefined;
  return isObject ? `${toCompactJson(inFieldOrder(asWritten(body)), false)}\n` : JSON.stringify(body, null, 2);
}

const shownBytes = 30;

/** What the server answers to a body that is no JSON: kubectl says of no body what it is, and so JSON is what it has to be. */
function unreadable(text: string): Error {
  const bytes = Buffer.from(text);
  const shown = `${bytes.subarray(0, shownBytes).toString('hex')}${bytes.length > shownBytes ? ' ...' : ''}`;
  const checked = checkJson(text);
  return badRequest(`couldn't get version/kind; json parse error: ${'error' in checked ? checked.error : ''} (${shown || '<empty>'})`);
}

function bodyOf(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(text);
  }
}

/** Sends it, and prints what comes back. */
export function* sendRaw(call: Call, method: Method, raw: string, file?: string): Program<number> {
  const { environment, factory } = call;
  const text = file === undefined ? '' : file === '-' ? yield* readInput() : environment.files.readFile(file);
  const { path, query } = pathAndQuery(raw);
  const answer = factory.request(method, path, { query, ...(text === '' ? {} : { body: bodyOf(text) }) });
  environment.stdout(typeof answer === 'string' ? answer : answerText(answer));
  return 0;
}
