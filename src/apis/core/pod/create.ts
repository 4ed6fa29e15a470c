// What the server makes of a new pod: its first status, and the selectors that its own labels complete.
import type { Json } from '../../../apimachinery/object.ts';
import { mirrorServiceAccount } from './defaults.ts';
import { qosClass } from './qos.ts';

const gated = {
  lastProbeTime: null,
  lastTransitionTime: null,
  message: 'Scheduling is blocked due to non-empty scheduling gates',
  reason: 'SchedulingGated',
  status: 'False',
  type: 'PodScheduled',
};

/** matchLabelKeys stand for the values that this pod has. */
function mergeLabelKeys(owner: Json, labels: Record<string, string>): void {
  if (!owner?.labelSelector) return;
  for (const [field, operator] of [
    ['matchLabelKeys', 'In'],
    ['mismatchLabelKeys', 'NotIn'],
  ] as const) {
    for (const key of owner[field] ?? []) {
      if (labels[key] === undefined) continue;
      owner.labelSelector.matchExpressions = [...(owner.labelSelector.matchExpressions ?? []), { key, operator, values: [labels[key]] }];
    }
  }
}

export function preparePod(pod: Json): void {
  const { spec } = pod;
  const labels = pod.metadata.labels ?? {};
  mirrorServiceAccount(spec);
  pod.status = { phase: 'Pending', qosClass: qosClass(spec) };
  if (spec.schedulingGates?.length) pod.status.conditions = [{ ...gated, observedGeneration: pod.metadata.generation }];
  for (const constraint of spec.topologySpreadConstraints ?? []) mergeLabelKeys(constraint, labels);
  for (const kind of ['podAffinity', 'podAntiAffinity']) {
    const affinity = spec.affinity?.[kind];
    for (const term of affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []) mergeLabelKeys(term, labels);
    for (const term of affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []) mergeLabelKeys(term.podAffinityTerm, labels);
  }
}
