// The order in which objects are printed: what others need first, webhooks last.
import { idOf, type Resource, type ResourceId } from './resource.ts';

const first = [
  'Namespace',
  'ResourceQuota',
  'StorageClass',
  'CustomResourceDefinition',
  'ServiceAccount',
  'PodSecurityPolicy',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ConfigMap',
  'Secret',
  'Endpoints',
  'Service',
  'LimitRange',
  'PriorityClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Deployment',
  'StatefulSet',
  'CronJob',
  'PodDisruptionBudget',
];
const last = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

export interface OrderLists {
  orderFirst?: readonly string[];
  orderLast?: readonly string[];
}

function rankOf(kind: string, { orderFirst = first, orderLast = last }: OrderLists): number {
  const early = orderFirst.indexOf(kind);
  if (early >= 0) return early - orderFirst.length;
  return orderLast.indexOf(kind) + 1;
}

const kindKey = ({ group, version, kind }: ResourceId): string => [group || '~G', version || '~V', kind || '~K'].join('_');
const idKey = (id: ResourceId): string => [kindKey(id), id.namespace || '~X', id.name || '~N'].join('|');
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function inLegacyOrder(resources: readonly Resource[], lists: OrderLists = {}): Resource[] {
  return [...resources].sort((left, right) => {
    const [a, b] = [idOf(left), idOf(right)];
    return rankOf(a.kind, lists) - rankOf(b.kind, lists) || compare(kindKey(a), kindKey(b)) || compare(idKey(a), idKey(b));
  });
}
