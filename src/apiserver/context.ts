// What every step of a request may use: the request, who asks, and the server's own parts.
import type { ResourceInfo } from '../apis/resources.ts';
import type { Json, KubeObject } from '../apimachinery/object.ts';
import type { ApiRequest, ApiResponse } from '../client/index.ts';
import type { UserInfo } from './authentication.ts';
import type { Attributes, Decision } from './authorization/index.ts';
import type { RuleSource } from './authorization/rbac.ts';
import type { ServerFlags } from './flags.ts';
import type { ManagedFieldsEntry } from './managedFields.ts';
import { queryValue, type RequestInfo } from './route.ts';
import type { Storage } from './storage.ts';

/** A way to a node's kubelet, for logs and the like. Throws ApiError when it cannot be reached. */
export interface KubeletApi {
  /** The lines of a container, as `GET /containerLogs` gives them. */
  containerLogs(pod: KubeObject, container: string, query: (name: string) => string | undefined): string;
  /** A command in a container: what it wrote and how it ended, or what it waits for. */
  exec(pod: KubeObject, container: string, request: { command: readonly string[]; input?: string | undefined; terminal: boolean; session?: Json; since?: Json }): Json;
  /** What is typed goes to process 1; the answer is that of `exec`, or says that nobody reads it. */
  attach(pod: KubeObject, container: string, request: { input?: string | undefined; terminal: boolean; session?: Json }): Json;
  portForward(pod: KubeObject, port: number, data: string): string;
  /** HTTP to a port of a pod; nothing when nobody listens. */
  ask(pod: KubeObject, port: number, request: { method: string; path: string; headers: Readonly<Record<string, string>>; body?: string; tls: boolean; client: string }): HttpAnswer | undefined;
  /** What the kubelet says of itself; nothing for a path that it does not serve. */
  own(path: string): string | undefined;
  /** What the node and the containers on it use now: billionths of cores, bytes. Nothing while the kubelet is away. */
  usage(): NodeUsage | undefined;
}

export interface NodeUsage {
  node: Usage;
  pods: readonly { name: string; namespace: string; uid: string; startedAt: number; containers: readonly (Usage & { name: string })[] }[];
}

export interface HttpAnswer {
  status: number;
  body: string;
}

export interface Usage {
  cpu: number;
  memory: number;
}

/** What of the cluster outside etcd the server is given when it starts. */
export interface ServerOptions {
  seed: string;
  now(): number;
  /** What the running program was started with. */
  flags(): ServerFlags;
  pki: {
    ca: string;
    caKey: string;
    serviceAccountKey: string;
    serviceAccountPublicKey: string;
    issuer: string;
    /** Whether the CA issued this certificate (PEM) when the cluster was made. */
    issued(certificate: string): boolean;
  };
  /** Whether a component of the control plane answers: scheduler, controller-manager, etcd-0. */
  isHealthy(component: string): boolean;
  /** Whether the holder of a lease renews it at this moment. */
  isRenewed(lease: KubeObject): boolean;
  /** As it answers now, or answered at an instant. */
  kubelet(node: KubeObject, at?: number): KubeletApi;
  /** Told of errors that are ours: tests make them loud. */
  onInternalError?(error: unknown): void;
}

/** The part of the cluster's saved value that belongs to the API server: how often each base of generated names was used. */
export interface ServerState {
  generated: Record<string, number>;
}

/** What handlers share, whatever the request. */
export interface Server {
  readonly options: ServerOptions;
  readonly state: ServerState;
  readonly storage: Storage;
  readonly rules: RuleSource;
  resources(): readonly ResourceInfo[];
  resourceAt(group: string, version: string, resource: string): ResourceInfo | undefined;
  /** `deployments.apps`, in its preferred version. */
  resourceNamed(text: string): ResourceInfo | undefined;
  authorize(attributes: Attributes): Decision;
  /** A request of the server's own, through everything that requests go through. */
  request(request: ApiRequest): ApiResponse;
}

export interface RequestContext {
  server: Server;
  request: ApiRequest;
  info: RequestInfo;
  user: UserInfo;
  now: number;
  dryRun: boolean;
  /** Adds a Warning header to the answer. */
  warn(text: string): void;
}

/** A context of a request for a resource that is served. */
export interface ResourceContext extends RequestContext {
  resource: ResourceInfo;
  /** metadata.managedFields as server-side apply has worked them out. */
  applied?: readonly ManagedFieldsEntry[];
  /** Admission has been asked already, of the part that was written. */
  isAdmitted?: boolean;
  /** The subresource that this write of the whole object came through, for its managed fields. */
  writtenThrough?: string;
}

export const query = (context: RequestContext, name: string): string | undefined => queryValue(context.request, name);

/** The part of the user agent before the first slash names the manager of fields, unless the query does. */
export function fieldManager(context: RequestContext): string {
  const given = query(context, 'fieldManager');
  if (given) return given;
  const agent = context.request.headers?.userAgent ?? 'unknown';
  return agent.split('/')[0] as string;
}

/** What a handler answers: a status code and a body. */
export interface Answer {
  code: number;
  body: Json;
}
