// What the API server does for definitions besides serving them: accepting their names, and emptying what is being deleted.
import { deepEqual, formatTime, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { ApiError } from '../../apimachinery/status.ts';
import type { Component, ComponentContext, Credential } from '../../client/index.ts';
import type { Look } from '../../sim/index.ts';
import { cleanupFinalizer } from '../registry/customResourceDefinitions.ts';
import { isEstablished } from './resource.ts';

const resource = 'customresourcedefinitions.apiextensions.k8s.io';
const credential: Credential = { kind: 'component', user: 'system:apiserver', groups: ['system:masters'] };
/** How long between two looks at objects that cannot go yet. */
const patience = 5000;

const nameFields = ['plural', 'singular', 'shortNames', 'kind', 'listKind'] as const;
const reasons: Readonly<Record<string, string>> = { plural: 'PluralConflict', singular: 'SingularConflict', shortNames: 'ShortNamesConflict', kind: 'KindConflict', listKind: 'ListKindConflict' };
const listed = (value: Json): string[] => (Array.isArray(value) ? value : value ? [value] : []);

/** Names that other definitions of the group have already. Resources share one set of names, kinds another. */
function takenNames(others: readonly KubeObject[], fields: readonly string[]): Set<string> {
  return new Set(others.flatMap(({ status }) => fields.flatMap((field) => listed(status?.acceptedNames?.[field]))));
}

interface Names {
  accepted: Json;
  condition: Json;
}

function conflictText(used: readonly string[]): string {
  const texts = used.map((name) => `${JSON.stringify(name)} is already in use`);
  return texts.length === 1 ? (texts[0] as string) : `[${texts.join(', ')}]`;
}

function acceptNames(definition: KubeObject, others: readonly KubeObject[]): Names {
  const { names } = definition.spec;
  const before = definition.status?.acceptedNames ?? {};
  const taken = { resources: takenNames(others, ['plural', 'singular', 'shortNames']), kinds: takenNames(others, ['kind', 'listKind']) };
  const accepted: Json = names.categories ? { categories: names.categories } : {};
  let conflict: { reason: string; message: string } | undefined;
  for (const field of nameFields) {
    const used = listed(names[field]).filter((name) => (field === 'kind' || field === 'listKind' ? taken.kinds : taken.resources).has(name));
    // Of several conflicts the last is told.
    if (used.length > 0) conflict = { reason: reasons[field] as string, message: conflictText(used) };
    const value = used.length > 0 ? before[field] : names[field];
    if (value !== undefined) accepted[field] = value;
  }
  const condition = conflict ? { type: 'NamesAccepted', status: 'False', ...conflict } : { type: 'NamesAccepted', status: 'True', reason: 'NoConflicts', message: 'no conflicts found' };
  return { accepted, condition };
}

/** The conditions with one of them set; its time changes only when its status does. */
function withCondition(conditions: readonly Json[], condition: Json, now: number): Json[] {
  const before = conditions.find((c) => c.type === condition.type);
  const lastTransitionTime = before?.status === condition.status ? before.lastTransitionTime : formatTime(now);
  const { type, status, reason, message } = condition;
  const set = { lastTransitionTime, message, reason, status, type };
  return before ? conditions.map((c) => (c === before ? set : c)) : [...conditions, set];
}

const names: Component = {
  name: 'crd-naming-condition-controller',
  credential,
  watches: [{ resource }],
  reconcile(name, { client, now }) {
    const definition = client.find(resource, name);
    if (!definition || definition.metadata.deletionTimestamp) return undefined;
    const others = client.list(resource).filter((other) => other.spec.group === definition.spec.group && other.metadata.name !== name);
    const { accepted, condition } = acceptNames(definition, others);
    const established = isEstablished(definition);
    const isAccepted = condition.status === 'True';
    const first = {
      type: 'Established',
      status: isAccepted ? 'True' : 'False',
      reason: isAccepted ? 'InitialNamesAccepted' : 'NotAccepted',
      message: isAccepted ? 'the initial names have been accepted' : 'not all names are accepted',
    };
    let conditions = withCondition(definition.status?.conditions ?? [], condition, now);
    if (!established) conditions = withCondition(conditions, first, now);
    const status = { ...definition.status, acceptedNames: accepted, conditions, storedVersions: definition.status?.storedVersions ?? [] };
    if (!deepEqual(status, definition.status)) client.updateStatus(resource, definition, (draft) => Object.assign(draft, { status }));
    return undefined;
  },
};

function remaining(definition: KubeObject, { client }: ComponentContext): KubeObject[] {
  try {
    return isEstablished(definition) ? client.list(definition.metadata.name) : [];
  } catch (error) {
    if (error instanceof ApiError && error.code === 404) return [];
    throw error;
  }
}

function tellTerminating(definition: KubeObject, reason: string, message: string, { client, now }: ComponentContext): KubeObject {
  return client.updateStatus(resource, definition, (draft) => {
    draft.status = { ...draft.status, conditions: withCondition(draft.status?.conditions ?? [], { type: 'Terminating', status: 'True', reason, message }, now) };
  });
}

function empty(definition: KubeObject, context: ComponentContext): Look {
  const { client, now } = context;
  const objects = remaining(definition, context);
  if (objects.length === 0) {
    client.update(resource, definition, (draft) => {
      draft.metadata.finalizers = (draft.metadata.finalizers ?? []).filter((f) => f !== cleanupFinalizer);
    });
    return undefined;
  }
  tellTerminating(definition, 'InstanceDeletionInProgress', 'CustomResource deletion is in progress', context);
  const going = objects.filter(({ metadata }) => !metadata.deletionTimestamp);
  for (const { metadata } of going) client.delete(definition.metadata.name, metadata.name, metadata.namespace);
  // Who watches these objects hears of them while their kind is still known.
  return going.length > 0 ? now : now + patience;
}

const cleanup: Component = {
  name: 'crd-finalizer',
  credential,
  watches: [{ resource }],
  reconcile(name, context) {
    const definition = context.client.find(resource, name);
    if (!definition?.metadata.deletionTimestamp || !definition.metadata.finalizers?.includes(cleanupFinalizer)) return undefined;
    return empty(definition, context);
  },
};

export const customResourceControllers: readonly Component[] = [names, cleanup];
