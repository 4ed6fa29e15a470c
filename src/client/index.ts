// What everybody holds who talks to the API: requests as values, and the few calls that people make all day.
import type { Json, KubeList, KubeObject } from '../apimachinery/object.ts';

export type { Change, Component, ComponentContext, WatchOf } from './component.ts';
export { ApiClient, pathOf } from './client.ts';
export type { ExecAnswer } from './exec.ts';
export { type EventOf, Recorder, recordEvent } from './events.ts';
export { type Past, type Selection, selectorOf, type Version } from './versions.ts';

/** Who asks, as far as the asker can prove it. The API server decides what it is worth. */
export type Credential =
  | { kind: 'certificate' /** PEM */; certificate: string }
  | { kind: 'token'; token: string }
  /** A component inside the simulation, which holds its certificate by being what it is. */
  | { kind: 'component'; user: string; groups: readonly string[] }
  | { kind: 'none' };

/** metadata of a request that HTTP carries in headers. */
export interface RequestHeaders {
  /** `as=Table` makes lists and objects come as tables; `aggregated` is discovery in one document. */
  accept?: 'json' | 'table' | 'partial' | 'aggregated';
  contentType?: 'application/json' | 'application/json-patch+json' | 'application/merge-patch+json' | 'application/strategic-merge-patch+json' | 'application/apply-patch+yaml';
  impersonate?: { user: string; groups: readonly string[]; uid?: string; extra?: Record<string, readonly string[]> };
  /** The program that asks: managedFields name it when the query has no fieldManager. */
  userAgent?: string;
}

export interface ApiRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/api/v1/namespaces/default/pods/web`, without the query. */
  path: string;
  query?: Record<string, string | readonly string[]>;
  headers?: RequestHeaders;
  /** The decoded JSON body. */
  body?: Json;
  credential: Credential;
}

export interface ApiResponse {
  /** HTTP status code. A body with kind Status goes with every failure. */
  code: number;
  body: Json;
  /** The texts of Warning headers. */
  warnings: readonly string[];
}

export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  object: Json;
}

/** A watch at rest: the path and the query that it follows, and the revision that it has seen. */
export interface WatchCursor {
  request: ApiRequest;
  resourceVersion: string;
  /** When the watch began, and when it was last told how far it has come; absent before the first poll. */
  began?: number;
  bookmarked?: number;
}

/** The way to an API server. Synchronous: in the simulation a request takes no time. */
export interface Transport {
  request(request: ApiRequest): ApiResponse;
  /** The events since the cursor, and the cursor after them. A compacted revision gives one ERROR event with code 410. */
  poll(cursor: WatchCursor): { events: WatchEvent[]; cursor: WatchCursor /** timeoutSeconds have passed. */; ended?: boolean };
}

export type PropagationPolicy = 'Background' | 'Foreground' | 'Orphan';

export interface ListOptions {
  namespace?: string | undefined;
  labelSelector?: string;
  fieldSelector?: string;
}

export interface DeleteOptions {
  propagationPolicy?: PropagationPolicy;
  gracePeriodSeconds?: number;
  preconditions?: { uid?: string; resourceVersion?: string };
}

export interface PatchOptions {
  type?: 'json' | 'merge' | 'strategic';
  subresource?: string;
}

/**
 * The API as a component sees it. Resources are named as kubectl names them: `pods`, `deployments.apps`.
 * Every call throws ApiError when the server refuses, except `find`, which answers nothing for what is not there.
 * Objects returned are frozen: change a copy (`deepCopy`), or use `update`.
 */
export interface Client {
  get<T extends KubeObject = KubeObject>(resource: string, name: string, namespace?: string): T;
  find<T extends KubeObject = KubeObject>(resource: string, name: string, namespace?: string): T | undefined;
  list<T extends KubeObject = KubeObject>(resource: string, options?: ListOptions): T[];
  listWithMeta<T extends KubeObject = KubeObject>(resource: string, options?: ListOptions): KubeList<T>;
  create<T extends KubeObject = KubeObject>(resource: string, object: Json, subresource?: string): T;
  replace<T extends KubeObject = KubeObject>(resource: string, object: Json, subresource?: string): T;
  /** Reads the object, lets `change` edit a copy, and writes it when it differs. Answers the object as it is then. */
  update<T extends KubeObject = KubeObject>(resource: string, object: T, change: (draft: T) => void, subresource?: string): T;
  /** The same for the status subresource. */
  updateStatus<T extends KubeObject = KubeObject>(resource: string, object: T, change: (draft: T) => void): T;
  patch<T extends KubeObject = KubeObject>(resource: string, name: string, namespace: string | undefined, patch: Json, options?: PatchOptions): T;
  delete(resource: string, name: string, namespace?: string, options?: DeleteOptions): void;
}
