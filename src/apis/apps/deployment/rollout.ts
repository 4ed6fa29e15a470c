// How a deployment rolls out: by replica sets, which are its history as well.
import { deepEqual, type Json, type KubeObject } from '../../../apimachinery/object.ts';
import { changeCause, controlled, finished, type Restoration, type Revision, type Rollout, type RolloutReader, type RolloutStatus, waiting } from '../rollout.ts';

const revisionAnnotation = 'deployment.kubernetes.io/revision';
const hashLabel = 'pod-template-hash';

/** What a deployment keeps of its own when an old revision comes back. */
const kept = [
  'kubectl.kubernetes.io/last-applied-configuration',
  revisionAnnotation,
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
];

const revisionOf = (object: Json): number => Number(object.metadata.annotations?.[revisionAnnotation] ?? 0);

function checkRevision(deployment: Json, wanted: number): void {
  const running = revisionOf(deployment);
  if (wanted > 0 && wanted !== running) throw new Error(`desired revision (${wanted}) is different from the running revision (${running})`);
}

function status(deployment: Json, revision: number): RolloutStatus {
  checkRevision(deployment, revision);
  const { metadata, spec } = deployment;
  const { observedGeneration = 0, replicas = 0, updatedReplicas = 0, availableReplicas = 0, conditions = [] } = deployment.status ?? {};
  const name = JSON.stringify(metadata.name);
  if ((metadata.generation ?? 0) > observedGeneration) return waiting('Waiting for deployment spec update to be observed...');
  if (conditions.find((c: Json) => c.type === 'Progressing')?.reason === 'ProgressDeadlineExceeded') throw new Error(`deployment ${name} exceeded its progress deadline`);
  const wait = (what: string): RolloutStatus => waiting(`Waiting for deployment ${name} rollout to finish: ${what}...`);
  if (updatedReplicas < (spec.replicas ?? 0)) return wait(`${updatedReplicas} out of ${spec.replicas} new replicas have been updated`);
  if (replicas > updatedReplicas) return wait(`${replicas - updatedReplicas} old replicas are pending termination`);
  if (availableReplicas < updatedReplicas) return wait(`${availableReplicas} of ${updatedReplicas} updated replicas are available`);
  return finished(`deployment ${name} successfully rolled out`);
}

function revision(replicaSet: KubeObject): Revision {
  const cause = replicaSet.metadata.annotations?.[changeCause] ?? '';
  const { template } = replicaSet.spec;
  const shown = cause ? { ...template, metadata: { ...template.metadata, annotations: { ...template.metadata?.annotations, [changeCause]: cause } } } : template;
  return { number: revisionOf(replicaSet), changeCause: cause, template: shown, object: { ...replicaSet, apiVersion: 'apps/v1', kind: 'ReplicaSet' } };
}

function history(deployment: KubeObject, reader: RolloutReader): Revision[] {
  return controlled(deployment, 'replicasets.apps', reader)
    .map(revision)
    .sort((a, b) => a.number - b.number);
}

function previous(deployment: Json, revisions: readonly Revision[]): Revision {
  const found = revisions.at(-2);
  if (!found) throw new Error(`no rollout history found for deployment ${JSON.stringify(deployment.metadata.name)}`);
  return found;
}

function withoutHash(template: Json): Json {
  const { [hashLabel]: _, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

function restoration(deployment: KubeObject, { object: replicaSet }: Revision): Restoration {
  const template = withoutHash(replicaSet.spec.template);
  const own = Object.entries(deployment.metadata.annotations ?? {}).filter(([key]) => kept.includes(key));
  const past = Object.entries(replicaSet.metadata.annotations ?? {}).filter(([key]) => !kept.includes(key));
  const patch = [
    { op: 'replace', path: '/spec/template', value: template },
    { op: 'replace', path: '/metadata/annotations', value: Object.fromEntries([...own, ...past]) },
  ];
  const refusal = deployment.spec.paused ? "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again" : undefined;
  return { type: 'json', patch, isCurrent: deepEqual(template, withoutHash(deployment.spec.template)), ...(refusal ? { refusal } : {}) };
}

export const deploymentRollout: Rollout = {
  resource: 'deployments.apps',
  status,
  history,
  previous,
  restoration,
  preview: '',
  isPausable: true,
  restartRefusal: ({ spec }) => (spec.paused ? "can't restart paused deployment (run rollout resume first)" : undefined),
};
