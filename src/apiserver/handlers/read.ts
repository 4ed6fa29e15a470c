// Get, list and watch.
import { groupVersionText, type ResourceInfo } from '../../apis/resources.ts';
import type { KubeObject } from '../../apimachinery/object.ts';
import { badRequest, expired, notFound } from '../../apimachinery/status.ts';
import { CompactedError } from '../../etcd/index.ts';
import type { WatchCursor, WatchEvent } from '../../client/index.ts';
import { type Answer, query, type ResourceContext } from '../context.ts';
import { hooksOf } from '../registry/index.ts';
import { selectorOf } from '../selectors.ts';
import { changeOf, type StoredChange } from '../storage.ts';

/** The object as this version of the API shows it. */
export const toServed = (resource: ResourceInfo, object: KubeObject): KubeObject => (resource.storedAs && resource.logic.fromStored ? (resource.logic.fromStored(object) as KubeObject) : object);

export function getObject(context: ResourceContext): KubeObject {
  const { resource, info, server } = context;
  const name = info.name as string;
  const { find } = hooksOf(resource);
  const object = find ? find(context, name) : server.storage.get(resource, info.namespace, name);
  if (!object) throw notFound(resource, name);
  return object;
}

export const handleGet = (context: ResourceContext): Answer => ({ code: 200, body: toServed(context.resource, getObject(context)) });

interface Continue {
  /** The key of the last object given. */
  from: string;
  revision: number;
}

const encodeContinue = (token: Continue): string => Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: token.revision, start: token.from })).toString('base64url');

function decodeContinue(text: string): Continue {
  try {
    const { rv, start } = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (typeof start === 'string' && typeof rv === 'number') return { from: start, revision: rv };
  } catch {
    // said below
  }
  throw badRequest('continue key is not valid: encoded continue token is not valid');
}

/** All objects that a list may speak of; the one that a field selector names is found by its key. */
function candidates({ resource, info, server, request }: ResourceContext): KubeObject[] {
  const [, name] = /^metadata\.name=([^,=!\\]+)$/.exec(String(request.query?.fieldSelector ?? '')) ?? [];
  if (name === undefined || (resource.namespaced && info.namespace === undefined)) return server.storage.list(resource, info.namespace);
  const found = server.storage.get(resource, info.namespace, name);
  return found ? [found] : [];
}

export function handleList(context: ResourceContext): Answer {
  const { resource, server } = context;
  const matches = selectorOf(context);
  const all = hooksOf(resource).list?.(context) ?? candidates(context);
  const limit = Number(query(context, 'limit') ?? 0);
  const token = query(context, 'continue');
  const after = token ? decodeContinue(token) : undefined;
  const nameOf = (o: KubeObject): string => (o.metadata.namespace ? `${o.metadata.namespace}/${o.metadata.name}` : o.metadata.name);
  const found = all.filter((object) => matches(object) && (!after || nameOf(object) > after.from));
  const items = (limit > 0 ? found.slice(0, limit) : found).map((object) => toServed(resource, object));
  const metadata: Record<string, unknown> = {};
  const last = items.at(-1);
  if (last && items.length < found.length) {
    metadata.continue = encodeContinue({ from: nameOf(last), revision: after?.revision ?? server.storage.etcd.revision });
    if (!query(context, 'labelSelector') && !query(context, 'fieldSelector')) metadata.remainingItemCount = found.length - items.length;
  }
  metadata.resourceVersion = String(after?.revision ?? server.storage.etcd.revision);
  return { code: 200, body: { kind: `${resource.kind}List`, apiVersion: groupVersionText(resource), metadata, items } };
}

function isOf(resource: ResourceInfo, key: string, namespace: string | undefined): boolean {
  return key.startsWith(namespace === undefined || !resource.namespaced ? resource.prefix : `${resource.prefix}${namespace}/`);
}

/** What a change means to a watcher that sees only what its selector matches. */
function eventOf(change: StoredChange, matches: (object: KubeObject) => boolean): WatchEvent | undefined {
  const isIn = change.object !== undefined && matches(change.object);
  const wasIn = change.old !== undefined && matches(change.old);
  if (isIn) return { type: wasIn ? 'MODIFIED' : 'ADDED', object: change.object };
  if (!wasIn) return undefined;
  const gone = change.object ? { ...change.old, metadata: { ...change.old?.metadata, resourceVersion: change.object.metadata.resourceVersion } } : change.old;
  return { type: 'DELETED', object: gone };
}

/** The events after the cursor that the watch asks for, as stored objects. */
export function eventsSince(context: ResourceContext, cursor: WatchCursor): WatchEvent[] {
  const { resource, info, server } = context;
  const matches = selectorOf(context);
  // 0 and nothing mean: from now on.
  if (Number(cursor.resourceVersion) === 0) return [];
  try {
    return server.storage.etcd
      .eventsAfter(Number(cursor.resourceVersion))
      .filter((event) => isOf(resource, event.kv.key, info.namespace))
      .flatMap((event) => eventOf(changeOf(event), matches) ?? [])
      .map(({ type, object }) => ({ type, object: toServed(resource, object) }));
  } catch (error) {
    if (!(error instanceof CompactedError)) throw error;
    return [{ type: 'ERROR', object: expired(`too old resource version: ${cursor.resourceVersion} (${error.compactRevision})`).status }];
  }
}
