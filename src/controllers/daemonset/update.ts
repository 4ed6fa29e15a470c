// Replaces a daemon set's old pods, a few at a time.
import { scaledValue } from '../../apimachinery/intOrString.ts';
import type { KubeObject } from '../../apimachinery/object.ts';
import type { Instant } from '../../sim/index.ts';
import { isActive, isAvailable } from '../shared/pods.ts';
import { revisionLabel } from '../shared/revisions.ts';

export interface Update {
  /** Old pods to delete now. */
  remove: KubeObject[];
  /** Nodes that get a new pod beside the old one. */
  surge: string[];
}

/** `byNode` holds the pods of each node that should run one. */
export function planUpdate(set: KubeObject, byNode: ReadonlyMap<string, readonly KubeObject[]>, hash: string, now: Instant): Update {
  if (set.spec.updateStrategy?.type !== 'RollingUpdate') return { remove: [], surge: [] };
  const { maxUnavailable, maxSurge } = set.spec.updateStrategy.rollingUpdate ?? {};
  const surge = scaledValue(maxSurge ?? 0, byNode.size, true);
  const unavailable = scaledValue(maxUnavailable ?? 1, byNode.size, true);
  const isNew = (pod: KubeObject): boolean => pod.metadata.labels?.[revisionLabel] === hash;
  const works = (pod: KubeObject): boolean => isAvailable(pod, set.spec.minReadySeconds ?? 0, now);
  return surge > 0 ? withSurge(byNode, surge, isNew, works) : inPlace(byNode, unavailable, isNew, works);
}

type Test = (pod: KubeObject) => boolean;

/** Old pods that do not work go at once; others as long as not too many nodes are without a working pod. */
function inPlace(byNode: ReadonlyMap<string, readonly KubeObject[]>, most: number, isNew: Test, works: Test): Update {
  const remove: KubeObject[] = [];
  const candidates: KubeObject[] = [];
  let unavailable = 0;
  for (const pods of byNode.values()) {
    const current = pods.find((pod) => isActive(pod) && isNew(pod));
    const old = pods.find((pod) => isActive(pod) && !isNew(pod));
    if (!current && !old) unavailable++;
    else if (current) unavailable += works(current) ? 0 : 1;
    else if (old && !works(old)) {
      remove.push(old);
      unavailable++;
    } else if (old) candidates.push(old);
  }
  return { remove: [...remove, ...candidates.slice(0, Math.max(0, most - unavailable))], surge: [] };
}

/** A new pod comes first; the old one goes when the new one works. */
function withSurge(byNode: ReadonlyMap<string, readonly KubeObject[]>, most: number, isNew: Test, works: Test): Update {
  const remove: KubeObject[] = [];
  const surge: string[] = [];
  const candidates: string[] = [];
  let surging = 0;
  for (const [node, pods] of byNode) {
    const current = pods.find((pod) => isActive(pod) && isNew(pod));
    const old = pods.find((pod) => isActive(pod) && !isNew(pod));
    if (!old) continue;
    if (!current && !works(old)) surge.push(node);
    else if (!current) candidates.push(node);
    else if (works(current)) remove.push(old);
    else surging++;
  }
  return { remove, surge: [...surge, ...candidates.slice(0, Math.max(0, most - surging - surge.length))] };
}
