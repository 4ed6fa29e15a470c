// Lease: who holds something, and until when. Nodes prove with it that they are alive.
import { type FieldError, FieldPath, forbiddenField, invalidValue } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { nonNegative, optionalOneOf, qualifiedName } from '../../support/checks.ts';
import { ageOf } from '../../support/columns.ts';

const specAt = FieldPath.root('spec');
/** Upstream names the field twice. */
const strategyAt = specAt.child('strategy', 'strategy');
const strategies = ['OldestEmulationVersion'];

function validateLease({ spec = {} }: Json): FieldError[] {
  const { leaseDurationSeconds: duration, leaseTransitions, strategy, preferredHolder } = spec;
  const errors: FieldError[] = [];
  if (duration !== undefined && duration <= 0) errors.push(invalidValue(specAt.child('leaseDurationSeconds'), duration, 'must be greater than 0'));
  if (leaseTransitions !== undefined) errors.push(...nonNegative(specAt.child('leaseTransitions'), leaseTransitions));
  if (strategy !== undefined) errors.push(...(strategy.includes('/') ? qualifiedName(strategyAt, strategy) : optionalOneOf(strategyAt, strategy, strategies)));
  if (preferredHolder && !strategy) errors.push(forbiddenField(specAt.child('preferredHolder'), 'may only be specified if `strategy` is defined'));
  return errors;
}

export const lease: Kind = {
  resource: 'leases.coordination.k8s.io',
  validate: validateLease,
  row: (object, { now }) => [object.metadata.name, object.spec?.holderIdentity ?? '', ageOf(object, now)],
};
