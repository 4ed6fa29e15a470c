// Role based access control: the rules that bindings give to a user, and whether one of them covers a request.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import type { UserInfo } from '../authentication.ts';
import type { Attributes, Authorizer } from './index.ts';

export interface PolicyRule {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
}

/** Where roles and bindings are read. */
export interface RuleSource {
  find(resource: 'roles' | 'clusterroles', name: string, namespace?: string): KubeObject | undefined;
  list(resource: 'rolebindings' | 'clusterrolebindings', namespace?: string): readonly KubeObject[];
}

/** A binding that applies to a user, with the rules that it gives. */
export interface Grant {
  rules: readonly PolicyRule[];
  /** `ClusterRoleBinding "x" of ClusterRole "y" to User "z"`, as decisions explain themselves. */
  text: string;
  /** What was looked for in vain, when the role is not there. */
  missing?: string;
}

const has = (list: readonly string[] | undefined, value: string): boolean => list !== undefined && (list.includes('*') || list.includes(value));

function coversResource(rule: PolicyRule, resource: string, subresource: string): boolean {
  const list = rule.resources ?? [];
  if (list.includes('*')) return true;
  if (list.includes(subresource ? `${resource}/${subresource}` : resource)) return true;
  return subresource !== '' && list.includes(`*/${subresource}`);
}

const coversPath = (rule: PolicyRule, path: string): boolean => (rule.nonResourceURLs ?? []).some((url) => url === '*' || url === path || (url.endsWith('*') && path.startsWith(url.slice(0, -1))));

/** Whether a rule allows what is asked. */
export function covers(rule: PolicyRule, asked: Omit<Attributes, 'user'>): boolean {
  if (!has(rule.verbs, asked.verb)) return false;
  if (!asked.isResource) return coversPath(rule, asked.path);
  if (!has(rule.apiGroups, asked.group) || !coversResource(rule, asked.resource, asked.subresource)) return false;
  return !rule.resourceNames?.length || rule.resourceNames.includes(asked.name ?? '');
}

function subjectText(subjects: readonly Json[], user: UserInfo, namespace: string): string | undefined {
  for (const { kind, name, namespace: of } of subjects) {
    if (kind === 'User' && name === user.name) return `User ${JSON.stringify(name)}`;
    if (kind === 'Group' && user.groups.includes(name)) return `Group ${JSON.stringify(name)}`;
    if (kind === 'ServiceAccount' && user.name === `system:serviceaccount:${of ?? namespace}:${name}`) return `ServiceAccount ${JSON.stringify(`${name}/${of ?? namespace}`)}`;
  }
  return undefined;
}

function grantOf(binding: KubeObject, user: UserInfo, rules: RuleSource): Grant | undefined {
  const namespace = binding.metadata.namespace;
  const subject = subjectText(binding.subjects ?? [], user, namespace ?? '');
  if (!subject) return undefined;
  const ref = binding.roleRef;
  const role = ref.kind === 'Role' ? rules.find('roles', ref.name, namespace) : rules.find('clusterroles', ref.name);
  const name = namespace ? `${binding.metadata.name}/${namespace}` : binding.metadata.name;
  const missing = role ? {} : { missing: `${ref.kind.toLowerCase()}s.rbac.authorization.k8s.io ${JSON.stringify(ref.name)} not found` };
  return { rules: role?.rules ?? [], ...missing, text: `${binding.kind} ${JSON.stringify(name)} of ${ref.kind} ${JSON.stringify(ref.name)} to ${subject}` };
}

/** The bindings that apply to a user in a namespace (the cluster's first), lazily. */
export function* grantsOf(user: UserInfo, namespace: string | undefined, rules: RuleSource): Generator<Grant> {
  for (const binding of rules.list('clusterrolebindings')) {
    const grant = grantOf(binding, user, rules);
    if (grant) yield grant;
  }
  if (!namespace) return;
  for (const binding of rules.list('rolebindings', namespace)) {
    const grant = grantOf(binding, user, rules);
    if (grant) yield grant;
  }
}

export const rbacAuthorizer: Authorizer = (attributes, rules) => {
  const missing: string[] = [];
  for (const grant of grantsOf(attributes.user, attributes.namespace, rules)) {
    if (grant.rules.some((rule) => covers(rule, attributes))) return { allowed: true, reason: `RBAC: allowed by ${grant.text}` };
    // The authorizer's caches name the kind where the registry names the resource.
    if (grant.missing) missing.push(grant.missing.replace(/^(\w+)s\./, '$1.'));
  }
  const texts = [...new Set(missing)];
  if (texts.length === 0) return undefined;
  return { allowed: false, reason: `RBAC: ${texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`}` };
};
