// The nodes and what runs on them, as one cycle sees them.
import type { KubeObject } from '../apimachinery/object.ts';
import type { Client } from '../client/index.ts';
import { type Amounts, add, amountsOf, nonZeroRequestsOf, requestsOf } from './amounts.ts';
import type { Lister, NodeInfo } from './framework.ts';

const finished = (pod: KubeObject): boolean => pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';

export function nodeInfo(node: KubeObject, pods: readonly KubeObject[]): NodeInfo {
  let requested: Amounts = {};
  let requestedNonZero: Amounts = {};
  for (const pod of pods) {
    requested = add(requested, requestsOf(pod.spec));
    requestedNonZero = add(requestedNonZero, nonZeroRequestsOf(pod.spec));
  }
  const labels = node.metadata.labels ?? {};
  return { node, name: node.metadata.name, labels, allocatable: amountsOf(node.status?.allocatable), pods, requested, requestedNonZero };
}

export function takeSnapshot(lister: Lister): NodeInfo[] {
  const byNode = new Map<string, KubeObject[]>();
  for (const pod of lister.list('pods')) {
    if (!pod.spec.nodeName || finished(pod)) continue;
    const there = byNode.get(pod.spec.nodeName);
    if (there) there.push(pod);
    else byNode.set(pod.spec.nodeName, [pod]);
  }
  return lister.list('nodes').map((node) => nodeInfo(node, byNode.get(node.metadata.name) ?? []));
}

/** Lists each kind once, however often it is asked. */
export function listerOf(client: Client): Lister {
  const lists = new Map<string, readonly KubeObject[]>();
  return {
    list(resource) {
      const known = lists.get(resource);
      if (known) return known;
      const items = client.list(resource);
      lists.set(resource, items);
      return items;
    },
    find: (resource, name, namespace) => client.find(resource, name, namespace),
  };
}

export const priorityOf = (pod: KubeObject): number => pod.spec.priority ?? 0;
