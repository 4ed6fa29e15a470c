// What makes a stateful set's pods who they are: ordinal, name, claims, revision.
import { deepCopy, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { controllerReference } from '../shared/owners.ts';
import { podFromTemplate } from '../shared/pods.ts';
import { revisionLabel } from '../shared/revisions.ts';

export const startOf = (set: KubeObject): number => set.spec.ordinals?.start ?? 0;
export const replicasOf = (set: KubeObject): number => set.spec.replicas ?? 1;
export const podName = (set: KubeObject, ordinal: number): string => `${set.metadata.name}-${ordinal}`;
export const revisionOfPod = (pod: KubeObject): string => pod.metadata.labels?.[revisionLabel] ?? '';

/** The ordinal in a pod's name, or -1 for a pod that is not called like one of the set. */
export function ordinalOf(set: KubeObject, pod: KubeObject): number {
  const parts = /^(.*)-(\d+)$/.exec(pod.metadata.name);
  return parts && parts[1] === set.metadata.name ? Number(parts[2]) : -1;
}

export const claimName = (set: KubeObject, template: Json, ordinal: number): string => `${template.metadata.name}-${set.metadata.name}-${ordinal}`;

/** The claims of one ordinal, as they would be made. */
export function claimsFor(set: KubeObject, ordinal: number): Json[] {
  return (set.spec.volumeClaimTemplates ?? []).map((template: Json) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: claimName(set, template, ordinal),
      namespace: set.metadata.namespace,
      labels: { ...template.metadata.labels, ...set.spec.selector?.matchLabels },
      ...(template.metadata.annotations ? { annotations: { ...template.metadata.annotations } } : {}),
    },
    spec: deepCopy(template.spec),
  }));
}

/** The pod of one ordinal, by the template that a revision keeps. */
export function podFor(set: KubeObject, ordinal: number, revision: KubeObject, hash: string): Json {
  const { $patch: _, ...template } = revision.data.spec.template;
  const pod = podFromTemplate(template, set, controllerReference(set), podName(set, ordinal));
  pod.metadata.labels = {
    ...pod.metadata.labels,
    'statefulset.kubernetes.io/pod-name': pod.metadata.name,
    'apps.kubernetes.io/pod-index': String(ordinal),
    [revisionLabel]: hash,
  };
  pod.spec.hostname = pod.metadata.name;
  if (set.spec.serviceName) pod.spec.subdomain = set.spec.serviceName;
  const templates: Json[] = set.spec.volumeClaimTemplates ?? [];
  if (templates.length === 0) return pod;
  const own = (pod.spec.volumes ?? []).filter((volume: Json) => !templates.some((t) => t.metadata.name === volume.name));
  pod.spec.volumes = [...templates.map((t) => ({ name: t.metadata.name, persistentVolumeClaim: { claimName: claimName(set, t, ordinal) } })), ...own];
  return pod;
}
