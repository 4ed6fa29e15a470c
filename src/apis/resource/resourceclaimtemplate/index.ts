// ResourceClaimTemplate: the claim that each pod gets for itself.
import { FieldPath, invalidValue } from '../../../apimachinery/fieldErrors.ts';
import { deepEqual } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { applyClaimSpecDefaults, claimSpecErrors } from '../requests.ts';

const specAt = FieldPath.root('spec');

export const resourceClaimTemplate: Kind = {
  resource: 'resourceclaimtemplates.resource.k8s.io',
  applyDefaults: (object) => applyClaimSpecDefaults(object.spec?.spec),
  validate: (object) => claimSpecErrors(specAt.child('spec'), object.spec?.spec),
  validateUpdate: (object, old) => (deepEqual(object.spec, old.spec) ? [] : [invalidValue(specAt, object.spec, 'field is immutable')]),
  validateUpdateOnly: true,
  row: (object, { now }) => [object.metadata.name, ageOf(object, now)],
};
