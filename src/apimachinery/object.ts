// What all objects of the API share: their metadata, and how they are copied and told apart.

/** A JSON value as the API carries it. Objects of the API are never changed in place once they are stored or returned. */
// biome-ignore lint/suspicious/noExplicitAny: the API's values are JSON; what is in them is decided by schema.json
export type Json = any;

/** metadata of every object (k8s.io/apimachinery/pkg/apis/meta/v1.ObjectMeta). */
export interface ObjectMeta {
  name: string;
  generateName?: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string | null;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: OwnerReference[];
  finalizers?: string[];
  managedFields?: Json[];
}

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** Any object of the API. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  [field: string]: Json;
}

export interface KubeList<T extends KubeObject = KubeObject> {
  apiVersion: string;
  kind: string;
  metadata: { resourceVersion?: string; continue?: string; remainingItemCount?: number };
  items: T[];
}

/** A copy of a JSON value that shares nothing with it. */
export function deepCopy<T>(value: T): T {
  if (Array.isArray(value)) return value.map(deepCopy) as T;
  if (value === null || typeof value !== 'object') return value;
  const out: Record<string, unknown> = {};
  for (const key in value) out[key] = deepCopy(value[key]);
  return out as T;
}

/** Equality of JSON values; the order of an object's keys does not matter, absent and undefined are the same. */
export function deepEqual(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a)) return a.length === b.length && a.every((item, i) => deepEqual(item, b[i]));
  for (const key in a) if (a[key] !== undefined && !deepEqual(a[key], b[key])) return false;
  for (const key in b) if (b[key] !== undefined && a[key] === undefined) return false;
  return true;
}

/** Makes a JSON value and all in it unchangeable, and returns it. */
export function deepFreeze<T>(value: T): T {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const key in value) deepFreeze(value[key]);
  return value;
}

/** An instant as metav1.Time writes it: whole seconds, UTC. */
export const formatTime = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** An instant as metav1.MicroTime writes it. */
export const formatMicroTime = (at: number): string => `${new Date(at).toISOString().slice(0, 23)}000Z`;

/** The instant that a metav1.Time or MicroTime says; NaN when it says none. */
export const parseTime = (text: string | null | undefined): number => (text ? Date.parse(text) : Number.NaN);

/** The reference to the owner that controls the object, if one does. */
export const controllerOf = (object: { metadata: ObjectMeta }): OwnerReference | undefined => object.metadata.ownerReferences?.find((ref) => ref.controller);

/** `namespace/name`, or the name alone for objects of the cluster: how reconcilers name what they look at. */
export const keyOf = (object: { metadata: ObjectMeta }): string => (object.metadata.namespace ? `${object.metadata.namespace}/${object.metadata.name}` : object.metadata.name);

/** The namespace and the name in a key made by `keyOf`. */
export function splitKey(key: string): { namespace: string | undefined; name: string } {
  const slash = key.indexOf('/');
  return slash < 0 ? { namespace: undefined, name: key } : { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}
