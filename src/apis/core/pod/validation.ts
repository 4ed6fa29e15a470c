// What a pod must be when it is made, and when it is changed.
import { type FieldError, FieldPath, forbiddenField, invalidValue } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { each } from '../../validation/each.ts';
import { validatePodAnnotations } from './annotations.ts';
import { validateImageText } from './containers.ts';
import { validateKeptAnnotations, validateProfilesMatch } from './profiles.ts';
import { specPath, validatePodSpec } from './spec.ts';
import { validatePodChange } from './update.ts';

const annotationsPath = FieldPath.root('metadata').child('annotations');
/** Only pods, not templates: tokens need an account, images no blanks. */
export function validatePodAlways(pod: Json): FieldError[] {
  const { spec } = pod;
  const tokens = spec.serviceAccountName
    ? []
    : each(specPath.child('volumes'), spec.volumes, (volume, { projected }) =>
        each(volume.child('projected', 'sources'), projected?.sources, (source, { serviceAccountToken }) =>
          serviceAccountToken ? [forbiddenField(source.child('serviceAccountToken'), 'must not be specified when serviceAccountName is not set')] : [],
        ),
      );
  return [
    ...validatePodAnnotations(annotationsPath, pod.metadata.annotations, spec),
    ...validatePodSpec(specPath, spec, { isPod: true, podName: pod.metadata.name }),
    ...tokens,
    ...['containers', 'initContainers'].flatMap((field) => each(specPath.child(field), spec[field], validateImageText)),
  ];
}

export function validatePod(pod: Json): FieldError[] {
  const { spec } = pod;
  return [
    ...validatePodAlways(pod),
    ...(spec.ephemeralContainers?.length ? [forbiddenField(specPath.child('ephemeralContainers'), 'cannot be set on create')] : []),
    ...(spec.nodeName && spec.schedulingGates?.length ? [forbiddenField(specPath.child('nodeName'), 'cannot be set until all schedulingGates have been cleared')] : []),
    ...validateProfilesMatch(specPath, pod.metadata, spec),
  ];
}

/** The annotations that stay, after an update of the pod or of a part of it. */
export const keptAnnotations = (pod: Json, old: Json): FieldError[] => validateKeptAnnotations(annotationsPath, pod.metadata.annotations, old.metadata.annotations);

export const validatePodUpdate = (pod: Json, old: Json): FieldError[] => [...validatePodAlways(pod), ...keptAnnotations(pod, old), ...validatePodChange(pod, old)];

const notNegative = (at: FieldPath, value: Json): FieldError[] => (value < 0 ? [invalidValue(at, value, 'must be a non-negative integer')] : []);

/** Whether a container that has ended may run again. */
function mayRestart(pod: Json, name: string, exitCode: number): boolean {
  const container = [...(pod.spec.initContainers ?? []), ...(pod.spec.containers ?? [])].find((candidate: Json) => candidate.name === name);
  if (container?.restartPolicyRules?.length) return true;
  const policy = container?.restartPolicy ?? pod.spec.restartPolicy;
  return policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0);
}

function validateTransitions(pod: Json, old: Json, field: string): FieldError[] {
  const now: Json[] = pod.status?.[field] ?? [];
  return each(FieldPath.root('status').child(field), old.status?.[field], (item, before) => {
    const ended = before.state?.terminated;
    const revived = ended && now.some((status) => status.name === before.name && !status.state?.terminated);
    return revived && !mayRestart(old, before.name, ended.exitCode) ? [forbiddenField(item.child('state'), 'may not be transitioned to non-terminated state')] : [];
  });
}

export function validatePodStatusUpdate(pod: Json, old: Json): FieldError[] {
  const status = FieldPath.root('status');
  const kept = pod.status?.qosClass === old.status?.qosClass;
  return [
    ...notNegative(status.child('observedGeneration'), pod.status?.observedGeneration),
    ...(kept ? [] : [invalidValue(status.child('qosClass'), pod.status?.qosClass ?? '', 'field is immutable')]),
    ...validateTransitions(pod, old, 'containerStatuses'),
    ...validateTransitions(pod, old, 'initContainerStatuses'),
  ];
}
