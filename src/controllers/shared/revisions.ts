// ControllerRevisions: the templates that a daemon set or stateful set has had.
import { deepCopy, deepEqual, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { hashText } from '../../apimachinery/hash.ts';
import { fromLabelSelector } from '../../apimachinery/labels.ts';
import { isReason } from '../../apimachinery/status.ts';
import type { Client } from '../../client/index.ts';
import { canonicalText } from './canonical.ts';
import { claim, controllerReference, ignoringAbsence } from './owners.ts';

const resource = 'controllerrevisions.apps';
export const revisionLabel = 'controller-revision-hash';

export interface Flavor {
  /** The label of a revision that holds its hash. */
  hashLabel: string;
}

/** What is kept of an owner: a patch that puts its template back. */
const dataOf = (owner: KubeObject): Json => ({ spec: { template: { ...deepCopy(owner.spec.template), $patch: 'replace' } } });

export const byRevision = (a: KubeObject, b: KubeObject): number => a.revision - b.revision || (a.metadata.name < b.metadata.name ? -1 : 1);

export function revisionsOf(client: Client, owner: KubeObject): KubeObject[] {
  const selector = fromLabelSelector(owner.spec.selector);
  const candidates = client.list(resource, { namespace: owner.metadata.namespace });
  return claim(client, candidates, { resource, owner, matches: (labels) => selector.matches(labels) }).sort(byRevision);
}

/** The revision of the owner's template as it is: found, made the newest again, or made. */
export function currentRevision(client: Client, owner: KubeObject, revisions: readonly KubeObject[], { hashLabel }: Flavor, onCollision: (count: number) => void): KubeObject {
  const data = dataOf(owner);
  const highest = revisions.at(-1)?.revision ?? 0;
  const same = revisions.filter((r) => deepEqual(r.data, data)).at(-1);
  if (same) {
    if (same.revision === highest) return same;
    return client.update(resource, same, (draft) => {
      draft.revision = highest + 1;
    });
  }
  const collisions = owner.status?.collisionCount ?? 0;
  const hash = hashText(canonicalText(data) + (collisions || ''));
  const { name, namespace, annotations } = owner.metadata;
  const draft = {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels: { ...owner.spec.template.metadata?.labels, [hashLabel]: hash },
      ...(annotations ? { annotations: { ...annotations } } : {}),
      ownerReferences: [controllerReference(owner)],
    },
    data,
    revision: highest + 1,
  };
  try {
    return client.create(resource, draft);
  } catch (error) {
    if (isReason(error, 'AlreadyExists')) onCollision(collisions + 1);
    throw error;
  }
}

export const hashOf = (revision: KubeObject, { hashLabel }: Flavor): string => revision.metadata.labels?.[hashLabel] ?? '';

/** Deletes the oldest revisions that nothing lives by, beyond the limit. */
export function truncateHistory(client: Client, revisions: readonly KubeObject[], isLive: (revision: KubeObject) => boolean, limit: number): void {
  const history = revisions.filter((revision) => !isLive(revision)).sort(byRevision);
  for (const old of history.slice(0, Math.max(0, history.length - limit))) ignoringAbsence(() => client.delete(resource, old.metadata.name, old.metadata.namespace));
}
