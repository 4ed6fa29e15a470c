// Annotations of pods and pod templates that the server reads.
import { type FieldError, type FieldPath, invalidValue } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { validateProfileAnnotations } from './profiles.ts';

export const mirrorAnnotation = 'kubernetes.io/config.mirror';
const deletionCost = 'controller.kubernetes.io/pod-deletion-cost';

const isCost = (text: string): boolean => /^(-?[1-9]\d*|0)$/.test(text) && Number(text) <= 2147483647 && Number(text) >= -2147483648;

export function validatePodAnnotations(at: FieldPath, annotations: Json, spec: Json): FieldError[] {
  const mirror = annotations?.[mirrorAnnotation];
  const cost = annotations?.[deletionCost];
  return [
    ...(mirror !== undefined && !spec.nodeName ? [invalidValue(at.key(mirrorAnnotation), mirror, 'must set spec.nodeName if mirror pod annotation is set')] : []),
    ...(cost === undefined || isCost(cost) ? [] : [invalidValue(at.key(deletionCost), cost, 'must be a 32bit integer')]),
    ...validateProfileAnnotations(at, annotations, spec),
  ];
}
