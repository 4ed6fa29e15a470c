// What a PersistentVolume may say that is deprecated, or does nothing any more.
import type { Json } from '../../../apimachinery/object.ts';
import { betaNodeLabels } from '../../support/nodeLabels.ts';

/** In upstream's order; one of them it spells otherwise than the field. */
const gone: readonly (readonly [field: string, shown: string, text: string])[] = [
  ['cephfs', 'cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['photonPersistentDisk', 'photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['scaleIO', 'scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['storageos', 'storageOS', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  ['rbd', 'rbd', 'deprecated in v1.28, non-functional in v1.31+'],
];

export const storageClassAnnotationWarning = (object: Json): string[] =>
  object.metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] === undefined
    ? []
    : ['metadata.annotations[volume.beta.kubernetes.io/storage-class]: deprecated since v1.8; use "storageClassName" attribute instead'];

function nodeAffinityWarnings(spec: Json): string[] {
  const terms: Json[] = spec.nodeAffinity?.required?.nodeSelectorTerms ?? [];
  return terms.flatMap((term, i) =>
    (term.matchExpressions ?? []).flatMap((e: Json, j: number) => {
      const why = betaNodeLabels[e.key];
      return why ? [`spec.nodeAffinity.required.nodeSelectorTerms[${i}].matchExpressions[${j}].key: ${e.key} is ${why}`] : [];
    }),
  );
}

export function persistentVolumeWarnings(volume: Json): string[] {
  const { spec, metadata } = volume;
  const warnings = storageClassAnnotationWarning(volume);
  if (metadata.annotations?.['volume.beta.kubernetes.io/mount-options'] !== undefined) {
    warnings.push('metadata.annotations[volume.beta.kubernetes.io/mount-options]: deprecated since v1.31; use "mountOptions" attribute instead');
  }
  if (spec.persistentVolumeReclaimPolicy === 'Recycle') {
    warnings.push('spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.');
  }
  warnings.push(...nodeAffinityWarnings(spec));
  for (const [field, shown, why] of gone) if (spec[field]) warnings.push(`spec.${shown}: ${why}`);
  return warnings;
}
