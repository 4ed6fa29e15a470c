// Gives cluster roles that aggregate others the rules of all that match.
import { deepEqual, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { fromLabelSelector } from '../../apimachinery/labels.ts';
import type { Component } from '../../client/index.ts';
import { canonicalText } from '../shared/canonical.ts';
import { controllerCredential } from '../shared/identity.ts';

const resource = 'clusterroles.rbac.authorization.k8s.io';
const isAggregated = (role: KubeObject): boolean => Boolean(role.aggregationRule);

export const clusterRoleAggregation: Component = {
  name: 'clusterrole-aggregation-controller',
  credential: controllerCredential('clusterrole-aggregation-controller'),
  watches: [
    {
      resource,
      keys: (_, { client }) =>
        client
          .list(resource)
          .filter(isAggregated)
          .map((role) => role.metadata.name),
    },
  ],
  reconcile(name, { client }) {
    const role = client.find(resource, name);
    if (!role || !isAggregated(role)) return undefined;
    const rules = rulesFor(role, client.list(resource));
    if (!deepEqual(rules, role.rules ?? [])) {
      client.update(resource, role, (draft) => {
        draft.rules = rules;
      });
    }
    return undefined;
  },
};

/** The rules of the roles that each selector takes, by name; none twice. */
function rulesFor(role: KubeObject, roles: readonly KubeObject[]): Json[] {
  const found = new Map<string, Json>();
  const sorted = [...roles].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  for (const selector of role.aggregationRule.clusterRoleSelectors ?? []) {
    const taken = fromLabelSelector(selector);
    for (const other of sorted) {
      if (other.metadata.name === role.metadata.name || !taken.matches(other.metadata.labels)) continue;
      for (const rule of other.rules ?? []) if (!found.has(canonicalText(rule))) found.set(canonicalText(rule), rule);
    }
  }
  return [...found.values()];
}
