// Who reaches whom: names, services, node ports and policies, as seen by one client.
import type { Json, KubeObject } from '../apimachinery/object.ts';
import { isAddress } from './addresses.ts';
import { type Resolved, resolve, reverse } from './dns.ts';
import { type End, letsThrough } from './policies.ts';
import { type Source, View } from './view.ts';

export { inBlock, isAddress } from './addresses.ts';
export type { Resolved } from './dns.ts';

/** An HTTP request, as far as programs in containers look at it. */
export interface HttpRequest {
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
  tls: boolean;
  /** Who asks. */
  client: string;
  /** The client's certificate, in PEM, where it shows one. */
  certificate?: string;
}

export interface HttpAnswer {
  status: number;
  body: string;
  headers?: Readonly<Record<string, string>>;
}

/** Something that listens. */
export interface Listener {
  /** Nothing when it speaks something else than HTTP. */
  respond?(request: HttpRequest): HttpAnswer;
}

export type Connection = { outcome: 'refused' | 'timeout' | 'unreachable' } | { outcome: 'open'; ip: string; port: number; listener: Listener };

/** The network as one client has it. */
export interface Reach {
  /** An absolute name; nothing where there is none. */
  resolve(name: string, at: number): Resolved | undefined;
  reverse(ip: string): string | undefined;
  connect(ip: string, port: number, at: number, protocol?: 'TCP' | 'UDP'): Connection;
  /** Whether a host answers when it is pinged. */
  answers(ip: string, at: number): boolean;
}

export interface Network {
  from(pod: KubeObject | undefined, ip: string, node: string | undefined): Reach;
  /** The addresses that stand behind one: endpoints of a service, or itself. */
  behind(host: string, port: number, namespace: string, at: number): string[];
}

export interface Surroundings extends Source {
  /** What listens in a pod, or on a node's own network. */
  inPod(pod: KubeObject, port: number, at: number): Listener | undefined;
  onNode(node: string, port: number, at: number): Listener | undefined;
  /** Whether an agent on the node makes NetworkPolicies hold. */
  enforces(node: string): boolean;
}

interface Backend {
  ip: string;
  port: number;
  node?: string;
}

/** kube-proxy joins ports of a Service and of its slices by name and protocol. */
const belongs = (one: Json, other: Json): boolean => (one.name ?? '') === (other.name ?? '') && (one.protocol ?? 'TCP') === (other.protocol ?? 'TCP');

function backends(view: View, service: KubeObject, port: Json, at: number): Backend[] {
  return view.slicesOf(service).flatMap((slice) => {
    const target = (slice.ports ?? []).find((each: Json) => belongs(each, port))?.port;
    if (target === undefined) return [];
    return ((slice.endpoints ?? []) as Json[])
      .filter((each) => service.spec.publishNotReadyAddresses || view.wasReady(each, service.metadata.namespace as string, at))
      .map((each) => ({ ip: each.addresses[0], port: target, node: each.nodeName }));
  });
}

/** A service by an address of its own, or by a port of the nodes. */
function serviceAt(view: View, ip: string, port: number, protocol: string): { service: KubeObject; port: Json | undefined; local: boolean } | undefined {
  const onNode = view.nodes().some(({ status }) => status?.addresses?.some((a: Json) => a.address === ip));
  for (const service of view.services()) {
    const { spec, status } = service;
    const ports: Json[] = spec.ports ?? [];
    const external = [...(spec.externalIPs ?? []), ...(status?.loadBalancer?.ingress ?? []).map((each: Json) => each.ip)].includes(ip);
    const matching = (field: 'port' | 'nodePort'): Json => ports.find((each) => each[field] === port && (each.protocol ?? 'TCP') === protocol);
    if (spec.clusterIP === ip || external) return { service, port: matching('port'), local: external ? spec.externalTrafficPolicy === 'Local' : spec.internalTrafficPolicy === 'Local' };
    if (onNode && matching('nodePort')) return { service, port: matching('nodePort'), local: spec.externalTrafficPolicy === 'Local' };
  }
  return undefined;
}

const isLoopback = (ip: string): boolean => ip.startsWith('127.') || ip === '::1';

class ReachFrom implements Reach {
  constructor(
    private readonly view: View,
    private readonly around: Surroundings,
    private readonly own: End,
    private readonly node: string | undefined,
  ) {}

  resolve(name: string, at: number): Resolved | undefined {
    return resolve(this.view, name, at);
  }

  reverse(ip: string): string | undefined {
    return reverse(this.view, ip);
  }

