// The parts of a pod that are written on their own: what is taken of what a client sends, and what is wrong with it.
import type { FieldError } from '../../../apimachinery/fieldErrors.ts';
import { deepCopy, type Json } from '../../../apimachinery/object.ts';
import { validateEphemeralContainersChange, validateResize } from './update.ts';
import { validatePodAlways } from './validation.ts';

export interface PodPart {
  /** Keeps of the draft only what this part is for. */
  prepareForUpdate(pod: Json, old: Json): void;
  validateUpdate(pod: Json, old: Json): FieldError[];
}

function takeOnly(pod: Json, old: Json, take: (spec: Json) => void): void {
  const spec = deepCopy(old.spec);
  take(spec);
  pod.spec = spec;
  pod.status = deepCopy(old.status);
}

export const ephemeralContainers: PodPart = {
  prepareForUpdate(pod, old) {
    const wanted = pod.spec.ephemeralContainers;
    takeOnly(pod, old, (spec) => {
      if (wanted) spec.ephemeralContainers = wanted;
      else delete spec.ephemeralContainers;
    });
  },
  validateUpdate: (pod, old) => [...validatePodAlways(pod), ...validateEphemeralContainersChange(pod, old)],
};

export const resize: PodPart = {
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
export const podParts: Readonly<Record<string, PodPart>> = { ephemeralcontainers: ephemeralContainers, resize };
