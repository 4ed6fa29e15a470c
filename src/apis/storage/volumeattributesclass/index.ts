// VolumeAttributesClass: properties of volumes that may change while they are used.
import { type FieldError, FieldPath, forbiddenField } from '../../../apimachinery/fieldErrors.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { ageOf, defaultMarked } from '../../support/columns.ts';
import { parameters, provisionerName } from '../storageclass/validation.ts';

const driverAt = FieldPath.root('driverName');
const parametersAt = FieldPath.root('parameters');

const validateClass = (object: Json): FieldError[] => [...provisionerName(driverAt, object.driverName), ...parameters(parametersAt, object.parameters, true)];

export const volumeAttributesClass: Kind = {
  resource: 'volumeattributesclasses.storage.k8s.io',
  validate: validateClass,
  validateUpdate: (object, old) => [
    ...(object.driverName === old.driverName ? [] : [forbiddenField(driverAt, 'updates to driverName are forbidden.')]),
    ...(deepEqual(object.parameters, old.parameters) ? [] : [forbiddenField(parametersAt, 'updates to parameters are forbidden.')]),
    ...validateClass(object),
  ],
  validateUpdateOnly: true,
  row: (object, { now }) => [defaultMarked(object, 'volumeattributesclass.alpha.kubernetes.io/is-default-class'), object.driverName ?? '', ageOf(object, now)],
};
