// Nobody gives rights that they do not have: roles hold what their author holds, bindings bind what their author holds,
// unless the author may escalate or bind.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import { deepEqual } from '../../apimachinery/object.ts';
import { forbidden, notFound } from '../../apimachinery/status.ts';
import { missingRules, ruleText } from '../authorization/cover.ts';
import { grantsOf, type PolicyRule } from '../authorization/rbac.ts';
import type { ResourceContext } from '../context.ts';
import type { RegistryHooks } from './index.ts';

const group = 'rbac.authorization.k8s.io';

const may = ({ server, user, info }: ResourceContext, verb: 'escalate' | 'bind', resource: string, name: string): boolean =>
  server.authorize({ user, verb, isResource: true, path: '', group, resource, subresource: '', namespace: info.namespace, name }).allowed;

const isMaster = ({ user }: ResourceContext): boolean => user.groups.includes('system:masters');

/** Finalizers and owners may always change: the garbage collector needs them to. */
function changesOnlyReferences(object: Json, old: KubeObject | undefined): boolean {
  if (!old) return false;
  const rest = ({ metadata: { finalizers: _, ownerReferences: __, resourceVersion: ___, managedFields: ____, ...metadata }, ...others }: Json): Json => ({ ...others, metadata });
  return deepEqual(rest(object), rest(old));
}

function refuseEscalation(context: ResourceContext, object: Json, rules: readonly PolicyRule[]): void {
  const { user, info, server, resource } = context;
  const errors: string[] = [];
  const held: PolicyRule[] = [];
  for (const grant of grantsOf(user, info.namespace, server.rules)) {
    if (grant.missing) errors.push(grant.missing);
    held.push(...grant.rules);
  }
  const missing = missingRules(held, rules);
  if (missing.length === 0) return;
  const groups = `[${user.groups.map((name) => JSON.stringify(name)).join(' ')}]`;
  const lines = [...new Set(missing.map(ruleText))].sort();
  const unresolved = errors.length > 0 ? `; resolution errors: [${errors.length === 1 ? errors[0] : `[${errors.join(', ')}]`}]` : '';
  throw forbidden(
    resource,
    object.metadata.name ?? '',
    `user ${JSON.stringify(user.name)} (groups=${groups}) is attempting to grant RBAC permissions not currently held:\n${lines.join('\n')}${unresolved}`,
  );
}

/** An aggregating role will hold whatever roles are labelled so: anything. */
const anything: PolicyRule[] = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
  { nonResourceURLs: ['*'], verbs: ['*'] },
];

export const role: RegistryHooks = {
  authorizeWrite(context, object, old) {
    if (isMaster(context) || may(context, 'escalate', context.resource.resource, object.metadata.name) || changesOnlyReferences(object, old)) return;
    const aggregates = object.aggregationRule && !deepEqual(object.aggregationRule, old?.aggregationRule);
    refuseEscalation(context, object, aggregates ? [...(object.rules ?? []), ...anything] : (object.rules ?? []));
  },
};

export const roleBinding: RegistryHooks = {
  authorizeWrite(context, object, old) {
    const { kind, name } = object.roleRef ?? {};
    const resource = kind === 'ClusterRole' ? 'clusterroles' : kind === 'Role' ? 'roles' : undefined;
    if (isMaster(context) || !resource || may(context, 'bind', resource, name) || changesOnlyReferences(object, old)) return;
    const found = context.server.rules.find(resource, name, resource === 'roles' ? context.info.namespace : undefined);
    if (!found) throw notFound({ group, resource }, name);
    refuseEscalation(context, object, found.rules ?? []);
  },
};
