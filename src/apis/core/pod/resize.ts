// What the subresources of a pod may change: its ephemeral containers, and the sizes of what runs.
import { type FieldError, type FieldPath, forbiddenField, invalidValue } from '../../../apimachinery/fieldErrors.ts';
import { deepCopy, deepEqual, type Json } from '../../../apimachinery/object.ts';
import { goDiff } from '../../support/goText.ts';
import { each } from '../../validation/each.ts';
import { mirrorAnnotation } from './annotations.ts';
import { isSidecar } from './context.ts';
import { ephemeralContainerText } from './goShapes.ts';
import { qosClass } from './qos.ts';
import { specPath } from './spec.ts';

const isStatic = (pod: Json): boolean => pod.metadata.annotations?.[mirrorAnnotation] !== undefined;

/** PUT and PATCH of pods/ephemeralcontainers: containers may be added, nothing else. Why not at all goes before everything else. */
export function validateEphemeralContainersChange(pod: Json, oldPod: Json, others: FieldError[]): FieldError[] {
  if (isStatic(oldPod)) return [forbiddenField('', 'static pods do not support ephemeral containers')];
  const at = specPath.child('ephemeralContainers');
  const now: Json[] = pod.spec.ephemeralContainers ?? [];
  const changes = ((oldPod.spec.ephemeralContainers ?? []) as Json[]).flatMap((old) => {
    const same = now.find((container) => container.name === old.name);
    if (!same) return [forbiddenField(at, `existing ephemeral containers ${JSON.stringify(old.name)} may not be removed\n`)];
    return deepEqual(same, old)
      ? []
      : [forbiddenField(at, `existing ephemeral containers ${JSON.stringify(old.name)} may not be changed\n${goDiff(ephemeralContainerText(old), ephemeralContainerText(same))}`)];
  });
  return [...others, ...changes];
}

const sizes = ['cpu', 'memory'];
const kinds = ['requests', 'limits'];

const removed = (list: Json, old: Json): boolean => Object.keys(old ?? {}).some((name) => list?.[name] === undefined);

function validateOrder(field: string, spec: Json, old: Json): FieldError[] {
  const at = specPath.child(field);
  const before: Json[] = old[field] ?? [];
  const now: Json[] = spec[field] ?? [];
  if (now.length !== before.length) return [forbiddenField(at, `${field} may not be added or removed on resize`)];
  return each(at, now, (item, container, i) => (container.name === before[i].name ? [] : [forbiddenField(item.child('name'), `${field} may not be renamed or reordered on resize`)]));
}

const validateRemoved = (at: FieldPath, now: Json, old: Json, what: string): FieldError[] =>
  kinds.filter((kind) => removed(now?.[kind], old?.[kind])).map((kind) => forbiddenField(at.child(kind), `${what} ${kind} cannot be removed`));

/** The requirements with cpu and memory put back as they were. */
function withOldSizes(resources: Json, old: Json): Json {
  const lists = kinds.map((kind) => {
    const list = { ...resources?.[kind] };
    for (const name of sizes) {
      if (old?.[kind]?.[name] === undefined) delete list[name];
      else list[name] = old[kind][name];
    }
    return [kind, list] as const;
  });
  return Object.fromEntries(lists.filter(([, list]) => Object.keys(list).length > 0));
}

const sameButSizes = (container: Json, old: Json): boolean => {
  const plain = ({ resources: _, ...rest }: Json): Json => rest;
  return deepEqual(plain(container), plain(old)) && deepEqual(withOldSizes(container.resources, old.resources), withOldSizes(old.resources, old.resources));
};

