// Finds or makes the replica set with the deployment's template, and numbers revisions.
import { hashText } from '../../apimachinery/hash.ts';
import { deepCopy, deepEqual, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { ApiError, isReason } from '../../apimachinery/status.ts';
import { canonicalText } from '../shared/canonical.ts';
import { tell } from '../shared/events.ts';
import { controllerReference, isControlledBy } from '../shared/owners.ts';
import { conditionOf } from '../shared/pods.ts';
import { hasProgressDeadline, type NewCondition, setCondition } from './conditions.ts';
import { component, type Rollout } from './rollout.ts';
import { byCreation, desiredReplicasAnnotation, maxReplicasAnnotation, maxSurge, newSetSize, replicasOf } from './sizes.ts';

const revisionAnnotation = 'deployment.kubernetes.io/revision';
const historyAnnotation = 'deployment.kubernetes.io/revision-history';
const hashLabel = 'pod-template-hash';
const historyLimit = 2000;

/** What a replica set does not take over from its deployment. */
const notCopied = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  revisionAnnotation,
  historyAnnotation,
  desiredReplicasAnnotation,
  maxReplicasAnnotation,
  'deprecated.deployment.rollback.to',
]);

export const revisionOf = (object: KubeObject): number => Number.parseInt(object.metadata.annotations?.[revisionAnnotation] ?? '0', 10) || 0;

function withoutHash(template: Json): Json {
  const copy = deepCopy(template);
  const labels = copy.metadata?.labels ?? {};
  delete labels[hashLabel];
  copy.metadata = { ...copy.metadata, labels };
  return copy;
}

export const sameTemplate = (a: Json, b: Json): boolean => deepEqual(withoutHash(a), withoutHash(b));

/** Makes the rollout know its new set, and writes revisions. With `create`, makes the set when there is none. */
export function syncRevision(rollout: Rollout, create: boolean): void {
  const { deployment } = rollout;
  const existing = [...rollout.all].sort(byCreation).find((set) => sameTemplate(set.spec.template, deployment.spec.template));
  rollout.newUid = existing?.metadata.uid;
  const revision = Math.max(0, ...rollout.oldSets.map(revisionOf)) + 1;
  if (existing) {
    takeExisting(rollout, existing, revision);
    return;
  }
  if (create) makeNew(rollout, revision);
}

function takeExisting(rollout: Rollout, existing: KubeObject, revision: number): void {
  const { deployment, context } = rollout;
  const set = rollout.keep(
    context.client.update('replicasets.apps', existing, (draft) => {
      draft.metadata.annotations = setAnnotations(deployment, draft, revision);
      if (deployment.spec.minReadySeconds) draft.spec.minReadySeconds = deployment.spec.minReadySeconds;
      else delete draft.spec.minReadySeconds;
    }),
  );
  const found: NewCondition = { type: 'Progressing', status: 'True', reason: 'FoundNewReplicaSet', message: `Found new replica set "${set.metadata.name}"` };
  const missing = hasProgressDeadline(deployment) && !conditionOf(deployment, 'Progressing');
  writeRevision(rollout, String(revisionOf(set)), missing ? found : undefined);
}

function setAnnotations(deployment: KubeObject, set: Json, revision: number): Record<string, string> {
  const annotations: Record<string, string> = { ...set.metadata.annotations };
  for (const [name, value] of Object.entries(deployment.metadata.annotations ?? {})) if (!notCopied.has(name)) annotations[name] = value;
  const old = annotations[revisionAnnotation];
  if (Number(old ?? 0) < revision) {
    annotations[revisionAnnotation] = String(revision);
    if (old) annotations[historyAnnotation] = appendHistory(annotations[historyAnnotation], old);
  }
  return annotations;
}

function appendHistory(history: string | undefined, revision: string): string {
  const list = history ? [...history.split(','), revision] : [revision];
  while (list.join(',').length > historyLimit && list.length > 1) list.shift();
  return list.join(',');
}

