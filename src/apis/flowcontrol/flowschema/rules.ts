// The rules of a FlowSchema: whose requests, and which, belong to its priority level.
import { type FieldError, type FieldPath, forbiddenField, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { dns1123Label, dns1123Subdomain } from '../../support/checks.ts';
import { each } from '../../validation/each.ts';

const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'proxy', 'update', 'watch'];

/** The field that each kind of subject has, and no other. */
const subjects: Readonly<Record<string, string>> = { Group: 'group', ServiceAccount: 'serviceAccount', User: 'user' };
const order: Readonly<Record<string, readonly string[]>> = { ServiceAccount: ['User', 'Group'], User: ['ServiceAccount', 'Group'], Group: ['ServiceAccount', 'User'] };

function accountErrors(at: FieldPath, { name, namespace }: Json): FieldError[] {
  const named = !name ? [required(at.child('name'))] : name === '*' ? [] : dns1123Subdomain(at.child('name'), name);
  return [...named, ...(namespace ? dns1123Label(at.child('namespace'), namespace) : [required(at.child('namespace'), 'must specify namespace for service account')])];
}

function subjectErrors(at: FieldPath, subject: Json): FieldError[] {
  const { kind } = subject;
  const field = subjects[kind];
  if (!field) return [notSupported(at.child('kind'), kind ?? '', Object.keys(subjects))];
  const own = subject[field];
  const fieldAt = at.child(field);
  const errors: FieldError[] = [];
  if (!own) errors.push(required(fieldAt, `${field} is required when subject kind is '${kind}'`));
  else if (kind === 'ServiceAccount') errors.push(...accountErrors(fieldAt, own));
  else if (!own.name) errors.push(required(fieldAt.child('name')));
  for (const other of order[kind] ?? []) {
    const name = subjects[other] as string;
    if (subject[name]) errors.push(forbiddenField(at.child(name), `${name} is forbidden when subject kind is not '${other}'`));
  }
  return errors;
}

/** A list that must hold something, and nothing beside a `*`. */
function starred(at: FieldPath, list: readonly string[], missing: string, things: string): FieldError[] {
  if (list.length === 0) return [required(at, missing)];
  return list.length > 1 && list.includes('*') ? [invalidValue(at, list, `if '*' is present, must not specify other ${things}`)] : [];
}

function verbErrors(at: FieldPath, list: readonly string[]): FieldError[] {
  const errors = starred(at, list, 'verbs must contain at least one value', 'verbs');
  return errors.length > 0 || list.includes('*') || list.every((verb) => verbs.includes(verb)) ? errors : [notSupported(at, list, verbs)];
}

function namespaceErrors(at: FieldPath, list: readonly string[], clusterScope: boolean): FieldError[] {
  if (list.length === 0) return clusterScope ? [] : [required(at, 'resource rules that are not cluster scoped must supply at least one namespace')];
  if (list.includes('*')) return list.length > 1 ? [invalidValue(at, list, "if '*' is present, must not specify other namespaces")] : [];
  return each(at, list, (item, name) => dns1123Label(item, name).map((error) => ({ ...error, detail: `each member of this list must be '*' or a DNS-1123 label; ${error.detail}` })));
}

const resourceRuleErrors = (at: FieldPath, rule: Json): FieldError[] => [
  ...verbErrors(at.child('verbs'), rule.verbs ?? []),
  ...starred(at.child('apiGroups'), rule.apiGroups ?? [], 'resource rules must supply at least one api group', 'api groups'),
  ...starred(at.child('resources'), rule.resources ?? [], 'resource rules must supply at least one resource', 'resources'),
  ...namespaceErrors(at.child('namespaces'), rule.namespaces ?? [], rule.clusterScope === true),
];

function urlError(path: string): string | undefined {
  if (path === '') return 'must not be empty';
  if (path === '/') return undefined;
  if (!path.startsWith('/')) return 'must start with slash';
  if (path.includes(' ')) return 'must not contain white-space';
  if (path.includes('//')) return 'must not contain double slash';
  const stars = path.split('*').length - 1;
  return stars > 1 || (stars === 1 && !path.endsWith('/*')) ? 'wildcard can only do suffix matching' : undefined;
}

function nonResourceRuleErrors(at: FieldPath, rule: Json): FieldError[] {
  const urls: string[] = rule.nonResourceURLs ?? [];
  const urlsAt = at.child('nonResourceURLs');
  const wrong = starred(urlsAt, urls, 'nonResourceURLs must contain at least one value', 'non-resource URLs');
  const paths = each(urlsAt, urls.includes('*') ? [] : urls, (item, path) => {
    const detail = urlError(path);
    return detail ? [invalidValue(item, path, detail)] : [];
  });
  return [...verbErrors(at.child('verbs'), rule.verbs ?? []), ...wrong, ...paths];
}

export function flowRuleErrors(at: FieldPath, rule: Json): FieldError[] {
  const { subjects: whom = [], resourceRules = [], nonResourceRules = [] } = rule;
  return [
    ...(whom.length === 0 ? [required(at.child('subjects'), 'subjects must contain at least one value')] : each(at.child('subjects'), whom, subjectErrors)),
    ...(resourceRules.length + nonResourceRules.length === 0 ? [required(at, 'at least one of resourceRules and nonResourceRules has to be non-empty')] : []),
    ...each(at.child('resourceRules'), resourceRules, resourceRuleErrors),
    ...each(at.child('nonResourceRules'), nonResourceRules, nonResourceRuleErrors),
  ];
}
