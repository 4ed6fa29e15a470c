// One volume: free, kept for a claim, bound, or released and reclaimed.
import type { KubeObject } from '../../apimachinery/object.ts';
import type { ComponentContext } from '../../client/index.ts';
import { boundByControllerAnnotation, provisionedByAnnotation } from '../shared/claims.ts';
import { tell } from '../shared/events.ts';
import { ignoringAbsence } from '../shared/owners.ts';
import { claims, setVolumePhase, volumes } from './bind.ts';
import { source } from './claim.ts';

export function syncVolume(volume: KubeObject, context: ComponentContext): void {
  const { client } = context;
  const ref = volume.spec.claimRef;
  if (!ref?.uid) {
    setVolumePhase(client, volume, 'Available');
    return;
  }
  const named = client.find(claims, ref.name, ref.namespace);
  const claim = named?.metadata.uid === ref.uid ? named : undefined;
  if (!claim) {
    release(volume, context);
    return;
  }
  if (!claim.spec.volumeName) return; // the claim will be bound when it is looked at
  if (claim.spec.volumeName === volume.metadata.name) {
    setVolumePhase(client, volume, 'Bound');
    return;
  }
  if (volume.metadata.annotations?.[provisionedByAnnotation] && volume.spec.persistentVolumeReclaimPolicy === 'Delete') {
    release(volume, context);
    return;
  }
  unbind(volume, context);
}

/** The claim took another volume: this one is free again, or kept for the name that its maker wrote. */
function unbind(volume: KubeObject, { client }: ComponentContext): void {
  const free = client.update(volumes, volume, (draft) => {
    if (draft.metadata.annotations?.[boundByControllerAnnotation]) {
      delete draft.spec.claimRef;
      delete draft.metadata.annotations[boundByControllerAnnotation];
    } else {
      delete draft.spec.claimRef.uid;
      delete draft.spec.claimRef.resourceVersion;
    }
  });
  setVolumePhase(client, free, 'Available');
}

function release(volume: KubeObject, context: ComponentContext): void {
  const { client } = context;
  if (volume.status?.phase === 'Failed') return;
  const released = setVolumePhase(client, volume, 'Released');
  if (volume.spec.persistentVolumeReclaimPolicy !== 'Delete') return;
  if (volume.metadata.annotations?.[provisionedByAnnotation]) return; // its provisioner deletes it
  const trouble = deletionTrouble(volume);
  if (!trouble) {
    ignoringAbsence(() => client.delete(volumes, volume.metadata.name));
    return;
  }
  setVolumePhase(client, released, 'Failed', trouble);
  tell(context, source, { about: volume, type: 'Warning', reason: 'VolumeFailedDelete', message: trouble });
}

/** Why the controller itself cannot delete what is behind the volume. */
function deletionTrouble(volume: KubeObject): string | undefined {
  const path = volume.spec.hostPath?.path;
  if (path === undefined) return `error getting deleter volume plugin for volume "${volume.metadata.name}": no deletable volume plugin matched`;
  return /^\/tmp\/.+/.test(path) ? undefined : `host_path deleter only supports /tmp/.+ but received provided ${path}`;
}
