// ClusterRole: what may be done in the cluster, or in any namespace where it is bound.
import { type FieldError, FieldPath, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { createdAt } from '../../support/columns.ts';
import { validateLabelSelector } from '../../validation/labels.ts';
import { validateRules } from '../rules.ts';

function aggregation(rule: Json): FieldError[] {
  if (!rule) return [];
  const at = FieldPath.root('aggregationRule').child('clusterRoleSelectors');
  const selectors: Json[] = rule.clusterRoleSelectors ?? [];
  if (selectors.length === 0) return [required(at, 'at least one clusterRoleSelector required if aggregationRule is non-nil')];
  return selectors.flatMap((selector, i) => validateLabelSelector(at.index(i), selector));
}

export const clusterRole: Kind = {
  resource: 'clusterroles.rbac.authorization.k8s.io',
  nameRule: 'pathSegment',
  validate: (object) => [...validateRules(object, false), ...aggregation(object.aggregationRule)],
  row: (object) => [object.metadata.name, createdAt(object)],
};