function validatePodLevel(spec: Json, old: Json): FieldError[] {
  const isSet = (resources: Json): boolean => kinds.some((kind) => Object.keys(resources?.[kind] ?? {}).length > 0);
  if (!isSet(spec.resources) && !isSet(old.resources)) return [];
  const at = specPath.child('resources');
  if (old.resources && !spec.resources) return [forbiddenField(at, 'pod-level resources cannot be removed')];
  const errors = old.resources
    ? kinds.filter((kind) => removed(spec.resources[kind], old.resources[kind])).map((kind) => forbiddenField(at.child(kind), `pod-level resource ${kind} cannot be removed`))
    : [];
  const same = deepEqual(withOldSizes(spec.resources, old.resources), withOldSizes(old.resources, old.resources));
  return same ? errors : [...errors, forbiddenField(specPath, 'only cpu and memory resources are mutable at pod-level')];
}

function validateInitContainer(at: FieldPath, container: Json, old: Json): FieldError[] {
  if (!isSidecar(container)) return deepEqual(container, old) ? [] : [forbiddenField(specPath, 'resources for non-sidecar init containers are immutable')];
  return sameButSizes(container, old) ? [] : [forbiddenField(at, 'only cpu and memory resources for init or sidecar containers are mutable')];
}

/** A kubelet that cannot resize says nothing of what its containers have. */
function canResize(pod: Json): boolean {
  const running = ((pod.status?.containerStatuses ?? []) as Json[]).find((status) => status.state?.running);
  return !running || running.resources !== undefined;
}

/** PUT and PATCH of pods/resize: cpu and memory of containers and sidecars may change, the pod's class may not. */
export function validateResize(pod: Json, oldPod: Json, others: FieldError[]): FieldError[] {
  if (isStatic(oldPod)) return [forbiddenField('', 'static pods cannot be resized')];
  if (oldPod.spec.os?.name === 'windows') return [forbiddenField('', 'windows pods cannot be resized')];
  const { spec } = pod;
  const old = oldPod.spec;
  const errors = [...others];
  if ((oldPod.status?.qosClass ?? qosClass(old)) !== qosClass(spec)) errors.push(invalidValue(specPath, pod.status?.qosClass ?? '', 'Pod QOS Class may not change as a result of resizing'));
  if (!canResize(oldPod)) errors.push(forbiddenField(specPath, 'Pod running on node without support for resize'));
  errors.push(...validatePodLevel(spec, old));
  const order = [...validateOrder('containers', spec, old), ...validateOrder('initContainers', spec, old)];
  if (order.length > 0) return [...errors, ...order];
  for (const field of ['initContainers', 'containers']) {
    errors.push(
      ...each(specPath.child(field), spec[field], (item, container, i) => {
        const before = old[field][i];
        return field === 'initContainers' && !isSidecar(before) ? [] : validateRemoved(item.child('resources'), container.resources, before.resources, 'resource');
      }),
    );
  }
  const changed = ((spec.containers ?? []) as Json[]).filter((container, i) => !sameButSizes(container, old.containers[i]));
  errors.push(...changed.map(() => forbiddenField(specPath, 'only cpu and memory resources are mutable')));
  return [...errors, ...each(specPath.child('initContainers'), spec.initContainers, (item, container, i) => validateInitContainer(item, container, old.initContainers[i]))];
}

const namesOf = (list: Json[] | undefined): string => JSON.stringify((list ?? []).map((container) => container.name));

/** Of what a client sends to pods/resize, what it may mean. Containers that are others are left for validation to refuse. */
export function takeSizes(old: Json, wanted: Json): Json {
  const fields = ['containers', 'initContainers'];
  if (fields.some((field) => (wanted[field] ?? []).length !== (old[field] ?? []).length)) return wanted;
  const spec = deepCopy(old);
  for (const field of fields) {
    if (!old[field]?.length) continue;
    spec[field] =
      namesOf(wanted[field]) === namesOf(old[field])
        ? old[field].map(({ resizePolicy: _, ...container }: Json, i: number) => {
            const { resources = {}, resizePolicy } = wanted[field][i];
            return { ...deepCopy(container), resources: deepCopy(resources), ...(resizePolicy ? { resizePolicy: deepCopy(resizePolicy) } : {}) };
          })
        : wanted[field];
  }
  if (wanted.resources) spec.resources = deepCopy(wanted.resources);
  else delete spec.resources;
  return spec;
}
