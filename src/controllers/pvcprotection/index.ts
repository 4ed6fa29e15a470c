// Holds back the deletion of a claim while a pod on a node uses it.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import { splitKey } from '../../apimachinery/object.ts';
import type { Component } from '../../client/index.ts';
import { addFinalizer, hasFinalizer, removeFinalizer } from '../shared/finalizers.ts';
import { controllerCredential } from '../shared/identity.ts';
import { isTerminated } from '../shared/pods.ts';

const finalizer = 'kubernetes.io/pvc-protection';
const resource = 'persistentvolumeclaims';

/** The claims that a pod's volumes name; those of ephemeral volumes are called after the pod. */
const claimsOf = (pod: KubeObject): string[] =>
  (pod.spec?.volumes ?? []).flatMap((v: Json) => (v.persistentVolumeClaim ? [v.persistentVolumeClaim.claimName] : v.ephemeral && !isTerminated(pod) ? [`${pod.metadata.name}-${v.name}`] : []));

export const pvcProtection: Component = {
  name: 'persistentvolumeclaim-protection-controller',
  credential: controllerCredential('pvc-protection-controller'),
  watches: [
    { resource },
    { resource: 'pods', keys: ({ type, object }) => (type === 'DELETED' || isTerminated(object) ? claimsOf(object).map((claim) => `${object.metadata.namespace}/${claim}`) : []) },
  ],
  reconcile(key, { client }) {
    const { namespace, name } = splitKey(key);
    const claim = client.find(resource, name, namespace);
    if (!claim) return undefined;
    if (!claim.metadata.deletionTimestamp) {
      if (!hasFinalizer(claim, finalizer)) addFinalizer(client, resource, claim, finalizer);
      return undefined;
    }
    const used = client.list('pods', { namespace }).some((pod) => pod.spec.nodeName && claimsOf(pod).includes(name));
    if (!used && hasFinalizer(claim, finalizer)) removeFinalizer(client, resource, claim, finalizer);
    return undefined;
  },
};
