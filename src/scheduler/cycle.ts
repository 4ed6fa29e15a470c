// One scheduling cycle as a pure function: a pod and the nodes go in, a node or the reasons against each come out.
import type { KubeObject } from '../apimachinery/object.ts';
import { pick } from '../sim/index.ts';
import type { Cycle, Lister, NodeInfo, Plugin, Prepared, Rejection } from './framework.ts';

export interface Diagnosis {
  /** Nothing was asked of the nodes: the pod itself is at fault. */
  reject?: Rejection;
  /** Why each node was turned down. */
  nodes: Map<string, Rejection>;
  /** The plugins that turned the pod or a node down. */
  rejectedBy: Set<string>;
}

export type Outcome = { node: NodeInfo } | { diagnosis: Diagnosis };

export const cycleOf = (pod: KubeObject, nodes: readonly NodeInfo[], lister: Lister): Cycle => ({ pod, spec: pod.spec, nodes, lister });

interface Ready {
  plugin: Plugin;
  prepared: Prepared;
}

const prepareAll = (plugins: readonly Plugin[], cycle: Cycle): Ready[] =>
  plugins.flatMap((plugin) => {
    const prepared = plugin.prepare(cycle);
    return prepared ? [{ plugin, prepared }] : [];
  });

function firstRejection(ready: readonly Ready[], info: NodeInfo, by?: Set<string>): Rejection | undefined {
  for (const { plugin, prepared } of ready) {
    const rejection = prepared.filter?.(info);
    if (!rejection) continue;
    by?.add(plugin.name);
    return rejection;
  }
  return undefined;
}

/** Why the pod could not run on this node of the cycle; preemption asks it of nodes with pods taken away. */
export function rejectionOn(plugins: readonly Plugin[], cycle: Cycle, info: NodeInfo): Rejection | undefined {
  const ready = prepareAll(plugins, cycle);
  return ready.find(({ prepared }) => prepared.reject)?.prepared.reject ?? firstRejection(ready, info);
}

export function runCycle(plugins: readonly Plugin[], cycle: Cycle, seed: string): Outcome {
  const ready = prepareAll(plugins, cycle);
  const diagnosis: Diagnosis = { nodes: new Map(), rejectedBy: new Set() };
  const narrowing = ready.filter(({ prepared }) => prepared.only).map(({ plugin }) => plugin.name);
  for (const { plugin, prepared } of ready) {
    const reject = prepared.reject ?? (prepared.only?.size === 0 ? { reasons: [`node(s) didn't satisfy plugin ${plugin.name}`] } : undefined);
    if (!reject) continue;
    diagnosis.reject = reject;
    diagnosis.rejectedBy.add(plugin.name);
    return { diagnosis };
  }
  const feasible: NodeInfo[] = [];
  for (const info of cycle.nodes) {
    const excluded = ready.some(({ prepared }) => prepared.only && !prepared.only.has(info.name));
    const rejection = excluded ? { reasons: [`node(s) didn't satisfy plugin(s) [${narrowing.join(' ')}]`], final: true } : firstRejection(ready, info, diagnosis.rejectedBy);
    if (excluded) for (const name of narrowing) diagnosis.rejectedBy.add(name);
    if (rejection) diagnosis.nodes.set(info.name, rejection);
    else feasible.push(info);
  }
  const best = select(ready, feasible, cycle.pod, seed);
  return best ? { node: best } : { diagnosis };
}

/** The node with the highest sum of weighted scores; among equals, chance keyed by the pod. */
function select(ready: readonly Ready[], nodes: readonly NodeInfo[], pod: KubeObject, seed: string): NodeInfo | undefined {
  if (nodes.length < 2) return nodes[0];
  const sums = nodes.map(() => 0);
  for (const { plugin, prepared } of ready) {
    const scores = prepared.score?.(nodes);
    scores?.forEach((score, i) => {
      sums[i] = (sums[i] ?? 0) + score * (plugin.weight ?? 1);
    });
  }
  const max = Math.max(...sums);
  const best = nodes.filter((_, i) => sums[i] === max);
  return best[pick(best.length, seed, 'schedule', pod.metadata.namespace ?? '', pod.metadata.name)];
}
