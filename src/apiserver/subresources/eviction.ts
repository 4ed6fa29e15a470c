// POST pods/NAME/eviction: a deletion that asks the disruption budgets first.
import { fromLabelSelector } from '../../apimachinery/labels.ts';
import { deepCopy, formatTime, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { failure, internalError, notFound } from '../../apimachinery/status.ts';
import type { ResourceContext } from '../context.ts';
import { decodeKind } from '../decodeBody.ts';
import { deleteObject } from '../handlers/delete.ts';
import { checkedDeleteOptions } from '../writeOptions.ts';
import type { SubresourceHandlers } from './index.ts';

const isReady = (pod: KubeObject): boolean => pod.status?.conditions?.some((c: Json) => c.type === 'Ready' && c.status === 'True') ?? false;

/** Pods that have ended, or have not begun, disturb nobody when they go. */
const isFree = (pod: KubeObject): boolean => ['Succeeded', 'Failed', 'Pending'].includes(pod.status?.phase) || pod.metadata.deletionTimestamp !== undefined;

function budgetsOf(context: ResourceContext, pod: KubeObject): KubeObject[] {
  const resource = context.server.resourceNamed('poddisruptionbudgets.policy');
  if (!resource) return [];
  return context.server.storage.list(resource, pod.metadata.namespace).filter((pdb) => fromLabelSelector(pdb.spec.selector).matches(pod.metadata.labels ?? {}));
}

function refuseDisruption(pdb: KubeObject): never {
  const { currentHealthy = 0, desiredHealthy = 0 } = pdb.status ?? {};
  const message = "Cannot evict pod as it would violate the pod's disruption budget.";
  const detail = `The disruption budget ${pdb.metadata.name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`;
  throw failure(429, 'TooManyRequests', message, { causes: [{ reason: 'DisruptionBudget', message: detail }] });
}

/** Takes one disruption from the budget, which the disruption controller gives back when the pod is replaced. */
function takeDisruption(context: ResourceContext, pdb: KubeObject, pod: KubeObject): void {
  const { status } = pdb;
  if ((status?.observedGeneration ?? 0) < (pdb.metadata.generation ?? 0) || (status?.disruptionsAllowed ?? 0) <= 0) refuseDisruption(pdb);
  const resource = context.server.resourceNamed('poddisruptionbudgets.policy');
  if (!resource || context.dryRun) return;
  const draft = deepCopy(pdb);
  draft.status.disruptionsAllowed--;
  draft.status.disruptedPods = { ...draft.status.disruptedPods, [pod.metadata.name]: formatTime(context.now) };
  context.server.storage.replace(resource, draft, pdb);
}

/** A pod that is not ready may go when the budget is met without it, or when its policy always allows it. */
function mayGoUnready(pdb: KubeObject, pod: KubeObject): boolean {
  if (isReady(pod)) return false;
  if (pdb.spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true;
  return (pdb.status?.currentHealthy ?? 0) >= (pdb.status?.desiredHealthy ?? 0) && (pdb.status?.desiredHealthy ?? 0) > 0;
}

export const eviction: SubresourceHandlers = {
  POST(context) {
    const body = decodeKind(context, { group: 'policy', version: 'v1', kind: 'Eviction' });
    const { server, resource, info } = context;
    const name = info.name as string;
    const pod = server.storage.get(resource, info.namespace, name);
    if (!pod) throw notFound(resource, name);
    const budgets = isFree(pod) ? [] : budgetsOf(context, pod);
    if (budgets.length > 1) throw internalError('This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.');
    for (const pdb of budgets) if (!mayGoUnready(pdb, pod)) takeDisruption(context, pdb, pod);
    deleteObject(context, server.storage.get(resource, info.namespace, name) as KubeObject, checkedDeleteOptions(body.deleteOptions ?? {}));
    return { code: 201, body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 } };
  },
};
