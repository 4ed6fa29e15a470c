// What controllers ask of pods: whether they still count, are ready, are available; and how one is made from a template.
import { deepCopy, type Json, type KubeObject, type OwnerReference, parseTime } from '../../apimachinery/object.ts';
import type { Instant } from '../../sim/index.ts';

export const isTerminated = (pod: KubeObject): boolean => pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
export const isActive = (pod: KubeObject): boolean => !isTerminated(pod) && !pod.metadata.deletionTimestamp;

export const conditionOf = (object: KubeObject, type: string): Json => object.status?.conditions?.find((c: Json) => c.type === type);
export const isReady = (pod: KubeObject): boolean => conditionOf(pod, 'Ready')?.status === 'True';

/** When a ready pod has been ready for long enough; nothing while it is not ready. */
export function availableAt(pod: KubeObject, minReadySeconds: number): Instant | undefined {
  const ready = conditionOf(pod, 'Ready');
  if (ready?.status !== 'True') return undefined;
  if (!minReadySeconds) return 0;
  const since = parseTime(ready.lastTransitionTime);
  return Number.isNaN(since) ? undefined : since + minReadySeconds * 1000;
}

export function isAvailable(pod: KubeObject, minReadySeconds: number, now: Instant): boolean {
  const at = availableAt(pod, minReadySeconds);
  return at !== undefined && at <= now;
}

/** The next instant at which one of the pods becomes available by having waited. */
export function nextAvailability(pods: readonly KubeObject[], minReadySeconds: number, now: Instant): Instant | undefined {
  if (!minReadySeconds) return undefined;
  const later = pods.map((pod) => availableAt(pod, minReadySeconds)).filter((at): at is Instant => at !== undefined && at > now);
  return later.length > 0 ? Math.min(...later) : undefined;
}

/** A new pod as its owner's template says. The server completes the name when `name` is not given. */
export function podFromTemplate(template: Json, owner: KubeObject, reference: OwnerReference, name?: string): Json {
  const { labels, annotations, finalizers } = template.metadata ?? {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...(name ? { name } : { generateName: `${owner.metadata.name}-` }),
      namespace: owner.metadata.namespace,
      ...(labels ? { labels: { ...labels } } : {}),
      ...(annotations ? { annotations: { ...annotations } } : {}),
      ...(finalizers ? { finalizers: [...finalizers] } : {}),
      ownerReferences: [reference],
    },
    spec: deepCopy(template.spec),
  };
}
