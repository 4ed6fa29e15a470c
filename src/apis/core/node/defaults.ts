// What a Node is when it does not say: all of its capacity is allocatable, its first pod network is its pod network.
import { deepCopy, type Json } from '../../../apimachinery/object.ts';

export function applyNodeDefaults(node: Json): void {
  node.spec ??= {};
  const { spec, status } = node;
  // Where the two say different things, the older one is taken to be meant.
  if (spec.podCIDR && spec.podCIDRs?.[0] !== spec.podCIDR) spec.podCIDRs = [spec.podCIDR];
  if (spec.podCIDRs?.length && !spec.podCIDR) spec.podCIDR = spec.podCIDRs[0];
  if (status?.capacity && status.allocatable === undefined) status.allocatable = deepCopy(status.capacity);
}
