// Objects as a server writes them: the fields that all objects share first, in the order of their types.
import type { Json } from './object.ts';

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

const statusOrder = [...first, 'status', 'message', 'reason', 'details', 'code'];
const detailsOrder = ['name', 'group', 'kind', 'uid', 'causes', 'retryAfterSeconds'];

const writtenStatus = (status: Json): Json => {
  const out = ordered(status, statusOrder);
  return out.details ? { ...out, details: ordered(out.details, detailsOrder) } : out;
};

export function asWritten(object: Json): Json {
  if (object === null || typeof object !== 'object' || Array.isArray(object)) return object;
  if (object.kind === 'Status' && object.apiVersion === 'v1') return writtenStatus(object);
  const out = ordered(object, first);
  if (out.metadata && typeof out.metadata === 'object') out.metadata = ordered(out.metadata, metadataOrder);
  if (Array.isArray(out.items)) out.items = out.items.map((item: Json) => asWritten(isBuiltIn(String(out.apiVersion ?? '')) ? withoutKind(item) : item));
  return out;
}
