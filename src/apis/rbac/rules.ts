// What roles, bindings and their subjects may be: the rules that Role and ClusterRole share, and their bindings.
import { type FieldError, FieldPath, invalidValue, notSupported, required } from '../../apimachinery/fieldErrors.ts';
import { isDNS1123Subdomain } from '../../apimachinery/names.ts';
import { deepEqual, type Json } from '../../apimachinery/object.ts';
import type { Cell } from '../kind.ts';
import { named, pathSegment } from '../support/checks.ts';
import { ageOf } from '../support/columns.ts';
import { goStruct } from '../support/goText.ts';

const rbacGroup = 'rbac.authorization.k8s.io';

function policyRule(at: FieldPath, rule: Json, namespaced: boolean): FieldError[] {
  const { verbs = [], nonResourceURLs: urls = [], apiGroups = [], resources = [], resourceNames = [] } = rule;
  const errors = verbs.length === 0 ? [required(at.child('verbs'), 'verbs must contain at least one value')] : [];
  const wrongUrls = (detail: string): FieldError => invalidValue(at.child('nonResourceURLs'), urls, detail);
  if (urls.length > 0) {
    if (namespaced) errors.push(wrongUrls('namespaced rules cannot apply to non-resource URLs'));
    if (apiGroups.length + resources.length + resourceNames.length > 0) errors.push(wrongUrls('rules cannot apply to both regular resources and non-resource URLs'));
    return errors;
  }
  if (apiGroups.length === 0) errors.push(required(at.child('apiGroups'), 'resource rules must supply at least one api group'));
  if (resources.length === 0) errors.push(required(at.child('resources'), 'resource rules must supply at least one resource'));
  return errors;
}

export const validateRules = (role: Json, namespaced: boolean): FieldError[] => (role.rules ?? []).flatMap((rule: Json, i: number) => policyRule(FieldPath.root('rules').index(i), rule, namespaced));

export function applyBindingDefaults(binding: Json): void {
  if (binding.roleRef) binding.roleRef.apiGroup ||= rbacGroup;
  for (const subject of binding.subjects ?? []) if (subject.kind === 'User' || subject.kind === 'Group') subject.apiGroup ||= rbacGroup;
}

function subjectErrors(at: FieldPath, subject: Json, namespaced: boolean): FieldError[] {
  const errors = subject.name ? [] : [required(at.child('name'))];
  const group: string = subject.apiGroup ?? '';
  if (subject.kind === 'ServiceAccount') {
    if (subject.name) errors.push(...named(isDNS1123Subdomain, at.child('name'), subject.name));
    if (group) errors.push(notSupported(at.child('apiGroup'), group, ['']));
    return namespaced || subject.namespace ? errors : [...errors, required(at.child('namespace'))];
  }
  if (subject.kind === 'User' || subject.kind === 'Group') return group === rbacGroup ? errors : [...errors, notSupported(at.child('apiGroup'), group, [rbacGroup])];
  return [...errors, notSupported(at.child('kind'), subject.kind ?? '', ['ServiceAccount', 'User', 'Group'])];
}

export function validateBinding(binding: Json, namespaced: boolean): FieldError[] {
  const at = FieldPath.root('roleRef');
  const { apiGroup = '', kind = '', name = '' } = binding.roleRef ?? {};
  const kinds = namespaced ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  return [
    ...(apiGroup === rbacGroup ? [] : [notSupported(at.child('apiGroup'), apiGroup, [rbacGroup])]),
    ...(kinds.includes(kind) ? [] : [notSupported(at.child('kind'), kind, kinds)]),
    ...(name ? pathSegment(at.child('name'), name) : [required(at.child('name'))]),
    ...(binding.subjects ?? []).flatMap((subject: Json, i: number) => subjectErrors(FieldPath.root('subjects').index(i), subject, namespaced)),
  ];
}

/** What a binding grants stays: another role needs another binding. */
export function roleRefChange(binding: Json, old: Json): FieldError[] {
  if (deepEqual(binding.roleRef, old.roleRef)) return [];
  const shown = goStruct(binding.roleRef, [
    ['APIGroup', 'apiGroup', ''],
    ['Kind', 'kind', ''],
    ['Name', 'name', ''],
  ]);
  return [invalidValue('roleRef', shown, 'cannot change roleRef')];
}

export function bindingRow(binding: Json, now: number): Cell[] {
  const subjects: Json[] = binding.subjects ?? [];
  const of = (kind: string, text: (subject: Json) => string): string =>
    subjects
      .filter((subject) => subject.kind === kind)
      .map(text)
      .join(', ');
  const name = (subject: Json): string => subject.name;
  return [
    binding.metadata.name,
    `${binding.roleRef?.kind}/${binding.roleRef?.name}`,
    ageOf(binding, now),
    of('User', name),
    of('Group', name),
    of('ServiceAccount', (subject) => `${subject.namespace ?? ''}/${subject.name}`),
  ];
}
