// The cluster as its network sees it: objects read once for each state of the cluster, and since when they hold.
import { type Json, type KubeObject, parseTime } from '../apimachinery/object.ts';
import type { Client } from '../client/index.ts';

/** A reader of the cluster that answers whether or not an API server does: rules of the network outlive it. */
export interface Source {
  client: Client;
  /** Changes whenever something was written. */
  version(): number;
}

const resources = { services: 'services', slices: 'endpointslices.discovery.k8s.io', pods: 'pods', policies: 'networkpolicies.networking.k8s.io', namespaces: 'namespaces', nodes: 'nodes' } as const;

export class View {
  private version = -1;
  private lists = new Map<string, KubeObject[]>();
  private ips = new Map<string, KubeObject>();

  constructor(readonly source: Source) {}

  private all(resource: string): KubeObject[] {
    const version = this.source.version();
    if (version !== this.version) {
      this.version = version;
      this.lists = new Map();
      this.ips = new Map();
    }
    const known = this.lists.get(resource) ?? this.source.client.list(resource);
    this.lists.set(resource, known);
    return known;
  }

  services(): KubeObject[] {
    return this.all(resources.services);
  }

  policies(): KubeObject[] {
    return this.all(resources.policies);
  }

  nodes(): KubeObject[] {
    return this.all(resources.nodes);
  }

  pods(): KubeObject[] {
    return this.all(resources.pods);
  }

  labelsOfNamespace(name: string): Record<string, string> {
    return this.all(resources.namespaces).find(({ metadata }) => metadata.name === name)?.metadata.labels ?? {};
  }

  service(namespace: string, name: string, at: number): KubeObject | undefined {
    return this.services().find(({ metadata }) => metadata.namespace === namespace && metadata.name === name && parseTime(metadata.creationTimestamp) <= at);
  }

  /** A pod of its own address: pods on the host's network are told by the node's. */
  podAt(ip: string): KubeObject | undefined {
    const pods = this.pods();
    if (this.ips.size === 0) for (const pod of pods) if (pod.status?.podIP && !pod.spec.hostNetwork && !isDone(pod)) this.ips.set(pod.status.podIP, pod);
    return this.ips.get(ip);
  }

  slicesOf({ metadata }: KubeObject): KubeObject[] {
    return this.all(resources.slices).filter((slice) => slice.metadata.namespace === metadata.namespace && slice.metadata.labels?.['kubernetes.io/service-name'] === metadata.name);
  }

  /** Whether an endpoint took traffic at that instant. */
  wasReady(endpoint: Json, namespace: string, at: number): boolean {
    if (endpoint.conditions?.ready === false) return false;
    if (endpoint.targetRef?.kind !== 'Pod') return true;
    const pod = this.pods().find(({ metadata }) => metadata.name === endpoint.targetRef.name && metadata.namespace === namespace);
    const ready = pod?.status?.conditions?.find((c: Json) => c.type === 'Ready');
    return ready?.status !== 'True' || parseTime(ready.lastTransitionTime) <= at;
  }
}

const isDone = ({ status }: KubeObject): boolean => status?.phase === 'Succeeded' || status?.phase === 'Failed';
