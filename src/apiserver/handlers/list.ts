// List: all objects that a selector takes, as they are or as they were at a revision, whole or page by page.
import { groupVersionText } from '../../apis/resources.ts';
import type { KubeObject } from '../../apimachinery/object.ts';
import { badRequest, expired } from '../../apimachinery/status.ts';
import { CompactedError } from '../../etcd/index.ts';
import { type ContinueToken, decodeContinue, encodeContinue, expiredContinue } from '../continueToken.ts';
import { type Answer, query, type ResourceContext } from '../context.ts';
import { type ListOptions, listOptionsOf, revisionOf, tooLargeRevision } from '../listOptions.ts';
import { hooksOf } from '../registry/index.ts';
import { selectorOf } from '../selectors.ts';
import { toServed } from './read.ts';

/** The revision that a list must show exactly; nothing means the latest. */
function exactRevision(context: ResourceContext, { match, resourceVersion, limit }: ListOptions, token: ContinueToken | undefined): number | undefined {
  if (token) {
    if (resourceVersion && resourceVersion !== '0') throw badRequest('specifying resource version is not allowed when using continue');
    return token.revision > 0 ? token.revision : undefined;
  }
  const asked = revisionOf(context, resourceVersion, 'list');
  const { revision } = context.server.storage.etcd;
  if (asked > revision) throw tooLargeRevision(asked, revision);
  // Before there was resourceVersionMatch, a limit made a revision exact.
  const isExact = match === 'Exact' || (match === '' && limit > 0 && asked > 0);
  return isExact ? asked : undefined;
}

function objectsAt(context: ResourceContext, revision: number, token: ContinueToken | undefined): KubeObject[] {
  const { resource, info, server } = context;
  try {
    return server.storage.listAt(resource, info.namespace, revision);
  } catch (error) {
    if (!(error instanceof CompactedError)) throw error;
    throw token ? expiredContinue(token) : expired('The resourceVersion for the provided list is too old.');
  }
}

/** All objects that the list may speak of; the one that a field selector names is found by its key. */
function candidates(context: ResourceContext, revision: number | undefined, token: ContinueToken | undefined): KubeObject[] {
  const { resource, info, server, request } = context;
  if (revision !== undefined && revision !== server.storage.etcd.revision) return objectsAt(context, revision, token);
  const [, name] = /^metadata\.name=([^,=!\\]+)$/.exec(String(request.query?.fieldSelector ?? '')) ?? [];
  if (name === undefined || (resource.namespaced && info.namespace === undefined)) return server.storage.list(resource, info.namespace);
  const found = server.storage.get(resource, info.namespace, name);
  return found ? [found] : [];
}

export function handleList(context: ResourceContext): Answer {
  const { resource, info, server } = context;
  const options = listOptionsOf(context);
  const matches = selectorOf(context);
  const token = options.continue ? decodeContinue(options.continue) : undefined;
  const revision = exactRevision(context, options, token);
  const all = hooksOf(resource).list?.(context) ?? candidates(context, revision, token);
  const keyOf = ({ metadata }: KubeObject): string => (resource.namespaced && info.namespace === undefined ? `${metadata.namespace}/${metadata.name}` : metadata.name);
  const found = all.filter((object) => matches(object) && (!token || keyOf(object) >= token.start));
  // A list from the watch cache (resourceVersion=0) is given whole.
  const isPaged = options.limit > 0 && !(options.resourceVersion === '0' && !token);
  const items = (isPaged ? found.slice(0, options.limit) : found).map((object) => toServed(resource, object));
  const shown = revision ?? server.storage.etcd.revision;
  const metadata: Record<string, unknown> = {};
  const last = items.at(-1);
  if (last && items.length < found.length) {
    metadata.continue = encodeContinue({ start: `${keyOf(last)}\u0000`, revision: shown });
    // Behind a selector nobody knows how many are left without looking.
    if (!query(context, 'labelSelector') && !query(context, 'fieldSelector')) metadata.remainingItemCount = found.length - items.length;
  }
  metadata.resourceVersion = String(shown);
  return { code: 200, body: { kind: `${resource.kind}List`, apiVersion: groupVersionText(resource), metadata, items } };
}
