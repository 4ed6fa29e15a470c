// Claims get the default class, classes' claims may grow, and nothing in use is removed.
import type { KubeObject } from '../../apimachinery/object.ts';
import { parseQuantity } from '../../apimachinery/quantity.ts';
import { forbidden } from '../../apimachinery/status.ts';
import { type AdmissionPlugin, type AdmissionRequest, reads } from './types.ts';

const isDefault = (annotation: string) => (object: KubeObject) => object.metadata.annotations?.[annotation] === 'true';

/** The newest default; the first by name of those. */
function newest(objects: KubeObject[]): KubeObject | undefined {
  return objects.sort((a, b) => (b.metadata.creationTimestamp ?? '').localeCompare(a.metadata.creationTimestamp ?? '') || a.metadata.name.localeCompare(b.metadata.name))[0];
}

export const defaultStorageClass: AdmissionPlugin = {
  name: 'DefaultStorageClass',
  mutate(request) {
    const { operation, resourceText, object, subresource } = request;
    if (operation !== 'CREATE' || resourceText !== 'persistentvolumeclaims' || subresource) return;
    if (object.spec.storageClassName !== undefined || object.metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] !== undefined) return;
    const found = newest(reads(request).list('storageclasses.storage.k8s.io').filter(isDefault('storageclass.kubernetes.io/is-default-class')));
    if (found) object.spec.storageClassName = found.metadata.name;
  },
};

export const defaultIngressClass: AdmissionPlugin = {
  name: 'DefaultIngressClass',
  mutate(request) {
    const { operation, resourceText, object, subresource } = request;
    if (operation !== 'CREATE' || resourceText !== 'ingresses.networking.k8s.io' || subresource) return;
    if (object.spec.ingressClassName !== undefined || object.metadata.annotations?.['kubernetes.io/ingress.class'] !== undefined) return;
    const found = newest(reads(request).list('ingressclasses.networking.k8s.io').filter(isDefault('ingressclass.kubernetes.io/is-default-class')));
    if (found) object.spec.ingressClassName = found.metadata.name;
  },
};

const protections: Readonly<Record<string, string>> = { persistentvolumeclaims: 'kubernetes.io/pvc-protection', persistentvolumes: 'kubernetes.io/pv-protection' };

export const storageObjectInUseProtection: AdmissionPlugin = {
  name: 'StorageObjectInUseProtection',
  mutate({ operation, resourceText, object, subresource }) {
    const finalizer = protections[resourceText];
    if (operation !== 'CREATE' || subresource || !finalizer || object.metadata.finalizers?.includes(finalizer)) return;
    object.metadata.finalizers = [...(object.metadata.finalizers ?? []), finalizer];
  },
};

const requested = (claim: KubeObject | undefined): string => claim?.spec.resources?.requests?.storage ?? '0';

function mayGrow(request: AdmissionRequest): boolean {
  const name = request.object.spec.storageClassName;
  return name ? (reads(request).find('storageclasses.storage.k8s.io', name)?.allowVolumeExpansion ?? false) : false;
}

export const persistentVolumeClaimResize: AdmissionPlugin = {
  name: 'PersistentVolumeClaimResize',
  validate(request) {
    const { operation, resourceText, object, old, subresource } = request;
    if (operation !== 'UPDATE' || resourceText !== 'persistentvolumeclaims' || subresource) return;
    if (parseQuantity(requested(object)).compare(parseQuantity(requested(old))) <= 0) return;
    if (old?.status?.phase !== 'Bound') throw forbidden(request.resource, request.name, 'Only bound persistent volume claims can be expanded');
    if (!mayGrow(request)) throw forbidden(request.resource, request.name, 'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize');
  },
};