  connect(ip: string, port: number, at: number, protocol: 'TCP' | 'UDP' = 'TCP'): Connection {
    if (isLoopback(ip))
      return this.own.pod && !this.own.pod.spec.hostNetwork ? opened(this.own.ip, port, this.around.inPod(this.own.pod, port, at)) : opened(ip, port, this.around.onNode(this.node ?? '', port, at));
    if (this.isGuest && this.isInside(ip)) return { outcome: 'timeout' };
    const found = serviceAt(this.view, ip, port, protocol);
    if (!found) return this.direct(ip, port, at, protocol);
    if (!found.port) return { outcome: 'timeout' };
    const all = backends(this.view, found.service, found.port, at).filter((each) => !found.local || each.node === this.entry(ip));
    if (all.length === 0) return found.local ? { outcome: 'timeout' } : { outcome: 'refused' };
    const chosen = all[this.choice(found.service, at, all.length)] as Backend;
    return this.direct(chosen.ip, chosen.port, at, protocol);
  }

  answers(ip: string, at: number): boolean {
    if (isLoopback(ip) || ip === this.own.ip) return true;
    if (this.isGuest && this.isInside(ip)) return false;
    const pod = this.view.podAt(ip);
    if (pod) return this.letsThrough({ ip, pod }, 0, 'ICMP');
    if (this.isNode(ip)) return true;
    return !this.view.services().some(({ spec }) => spec.clusterIP === ip) && isOutside(ip) && this.letsThrough({ ip }, 0, 'ICMP') && at > 0;
  }

  /** A machine that is no node: the addresses of pods and services lead nowhere from there. */
  private get isGuest(): boolean {
    return this.own.pod === undefined && this.node === undefined;
  }

  private isInside(ip: string): boolean {
    return !this.isNode(ip) && (this.view.podAt(ip) !== undefined || this.view.services().some(({ spec }) => spec.clusterIP === ip));
  }

  /** The node at which traffic for an address enters. */
  private entry(ip: string): string | undefined {
    return this.view.nodes().find(({ status }) => status?.addresses?.some((a: Json) => a.address === ip))?.metadata.name ?? this.node;
  }

  private isNode(ip: string): boolean {
    return this.view.nodes().some(({ status }) => status?.addresses?.some((a: Json) => a.address === ip));
  }

  /** The next endpoint, as chance has it; with client affinity always the same. */
  private choice(service: KubeObject, at: number, count: number): number {
    const turn = service.spec.sessionAffinity === 'ClientIP' ? 0 : Math.floor(at);
    const text = `${service.metadata.uid}${this.own.ip}${turn}`;
    return [...text].reduce((hash, c) => Math.imul(hash ^ c.charCodeAt(0), 16777619) >>> 0, 2166136261) % count;
  }

  private letsThrough(to: End, port: number, protocol: string): boolean {
    return letsThrough({ view: this.view, enforces: this.around.enforces }, this.own, to, port, protocol);
  }

  private direct(ip: string, port: number, at: number, protocol: string): Connection {
    const pod = this.view.podAt(ip);
    if (!this.letsThrough({ ip, pod }, port, protocol)) return { outcome: 'timeout' };
    if (pod) return opened(ip, port, this.around.inPod(pod, port, at));
    const node = this.entry(ip);
    if (this.isNode(ip) && node) return opened(ip, port, this.around.onNode(node, port, at));
    if (!isOutside(ip)) return { outcome: 'unreachable' };
    return port === 80 || port === 443 || port === 53 ? { outcome: 'open', ip, port, listener: { respond: () => ({ status: 200, body: welcome }) } } : { outcome: 'timeout' };
  }
}

const welcome = '<!doctype html><html><head><title>Example</title></head><body><h1>It works</h1></body></html>\n';
const privateBlocks = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|127\.)/;
const isOutside = (ip: string): boolean => !privateBlocks.test(ip);
const opened = (ip: string, port: number, listener: Listener | undefined): Connection => (listener ? { outcome: 'open', ip, port, listener } : { outcome: 'refused' });

export function networkOf(around: Surroundings): Network {
  const view = new View(around);
  return {
    from: (pod, ip, node) => new ReachFrom(view, around, { ip, pod }, node),
    behind(host, port, namespace, at) {
      const names = [host, `${host}.${namespace}.svc.cluster.local`, `${host}.svc.cluster.local`, `${host}.cluster.local`];
      const ips = isAddress(host) ? [host] : (names.map((name) => resolve(view, name, at)).find(Boolean)?.addresses ?? []);
      return ips.flatMap((ip) => {
        const found = serviceAt(view, ip, port, 'TCP');
        return found?.port ? backends(view, found.service, found.port, at).map((each) => each.ip) : [ip];
      });
    },
  };
}
