// What a scheduler plugin is, and what it is shown: one pod, the nodes as they are, and reads of the API.
import type { Json, KubeObject } from '../apimachinery/object.ts';
import type { Amounts } from './amounts.ts';

/** Why a pod may not run on a node. `final`: taking other pods away would not help (UnschedulableAndUnresolvable). */
export interface Rejection {
  reasons: string[];
  final?: boolean;
}

/** A node with the pods that count on it. */
export interface NodeInfo {
  readonly node: KubeObject;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly allocatable: Amounts;
  readonly pods: readonly KubeObject[];
  /** Sum of the pods' requests. */
  readonly requested: Amounts;
  /** The same for scoring, where pods that ask for nothing count a little. */
  readonly requestedNonZero: Amounts;
}

/** Reads of the API during one cycle, each kind listed at most once. */
export interface Lister {
  list(resource: string): readonly KubeObject[];
  find(resource: string, name: string, namespace?: string): KubeObject | undefined;
}

/** One pod looking for a node. */
export interface Cycle {
  readonly pod: KubeObject;
  readonly spec: Json;
  readonly nodes: readonly NodeInfo[];
  readonly lister: Lister;
}

/** A plugin's answers for one cycle; what it needs to count it counts once, in `prepare`. */
export interface Prepared {
  /** No node at all: the sentence for the event (a PreFilter's status). */
  reject?: Rejection;
  /** Only these nodes are looked at (a PreFilterResult). */
  only?: ReadonlySet<string>;
  filter?(node: NodeInfo): Rejection | undefined;
  /** Scores of the nodes that are left, from 0 to 100 each. */
  score?(nodes: readonly NodeInfo[]): number[];
}

export interface Plugin {
  readonly name: string;
  /** What the scores count in the sum. */
  readonly weight?: number;
  /** Nothing when the plugin has no say in this pod. */
  prepare(cycle: Cycle): Prepared | undefined;
}

export const highestScore = 100;

/** Raw scores stretched so that the highest becomes 100; `reverse` when less is better. */
export function normalize(raw: readonly number[], reverse = false): number[] {
  const max = Math.max(0, ...raw);
  if (max === 0) return raw.map(() => (reverse ? highestScore : 0));
  return raw.map((score) => {
    const scaled = Math.floor((highestScore * score) / max);
    return reverse ? highestScore - scaled : scaled;
  });
}
