// Which pods go first when there are too many.
import { controllerOf, type KubeObject, parseTime } from '../../apimachinery/object.ts';
import type { Instant } from '../../sim/index.ts';
import { conditionOf, isReady } from './pods.ts';

const deletionCost = 'controller.kubernetes.io/pod-deletion-cost';
const phaseOrder: Record<string, number> = { Pending: 0, Unknown: 1, Running: 2 };

const costOf = (pod: KubeObject): number => Number.parseInt(pod.metadata.annotations?.[deletionCost] ?? '0', 10) || 0;
const restartsOf = (pod: KubeObject): number => Math.max(0, ...(pod.status?.containerStatuses ?? []).map((c: { restartCount: number }) => c.restartCount));
const readySince = (pod: KubeObject): Instant => parseTime(conditionOf(pod, 'Ready')?.lastTransitionTime) || 0;

/** Ages are told apart by their order of magnitude only, so that the newest pods do not always go first. */
function magnitude(since: Instant, now: Instant): number {
  const age = (now - since) * 1e6;
  return age < 1 ? -1 : Math.floor(Math.log2(age));
}

/** The pods in the order of deletion. `related` are the pods that share nodes with them: of the set and its siblings. */
export function byDeletion(pods: readonly KubeObject[], related: readonly KubeObject[], now: Instant): KubeObject[] {
  const onNode = new Map<string, number>();
  for (const pod of related) onNode.set(pod.spec.nodeName ?? '', (onNode.get(pod.spec.nodeName ?? '') ?? 0) + 1);
  const crowd = (pod: KubeObject): number => (pod.spec.nodeName ? (onNode.get(pod.spec.nodeName) ?? 0) : 0);
  // The first criterion that tells two pods apart decides; the smaller value goes first.
  const criteria: ((pod: KubeObject) => number)[] = [
    (pod) => (pod.spec.nodeName ? 1 : 0),
    (pod) => phaseOrder[pod.status?.phase ?? 'Pending'] ?? 0,
    (pod) => (isReady(pod) ? 1 : 0),
    costOf,
    (pod) => -crowd(pod),
    (pod) => (isReady(pod) ? magnitude(readySince(pod), now) : 0),
    (pod) => -restartsOf(pod),
    (pod) => magnitude(parseTime(pod.metadata.creationTimestamp), now),
  ];
  return [...pods].sort((a, b) => {
    for (const value of criteria) {
      const difference = value(a) - value(b);
      if (difference !== 0) return difference;
    }
    return (a.metadata.uid ?? '') < (b.metadata.uid ?? '') ? -1 : 1;
  });
}

/** The set and its siblings: sets with the same controller. */
export function siblingUids(set: KubeObject, sets: readonly KubeObject[]): Set<string> {
  const controller = controllerOf(set)?.uid;
  const siblings = controller ? sets.filter((other) => controllerOf(other)?.uid === controller) : [set];
  return new Set(siblings.map((other) => other.metadata.uid ?? ''));
}
