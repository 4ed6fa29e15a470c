// What draining a node has to know of a pod.
import { controllerOf, type Json, type KubeObject, type OwnerReference } from '../../../apimachinery/object.ts';

/** The controller that would put the pod back on its node at once, if one has it. */
export function ownerOnEveryNode(pod: KubeObject): OwnerReference | undefined {
  const owner = controllerOf(pod);
  return owner?.kind === 'DaemonSet' && owner.apiVersion === 'apps/v1' ? owner : undefined;
}

export const isFinished = ({ status }: Json): boolean => status?.phase === 'Succeeded' || status?.phase === 'Failed';

/** A pod that the node made from a file: the API cannot end it. */
export const isMirror = ({ metadata }: KubeObject): boolean => metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined;

export const hasLocalStorage = ({ spec }: Json): boolean => (spec.volumes ?? []).some((volume: Json) => volume.emptyDir !== undefined);
