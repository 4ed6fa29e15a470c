// May this user do that? Authorizers are asked in order; the first that allows decides. None of ours denies.
import type { KubeObject } from '../../apimachinery/object.ts';
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
  /** Why it is allowed, or is not, as SubjectAccessReview tells. */
  reason: string;
}

/** What an authorizer may look at besides roles and bindings: the objects of a built-in resource. */
export type Objects = (resource: string, namespace?: string) => readonly KubeObject[];

/** Answers nothing, or why it has no opinion, when another authorizer is to decide. */
export type Authorizer = (attributes: Attributes, rules: RuleSource, objects: Objects) => Decision | undefined;

/** By the names that --authorization-mode knows. */
export const authorizers: Readonly<Record<string, Authorizer>> = {
  AlwaysAllow: () => ({ allowed: true, reason: '' }),
  AlwaysDeny: () => ({ allowed: false, reason: 'Everything is forbidden.' }),
  Node: nodeAuthorizer,
  RBAC: rbacAuthorizer,
};

const superuser: Authorizer = ({ user }) => (user.groups.includes('system:masters') ? { allowed: true, reason: '' } : undefined);

export function authorize(attributes: Attributes, modes: readonly string[], rules: RuleSource, objects: Objects): Decision {
  const reasons: string[] = [];
  for (const authorizer of [superuser, ...modes.map((mode) => authorizers[mode])]) {
    const decision = authorizer?.(attributes, rules, objects);
    if (decision?.allowed) return decision;
    if (decision?.reason) reasons.push(decision.reason);
  }
  return { allowed: false, reason: reasons.join('\n') };
}

/** `User "jane" cannot list resource "pods" in API group "" in the namespace "default"` */
export function refusal({ user, verb, isResource, path, group, resource, subresource, namespace }: Attributes, reason = ''): string {
  const why = reason ? `: ${reason}` : '';
  if (!isResource) return `User ${JSON.stringify(user.name)} cannot ${verb} path ${JSON.stringify(path)}${why}`;
  const what = subresource ? `${resource}/${subresource}` : resource;
  const where = namespace ? ` in the namespace ${JSON.stringify(namespace)}` : ' at the cluster scope';
  return `User ${JSON.stringify(user.name)} cannot ${verb} resource ${JSON.stringify(what)} in API group ${JSON.stringify(group)}${where}${why}`;
}
