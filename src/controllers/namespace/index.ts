// Empties a namespace that is being deleted, tells in its conditions what is left, and lets it go at the end.
import { deepEqual, formatTime, type Json, type KubeObject, parseTime } from '../../apimachinery/object.ts';
import { ApiError } from '../../apimachinery/status.ts';
import type { Client, Component, ComponentContext } from '../../client/index.ts';
import type { Look } from '../../sim/index.ts';
import { controllerCredential } from '../shared/identity.ts';
import { ignoringAbsence } from '../shared/owners.ts';
import { type AnyResource, allResources, watchEverything } from '../shared/resources.ts';

const finalizer = 'kubernetes';
/** API servers get this long to learn that a namespace is on its way out. */
const patience = 5000;

export const namespace: Component = {
  name: 'namespace-controller',
  credential: controllerCredential('namespace-controller'),
  watches: [
    { resource: 'namespaces' },
    // What leaves a namespace may have been the last thing in it.
    ...watchEverything((change) => (change.type === 'DELETED' && change.object.metadata.namespace ? [change.object.metadata.namespace] : [])),
  ],
  reconcile,
};

/** What is left of one resource in the namespace. */
interface Remainder {
  at: AnyResource;
  objects: readonly KubeObject[];
}

function reconcile(name: string, context: ComponentContext): Look {
  const { client } = context;
  const object = client.find('namespaces', name);
  if (!object?.metadata.deletionTimestamp || !object.spec?.finalizers?.includes(finalizer)) return undefined;
  const due = parseTime(object.metadata.deletionTimestamp) + patience;
  if (context.now < due) return due;
  const failures = empty(name, client);
  const left = remainders(name, client);
  const current = writeConditions(object, left, failures, context);
  if (left.length > 0) {
    if (failures.length > 0) throw new Error(failures.join(', '));
    return undefined; // the last one to go wakes us
  }
  const finalizers = current.spec.finalizers.filter((f: string) => f !== finalizer);
  ignoringAbsence(() => client.replace('namespaces', { ...current, spec: { ...current.spec, finalizers } }, 'finalize'));
  return undefined;
}

const remainders = (name: string, client: Client): Remainder[] =>
  allResources(client)
    .filter((at) => at.namespaced)
    .map((at) => ({ at, objects: client.list(at.resource, { namespace: name }) }))
    .filter(({ objects }) => objects.length > 0);

/** Deletes all that is there, the pods before everything else. Answers what the server said against it. */
function empty(name: string, client: Client): string[] {
  const all = remainders(name, client);
  const pods = all.filter(({ at }) => at.resource === 'pods');
  const failures = pods.flatMap((r) => deleteAll(r, client));
  if (client.list('pods', { namespace: name }).length > 0) return failures;
  return [...failures, ...all.filter(({ at }) => at.resource !== 'pods').flatMap((r) => deleteAll(r, client))];
}

function deleteAll({ at, objects }: Remainder, client: Client): string[] {
  const failures: string[] = [];
  for (const { metadata } of objects) {
    if (metadata.deletionTimestamp) continue;
    try {
      ignoringAbsence(() => client.delete(at.resource, metadata.name, metadata.namespace, { propagationPolicy: 'Background' }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      failures.push(error.message);
    }
  }
  return failures;
}

function writeConditions(object: KubeObject, left: readonly Remainder[], failures: readonly string[], { client, now }: ComponentContext): KubeObject {
  const conditions = [
    condition('NamespaceDeletionDiscoveryFailure', undefined, 'ResourcesDiscovered', 'All resources successfully discovered'),
    condition('NamespaceDeletionGroupVersionParsingFailure', undefined, 'ParsedGroupVersions', 'All legacy kube types successfully parsed'),
    failures.length > 0
      ? condition('NamespaceDeletionContentFailure', failures.join(', '), 'ContentDeletionFailed', '')
      : condition('NamespaceDeletionContentFailure', undefined, 'ContentDeleted', 'All content successfully deleted, may be waiting on finalization'),
    ...remaining(left),
  ];
  const known: Json[] = object.status?.conditions ?? [];
  const next = conditions.map((c) => {
    const before = known.find((k) => k.type === c.type);
    return before?.status === c.status ? { ...c, lastTransitionTime: before.lastTransitionTime } : { ...c, lastTransitionTime: formatTime(now) };
  });
  if (deepEqual(next, known)) return object;
  return client.updateStatus('namespaces', object, (draft) => {
    draft.status = { ...draft.status, phase: 'Terminating', conditions: next };
  });
}

/** A condition that is True with the trouble as its message, or False when there is none. */
const condition = (type: string, trouble: string | undefined, reason: string, fine: string): Json => ({
  type,
  status: trouble === undefined ? 'False' : 'True',
  reason,
  message: trouble ?? fine,
});

function remaining(left: readonly Remainder[]): Json[] {
  const nameOf = (at: AnyResource): string => `${at.plural}.${at.group}`;
  const counts = left.map(({ at, objects }) => `${nameOf(at)} has ${objects.length} resource instances`).sort();
  const finalizers = new Map<string, number>();
  for (const { objects } of left) for (const o of objects) for (const f of o.metadata.finalizers ?? []) finalizers.set(f, (finalizers.get(f) ?? 0) + 1);
  const held = [...finalizers].map(([f, n]) => `${f} in ${n} resource instances`).sort();
  return [
    counts.length > 0
      ? condition('NamespaceContentRemaining', `Some resources are remaining: ${counts.join(', ')}`, 'SomeResourcesRemain', '')
      : condition('NamespaceContentRemaining', undefined, 'ContentRemoved', 'All content successfully removed'),
    held.length > 0
      ? condition('NamespaceFinalizersRemaining', `Some content in the namespace has finalizers remaining: ${held.join(', ')}`, 'SomeFinalizersRemain', '')
      : condition('NamespaceFinalizersRemaining', undefined, 'ContentHasNoFinalizers', 'All content-preserving finalizers finished'),
  ];
}
