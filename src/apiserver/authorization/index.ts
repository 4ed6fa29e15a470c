// May this user do that? Authorizers are asked in order; the first that allows decides. None of ours denies.
import type { UserInfo } from '../authentication.ts';
import { nodeAuthorizer } from './node.ts';
import { rbacAuthorizer, type RuleSource } from './rbac.ts';

/** What is to be done, as authorizers see it. */
export interface Attributes {
  user: UserInfo;
  verb: string;
  isResource: boolean;
  /** Of requests that are for no resource. */
  path: string;
  group: string;
  resource: string;
  subresource: string;
  namespace: string | undefined;
  name: string | undefined;
}

export interface Decision {
  allowed: boolean;
  /** Why it is allowed, as SubjectAccessReview tells. */
  reason: string;
}

export type Authorizer = (attributes: Attributes, rules: RuleSource) => Decision | undefined;

/** By the names that --authorization-mode knows. */
export const authorizers: Readonly<Record<string, Authorizer>> = {
  AlwaysAllow: () => ({ allowed: true, reason: '' }),
  AlwaysDeny: () => undefined,
  Node: nodeAuthorizer,
  RBAC: rbacAuthorizer,
};

const superuser: Authorizer = ({ user }) => (user.groups.includes('system:masters') ? { allowed: true, reason: '' } : undefined);

export function authorize(attributes: Attributes, modes: readonly string[], rules: RuleSource): Decision {
  for (const authorizer of [superuser, ...modes.map((mode) => authorizers[mode])]) {
    const decision = authorizer?.(attributes, rules);
    if (decision) return decision;
  }
  return { allowed: false, reason: '' };
}

/** `User "jane" cannot list resource "pods" in API group "" in the namespace "default"` */
export function refusal({ user, verb, isResource, path, group, resource, subresource, namespace }: Attributes): string {
  if (!isResource) return `User ${JSON.stringify(user.name)} cannot ${verb} path ${JSON.stringify(path)}`;
  const what = subresource ? `${resource}/${subresource}` : resource;
  const where = namespace ? ` in the namespace ${JSON.stringify(namespace)}` : ' at the cluster scope';
  return `User ${JSON.stringify(user.name)} cannot ${verb} resource ${JSON.stringify(what)} in API group ${JSON.stringify(group)}${where}`;
}
