// get --raw: the server's answer to one path, as it came.
import { toCompactJson } from '../../../apimachinery/json.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Call } from '../../call.ts';

const first = ['kind', 'apiVersion', 'metadata'];
const metadataOrder = ['name', 'generateName', 'namespace', 'selfLink', 'uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds'];

function ordered(object: Json, head: readonly string[]): Json {
  const out: Json = {};
  for (const key of head) if (object[key] !== undefined) out[key] = object[key];
  return Object.assign(out, object);
}

/** The server's own kinds are lists of one type, which each item need not say again. */
const isBuiltIn = (apiVersion: string): boolean => /^([a-z0-9]+|[a-z0-9.]+\.k8s\.io)(\/|$)/.test(apiVersion);

function withoutKind({ kind: _, apiVersion: __, ...item }: Json): Json {
  return item;
}

/** A server writes the fields that objects share first, in the order of their types. */
function asWritten(object: Json): Json {
  if (object === null || typeof object !== 'object' || Array.isArray(object)) return object;
  const out = ordered(object, first);
  if (out.metadata && typeof out.metadata === 'object') out.metadata = ordered(out.metadata, metadataOrder);
  if (Array.isArray(out.items)) out.items = out.items.map((item: Json) => asWritten(isBuiltIn(out.apiVersion) ? withoutKind(item) : item));
  return out;
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
  return isObject ? `${toCompactJson(asWritten(body), false)}\n` : JSON.stringify(body, null, 2);
}

export function getRaw(call: Call, raw: string): void {
  const { path, query } = pathAndQuery(raw);
  const body = call.factory.request('GET', path, { query });
  call.environment.stdout(typeof body === 'string' ? body : answerText(body));
}