/** The deployment's own revision annotation goes with its status, as the real controller writes it. */
function writeRevision(rollout: Rollout, revision: string, condition: NewCondition | undefined): void {
  const { context } = rollout;
  rollout.deployment = context.client.updateStatus('deployments.apps', rollout.deployment, (draft) => {
    draft.metadata.annotations = { ...draft.metadata.annotations, [revisionAnnotation]: revision };
    if (condition) draft.status = { ...draft.status, conditions: setCondition(draft.status?.conditions ?? [], condition, context.now) };
  });
}

function makeNew(rollout: Rollout, revision: number): void {
  const { deployment, context } = rollout;
  const draft = draftOf(rollout, revision);
  let set: KubeObject;
  try {
    set = context.client.create('replicasets.apps', draft);
  } catch (error) {
    if (isReason(error, 'AlreadyExists')) {
      collide(rollout, draft, error);
      return;
    }
    if (error instanceof ApiError) tellFailure(rollout, draft.metadata.name, error);
    throw error;
  }
  rollout.keep(set);
  rollout.newUid = set.metadata.uid;
  if (replicasOf(set) > 0) {
    tell(context, component, { about: deployment, type: 'Normal', reason: 'ScalingReplicaSet', message: `Scaled up replica set ${set.metadata.name} from 0 to ${replicasOf(set)}` });
  }
  const created: NewCondition = { type: 'Progressing', status: 'True', reason: 'NewReplicaSetCreated', message: `Created new replica set "${set.metadata.name}"` };
  writeRevision(rollout, String(revision), hasProgressDeadline(deployment) ? created : undefined);
}

function draftOf(rollout: Rollout, revision: number): Json {
  const { deployment } = rollout;
  const hash = hashText(canonicalText(deployment.spec.template) + (deployment.status?.collisionCount ?? ''));
  const template = deepCopy(deployment.spec.template);
  template.metadata = { ...template.metadata, labels: { ...template.metadata?.labels, [hashLabel]: hash } };
  const selector = deepCopy(deployment.spec.selector);
  selector.matchLabels = { ...selector.matchLabels, [hashLabel]: hash };
  const draft: Json = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${deployment.metadata.name}-${hash}`,
      namespace: deployment.metadata.namespace,
      labels: { ...template.metadata.labels },
      ownerReferences: [controllerReference(deployment)],
    },
    spec: { replicas: 0, ...(deployment.spec.minReadySeconds ? { minReadySeconds: deployment.spec.minReadySeconds } : {}), selector, template },
  };
  draft.spec.replicas = newSetSize(deployment, [...rollout.all, draft], draft);
  const wanted = replicasOf(deployment);
  draft.metadata.annotations = {
    ...setAnnotations(deployment, draft, revision),
    [desiredReplicasAnnotation]: String(wanted),
    [maxReplicasAnnotation]: String(wanted + maxSurge(deployment)),
  };
  return draft;
}

/** Another template has the same hash, or the set is ours and was only just not seen. */
function collide(rollout: Rollout, draft: Json, error: unknown): void {
  const { deployment, context } = rollout;
  const there = context.client.find('replicasets.apps', draft.metadata.name, draft.metadata.namespace);
  if (there && isControlledBy(there, deployment) && sameTemplate(there.spec.template, deployment.spec.template)) {
    rollout.keep(there);
    rollout.newUid = there.metadata.uid;
    return;
  }
  rollout.deployment = context.client.updateStatus('deployments.apps', deployment, (d) => {
    d.status = { ...d.status, collisionCount: (d.status?.collisionCount ?? 0) + 1 };
  });
  throw error;
}

function tellFailure(rollout: Rollout, name: string, error: ApiError): void {
  const { context, deployment } = rollout;
  if (error.status.details?.causes?.some((cause) => cause.reason === 'NamespaceTerminating')) return;
  const message = `Failed to create new replica set "${name}": ${error.message}`;
  if (hasProgressDeadline(deployment)) {
    rollout.deployment = context.client.updateStatus('deployments.apps', deployment, (draft) => {
      const failed: NewCondition = { type: 'Progressing', status: 'False', reason: 'ReplicaSetCreateError', message };
      draft.status = { ...draft.status, conditions: setCondition(draft.status?.conditions ?? [], failed, context.now) };
    });
  }
  tell(context, component, { about: deployment, type: 'Warning', reason: 'ReplicaSetCreateError', message });
}
