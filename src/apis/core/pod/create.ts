// What the server makes of a new pod: its first status, and the selectors that its own labels complete.
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { containersOf } from './context.ts';
import { mirrorServiceAccount } from './defaults.ts';
import { appArmorField, appArmorPrefix } from './profiles.ts';
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

/** The old annotation of a container becomes its field, unless the pod's own says the same. */
function adoptAppArmor(spec: Json, annotations: Record<string, string>): void {
  if (spec.os?.name === 'windows') return;
  for (const { container } of containersOf(spec)) {
    const profile = annotations[`${appArmorPrefix}${container.name}`] === undefined ? undefined : appArmorField(annotations[`${appArmorPrefix}${container.name}`] as string);
    if (!profile || container.securityContext?.appArmorProfile || deepEqual(profile, spec.securityContext?.appArmorProfile)) continue;
    container.securityContext = { ...container.securityContext, appArmorProfile: profile };
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
  adoptAppArmor(spec, pod.metadata.annotations ?? {});
}
