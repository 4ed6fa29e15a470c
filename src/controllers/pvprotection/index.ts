// Holds back the deletion of a volume while it is bound to a claim.
import type { Component } from '../../client/index.ts';
import { addFinalizer, hasFinalizer, removeFinalizer } from '../shared/finalizers.ts';
import { controllerCredential } from '../shared/identity.ts';

const finalizer = 'kubernetes.io/pv-protection';
const resource = 'persistentvolumes';

export const pvProtection: Component = {
  name: 'persistentvolume-protection-controller',
  credential: controllerCredential('pv-protection-controller'),
  watches: [{ resource }],
  reconcile(name, { client }) {
    const volume = client.find(resource, name);
    if (!volume) return undefined;
    if (!volume.metadata.deletionTimestamp) {
      if (!hasFinalizer(volume, finalizer)) addFinalizer(client, resource, volume, finalizer);
    } else if (volume.status?.phase !== 'Bound' && hasFinalizer(volume, finalizer)) removeFinalizer(client, resource, volume, finalizer);
    return undefined;
  },
};
