// What a verb needs to meet the cluster: the namespace, requests with the person's credentials, the mapping of names to resources.
import { goQuote } from '../apimachinery/goFormat.ts';
import type { Json } from '../apimachinery/object.ts';
import { ApiError, type Status } from '../apimachinery/status.ts';
import type { ApiRequest, ApiResponse, Client, RequestHeaders, Transport } from '../client/index.ts';
import type { Flags } from './call.ts';
import { makeClient } from './client.ts';
import { type Cache, Documents, folderOfServer } from './discovery/documents.ts';
import { DiscoveryMapper } from './discovery/mapper.ts';
import type { Mapper } from './discovery/mapping.ts';
import type { Environment } from './environment.ts';
import { CommandError, connectionRefused } from './errors.ts';
import { logLine } from './log.ts';
import { requestLines, type Told } from './requestLog.ts';
import { type Access, EffectiveConfig } from './kubeconfig/effective.ts';
import { join } from './kubeconfig/paths.ts';

export { type Mapper, type Mapping, pathOf } from './discovery/mapping.ts';

export interface RequestOptions {
  query?: Record<string, string | readonly string[]>;
  body?: Json;
  headers?: RequestHeaders;
}

export interface Factory {
  /** The namespace to work in, and whether --namespace said so (upstream: ToRawKubeConfigLoader().Namespace()). */
  namespace(): { namespace: string; explicit: boolean };
  /** The kubeconfig as it is in effect; throws when it cannot be read. */
  kubeconfig(): EffectiveConfig;
  /** `https://host:port` of the server, and who asks. */
  access(): Access;
  /** One request with the person's credentials; prints warnings; throws ApiError or CommandError (no connection). */
  request(method: ApiRequest['method'], path: string, options?: RequestOptions): Json;
  /** The same, answering everything, failures included. */
  response(method: ApiRequest['method'], path: string, options?: RequestOptions): ApiResponse;
  /** For watches: the way to the server, and a request filled with credentials for a WatchCursor. */
  transport(): Transport;
  prepare(method: ApiRequest['method'], path: string, options?: RequestOptions): ApiRequest;
  mapper(): Mapper;
  /** What the server serves is asked anew, and once: who only wants to know that does not try again. */
  forgetDiscovery(): void;
  /** The same access in the shape that describers and others hold. */
  client(): Client;
  /** How many warnings the server sent. */
  warningCount(): number;
}

export const makeFactory = (flags: Flags, environment: Environment): Factory => new LazyFactory(flags, environment);

/** Nothing is read before it is needed: many commands need no server, some no kubeconfig. */
class LazyFactory implements Factory {
  private config: EffectiveConfig | undefined;
  private reached: { access: Access; transport: Transport } | undefined;
  private discovery: DiscoveryMapper | undefined;
  private readonly warned = new Set<string>();
  private warnings = 0;
  private discovered = false;
  private asksOnce = false;

  constructor(
    private readonly flags: Flags,
    private readonly environment: Environment,
  ) {}

  kubeconfig(): EffectiveConfig {
    if (!this.config) {
      this.config = new EffectiveConfig(this.flags, this.environment);
      if (this.flags.int('v') >= 6) for (const path of this.config.files) this.environment.stderr(logLine('I', this.environment.now(), 'loader.go:405', `Config loaded from file:  ${path}`));
    }
    return this.config;
  }

  namespace(): { namespace: string; explicit: boolean } {
    return this.kubeconfig().namespace();
  }

  access(): Access {
    return this.kubeconfig().access();
  }

  private reach(): { access: Access; transport: Transport } {
    if (this.reached) return this.reached;
    const access = this.access();
    const { origin, host } = splitAddress(access.server);
    const problem = hostProblem(host);
    if (problem) throw new CommandError(`Unable to connect to the server: ${problem}`, { verbatim: true });
    const transport = this.environment.connect(origin);
    if (!transport) throw connectionRefused(host);
    this.reached = { access, transport };
    return this.reached;
  }

  transport(): Transport {
    return this.reach().transport;
  }

  prepare(method: ApiRequest['method'], path: string, options: RequestOptions = {}): ApiRequest {
    const { access } = this.reach();
    const headers: RequestHeaders = { userAgent: 'kubectl', ...(access.impersonate ? { impersonate: access.impersonate } : {}), ...options.headers };
    const request: ApiRequest = { method, path: splitAddress(access.server).prefix + path, headers, credential: access.credential };
    if (options.query) request.query = options.query;
    if (options.body !== undefined) request.body = options.body;
    return request;
  }

  response(method: ApiRequest['method'], path: string, options: RequestOptions = {}): ApiResponse {
    const request = this.prepare(method, path, options);
    const answer = this.transport().request(request);
    this.log({ request, ...answer });
    for (const warning of answer.warnings) this.warn(warning);
    return answer;
  }

  request(method: ApiRequest['method'], path: string, options: RequestOptions = {}): Json {
    const { code, body } = this.response(method, path, options);
    if (code >= 400) throw new ApiError(this.isRaw() ? statusOf(code, body) : withRequest(statusOf(code, body), method, path));
    return body;
  }

