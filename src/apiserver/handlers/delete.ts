// Deletion: at once, after a grace, or when the last finalizer is gone; with what becomes of the dependents.
import { formatTime, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { conflict, notFound } from '../../apimachinery/status.ts';
import { admissionRequest, validate } from '../admission/index.ts';
import type { Answer, ResourceContext } from '../context.ts';
import { listOptionsOf } from '../listOptions.ts';
import { hooksOf } from '../registry/index.ts';
import { selectorOf } from '../selectors.ts';
import { type DeleteOptions, deleteOptionsOf } from '../writeOptions.ts';

/** Finalizers that make the garbage collector do something before the object may go. */
const policyFinalizers: Readonly<Record<string, string>> = { Orphan: 'orphan', Foreground: 'foregroundDeletion' };

/** The finalizer that the options ask for; the object keeps its own when they say nothing. */
function withPolicy(finalizers: readonly string[], { propagationPolicy, orphanDependents }: DeleteOptions): string[] {
  const policy = orphanDependents === undefined ? propagationPolicy : orphanDependents ? 'Orphan' : 'Background';
  if (!policy) return [...finalizers];
  const others = finalizers.filter((f) => !Object.values(policyFinalizers).includes(f));
  const added = policyFinalizers[policy];
  return added ? [...others, added] : others;
}

function checkPreconditions({ resource }: ResourceContext, object: KubeObject, options: DeleteOptions): void {
  const { uid, resourceVersion } = options.preconditions ?? {};
  const { name, uid: ownUid, resourceVersion: ownVersion } = object.metadata;
  // Said of the kind, not of the resource, as upstream does.
  const refuse = (why: string) => conflict({ group: resource.group, resource: resource.kind }, name, why);
  if (uid && uid !== ownUid) throw refuse(`the UID in the precondition (${uid}) does not match the UID in record (${ownUid}). The object might have been deleted and then recreated`);
  if (resourceVersion && resourceVersion !== ownVersion)
    throw refuse(`the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${ownVersion}). The object might have been modified`);
}

/** How long the object is left to end by itself, in seconds. A second deletion may only shorten it. */
function graceOf(context: ResourceContext, object: KubeObject, options: DeleteOptions): number {
  const own = context.resource.logic.graceSeconds?.(object) ?? 0;
  if (own === 0) return 0;
  return Math.max(0, options.gracePeriodSeconds ?? own);
}

function isHeld(object: Json): boolean {
  return object.metadata.finalizers?.length > 0 || object.spec?.finalizers?.length > 0;
}

/** What is left of the object after this deletion: the object, marked; or nothing. */
export function deleteObject(asked: ResourceContext, object: KubeObject, options: DeleteOptions): KubeObject | undefined {
  const { resource, server } = asked;
  const context = options.dryRun?.includes('All') ? { ...asked, dryRun: true } : asked;
  checkPreconditions(context, object, options);
  validate(admissionRequest(context, 'DELETE', undefined, object));
  const grace = graceOf(context, object, options);
  const draft: Json = structuredClone(object);
  const finalizers = [...new Set([...withPolicy(object.metadata.finalizers ?? [], options), ...(object.metadata.deletionTimestamp ? [] : (hooksOf(resource).deletionFinalizers ?? []))])];
  if (finalizers.length > 0) draft.metadata.finalizers = finalizers;
  else delete draft.metadata.finalizers;
  if (grace === 0 && !isHeld(draft)) {
    if (!context.dryRun) {
      server.storage.delete(resource, object);
      hooksOf(resource).deleted?.(context, object);
    }
    return undefined;
  }
  markDeleted(context, draft, object, grace);
  if (context.dryRun) return draft;
  delete draft.metadata.resourceVersion;
  const { resourceVersion: _, ...before } = object.metadata;
  if (JSON.stringify(draft) === JSON.stringify({ ...object, metadata: before })) return object;
  return server.storage.replace(resource, draft, object);
}

function markDeleted(context: ResourceContext, draft: Json, old: KubeObject, grace: number): void {
  const { metadata } = draft;
  const before = old.metadata.deletionGracePeriodSeconds;
  if (!old.metadata.deletionTimestamp) {
    metadata.deletionTimestamp = formatTime(context.now + grace * 1000);
    metadata.deletionGracePeriodSeconds = grace;
    if (metadata.generation) metadata.generation++;
    hooksOf(context.resource).deleting?.(draft, context.now);
  } else if (before !== undefined && grace < before) {
    metadata.deletionTimestamp = formatTime(Date.parse(old.metadata.deletionTimestamp) - (before - grace) * 1000);
    metadata.deletionGracePeriodSeconds = grace;
  }
}

export function handleDelete(context: ResourceContext): Answer {
  const { resource, info, server } = context;
  const name = info.name as string;
  const options = deleteOptionsOf(context);
  const object = server.storage.get(resource, info.namespace, name);
  if (!object) throw notFound(resource, name);
  const left = deleteObject(context, object, options);
  if (left) return { code: 200, body: left };
  const details = { name, ...(resource.group ? { group: resource.group } : {}), kind: resource.resource, uid: object.metadata.uid };
  if (hooksOf(resource).answersWithDeleted) return { code: 200, body: object };
  return { code: 200, body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details } };
}

export function handleDeleteCollection(context: ResourceContext): Answer {
  const { resource, info, server } = context;
  const options = deleteOptionsOf(context);
  const { limit } = listOptionsOf(context);
  const matches = selectorOf(context);
  const items = server.storage
    .list(resource, info.namespace)
    .filter(matches)
    .slice(0, limit > 0 ? limit : undefined);
  for (const object of items) deleteObject({ ...context, info: { ...info, name: object.metadata.name, namespace: object.metadata.namespace } }, object, options);
  return {
    code: 200,
    body: {
      apiVersion: resource.group ? `${resource.group}/${resource.version}` : resource.version,
      kind: `${resource.kind}List`,
      metadata: { resourceVersion: String(server.storage.etcd.revision) },
      items,
    },
  };
}
