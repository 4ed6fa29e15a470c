// Pod security: the levels that a namespace's labels ask for, enforced on pods, told of pods and of the templates that make them.
import { deepEqual, type Json, type KubeObject } from '../../../apimachinery/object.ts';
import { forbidden, invalid } from '../../../apimachinery/status.ts';
import { type AdmissionPlugin, type AdmissionRequest, isWrite, reads } from '../types.ts';
import { detailsText, isRelaxed, isSame, levelText, type LevelVersion, type Policy, policyOf, reasonsText, violationsOf } from './policy.ts';
import { containersOf, type PodLike } from './pods.ts';

function warnOf({ context }: AdmissionRequest, level: LevelVersion, pod: PodLike): void {
  const violations = violationsOf(level, pod);
  if (violations.length > 0) context.warn(`would violate PodSecurity ${JSON.stringify(levelText(level))}: ${detailsText(violations)}`);
}

const policyIn = (request: AdmissionRequest): Policy => policyOf(reads(request).find('namespaces', request.namespace ?? '')?.metadata.labels).policy;

/** Only images and new containers can make a pod worse than it was. */
function isSignificant(pod: PodLike, old: PodLike): boolean {
  const shown = (p: PodLike): Json[] => containersOf(p).map(({ name, image }) => ({ name, image }));
  return !deepEqual(shown(pod), shown(old));
}

function validatePod(request: AdmissionRequest): void {
  const { object, old, subresource, operation } = request;
  if (subresource !== '' && !request.resource.logic.parts?.[subresource]) return;
  if (operation === 'UPDATE' && old && !isSignificant(object, old as unknown as PodLike)) return;
  const { enforce, warn } = policyIn(request);
  const violations = violationsOf(enforce, object);
  if (violations.length > 0) throw forbidden(request.resource, request.name, `violates PodSecurity ${JSON.stringify(levelText(enforce))}: ${detailsText(violations)}`);
  warnOf(request, warn, object);
}

function validateTemplate(request: AdmissionRequest, path: readonly string[]): void {
  if (request.subresource !== '') return;
  const template: Json = path.reduce((value: Json, field) => value?.[field], request.object);
  if (template?.spec) warnOf(request, policyIn(request).warn, template);
}

/** Pods that break the same rules are told of together, by the first of their names. */
function warnOfPods(request: AdmissionRequest, enforce: LevelVersion): void {
  const pods: KubeObject[] = reads(request).list('pods', request.name);
  const found = new Map<string, string[]>();
  for (const pod of pods) {
    const text = reasonsText(violationsOf(enforce, pod as unknown as PodLike));
    if (text) found.set(text, [...(found.get(text) ?? []), pod.metadata.name]);
  }
  if (found.size === 0) return;
  request.context.warn(`existing pods in namespace ${JSON.stringify(request.name)} violate the new PodSecurity enforce level ${JSON.stringify(levelText(enforce))}`);
  const lines = [...found].map(([text, names]) => {
    const others = names.length === 1 ? '' : ` (and ${names.length - 1} other ${names.length === 2 ? 'pod' : 'pods'})`;
    return `${names.sort()[0]}${others}: ${text}`;
  });
  for (const line of lines.sort()) request.context.warn(line);
}

function validateNamespace(request: AdmissionRequest): void {
  if (request.subresource !== '') return;
  const { policy, errors } = policyOf(request.object.metadata.labels);
  const before = request.old && policyOf(request.old.metadata.labels);
  if (errors.length > 0 && !deepEqual(errors, before?.errors ?? [])) throw invalid({ group: '', resource: 'Namespace' }, request.name, errors);
  if (!before || isSame(policy.enforce, before.policy.enforce) || policy.enforce.level === 'privileged' || isRelaxed(policy.enforce, before.policy.enforce)) return;
  warnOfPods(request, policy.enforce);
}

export const podSecurity: AdmissionPlugin = {
  name: 'PodSecurity',
  validate(request) {
    if (!isWrite(request)) return;
    const path = request.resource.logic.podTemplate;
    if (request.resourceText === 'namespaces') validateNamespace(request);
    else if (path?.length === 0) validatePod(request);
    else if (path) validateTemplate(request, path);
  },
};
