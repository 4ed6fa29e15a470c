// VolumeAttributesClass: properties of volumes that may change while they are used.
import { type FieldError, FieldPath } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { immutable } from '../../support/checks.ts';
import { ageOf, defaultMarked } from '../../support/columns.ts';
import { parameters, provisionerName } from '../storageclass/validation.ts';

const driverAt = FieldPath.root('driverName');
const parametersAt = FieldPath.root('parameters');

const validateClass = (object: Json): FieldError[] => [...provisionerName(driverAt, object.driverName), ...parameters(parametersAt, object.parameters, true)];

export const volumeAttributesClass: Kind = {
  resource: 'volumeattributesclasses.storage.k8s.io',
  validate: validateClass,
  validateUpdate: (object, old) => [...immutable(driverAt, object.driverName, old.driverName), ...immutable(parametersAt, object.parameters, old.parameters)],
  validateUpdateOnly: true,
  row: (object, { now }) => [defaultMarked(object, 'volumeattributesclass.alpha.kubernetes.io/is-default-class'), object.driverName ?? '', ageOf(object, now)],
};
