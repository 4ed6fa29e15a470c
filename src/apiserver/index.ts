// The API server: one list of steps from a request to its answer. Synchronous, and knows nothing of HTTP.
import { builtInAt, builtInNamed, builtInResources, type ResourceInfo } from '../apis/resources.ts';
import type { KubeObject } from '../apimachinery/object.ts';
import { ApiError, failure, forbidden, internalError, methodNotSupported, noSuchPath, noSuchResource, notFound } from '../apimachinery/status.ts';
import type { ApiRequest, ApiResponse, Change, Transport, WatchCursor } from '../client/index.ts';
import type { Etcd } from '../etcd/index.ts';
import { Aggregation } from './aggregation/index.ts';
import { auditLines } from './audit.ts';
import { authenticate, type UserInfo } from './authentication.ts';
import { type Attributes, authorize, type Decision, refusal } from './authorization/index.ts';
import type { RuleSource } from './authorization/rbac.ts';
import { type Answer, query, type RequestContext, type ResourceContext, type Server, type ServerOptions, type ServerState } from './context.ts';
import { CustomResources, shownAs } from './customresources/index.ts';
import { nonResource } from './discovery.ts';
import { isServed } from './flags.ts';
import { handleCreate, handleUpdate } from './handlers/create.ts';
import { handleDelete, handleDeleteCollection } from './handlers/delete.ts';
import { handlePatch } from './handlers/patch.ts';
import { handleList } from './handlers/list.ts';
import { handleGet } from './handlers/read.ts';
import { type Watched, watchSince } from './handlers/watch.ts';
import { renewed } from './leases.ts';
import { asAccepted, eventAsAccepted } from './representations.ts';
import { type RequestInfo, requestInfo, type Verb } from './route.ts';
import { selectedName } from './selectors.ts';
import { Storage } from './storage.ts';
import { handlersOf } from './subresources/index.ts';

export { availability } from './aggregation/availability.ts';
export type { KubeletApi, NodeUsage, ServerOptions, ServerState, Usage } from './context.ts';
export { kubernetesService } from './kubernetesService.ts';
export { customResourceControllers } from './customresources/controllers.ts';

/** The five minutes between two compactions (--etcd-compaction-interval). */
export const compactionInterval = 300_000;

const verbHandlers: Readonly<Record<Verb, (context: ResourceContext) => Answer>> = {
  get: handleGet,
  list: handleList,
  watch: handleList,
  create: handleCreate,
  update: handleUpdate,
  patch: handlePatch,
  delete: handleDelete,
  deletecollection: handleDeleteCollection,
};

/** What is known of a request for the audit log, as far as it has come. */
interface Asked {
  context?: RequestContext;
  /** Who asks, whoever they ask to be. */
  user?: UserInfo;
  decision?: Decision;
}

export class ApiServer implements Transport, Server {
  readonly storage: Storage;
  readonly rules: RuleSource;
  private readonly custom: CustomResources;
  /** What authorizers look at besides roles. */
  private readonly objects = (resource: string, namespace?: string): KubeObject[] => this.storage.list(builtInNamed(resource) as ResourceInfo, namespace);
  private readonly aggregation: Aggregation;

  constructor(
    readonly etcd: Etcd,
    readonly state: ServerState,
    readonly options: ServerOptions,
  ) {
    this.storage = new Storage(etcd, {
      derive(info, object) {
        if (info.isCustom) return shownAs(info, object);
        return info.prefix === '/registry/leases/' && options.isRenewed(object) ? renewed(object, options.now()) : object;
      },
      encryption: () => options.flags().encryption,
    });
    this.custom = new CustomResources(this.storage);
    this.aggregation = new Aggregation(this.storage);
    const group = (name: string): ResourceInfo => builtInNamed(`${name}.rbac.authorization.k8s.io`) as ResourceInfo;
    this.rules = {
      find: (resource, name, namespace) => this.storage.get(group(resource), namespace, name),
      list: (resource, namespace) => this.storage.list(group(resource), namespace),
    };
  }

  resources(): readonly ResourceInfo[] {
    return [...builtInResources.filter((resource) => isServed(this.options.flags(), resource)), ...this.custom.all(), ...this.aggregation.all()];
  }

  resourceAt(group: string, version: string, resource: string): ResourceInfo | undefined {
    const builtIn = builtInAt(group, version, resource);
    if (builtIn) return isServed(this.options.flags(), builtIn) ? builtIn : undefined;
    return this.custom.at(group, version, resource) ?? this.aggregation.at(group, version, resource);
  }

  resourceNamed(text: string): ResourceInfo | undefined {
    return builtInNamed(text) ?? this.custom.named(text) ?? this.aggregation.named(text);
  }

  authorize(attributes: Attributes): Decision {
    return authorize(attributes, this.options.flags().authorizationModes, this.rules, this.objects);
  }

  request(request: ApiRequest): ApiResponse {
    const asked: Asked = {};
    const answer = this.respond(request, asked);
    const audit = this.options.flags().audit;
    if (audit && asked.context && asked.user && asked.decision) audit.append(auditLines(audit.policy, asked.context, asked.user, answer, asked.decision));
    return answer;
  }

  private respond(request: ApiRequest, asked: Asked): ApiResponse {
    const warnings: string[] = [];
    try {
      const { code, body } = this.answer(this.admit(request, warnings, asked));
      return { code, body, warnings };
    } catch (error) {
      const { status } = error instanceof ApiError ? error : internalError(error instanceof Error ? error.message : String(error));
      if (!(error instanceof ApiError) && this.options.onInternalError) this.options.onInternalError(error);
      return { code: status.code, body: status, warnings };
    }
  }

