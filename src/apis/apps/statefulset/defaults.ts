// What a StatefulSet is when its manifest does not say.
import type { Json } from '../../../apimachinery/object.ts';
import { applyTemplateDefaults, fill } from '../../core/pod/defaults.ts';

/** A claim template is kept as a whole PersistentVolumeClaim. */
function defaultClaim(claim: Json): void {
  fill(claim, { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: {}, spec: {} });
  fill(claim.spec, { volumeMode: 'Filesystem' });
  claim.status = { phase: 'Pending', ...claim.status };
}

export function applyStatefulSetDefaults(set: Json): void {
  set.spec ??= {};
  const { spec } = set;
  applyTemplateDefaults(spec.template);
  spec.podManagementPolicy ||= 'OrderedReady';
  spec.updateStrategy ??= {};
  spec.updateStrategy.type ||= 'RollingUpdate';
  if (spec.updateStrategy.type === 'RollingUpdate') {
    spec.updateStrategy.rollingUpdate ??= {};
    fill(spec.updateStrategy.rollingUpdate, { partition: 0 });
  }
  spec.persistentVolumeClaimRetentionPolicy ??= {};
  fill(spec.persistentVolumeClaimRetentionPolicy, { whenDeleted: 'Retain', whenScaled: 'Retain' });
  fill(spec, { replicas: 1, revisionHistoryLimit: 10 });
  for (const claim of spec.volumeClaimTemplates ?? []) defaultClaim(claim);
}
