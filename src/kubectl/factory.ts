// What a verb needs to meet the cluster: the namespace, requests with the person's credentials, the mapping of names to resources.
import type { ApiResponse, Client, RequestHeaders, Transport, ApiRequest } from '../client/index.ts';
import type { Json } from '../apimachinery/object.ts';

export interface RequestOptions {
  query?: Record<string, string | readonly string[]>;
  body?: Json;
  headers?: RequestHeaders;
}

/** A resource as discovery tells of it (meta.RESTMapping and metav1.APIResource together). */
export interface Mapping {
  group: string;
  version: string;
  kind: string;
  /** Plural: `deployments`. */
  resource: string;
  singular: string;
  shortNames: readonly string[];
  categories: readonly string[];
  namespaced: boolean;
  verbs: readonly string[];
}

export interface Mapper {
  /** `po`, `pods`, `deploy.apps`, `deployments.v1.apps`, a kind: its mapping. Throws `the server doesn't have a resource type "x"`. */
  forArgument(name: string): Mapping;
  /** Throws `no matches for kind "X" in version "y"`. */
  forKind(apiVersion: string, kind: string): Mapping;
  /** Resources in a category such as `all`; nothing when it is none. */
  category(name: string): readonly Mapping[] | undefined;
  /** Every resource that the server serves, in preferred versions, in the server's order. */
  all(): readonly Mapping[];
}

export interface Factory {
  /** The namespace to work in, and whether --namespace said so (upstream: ToRawKubeConfigLoader().Namespace()). */
  namespace(): { namespace: string; explicit: boolean };
  /** One request with the person's credentials; prints warnings; throws ApiError or CommandError (no connection). */
  request(method: ApiRequest['method'], path: string, options?: RequestOptions): Json;
  /** The same, answering everything, failures included. */
  response(method: ApiRequest['method'], path: string, options?: RequestOptions): ApiResponse;
  /** For watches: the way to the server, and a request filled with credentials for a WatchCursor. */
  transport(): Transport;
  prepare(method: ApiRequest['method'], path: string, options?: RequestOptions): ApiRequest;
  mapper(): Mapper;
  /** The same access in the shape that describers and others hold. */
  client(): Client;
}

/** `/api/v1/namespaces/ns/pods/name/sub` */
export function pathOf(mapping: Mapping, namespace: string | undefined, name?: string, subresource?: string): string {
  const root = mapping.group ? `/apis/${mapping.group}/${mapping.version}` : `/api/${mapping.version}`;
  const scope = mapping.namespaced && namespace ? `/namespaces/${namespace}` : '';
  return `${root}${scope}/${mapping.resource}${name ? `/${name}` : ''}${subresource ? `/${subresource}` : ''}`;
}
