// Which nodes a daemon set runs on, and the pod that it makes for one.
import { deepCopy, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { allowsNode } from '../shared/nodeAffinity.ts';
import { controllerReference } from '../shared/owners.ts';
import { podFromTemplate } from '../shared/pods.ts';
import { revisionLabel } from '../shared/revisions.ts';
import { type Taint, taintsOf, tolerates } from '../shared/taints.ts';

const tolerationFor = (key: string, effect: Taint['effect']): Json => ({ key, operator: 'Exists', effect });

/** Daemons stay on nodes that are in trouble. */
const daemonTolerations: readonly Json[] = [
  tolerationFor('node.kubernetes.io/not-ready', 'NoExecute'),
  tolerationFor('node.kubernetes.io/unreachable', 'NoExecute'),
  tolerationFor('node.kubernetes.io/disk-pressure', 'NoSchedule'),
  tolerationFor('node.kubernetes.io/memory-pressure', 'NoSchedule'),
  tolerationFor('node.kubernetes.io/pid-pressure', 'NoSchedule'),
  tolerationFor('node.kubernetes.io/unschedulable', 'NoSchedule'),
];

const same = (a: Json, b: Json): boolean => a.key === b.key && a.operator === b.operator && a.effect === b.effect && (a.value ?? '') === (b.value ?? '');

function tolerationsOf(spec: Json): Json[] {
  const more = spec.hostNetwork ? [tolerationFor('node.kubernetes.io/network-unavailable', 'NoSchedule')] : [];
  const added = [...daemonTolerations, ...more];
  return [...(spec.tolerations ?? []).filter((own: Json) => !added.some((toleration) => same(own, toleration))), ...added];
}

export interface Placement {
  run: boolean;
  /** Whether a pod that runs there may go on. */
  keep: boolean;
}

export function placement(set: KubeObject, node: KubeObject): Placement {
  const { spec } = set.spec.template;
  if ((spec.nodeName && spec.nodeName !== node.metadata.name) || !allowsNode(spec, node)) return { run: false, keep: false };
  const tolerations = tolerationsOf(spec);
  const refused = taintsOf(node).filter((taint) => taint.effect !== 'PreferNoSchedule' && !tolerations.some((t) => tolerates(t, taint)));
  return { run: refused.length === 0, keep: !refused.some(({ effect }) => effect === 'NoExecute') };
}

export function podFor(set: KubeObject, node: string, hash: string, generation: string): Json {
  const pod = podFromTemplate(set.spec.template, set, controllerReference(set));
  pod.metadata.labels = { ...pod.metadata.labels, [revisionLabel]: hash, 'pod-template-generation': generation };
  pod.spec.tolerations = tolerationsOf(pod.spec);
  const terms = [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [node] }] }];
  const affinity = deepCopy(pod.spec.affinity ?? {});
  affinity.nodeAffinity = { ...affinity.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } };
  pod.spec.affinity = affinity;
  return pod;
}

/** The node that a pod is on, or is meant for. */
export function nodeOf(pod: KubeObject): string {
  if (pod.spec.nodeName) return pod.spec.nodeName;
  const terms: Json[] = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  for (const term of terms) for (const field of term.matchFields ?? []) if (field.key === 'metadata.name' && field.operator === 'In') return field.values[0];
  return '';
}