  poll(cursor: WatchCursor): Watched {
    const context = this.admit({ ...cursor.request, query: { ...cursor.request.query, watch: 'true' } }, []);
    if (!isForResource(context)) throw noSuchResource();
    const watched = watchSince(context, cursor);
    return { ...watched, events: watched.events.map((event) => eventAsAccepted(context, event)) };
  }

  /** What was written after a revision, for those who watch inside the simulation. */
  changesAfter(revision: number): { resource: ResourceInfo; change: Change }[] {
    return this.etcd.eventsAfter(revision).flatMap((event) => {
      const resource = resourceOfKey(event.kv.key) ?? this.custom.ofKey(event.kv.key);
      if (!resource) return [];
      const { object, old } = this.storage.changeOf(resource, event);
      if (object) return [{ resource, change: { type: old ? 'MODIFIED' : 'ADDED', object, old } as Change }];
      return [{ resource, change: { type: 'DELETED', object: old as KubeObject } as Change }];
    });
  }

  /** Authentication, impersonation, authorization: who may not ask gets no further. */
  private admit(request: ApiRequest, warnings: string[], noted: Asked = {}): RequestContext | ResourceContext {
    const now = this.options.now();
    const info = requestInfo(request);
    const { user, impersonated } = authenticate(request, this, now);
    if (impersonated) this.checkImpersonation(user, impersonated);
    const context: RequestContext = {
      server: this,
      request,
      info,
      user: impersonated ?? user,
      now,
      dryRun: query({ request } as RequestContext, 'dryRun') === 'All',
      warn: (text) => {
        if (!warnings.includes(text)) warnings.push(text);
      },
    };
    const { verb, group, resource, subresource, namespace, path, isResource } = info;
    // A list of the one object that a field selector names is asked for by that name.
    const name = info.name ?? (verb === 'list' || verb === 'watch' ? selectedName(context) : undefined);
    const asked = { user: context.user, verb: isResource ? verb : request.method.toLowerCase(), isResource, path, group, resource, subresource, namespace, name };
    const decision = this.authorize(asked);
    Object.assign(noted, { context, user, decision });
    if (!decision.allowed) throw isResource ? forbidden({ group, resource }, name ?? '', refusal(asked, decision.reason)) : forbidden({ group: '', resource: '' }, '', refusal(asked, decision.reason));
    const served = isResource ? this.resourceAt(group, info.version, resource) : undefined;
    if (served?.logic.deprecation) context.warn(served.logic.deprecation);
    return served ? { ...context, resource: served } : context;
  }

  private checkImpersonation(user: UserInfo, as: UserInfo): void {
    const [, namespace, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(as.name) ?? [];
    const what = account ? { resource: 'serviceaccounts', namespace, name: account } : { resource: 'users', namespace: undefined, name: as.name };
    const asked = [what, ...as.groups.filter((g) => !g.startsWith('system:serviceaccounts') && g !== 'system:authenticated').map((name) => ({ resource: 'groups', namespace: undefined, name }))];
    for (const { resource, namespace: within, name } of asked) {
      const attributes: Attributes = { user, verb: 'impersonate', isResource: true, path: '', group: '', resource, subresource: '', namespace: within, name };
      const { allowed, reason } = this.authorize(attributes);
      if (!allowed) throw forbidden({ group: '', resource }, name, refusal(attributes, reason));
    }
  }

  private answer(context: RequestContext | ResourceContext): Answer {
    this.aggregation.check(context.info, context.request.method);
    if (!context.info.isResource) return { code: 200, body: nonResource(context) };
    if (!isForResource(context)) throw this.serves(context.info) ? noSuchResource() : noSuchPath();
    const { info, resource } = context;
    if (resource.namespaced && info.namespace === undefined && info.name !== undefined && !info.subresource) throw noSuchResource();
    const result = info.subresource ? this.subresource(context) : this.verb(context);
    return asAccepted(context, result);
  }

  /** Whether anything is served in the group and version of a path. */
  private serves({ group, version }: RequestInfo): boolean {
    return this.resources().some((resource) => resource.group === group && resource.version === version);
  }

  private verb(context: ResourceContext): Answer {
    const { info, resource } = context;
    if (resource.isTerminating && info.verb === 'create') throw failure(405, 'MethodNotAllowed', 'create not allowed while custom resource definition is terminating');
    if (!resource.verbs.includes(info.verb)) throw methodNotSupported(resource, '');
    return verbHandlers[info.verb](context);
  }

  private subresource(context: ResourceContext): Answer {
    const { info, resource, request } = context;
    if (!resource.subresources.has(info.subresource)) throw noSuchResource();
    const handler = request.method === 'DELETE' ? undefined : handlersOf(info.subresource)?.[request.method];
    if (!handler) throw methodNotSupported(resource, '');
    if (info.name === undefined) throw notFound(resource, '');
    return handler(context);
  }
}

const isForResource = (context: RequestContext | ResourceContext): context is ResourceContext => 'resource' in context;

const byPrefix = new Map(builtInResources.filter((r) => !r.storedAs).map((r) => [r.prefix, r]));

/** The resource that a key of etcd belongs to. */
function resourceOfKey(key: string): ResourceInfo | undefined {
  for (let end = key.indexOf('/', '/registry/'.length); end > 0; end = key.indexOf('/', end + 1)) {
    const found = byPrefix.get(key.slice(0, end + 1));
    if (found) return found;
  }
  return undefined;
}
