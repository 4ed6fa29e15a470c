// ResourceClaim: the wish for devices.
import { FieldPath, invalidValue } from '../../../apimachinery/fieldErrors.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { applyClaimSpecDefaults, claimSpecErrors } from '../requests.ts';

const specAt = FieldPath.root('spec');

/** `allocated,reserved`: what has become of the claim. */
function stateText({ metadata, status = {} }: Json): string {
  const deleted = metadata.deletionTimestamp !== undefined;
  const states = deleted ? ['deleted'] : [];
  if (status.allocation) states.push('allocated', ...(status.reservedFor?.length ? ['reserved'] : []));
  else if (!deleted) states.push('pending');
  return states.join(',');
}

export const resourceClaim: Kind = {
  resource: 'resourceclaims.resource.k8s.io',
  applyDefaults: (object) => applyClaimSpecDefaults(object.spec),
  validate: (object) => claimSpecErrors(specAt, object.spec),
  validateUpdate: (object, old) => (deepEqual(object.spec, old.spec) ? [] : [invalidValue(specAt, object.spec, 'field is immutable')]),
  validateUpdateOnly: true,
  row: (object, { now }) => [object.metadata.name, stateText(object), ageOf(object, now)],
};
