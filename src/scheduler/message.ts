// The sentence that says why no node was found.
import type { Diagnosis } from './cycle.ts';
import type { Rejection } from './framework.ts';

/** `0/3 nodes are available: 1 Insufficient cpu, 2 node(s) were unschedulable.` */
export function unavailable(total: number, rejections: Iterable<Rejection>): string {
  const counts = new Map<string, number>();
  for (const { reasons } of rejections) for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const parts = [...counts].map(([reason, count]) => `${count} ${reason}`).sort();
  return `0/${total} nodes are available: ${parts.join(', ')}.`;
}

/** What the plugin for resource claims adds when it has nothing to give back; it is asked before preemption. */
const noClaims = 'no new claims to deallocate';
/** What it says when the cycle ended before it looked at the pod. */
const notPrepared = 'not found';

export function failureMessage(total: number, diagnosis: Diagnosis, preemption: string): string {
  if (total === 0) return 'no nodes available to schedule pods';
  if (diagnosis.reject) return `0/${total} nodes are available: ${diagnosis.reject.reasons.join(', ')}. ${notPrepared}`;
  const why = unavailable(total, diagnosis.nodes.values());
  return preemption ? `${why} ${noClaims}, preemption: ${preemption}` : why;
}
