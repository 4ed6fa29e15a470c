// How a daemon set rolls out: node by node.
import type { Json } from '../../../apimachinery/object.ts';
import { byControllerRevisions, finished, requireRollingUpdate, type Rollout, type RolloutStatus, waiting } from '../rollout.ts';

function status(daemonSet: Json): RolloutStatus {
  requireRollingUpdate(daemonSet);
  const { observedGeneration = 0, updatedNumberScheduled = 0, desiredNumberScheduled = 0, numberAvailable = 0 } = daemonSet.status ?? {};
  const name = JSON.stringify(daemonSet.metadata.name);
  if ((daemonSet.metadata.generation ?? 0) > observedGeneration) return waiting('Waiting for daemon set spec update to be observed...');
  const wait = (what: string): RolloutStatus => waiting(`Waiting for daemon set ${name} rollout to finish: ${what}...`);
  if (updatedNumberScheduled < desiredNumberScheduled) return wait(`${updatedNumberScheduled} out of ${desiredNumberScheduled} new pods have been updated`);
  if (numberAvailable < desiredNumberScheduled) return wait(`${numberAvailable} of ${desiredNumberScheduled} updated pods are available`);
  return finished(`daemon set ${name} successfully rolled out`);
}

export const daemonSetRollout: Rollout = { resource: 'daemonsets.apps', status, ...byControllerRevisions, restartRefusal: () => undefined };
