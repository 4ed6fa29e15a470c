// A new cluster to ask, and the ways to ask it that the tests of the API server share.
import type { Json } from '../../src/apimachinery/object.ts';
import type { ApiRequest, ApiResponse, Credential, Transport } from '../../src/client/index.ts';
import { Cluster, type ClusterState } from '../../src/cluster.ts';

const newborn = Cluster.create({ profile: 'plain', now: Date.parse('2026-11-21T00:00:00Z') });
const admin: Credential = { kind: 'component', user: 'admin', groups: ['system:masters'] };

type Options = Partial<Pick<ApiRequest, 'query' | 'headers' | 'credential'>>;

export class Asking {
  readonly state: ClusterState;
  readonly cluster: Cluster;

  /** With `flags` the API server, a process of the plain control plane, is told more than it usually is. */
  constructor(from: ClusterState = newborn, wait = 5000, flags: readonly string[] = []) {
    this.state = structuredClone(from);
    for (const { processes } of this.state.hosts) if (flags.length > 0 && processes['kube-apiserver']) processes['kube-apiserver'] = ['kube-apiserver', ...flags];
    this.cluster = new Cluster(this.state);
    this.cluster.advance(this.cluster.now + wait);
  }

  get transport(): Transport {
    return this.cluster.transport as Transport;
  }

  ask(method: ApiRequest['method'], url: string, body?: Json, options: Options = {}): ApiResponse {
    const [path = '', search] = url.split('?');
    const query = Object.fromEntries(new URLSearchParams(search ?? ''));
    const headers = { userAgent: 'test/v1', ...options.headers };
    return this.transport.request({ method, path, body, credential: admin, ...options, query: { ...query, ...options.query }, headers });
  }

  get = (url: string, options?: Options): Json => this.ask('GET', url, undefined, options).body;
  post = (url: string, body: Json, options?: Options): Json => this.ask('POST', url, body, options).body;
  put = (url: string, body: Json, options?: Options): Json => this.ask('PUT', url, body, options).body;
  static withFlags = (...flags: string[]): Asking => new Asking(newborn, 5000, flags);

  merge = (url: string, body: Json, options: Options = {}): Json => this.ask('PATCH', url, body, { ...options, headers: { contentType: 'application/merge-patch+json', ...options.headers } }).body;
  apply = (url: string, body: Json, options: Options = {}): Json => this.ask('PATCH', url, body, { ...options, headers: { contentType: 'application/apply-patch+yaml' } }).body;

  /** `422 the message`, or `200`. */
  said(method: ApiRequest['method'], url: string, body?: Json, options?: Options): string {
    const answer = this.ask(method, url, body, options);
    return answer.body.status === 'Failure' ? `${answer.code} ${answer.body.message}` : String(answer.code);
  }
}

export const configMap = (name: string, rest: Json = {}): Json => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...rest.metadata }, ...(rest.data ? { data: rest.data } : {}) });
