// CSIStorageCapacity: how much room a class has left in a part of the cluster.
import { type FieldError, FieldPath } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { dns1123Subdomain, immutable } from '../../support/checks.ts';
import { createdAt } from '../../support/columns.ts';
import { nonNegativeAmount } from '../../support/quantities.ts';
import { validateLabelSelector } from '../../validation/labels.ts';

const className = FieldPath.root('storageClassName');
const topology = FieldPath.root('nodeTopology');

function validateCapacity(object: Json): FieldError[] {
  return [
    ...(object.nodeTopology ? validateLabelSelector(topology, object.nodeTopology) : []),
    ...dns1123Subdomain(className, object.storageClassName ?? ''),
    ...(object.capacity === undefined ? [] : nonNegativeAmount(FieldPath.root('capacity'), object.capacity)),
  ];
}

export const csiStorageCapacity: Kind = {
  resource: 'csistoragecapacities.storage.k8s.io',
  validate: validateCapacity,
  validateUpdate: (object, old) => [...immutable(topology, object.nodeTopology, old.nodeTopology), ...immutable(className, object.storageClassName, old.storageClassName)],
  row: (object) => [object.metadata.name, createdAt(object)],
};
