// What is said of claims, volumes and classes in more than one place.
import type { KubeObject } from '../../apimachinery/object.ts';
import { parseTime } from '../../apimachinery/object.ts';
import type { Client } from '../../client/index.ts';

export const selectedNodeAnnotation = 'volume.kubernetes.io/selected-node';
export const provisionerAnnotation = 'volume.kubernetes.io/storage-provisioner';
export const betaProvisionerAnnotation = 'volume.beta.kubernetes.io/storage-provisioner';
export const provisionedByAnnotation = 'pv.kubernetes.io/provisioned-by';
export const boundByControllerAnnotation = 'pv.kubernetes.io/bound-by-controller';
export const bindCompletedAnnotation = 'pv.kubernetes.io/bind-completed';
const betaClassAnnotation = 'volume.beta.kubernetes.io/storage-class';
const defaultClassAnnotations = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'];

export const classOf = (object: KubeObject): string => object.metadata.annotations?.[betaClassAnnotation] ?? object.spec.storageClassName ?? '';
/** A claim that does not even say that it wants no class. */
export const leavesClassOpen = (claim: KubeObject): boolean => claim.metadata.annotations?.[betaClassAnnotation] === undefined && (claim.spec.storageClassName ?? undefined) === undefined;

/** The default class; of several, the newest. */
export function defaultClass(client: Client): KubeObject | undefined {
  return client
    .list('storageclasses.storage.k8s.io')
    .filter(({ metadata }) => defaultClassAnnotations.some((name) => metadata.annotations?.[name] === 'true'))
    .sort((a, b) => parseTime(b.metadata.creationTimestamp) - parseTime(a.metadata.creationTimestamp) || (a.metadata.name < b.metadata.name ? -1 : 1))[0];
}

export function isBoundTo(volume: KubeObject, claim: KubeObject): boolean {
  const ref = volume.spec.claimRef;
  return Boolean(ref) && ref.name === claim.metadata.name && ref.namespace === claim.metadata.namespace && (!ref.uid || ref.uid === claim.metadata.uid);
}

export const claimReference = ({ metadata }: KubeObject): Record<string, unknown> => ({
  kind: 'PersistentVolumeClaim',
  namespace: metadata.namespace,
  name: metadata.name,
  uid: metadata.uid,
  apiVersion: 'v1',
  resourceVersion: metadata.resourceVersion,
});
