// Watch: what has happened since a revision to what a selector takes; bookmarks for those who ask how far they have come.
import { groupVersionText, type ResourceInfo } from '../../apis/resources.ts';
import type { KubeObject } from '../../apimachinery/object.ts';
import { expired } from '../../apimachinery/status.ts';
import type { WatchCursor, WatchEvent } from '../../client/index.ts';
import { CompactedError } from '../../etcd/index.ts';
import type { ResourceContext } from '../context.ts';
import { type ListOptions, listOptionsOf, revisionOf } from '../listOptions.ts';
import { selectorOf } from '../selectors.ts';
import type { StoredChange } from '../storage.ts';
import { toServed } from './read.ts';

/** Bookmarks come about once a minute. */
const bookmarkInterval = 60_000;

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

function changesSince(context: ResourceContext, revision: number): WatchEvent[] {
  const { resource, info, server } = context;
  const matches = selectorOf(context);
  try {
    return server.storage.etcd
      .eventsAfter(revision)
      .filter((event) => isOf(resource, event.kv.key, info.namespace))
      .flatMap((event) => eventOf(server.storage.changeOf(resource, event), matches) ?? [])
      .map(({ type, object }) => ({ type, object: toServed(resource, object) }));
  } catch (error) {
    if (!(error instanceof CompactedError)) throw error;
    return [{ type: 'ERROR', object: expired(`too old resource version: ${revision} (${error.compactRevision})`).status }];
  }
}

/** An object that says nothing but a revision. */
function bookmark({ resource }: ResourceContext, revision: number, annotations?: Record<string, string>): WatchEvent {
  const metadata = { resourceVersion: String(revision), ...(annotations ? { annotations } : {}) };
  return { type: 'BOOKMARK', object: { kind: resource.kind, apiVersion: groupVersionText(resource), metadata } };
}

/** What there is when the watch begins, as if it had just been made. */
function initialEvents(context: ResourceContext, options: ListOptions): WatchEvent[] {
  const { resource, info, server } = context;
  const matches = selectorOf(context);
  const there: WatchEvent[] = server.storage
    .list(resource, info.namespace)
    .filter(matches)
    .map((object) => ({ type: 'ADDED', object: toServed(resource, object) }));
  const isTold = options.sendInitialEvents && options.allowWatchBookmarks;
  return isTold ? [...there, bookmark(context, server.storage.etcd.revision, { 'k8s.io/initial-events-end': 'true' })] : there;
}

/** Without a revision, and from 0, a watch begins with what there is, unless it says that it does not want it. */
const beginsWithAll = ({ sendInitialEvents, resourceVersion }: ListOptions): boolean => sendInitialEvents ?? (resourceVersion === '' || resourceVersion === '0');

export interface Watched {
  events: WatchEvent[];
  cursor: WatchCursor;
  /** The watch has come to the end that its timeoutSeconds gives it. */
  ended?: boolean;
}

/** The first answer to a watch. */
function begin(context: ResourceContext, cursor: WatchCursor, options: ListOptions): Watched {
  const { revision } = context.server.storage.etcd;
  const from = revisionOf(context, cursor.resourceVersion, 'watch');
  const events = beginsWithAll({ ...options, resourceVersion: cursor.resourceVersion }) ? initialEvents(context, options) : from > 0 ? changesSince(context, from) : [];
  // A revision that is still to come is waited for.
  return { events, cursor: { ...cursor, resourceVersion: String(Math.max(from, revision)), began: context.now, bookmarked: context.now } };
}

export function watchSince(context: ResourceContext, cursor: WatchCursor): Watched {
  const options = listOptionsOf(context);
  if (cursor.began === undefined) return begin(context, cursor, options);
  const { revision } = context.server.storage.etcd;
  const from = Number(cursor.resourceVersion);
  const events = changesSince(context, from);
  const next = { ...cursor, resourceVersion: String(Math.max(from, revision)) };
  const isDue = options.allowWatchBookmarks && context.now - (cursor.bookmarked ?? cursor.began) >= bookmarkInterval;
  if (isDue) {
    events.push(bookmark(context, Number(next.resourceVersion)));
    next.bookmarked = context.now;
  }
  const isOver = options.timeoutSeconds !== undefined && options.timeoutSeconds > 0 && context.now - cursor.began >= options.timeoutSeconds * 1000;
  return { events, cursor: next, ...(isOver ? { ended: true } : {}) };
}
