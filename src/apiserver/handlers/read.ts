// Get: one object as it is stored, as this version of the API shows it.
import type { ResourceInfo } from '../../apis/resources.ts';
import type { KubeObject } from '../../apimachinery/object.ts';
import { notFound } from '../../apimachinery/status.ts';
import { type Answer, query, type ResourceContext } from '../context.ts';
import { revisionOf, tooLargeRevision } from '../listOptions.ts';
import { hooksOf } from '../registry/index.ts';

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

export function handleGet(context: ResourceContext): Answer {
  const { revision } = context.server.storage.etcd;
  const asked = revisionOf(context, query(context, 'resourceVersion') ?? '', 'get');
  if (asked > revision) throw tooLargeRevision(asked, revision);
  return { code: 200, body: toServed(context.resource, getObject(context)) };
}
