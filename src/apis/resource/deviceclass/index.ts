// DeviceClass: a sort of device that claims may ask for.
import { type FieldError, FieldPath, invalidValue } from '../../../apimachinery/fieldErrors.ts';
import { isQualifiedName } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { configErrors, selectorErrors } from '../selectors.ts';

const specAt = FieldPath.root('spec');

/** `example.com/gpu`: a resource that is none of Kubernetes' own. */
const isExtendedResource = (name: string): boolean => name.includes('/') && !/(^|\.)kubernetes\.io\//.test(name) && !name.startsWith('requests.') && isQualifiedName(`requests.${name}`).length === 0;

function validateClass({ spec = {} }: Json): FieldError[] {
  const name = spec.extendedResourceName;
  return [
    ...selectorErrors(specAt.child('selectors'), spec.selectors),
    ...configErrors(specAt.child('config'), spec.config),
    ...(name === undefined || isExtendedResource(name) ? [] : [invalidValue(specAt.child('extendedResourceName'), name, 'must be a valid extended resource name')]),
  ];
}

export const deviceClass: Kind = {
  resource: 'deviceclasses.resource.k8s.io',
  generation: 'spec',
  validate: validateClass,
  row: (object, { now }) => [object.metadata.name, ageOf(object, now)],
};
