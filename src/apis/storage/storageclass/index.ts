// StorageClass: how volumes are made for claims.
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { ageOf, defaultMarked } from '../../support/columns.ts';
import { topologyWarnings, validateStorageClass, validateStorageClassUpdate } from './validation.ts';

const isDefault = 'storageclass.kubernetes.io/is-default-class';
const wasDefault = 'storageclass.beta.kubernetes.io/is-default-class';

export const storageClass: Kind = {
  resource: 'storageclasses.storage.k8s.io',
  applyDefaults: (object: Json) => {
    object.reclaimPolicy ??= 'Delete';
    object.volumeBindingMode ??= 'Immediate';
  },
  validate: validateStorageClass,
  validateUpdate: validateStorageClassUpdate,
  validateUpdateOnly: true,
  warnings: topologyWarnings,
  row: (object, { now }) => [
    defaultMarked(object, isDefault, wasDefault),
    object.provisioner ?? '',
    object.reclaimPolicy ?? 'Delete',
    object.volumeBindingMode ?? 'Immediate',
    object.allowVolumeExpansion ?? false,
    ageOf(object, now),
  ],
};
