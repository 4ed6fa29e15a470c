// The four writes that bind a volume and a claim, each left out when it is done already.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import type { Client } from '../../client/index.ts';
import { bindCompletedAnnotation, boundByControllerAnnotation, claimReference, isBoundTo } from '../shared/claims.ts';

export const claims = 'persistentvolumeclaims';
export const volumes = 'persistentvolumes';

export function bind(client: Client, volume: KubeObject, claim: KubeObject): void {
  const bound = client.update(volumes, volume, (draft) => referTo(draft, claim));
  setVolumePhase(client, bound, 'Bound');
  const named = client.update(claims, claim, (draft) => {
    draft.metadata.annotations = { ...draft.metadata.annotations, [bindCompletedAnnotation]: 'yes' };
    if (draft.spec.volumeName) return;
    draft.spec.volumeName = volume.metadata.name;
    draft.metadata.annotations[boundByControllerAnnotation] = 'yes';
  });
  const { accessModes, capacity } = volume.spec;
  client.updateStatus(claims, named, (draft) => {
    // What a claim has is told once; it changes only when the volume is resized.
    const known = draft.status?.phase === 'Bound' ? draft.status.capacity : undefined;
    draft.status = { ...draft.status, phase: 'Bound', accessModes, capacity: known ?? { storage: capacity?.storage } };
  });
}

function referTo(draft: Json, claim: KubeObject): void {
  const { claimRef } = draft.spec;
  if (claimRef?.uid === claim.metadata.uid && isBoundTo(draft, claim)) return;
  if (!claimRef) draft.metadata.annotations = { ...draft.metadata.annotations, [boundByControllerAnnotation]: 'yes' };
  draft.spec.claimRef = claimReference(claim);
}

export function setVolumePhase(client: Client, volume: KubeObject, phase: string, message?: string): KubeObject {
  return client.updateStatus(volumes, volume, (draft) => {
    draft.status = { ...draft.status, phase };
    if (message) draft.status.message = message;
    else delete draft.status.message;
  });
}

export function setClaimPhase(client: Client, claim: KubeObject, phase: string): KubeObject {
  return client.updateStatus(claims, claim, (draft) => {
    draft.status = phase === 'Lost' ? { ...draft.status, phase, accessModes: undefined, capacity: undefined } : { ...draft.status, phase };
  });
}