  private isRaw(): boolean {
    return this.flags.has('raw') && this.flags.string('raw') !== '';
  }

  /** What -v tells of a request. */
  private log(told: Omit<Told, 'origin'>): void {
    const level = this.flags.int('v');
    if (level < 6) return;
    const { origin } = splitAddress(this.reach().access.server);
    this.environment.stderr(requestLines(level, { ...told, origin }, this.environment.now()));
  }

  private warn(text: string): void {
    this.warnings += 1;
    if (this.warned.has(text)) return;
    this.warned.add(text);
    const coloured = this.environment.terminal && this.environment.env.TERM !== 'dumb' && this.environment.env.NO_COLOR === undefined;
    this.environment.stderr(`${coloured ? '\u001b[33;1mWarning:\u001b[0m' : 'Warning:'} ${text}\n`);
  }

  warningCount(): number {
    return this.warnings;
  }

  mapper(): Mapper {
    this.discovery ??= new DiscoveryMapper(new Documents((path) => this.discover(path), this.cache()));
    return this.discovery;
  }

  private cache(): Cache | undefined {
    const { environment, flags } = this;
    if (!environment.keepsDiscovery) return undefined;
    const named = flags.changed('cache-dir') ? flags.string('cache-dir') : environment.env.KUBECACHEDIR;
    const folder = `${named || join(environment.home, '.kube/cache')}/discovery/${folderOfServer(this.access().server)}`;
    return { folder, files: environment.files, now: () => environment.now() };
  }

  /** A discovery document; nothing when the group version is not there. The log tells of the two requests that hold them all. */
  private discover(path: string): Json | undefined {
    this.complainWithoutServer();
    const { code, body } = this.transport().request(this.prepare('GET', path));
    if (!this.discovered) for (const root of ['/api', '/apis']) this.log({ request: this.prepare('GET', root, { query: { timeout: '32s' } }), code, body, isDiscovery: true });
    this.discovered = true;
    if (code === 404 || code === 503) return undefined;
    if (code >= 400) throw new ApiError(statusOf(code, body));
    return body;
  }

  forgetDiscovery(): void {
    this.mapper().reset();
    this.asksOnce = true;
  }

  /**
   * Who has no kubeconfig at all sees kubectl's own log first: it tries five times to learn what the default address serves.
   * Others have learned it before, unless that is what they want to know.
   */
  private complainWithoutServer(): void {
    if (this.reached) return;
    const { server, isDefault } = this.access();
    const { origin, host } = splitAddress(server);
    const times = this.asksOnce ? 1 : isDefault ? 5 : 0;
    if (times === 0 || hostProblem(host) || this.environment.connect(origin)) return;
    const why = `couldn't get current server API group list: Get \\"${server}/api?timeout=32s\\": dial tcp ${host.replace('localhost', '127.0.0.1')}: connect: connection refused`;
    for (let i = 0; i < times; i += 1) this.environment.stderr(logLine('E', this.environment.now() + i, 'memcache.go:265', `"Unhandled Error" err="${why}"`));
  }

  client(): Client {
    return makeClient(this);
  }
}

/** What Go's net/url says of a host that cannot be one. */
function hostProblem(host: string): string | undefined {
  const badEscape = /%(?![0-9a-fA-F]{2}).{0,2}/.exec(host)?.[0];
  if (badEscape) return `invalid URL escape ${JSON.stringify(badEscape)}`;
  const odd = /[\u0000-\u0020{}|\\^`\u007f]/.exec(host)?.[0];
  if (odd) return `invalid character ${goQuote(odd)} in host name`;
  const port = /^(\[[^\]]*\]|[^:]*)(:.*)$/.exec(host)?.[2]?.replace(/^.*(?=:)/, '');
  return port !== undefined && !/^:\d*$/.test(port) ? `invalid port ${goQuote(port)} after host` : undefined;
}

/** The parts of a server's address: what is connected to, what sentences name, what every path begins with. */
function splitAddress(server: string): { origin: string; host: string; prefix: string } {
  const match = /^([a-z]+:\/\/)([^/]+)(\/.*)?$/.exec(server);
  return { origin: `${match?.[1] ?? ''}${match?.[2] ?? server}`, host: match?.[2] ?? server, prefix: (match?.[3] ?? '').replace(/\/+$/, '') };
}

/** A path that nobody serves is answered in plain text, so the client says itself what was asked (upstream: NewGenericServerResponse). */
function withRequest(status: Status, method: string, path: string): Status {
  const [, group = '', resource, name] = /^\/apis?(?:\/([^/]+)(?=\/[^/]+\/[^/]))?\/[^/]+(?:\/namespaces\/[^/]+(?=\/))?\/([^/]+)(?:\/([^/]+))?/.exec(path) ?? [];
  if (status.code !== 404 || status.details || !resource) return status;
  return { ...status, message: `${status.message} (${[method.toLowerCase(), group ? `${resource}.${group}` : resource, name].filter(Boolean).join(' ')})` };
}

function statusOf(code: number, body: Json): Status {
  if (body?.kind === 'Status') return body;
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message: typeof body === 'string' ? body : 'unknown', code };
}
