// What may change of a pod once it exists, and what its subresources may change.
import { type FieldError, forbiddenField, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import { inclusiveRangeError } from '../../../apimachinery/names.ts';
import { deepCopy, deepEqual, type Json } from '../../../apimachinery/object.ts';
import { goDiff } from '../../support/goText.ts';
import { each } from '../../validation/each.ts';
import { podSpecText } from './goShapes.ts';
import { validateImageText } from './containers.ts';
import { validateTolerations } from './placement.ts';
import { specPath } from './spec.ts';

const mutableFields = [
  '`spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
].join(',');

/** Nothing when the lists differ in length: then there is no more to say. */
function validateImages(field: string, spec: Json, old: Json): FieldError[] | undefined {
  const at = specPath.child(field);
  if ((spec[field]?.length ?? 0) !== (old[field]?.length ?? 0)) return undefined;
  return each(at, spec[field], (item, container) => [...(container.image ? [] : [required(item.child('image'))]), ...validateImageText(item, container)]);
}

function validateDeadlineChange(deadline: number | undefined, old: number | undefined): { errors: FieldError[]; stop: boolean } {
  const at = specPath.child('activeDeadlineSeconds');
  const most = 2147483647;
  if (deadline === undefined) return { errors: old === undefined ? [] : [invalidValue(at, null, 'must not update from a positive integer to nil value')], stop: false };
  if (deadline < 0 || deadline > most) return { errors: [invalidValue(at, deadline, inclusiveRangeError(0, most))], stop: true };
  if (old !== undefined && old < deadline) return { errors: [invalidValue(at, deadline, 'must be less than or equal to previous value')], stop: true };
  return { errors: [], stop: false };
}

const withoutSeconds = ({ tolerationSeconds: _, ...rest }: Json): Json => rest;

function validateAddedTolerations(tolerations: Json[], old: Json[]): FieldError[] {
  const at = specPath.child('tolerations');
  const kept = old.every((before) => tolerations.some((toleration) => deepEqual(withoutSeconds(toleration), withoutSeconds(before))));
  return kept ? validateTolerations(at, tolerations) : [forbiddenField(at, 'existing toleration can not be modified except its tolerationSeconds')];
}

function validateRemovedGates(gates: Json[], old: Json[]): FieldError[] {
  return each(specPath.child('schedulingGates'), gates, (item, gate) =>
    old.some((before) => before.name === gate.name) ? [] : [forbiddenField(item.child('name'), `only deletion is allowed, but found new scheduling gate '${gate.name}'`)],
  );
}

const narrowed = (old: Record<string, string>, selector: Record<string, string>): boolean => Object.entries(old).every(([key, value]) => selector[key] === value);

/** A pod behind a gate may still be told where not to run: its node selector and required node affinity may become narrower. */
function allowNarrowing(spec: Json, old: Json): FieldError[] {
  const errors: FieldError[] = [];
  if (!deepEqual(spec.nodeSelector ?? {}, old.nodeSelector ?? {})) {
    if (!narrowed(old.nodeSelector ?? {}, spec.nodeSelector ?? {})) {
      errors.push(invalidValue(specPath.child('nodeSelector'), spec.nodeSelector ?? null, 'only additions to spec.nodeSelector are allowed (no mutations or deletions)'));
    }
    keep(spec, old, 'nodeSelector');
  }
  const before = old.affinity?.nodeAffinity;
  const terms: Json[] = before?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const now: Json[] = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  if (!deepEqual(before, spec.affinity?.nodeAffinity)) {
    const at = specPath.child('affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms');
    if (terms.length > 0 && terms.length !== now.length) errors.push(invalidValue(at, now, 'no additions/deletions to non-empty NodeSelectorTerms list are allowed'));
    else {
      terms.forEach((term, i) => {
        const wider = ['matchExpressions', 'matchFields'].some((field) => !((term[field] ?? []) as Json[]).every((one, j) => deepEqual(one, now[i]?.[field]?.[j])));
        if (wider) errors.push(invalidValue(at.index(i), now[i], 'only additions are allowed (no mutations or deletions)'));
      });
    }
    keepNodeAffinity(spec, old);
  }
  return errors;
}

function keep(spec: Json, old: Json, field: string): void {
  if (old[field] === undefined) delete spec[field];
  else spec[field] = old[field];
}

function keepNodeAffinity(spec: Json, old: Json): void {
  const { nodeAffinity: _, ...rest } = spec.affinity ?? {};
  const before = old.affinity?.nodeAffinity;
  spec.affinity = before === undefined ? rest : { ...rest, nodeAffinity: before };
  if (Object.keys(spec.affinity).length === 0 && old.affinity === undefined) delete spec.affinity;
}

/** A copy of the new spec with everything that may change put back as it was. */
function withMutableFieldsOf(spec: Json, old: Json): Json {
  const munged = deepCopy(spec);
  for (const field of ['containers', 'initContainers']) {
    (munged[field] ?? []).forEach((container: Json, i: number) => {
      container.image = old[field][i].image;
    });
  }
  for (const field of ['activeDeadlineSeconds', 'schedulingGates', 'tolerations']) keep(munged, old, field);
  if (old.terminationGracePeriodSeconds < 0 && munged.terminationGracePeriodSeconds === 1) keep(munged, old, 'terminationGracePeriodSeconds');
  return munged;
}

/** What is wrong with an update of the pod itself, beyond what is wrong with the pod. */
export function validatePodChange(pod: Json, oldPod: Json): FieldError[] {
  const { spec } = pod;
  const old = oldPod.spec;
  const errors: FieldError[] = [];
  for (const field of ['containers', 'initContainers']) {
    const wrong = validateImages(field, spec, old);
    if (!wrong) return [...errors, forbiddenField(specPath.child(field), 'pod updates may not add or remove containers')];
    errors.push(...wrong);
  }
  const deadline = validateDeadlineChange(spec.activeDeadlineSeconds, old.activeDeadlineSeconds);
  errors.push(...deadline.errors);
  if (deadline.stop) return errors;
  errors.push(...validateAddedTolerations(spec.tolerations ?? [], old.tolerations ?? []), ...validateRemovedGates(spec.schedulingGates ?? [], old.schedulingGates ?? []));
  if (deepEqual(spec, old)) return errors;
  const munged = withMutableFieldsOf(spec, old);
  if (old.schedulingGates?.length) errors.push(...allowNarrowing(munged, old));
  if (!deepEqual(munged, old)) errors.push(forbiddenField(specPath, `pod updates may not change fields other than ${mutableFields}\n${goDiff(podSpecText(old), podSpecText(munged))}`));
  return errors;
}
