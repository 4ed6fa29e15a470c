// How a stateful set rolls out: pod by pod, down to a partition.
import type { Json } from '../../../apimachinery/object.ts';
import { byControllerRevisions, finished, requireRollingUpdate, type Rollout, type RolloutStatus, waiting } from '../rollout.ts';

function status({ metadata, spec, status: reported = {}, ...rest }: Json): RolloutStatus {
  requireRollingUpdate({ spec, ...rest });
  const { observedGeneration = 0, readyReplicas = 0, updatedReplicas = 0, currentReplicas = 0, updateRevision = '', currentRevision = '' } = reported;
  const { replicas = 0 } = spec;
  if (observedGeneration === 0 || (metadata.generation ?? 0) > observedGeneration) return waiting('Waiting for statefulset spec update to be observed...');
  if (readyReplicas < replicas) return waiting(`Waiting for ${replicas - readyReplicas} pods to be ready...`);
  const { rollingUpdate } = spec.updateStrategy;
  if (rollingUpdate) {
    const updated = replicas - (rollingUpdate.partition ?? replicas);
    if (updatedReplicas < updated) return waiting(`Waiting for partitioned roll out to finish: ${updatedReplicas} out of ${updated} new pods have been updated...`);
    return finished(`partitioned roll out complete: ${updatedReplicas} new pods have been updated...`);
  }
  if (updateRevision !== currentRevision) return waiting(`waiting for statefulset rolling update to complete ${updatedReplicas} pods at revision ${updateRevision}...`);
  return finished(`statefulset rolling update complete ${currentReplicas} pods at revision ${currentRevision}...`);
}

export const statefulSetRollout: Rollout = { resource: 'statefulsets.apps', status, ...byControllerRevisions, restartRefusal: () => undefined };
