// The parts of a pod that are written on their own: what is taken of what a client sends, and what is wrong with it.
import { deepCopy } from '../../../apimachinery/object.ts';
import type { Part } from '../../kind.ts';
import { takeSizes, validateEphemeralContainersChange, validateResize } from './resize.ts';
import { keptAnnotations, validatePodAlways } from './validation.ts';

export const ephemeralContainers: Part = {
  prepareForUpdate(pod, old) {
    const wanted = pod.spec.ephemeralContainers;
    pod.spec = deepCopy(old.spec);
    if (wanted) pod.spec.ephemeralContainers = wanted;
    else delete pod.spec.ephemeralContainers;
    pod.status = deepCopy(old.status);
  },
  validateUpdate: (pod, old) => validateEphemeralContainersChange(pod, old, [...validatePodAlways(pod), ...keptAnnotations(pod, old)]),
};

export const resize: Part = {
  prepareForUpdate(pod, old) {
    pod.spec = takeSizes(old.spec, pod.spec);
    pod.status = deepCopy(old.status);
  },
  validateUpdate: (pod, old) => validateResize(pod, old, validatePodAlways(pod)),
};

/** By the name in the path. */
export const podParts: Readonly<Record<string, Part>> = { ephemeralcontainers: ephemeralContainers, resize };
