// Deletion: at once, after a grace, or when the last finalizer is gone; with what becomes of the dependents.
import { formatTime, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { conflict, notFound } from '../../apimachinery/status.ts';
import { admissionRequest, validate } from '../admission/index.ts';
import { type Answer, query, type ResourceContext } from '../context.ts';
import { hooksOf } from '../registry/index.ts';
import { selectorOf } from '../selectors.ts';

interface DeleteOptions {
  gracePeriodSeconds?: number;
  propagationPolicy?: string;
  preconditions?: { uid?: string; resourceVersion?: string };
  dryRun?: string[];
}

function optionsOf(context: ResourceContext): DeleteOptions {
  const grace = query(context, 'gracePeriodSeconds');
  const policy = query(context, 'propagationPolicy');
  return { ...(grace === undefined ? {} : { gracePeriodSeconds: Number(grace) }), ...(policy ? { propagationPolicy: policy } : {}), ...(context.request.body ?? {}) };
}

/** Finalizers that make the garbage collector do something before the object may go. */
const policyFinalizers: Readonly<Record<string, string>> = { Orphan: 'orphan', Foreground: 'foregroundDeletion' };

function withPolicy(finalizers: readonly string[], policy: string | undefined): string[] {
  const others = finalizers.filter((f) => !policy || !Object.values(policyFinalizers).includes(f));
  const added = policy && policyFinalizers[policy];
  return added ? [...others, added] : others;
}

function checkPreconditions(context: ResourceContext, object: KubeObject, options: DeleteOptions): void {
  const { uid, resourceVersion } = options.preconditions ?? {};
  const { resource } = context;
  if (uid && uid !== object.metadata.uid) throw conflict(resource, object.metadata.name, `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${object.metadata.uid}`);
  if (resourceVersion && resourceVersion !== object.metadata.resourceVersion) {
    throw conflict(resource, object.metadata.name, `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${object.metadata.resourceVersion}`);
  }
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
export function deleteObject(context: ResourceContext, object: KubeObject, options: DeleteOptions = optionsOf(context)): KubeObject | undefined {
  const { resource, server } = context;
  checkPreconditions(context, object, options);
  validate(admissionRequest(context, 'DELETE', undefined, object));
  const grace = graceOf(context, object, options);
  const draft: Json = structuredClone(object);
  const finalizers = [
    ...new Set([...withPolicy(object.metadata.finalizers ?? [], options.propagationPolicy), ...(object.metadata.deletionTimestamp ? [] : (hooksOf(resource).deletionFinalizers ?? []))]),
  ];
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
  const object = server.storage.get(resource, info.namespace, name);
  if (!object) throw notFound(resource, name);
  const left = deleteObject(context, object);
  if (left) return { code: 200, body: left };
  const details = { name, ...(resource.group ? { group: resource.group } : {}), kind: resource.resource, uid: object.metadata.uid };
  // Pods and a few others answer with the object as it was; all others with a Status.
  if (resource.logic.graceSeconds) return { code: 200, body: object };
  return { code: 200, body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details } };
}

export function handleDeleteCollection(context: ResourceContext): Answer {
  const { resource, info, server } = context;
  const matches = selectorOf(context);
  const items = server.storage.list(resource, info.namespace).filter(matches);
  for (const object of items) deleteObject({ ...context, info: { ...info, name: object.metadata.name, namespace: object.metadata.namespace } }, object);
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
