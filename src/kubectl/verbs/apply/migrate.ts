// From client-side to server-side apply: what kubectl wrote as an updater becomes what it applies, and the annotation gets an owner.
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { isReason } from '../../../apimachinery/status.ts';
import type { Call } from '../../call.ts';
import type { Info } from '../../resources/index.ts';
import { lastAppliedAnnotation } from '../lastApplied.ts';
import { patchInfo, pathOfInfo } from '../write.ts';

/** Who keeps the annotation of client-side apply when kubectl applies on the server. */
const keeper = 'kubectl-last-applied';

/** How often the managers are written anew when the object has changed meanwhile. */
const tries = 5;

/** Whom the object's managers are written for, and how requests say so. */
export interface Applier {
  manager: string;
  query: Record<string, string>;
  subresource?: string;
}

/** The default of --field-manager: only it keeps the annotation. */
export const defaultManager = 'kubectl';

const ownsAnnotation = (entry: Json): boolean => entry.fieldsV1?.['f:metadata']?.['f:annotations']?.[`f:${lastAppliedAnnotation}`] !== undefined;

const managersOf = (object: Json): Json[] => object.metadata.managedFields ?? [];

/** The annotation is applied under a name of its own, so that the next application does not take it away; answers the object. */
export function keepLastApplied(call: Call, info: Info, object: Json, { manager, query, subresource }: Applier): Json {
  const text = object.metadata.annotations?.[lastAppliedAnnotation];
  const isKept = managersOf(object).some((entry) => entry.operation === 'Apply' && ownsAnnotation(entry));
  if (manager !== defaultManager || text === undefined || isKept) return object;
  const { name, namespace } = object.metadata;
  const body = { apiVersion: object.apiVersion, kind: object.kind, metadata: { annotations: { [lastAppliedAnnotation]: text }, name, ...(namespace ? { namespace } : {}) } };
  return patchInfo(call, info, 'apply', body, { query: { ...query, fieldManager: keeper }, ...(subresource ? { subresource } : {}) });
}

const isUpdater = (entry: Json, manager: string): boolean => entry.manager === manager && entry.operation === 'Update' && !entry.subresource;

/** Two sets of fields in one. */
function together(a: Json, b: Json): Json {
  const names = [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])].sort();
  return Object.fromEntries(names.map((name) => [name, together(a?.[name], b?.[name])]));
}

/** The managers when what `from` updated is what `to` applies. */
function handedOver(entries: readonly Json[], from: string, to: string): Json[] {
  const applier = entries.findIndex((entry) => entry.manager === to && entry.operation === 'Apply' && !entry.subresource);
  const target = applier >= 0 ? applier : entries.findIndex((entry) => isUpdater(entry, from));
  const receiver = entries[target];
  if (!receiver) return [...entries];
  const given = entries.find((entry) => isUpdater(entry, from) && entry.apiVersion === receiver.apiVersion);
  const merged = { ...receiver, manager: to, operation: 'Apply', ...(given ? { fieldsV1: together(receiver.fieldsV1, given.fieldsV1) } : {}) };
  return entries.map((entry, at) => (at === target ? merged : entry)).filter((entry) => !isUpdater(entry, from));
}

/** Hands what client-side apply owns to server-side apply; answers the object, or nothing when there was nothing to do. */
export function migrateManagers(call: Call, info: Info, object: Json, { manager, query, subresource }: Applier): Json | undefined {
  const clients = [...new Set(managersOf(object).flatMap((entry) => (entry.operation === 'Update' && ownsAnnotation(entry) ? [entry.manager as string] : [])))].sort();
  for (let current = object, attempt = 1; ; attempt++) {
    const before = managersOf(current);
    const after = clients.reduce<Json[]>((entries, client) => handedOver(entries, client, manager), before);
    if (deepEqual(before, after)) return undefined;
    const body = [
      { op: 'replace', path: '/metadata/managedFields', value: after },
      { op: 'replace', path: '/metadata/resourceVersion', value: current.metadata.resourceVersion },
    ];
    try {
      return patchInfo(call, info, 'json', body, { query, ...(subresource ? { subresource } : {}) });
    } catch (error) {
      if (!isReason(error, 'Conflict') || attempt === tries) throw error;
      current = call.factory.request('GET', pathOfInfo(info));
    }
  }
}
