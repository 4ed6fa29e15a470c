// NetworkPolicies: whether a connection between two ends is let through.
import { inBlock } from './addresses.ts';
import { fromLabelSelector } from '../apimachinery/labels.ts';
import type { Json, KubeObject } from '../apimachinery/object.ts';
import type { View } from './view.ts';

/** One end of a connection: a pod of its own address, or something else with an address. */
export interface End {
  ip: string;
  pod?: KubeObject | undefined;
}

export interface Rules {
  view: View;
  /** Whether an agent on the node makes policies hold. */
  enforces(node: string): boolean;
}

type Direction = 'Ingress' | 'Egress';

const typesOf = ({ spec }: KubeObject): Direction[] => spec.policyTypes ?? ['Ingress', ...(spec.egress ? (['Egress'] as const) : [])];

function isPeer(view: View, peer: Json, { ip, pod }: End, namespace: string): boolean {
  if (peer.ipBlock) return inBlock(ip, peer.ipBlock.cidr) && !(peer.ipBlock.except ?? []).some((cidr: string) => inBlock(ip, cidr));
  if (!pod) return false;
  const home = pod.metadata.namespace as string;
  const inNamespace = peer.namespaceSelector ? fromLabelSelector(peer.namespaceSelector).matches(view.labelsOfNamespace(home)) : home === namespace;
  return inNamespace && (!peer.podSelector || fromLabelSelector(peer.podSelector).matches(pod.metadata.labels ?? {}));
}

function isPort(rule: Json, target: KubeObject | undefined, number: number, protocol: string): boolean {
  if ((rule.protocol ?? 'TCP') !== protocol) return false;
  if (rule.port === undefined) return true;
  if (typeof rule.port === 'number') return number >= rule.port && number <= (rule.endPort ?? rule.port);
  return (target?.spec.containers ?? []).some(({ ports = [] }: Json) => ports.some((port: Json) => port.name === rule.port && port.containerPort === number));
}

/** What speaks for one end: without a policy that selects it, and where nobody enforces policies, everything may pass. */
function allows({ view, enforces }: Rules, direction: Direction, own: End, other: End, target: KubeObject | undefined, port: number, protocol: string): boolean {
  const { pod } = own;
  if (!pod || pod.spec.hostNetwork || !enforces(pod.spec.nodeName)) return true;
  const namespace = pod.metadata.namespace as string;
  const chosen = view
    .policies()
    .filter((policy) => policy.metadata.namespace === namespace && typesOf(policy).includes(direction) && fromLabelSelector(policy.spec.podSelector ?? {}).matches(pod.metadata.labels ?? {}));
  if (chosen.length === 0) return true;
  return chosen.some(({ spec }) => {
    const rules: Json[] = (direction === 'Ingress' ? spec.ingress : spec.egress) ?? [];
    return rules.some((rule) => {
      const peers: Json[] = (direction === 'Ingress' ? rule.from : rule.to) ?? [];
      const ports: Json[] = rule.ports ?? [];
      return (peers.length === 0 || peers.some((peer) => isPeer(view, peer, other, namespace))) && (ports.length === 0 || ports.some((each) => isPort(each, target, port, protocol)));
    });
  });
}

export function letsThrough(rules: Rules, from: End, to: End, port: number, protocol: string): boolean {
  // A pod may always speak with itself.
  if (from.pod && to.pod && from.pod.metadata.uid === to.pod.metadata.uid) return true;
  return allows(rules, 'Egress', from, to, to.pod, port, protocol) && allows(rules, 'Ingress', to, from, to.pod, port, protocol);
}
