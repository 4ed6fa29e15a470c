// get --raw: the server's answer to one path, as it came.
import { toCompactJson } from '../../../apimachinery/json.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { asWritten } from '../../../apimachinery/wire.ts';
import type { Call } from '../../call.ts';

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
