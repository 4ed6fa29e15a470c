// Writes what a rollout has come to: the numbers, and the condition Progressing with its deadline.
import { deepEqual, type Json } from '../../apimachinery/object.ts';
import type { Look } from '../../sim/index.ts';
import { conditionOf } from '../shared/pods.ts';
import { calculateStatus, deadlineOf, hasProgressDeadline, isComplete, isProgressing, type NewCondition, setCondition, withoutCondition } from './conditions.ts';
import type { Rollout } from './rollout.ts';

/** The numbers alone: while the deployment is paused, being scaled or deleted. */
export function writeNumbers(rollout: Rollout): void {
  write(rollout, calculateStatus(rollout));
}

/** Numbers and progress. Answers when the progress deadline has to be looked at. */
export function writeRolloutStatus(rollout: Rollout): Look {
  const { deployment, context } = rollout;
  const status = calculateStatus(rollout);
  const done = (status.replicas ?? 0) === (status.updatedReplicas ?? 0) && conditionOf(deployment, 'Progressing')?.reason === 'NewReplicaSetAvailable';
  if (!hasProgressDeadline(deployment)) status.conditions = withoutCondition(status.conditions, 'Progressing');
  else if (!done) status.conditions = progress(rollout, status);
  const failure = replicaFailure(rollout);
  status.conditions = failure ? setCondition(status.conditions, failure, context.now) : withoutCondition(status.conditions, 'ReplicaFailure');
  write(rollout, status);
  const deadline = isComplete(deployment, status) ? undefined : deadlineOf(deployment, status);
  // A second later than the deadline, because times are kept in whole seconds.
  return deadline === undefined ? undefined : Math.max(deadline + 1000, context.now + 1000);
}

function progress(rollout: Rollout, status: Json): Json[] {
  const { deployment, newSet, context } = rollout;
  const who = newSet ? `ReplicaSet "${newSet.metadata.name}"` : `Deployment "${deployment.metadata.name}"`;
  const current = conditionOf(deployment, 'Progressing');
  const next = (condition: 'True' | 'False', reason: string, message: string): NewCondition => ({ type: 'Progressing', status: condition, reason, message: `${who} ${message}` });
  if (isComplete(deployment, status)) return setCondition(status.conditions, next('True', 'NewReplicaSetAvailable', 'has successfully progressed.'), context.now);
  if (isProgressing(deployment.status, status)) {
    const transition = current?.status === 'True' ? current.lastTransitionTime : undefined;
    // Each step of progress starts the deadline anew, so the condition is replaced even when it says the same.
    return setCondition(withoutCondition(status.conditions, 'Progressing'), next('True', 'ReplicaSetUpdated', 'is progressing.'), context.now, transition);
  }
  const deadline = deadlineOf(deployment, status);
  const late = current?.reason === 'ProgressDeadlineExceeded' || (deadline !== undefined && deadline < context.now);
  return late ? setCondition(status.conditions, next('False', 'ProgressDeadlineExceeded', 'has timed out progressing.'), context.now) : status.conditions;
}

/** Why pods could not be made: of the new set, or else of any. */
function replicaFailure({ newSet, all }: Rollout): NewCondition | undefined {
  for (const set of newSet ? [newSet, ...all] : all) {
    const failure = conditionOf(set, 'ReplicaFailure');
    if (failure) return { type: 'ReplicaFailure', status: failure.status, reason: failure.reason, message: failure.message };
  }
  return undefined;
}

function write(rollout: Rollout, status: Json): void {
  if (deepEqual(status, rollout.deployment.status)) return;
  rollout.deployment = rollout.context.client.updateStatus('deployments.apps', rollout.deployment, (draft) => {
    draft.status = status;
  });
}
