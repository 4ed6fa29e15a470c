// Counts for every disruption budget how many of its pods are healthy and how many may be evicted.
import { scaledValue } from '../../apimachinery/intOrString.ts';
import { controllerOf, deepEqual, formatTime, type Json, type KubeObject, keyOf, parseTime, splitKey } from '../../apimachinery/object.ts';
import { fromLabelSelector } from '../../apimachinery/labels.ts';
import type { Change, Client, Component, ComponentContext } from '../../client/index.ts';
import type { Instant, Look } from '../../sim/index.ts';
import { tell } from '../shared/events.ts';
import { controllerCredential } from '../shared/identity.ts';
import { conditionOf, isReady } from '../shared/pods.ts';
import { resourceOfKind } from '../shared/resources.ts';

const source = 'controllermanager';
const resource = 'poddisruptionbudgets.policy';
/** An eviction that was granted counts as done for so long, even while the pod is still seen. */
const evictionPatience = 120_000;

export const disruption: Component = {
  name: 'disruption-controller',
  credential: controllerCredential('disruption-controller'),
  watches: [
    { resource },
    { resource: 'pods', keys: keysOfPod },
    // Their sizes are what percentages are of.
    ...['deployments.apps', 'replicasets.apps', 'statefulsets.apps', 'replicationcontrollers'].map((scaled) => ({ resource: scaled, keys: keysOfScaled })),
  ],
  reconcile,
};

const selects = (budget: KubeObject, labels: Record<string, string> | undefined): boolean => Boolean(budget.spec.selector) && fromLabelSelector(budget.spec.selector).matches(labels);

function keysOfPod({ object, old }: Change, { client }: ComponentContext): string[] {
  const budgets = client.list(resource, { namespace: object.metadata.namespace });
  return budgets.filter((budget) => selects(budget, object.metadata.labels) || (old && selects(budget, old.metadata.labels))).map(keyOf);
}

function keysOfScaled({ object, old }: Change, { client }: ComponentContext): string[] {
  return object.spec?.replicas === old?.spec?.replicas ? [] : client.list(resource, { namespace: object.metadata.namespace }).map(keyOf);
}

function reconcile(key: string, context: ComponentContext): Look {
  const { namespace, name } = splitKey(key);
  const { client, now } = context;
  const budget = client.find(resource, name, namespace);
  if (!budget) return undefined;
  const pods = client.list('pods', { namespace }).filter((pod) => selects(budget, pod.metadata.labels));
  if (pods.length === 0) tellNoPods(budget, context);
  const { expected, desired } = expectation(budget, pods, client);
  const { disrupted, again } = stillDisrupted(budget, pods, now);
  const healthy = pods.filter((pod) => !pod.metadata.deletionTimestamp && !(pod.metadata.name in disrupted) && isReady(pod)).length;
  const allowed = expected === 0 ? 0 : Math.max(0, healthy - desired);
  const status = {
    conditions: conditions(budget, allowed, now),
    currentHealthy: healthy,
    desiredHealthy: desired,
    ...(Object.keys(disrupted).length > 0 ? { disruptedPods: disrupted } : {}),
    disruptionsAllowed: allowed,
    expectedPods: expected,
    observedGeneration: budget.metadata.generation,
  };
  if (!deepEqual(status, budget.status)) {
    client.updateStatus(resource, budget, (draft) => {
      draft.status = status;
    });
  }
  return again;
}

/** Told once, when the budget has just found out. */
function tellNoPods(budget: KubeObject, context: ComponentContext): void {
  if (budget.status?.observedGeneration === budget.metadata.generation && budget.status?.expectedPods === 0) return;
  tell(context, source, { about: budget, type: 'Normal', reason: 'NoPods', message: 'No matching pods found' });
}

/** How many pods there should be, and how many of them must be healthy. */
function expectation(budget: KubeObject, pods: readonly KubeObject[], client: Client): { expected: number; desired: number } {
  const { maxUnavailable, minAvailable } = budget.spec;
  if (maxUnavailable !== undefined && maxUnavailable !== null) {
    const expected = expectedScale(pods, client);
    return { expected, desired: Math.max(0, expected - scaledValue(maxUnavailable, expected, true)) };
  }
  if (typeof minAvailable === 'number') return { expected: pods.length, desired: minAvailable };
  const expected = expectedScale(pods, client);
  return { expected, desired: scaledValue(minAvailable ?? 0, expected, true) };
}

/** The sizes of the pods' controllers together; those of a deployment's replica sets are the deployment's. */
function expectedScale(pods: readonly KubeObject[], client: Client): number {
  const scales = new Map<string, number>();
  for (const pod of pods) {
    const owner = scaledOwner(pod, client);
    if (owner) scales.set(owner.metadata.uid ?? '', owner.spec.replicas ?? 0);
  }
  return [...scales.values()].reduce((sum, n) => sum + n, 0);
}

function scaledOwner(object: KubeObject, client: Client): KubeObject | undefined {
  const ref = controllerOf(object);
  const at = ref && resourceOfKind(client, ref);
  const owner = at && client.find(at.resource, ref.name, object.metadata.namespace);
  if (!owner || owner.metadata.uid !== ref?.uid) return undefined;
  return scaledOwner(owner, client) ?? (owner.spec?.replicas === undefined ? undefined : owner);
}

function stillDisrupted(budget: KubeObject, pods: readonly KubeObject[], now: Instant): { disrupted: Record<string, string>; again: Look } {
  const disrupted: Record<string, string> = {};
  let again: Look;
  for (const [name, since] of Object.entries((budget.status?.disruptedPods ?? {}) as Record<string, string>)) {
    const until = parseTime(since) + evictionPatience;
    if (until <= now || !pods.some((pod) => pod.metadata.name === name && !pod.metadata.deletionTimestamp)) continue;
    disrupted[name] = since;
    again = Math.min(again ?? until, until);
  }
  return { disrupted, again };
}

function conditions(budget: KubeObject, allowed: number, now: Instant): Json[] {
  const known = conditionOf(budget, 'DisruptionAllowed');
  const status = allowed > 0 ? 'True' : 'False';
  const next = {
    type: 'DisruptionAllowed',
    status,
    reason: allowed > 0 ? 'SufficientPods' : 'InsufficientPods',
    message: '',
    observedGeneration: budget.metadata.generation,
    lastTransitionTime: known?.status === status ? known.lastTransitionTime : formatTime(now),
  };
  return [...(budget.status?.conditions ?? []).filter((c: Json) => c.type !== next.type), next];
}
