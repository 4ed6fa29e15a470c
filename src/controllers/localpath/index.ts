// The local path provisioner: makes a directory of the chosen node into a volume for a claim, and removes it afterwards.
import { type KubeObject, splitKey } from '../../apimachinery/object.ts';
import { isReason } from '../../apimachinery/status.ts';
import type { Component, ComponentContext } from '../../client/index.ts';
import type { Look } from '../../sim/index.ts';
import { claimReference, classOf, provisionedByAnnotation, provisionerAnnotation, selectedNodeAnnotation } from '../shared/claims.ts';
import { tell } from '../shared/events.ts';
import { ignoringAbsence } from '../shared/owners.ts';

const provisioner = 'rancher.io/local-path';
const root = '/opt/local-path-provisioner';
const account = 'system:serviceaccount:local-path-storage:local-path-provisioner-service-account';

export const localPathProvisioner: Component = {
  name: 'local-path-provisioner',
  credential: { kind: 'component', user: account, groups: ['system:serviceaccounts', 'system:serviceaccounts:local-path-storage', 'system:authenticated'] },
  watches: [
    { resource: 'persistentvolumeclaims', keys: ({ type, object }) => (type === 'DELETED' ? [] : [`claim ${object.metadata.namespace}/${object.metadata.name}`]) },
    { resource: 'persistentvolumes', keys: ({ type, object }) => (type === 'DELETED' ? [] : [`volume ${object.metadata.name}`]) },
  ],
  reconcile(key, context) {
    const { namespace, name } = splitKey(key.slice(key.indexOf(' ') + 1));
    return key.startsWith('volume ') ? reclaim(name, context) : provision(namespace, name, context);
  },
};

function reclaim(name: string, { client }: ComponentContext): Look {
  const volume = client.find('persistentvolumes', name);
  const mine = volume?.metadata.annotations?.[provisionedByAnnotation] === provisioner && !volume.metadata.deletionTimestamp;
  if (mine && volume.status?.phase === 'Released' && volume.spec.persistentVolumeReclaimPolicy === 'Delete') ignoringAbsence(() => client.delete('persistentvolumes', name));
  return undefined;
}

function provision(namespace: string | undefined, name: string, context: ComponentContext): Look {
  const { client } = context;
  const claim = client.find('persistentvolumeclaims', name, namespace);
  if (!claim || claim.spec.volumeName || claim.metadata.deletionTimestamp || claim.metadata.annotations?.[provisionerAnnotation] !== provisioner) return undefined;
  const storageClass = client.find('storageclasses.storage.k8s.io', classOf(claim));
  const node = claim.metadata.annotations?.[selectedNodeAnnotation];
  if (storageClass?.provisioner !== provisioner || !node) return undefined;
  const say = (reason: string, message: string): void => tell(context, provisioner, { about: claim, type: 'Normal', reason, message });
  say('Provisioning', `External provisioner is provisioning volume for claim "${namespace}/${name}"`);
  const volume = volumeFor(claim, storageClass, node);
  try {
    client.create('persistentvolumes', volume);
  } catch (error) {
    if (!isReason(error, 'AlreadyExists')) throw error;
  }
  say('ProvisioningSucceeded', `Successfully provisioned volume ${volume.metadata.name}`);
  return undefined;
}

function volumeFor(claim: KubeObject, storageClass: KubeObject, node: string): KubeObject {
  const { uid, namespace, name } = claim.metadata;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `pvc-${uid}`, annotations: { 'local.path.provisioner/selected-node': node, [provisionedByAnnotation]: provisioner } },
    spec: {
      accessModes: claim.spec.accessModes,
      capacity: { storage: claim.spec.resources.requests.storage },
      claimRef: claimReference(claim),
      hostPath: { path: `${root}/pvc-${uid}_${namespace}_${name}`, type: 'DirectoryOrCreate' },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }] }] } },
      persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
      storageClassName: storageClass.metadata.name,
      volumeMode: 'Filesystem',
    },
  };
}
