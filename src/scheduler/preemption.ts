// DefaultPreemption: which pods of lower priority would have to go for this one to fit, doing the least harm.
import type { Json, KubeObject } from '../apimachinery/object.ts';
import { parseTime } from '../apimachinery/object.ts';
import { cycleOf, type Diagnosis, rejectionOn } from './cycle.ts';
import type { Lister, NodeInfo, Plugin, Rejection } from './framework.ts';
import { unavailable } from './message.ts';
import { matchesLabelSelector } from './selectors.ts';
import { nodeInfo, priorityOf } from './snapshot.ts';

export interface Preemption {
  node?: string;
  victims: KubeObject[];
  /** Why it does not help; empty when it does. */
  message: string;
}

interface Candidate {
  node: string;
  victims: KubeObject[];
  violations: number;
}

const startOf = (pod: KubeObject): number => parseTime(pod.status?.startTime) || 0;
/** The more important first: higher priority, then longer running. */
const byImportance = (a: KubeObject, b: KubeObject): number => priorityOf(b) - priorityOf(a) || startOf(a) - startOf(b);

/** Tells the pods whose going would break a budget from the others. */
function splitByBudgets(pods: readonly KubeObject[], budgets: readonly KubeObject[]): { violating: KubeObject[]; free: KubeObject[] } {
  const allowed = new Map(budgets.map((budget) => [budget, budget.status?.disruptionsAllowed ?? 0]));
  const out = { violating: [] as KubeObject[], free: [] as KubeObject[] };
  for (const pod of pods) {
    const of = budgets.filter(
      (b) => b.metadata.namespace === pod.metadata.namespace && b.spec.selector && matchesLabelSelector(pod.metadata.labels, b.spec.selector) && !b.status?.disruptedPods?.[pod.metadata.name],
    );
    for (const budget of of) allowed.set(budget, (allowed.get(budget) ?? 0) - 1);
    (of.some((budget) => (allowed.get(budget) ?? 0) < 0) ? out.violating : out.free).push(pod);
  }
  return out;
}

function candidateOn(info: NodeInfo, pod: KubeObject, nodes: readonly NodeInfo[], plugins: readonly Plugin[], lister: Lister): Candidate | Rejection {
  const lower = info.pods.filter((other) => priorityOf(other) < priorityOf(pod)).sort(byImportance);
  if (!lower.length) return { reasons: ['No preemption victims found for incoming pod'] };
  let kept = info.pods.filter((other) => !lower.includes(other));
  const rejectionWith = (pods: readonly KubeObject[]): Rejection | undefined => {
    const changed = nodeInfo(info.node, pods);
    const all = nodes.map((other) => (other.name === info.name ? changed : other));
    return rejectionOn(plugins, cycleOf(pod, all, lister), changed);
  };
  const without = rejectionWith(kept);
  if (without) return without;
  const { violating, free } = splitByBudgets(lower, lister.list('poddisruptionbudgets.policy'));
  const victims: KubeObject[] = [];
  const reprieve = (other: KubeObject): boolean => {
    if (!rejectionWith([...kept, other])) kept = [...kept, other];
    else victims.push(other);
    return kept.includes(other);
  };
  const violations = violating.filter((other) => !reprieve(other)).length;
  for (const other of free) reprieve(other);
  return { node: info.name, victims: victims.sort(byImportance), violations };
}

/** Fewest broken budgets, then the lowest highest priority, the lowest sum of priorities, the fewest victims, the latest start. */
function compare(a: Candidate, b: Candidate): number {
  const highest = (c: Candidate) => Math.max(...c.victims.map(priorityOf));
  const sum = (c: Candidate) => c.victims.reduce((total, pod) => total + priorityOf(pod) + 2 ** 31, 0);
  const earliest = (c: Candidate) => Math.min(...c.victims.filter((pod) => priorityOf(pod) === highest(c)).map(startOf));
  return a.violations - b.violations || highest(a) - highest(b) || sum(a) - sum(b) || a.victims.length - b.victims.length || earliest(b) - earliest(a);
}

function eligible(pod: KubeObject, nodes: readonly NodeInfo[], diagnosis: Diagnosis): string {
  if (pod.spec.preemptionPolicy === 'Never') return 'not eligible due to preemptionPolicy=Never.';
  const nominated = pod.status?.nominatedNodeName;
  const info = nodes.find((node) => node.name === nominated);
  if (!info || diagnosis.nodes.get(info.name)?.final) return '';
  const leaving = info.pods.some((other) => other.metadata.deletionTimestamp && priorityOf(other) < priorityOf(pod) && isDisrupted(other));
  return leaving ? 'not eligible due to a terminating pod on the nominated node.' : '';
}

const isDisrupted = (pod: KubeObject): boolean => (pod.status?.conditions ?? []).some((c: Json) => c.type === 'DisruptionTarget' && c.status === 'True' && c.reason === 'PreemptionByScheduler');

export function findVictims(pod: KubeObject, nodes: readonly NodeInfo[], diagnosis: Diagnosis, plugins: readonly Plugin[], lister: Lister): Preemption {
  const no = (message: string): Preemption => ({ victims: [], message });
  if (diagnosis.reject) return no('not found');
  const barred = eligible(pod, nodes, diagnosis);
  if (barred) return no(barred);
  const candidates: Candidate[] = [];
  const rejections: Rejection[] = [];
  for (const info of nodes) {
    const found = diagnosis.nodes.get(info.name)?.final ? { reasons: ['Preemption is not helpful for scheduling'] } : candidateOn(info, pod, nodes, plugins, lister);
    if ('node' in found) candidates.push(found);
    else rejections.push(found);
  }
  const best = candidates.sort(compare)[0];
  return best ? { node: best.node, victims: best.victims, message: '' } : no(unavailable(nodes.length, rejections));
}
