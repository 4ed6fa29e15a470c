// The parts of a pod that are written on their own: what is taken of what a client sends, and what is wrong with it.
import { deepCopy, type Json } from '../../../apimachinery/object.ts';
import { validateEphemeralContainersChange, validateResize } from './update.ts';
import type { Part } from '../../kind.ts';
import { validatePodAlways } from './validation.ts';

function takeOnly(pod: Json, old: Json, take: (spec: Json) => void): void {
  const spec = deepCopy(old.spec);
  take(spec);
  pod.spec = spec;
  pod.status = deepCopy(old.status);
}

export const ephemeralContainers: Part = {
  prepareForUpdate(pod, old) {
    const wanted = pod.spec.ephemeralContainers;
    takeOnly(pod, old, (spec) => {
      if (wanted) spec.ephemeralContainers = wanted;
      else delete spec.ephemeralContainers;
    });
  },
  validateUpdate: (pod, old) => [...validatePodAlways(pod), ...validateEphemeralContainersChange(pod, old)],
};

export const resize: Part = {
  prepareForUpdate(pod, old) {
    const wanted = pod.spec;
    takeOnly(pod, old, (spec) => {
      for (const field of ['containers', 'initContainers']) {
        if (wanted[field]?.length !== spec[field]?.length) continue;
        (spec[field] ?? []).forEach((container: Json, i: number) => {
          container.resources = wanted[field][i].resources;
          if (wanted[field][i].resizePolicy) container.resizePolicy = wanted[field][i].resizePolicy;
        });
      }
    });
  },
  validateUpdate: (pod, old) => [...validatePodAlways(pod), ...validateResize(pod, old)],
};

/** By the name in the path. */
export const podParts: Readonly<Record<string, Part>> = { ephemeralcontainers: ephemeralContainers, resize };
