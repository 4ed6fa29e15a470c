// PriorityClass: a name for a pod's importance.
import { type FieldError, FieldPath, forbiddenField } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { immutable, oneOf } from '../../support/checks.ts';
import { ageOf } from '../../support/columns.ts';

const highest = 1_000_000_000;
const known: Record<string, number> = { 'system-node-critical': 2_000_001_000, 'system-cluster-critical': 2_000_000_000 };
const policyAt = FieldPath.root('preemptionPolicy');

/** Why a class with the system's prefix is none of the system's; nothing when it is. */
function whyNotKnown({ metadata: { name }, value, globalDefault }: Json): string | undefined {
  const expected = known[name];
  if (expected === undefined) return `${name} is not a known system priority class`;
  if (value !== expected) return `value of ${name} PriorityClass must be ${expected}`;
  return globalDefault ? `globalDefault of ${name} PriorityClass must be false` : undefined;
}

function validatePriorityClass(object: Json): FieldError[] {
  const errors: FieldError[] = [];
  if (object.metadata.name?.startsWith('system-')) {
    const why = whyNotKnown(object);
    if (why) errors.push(forbiddenField('metadata.name', `priority class names with 'system-' prefix are reserved for system use only. error: ${why}`));
  } else if (object.value > highest) errors.push(forbiddenField('value', `maximum allowed value of a user defined priority is ${highest}`));
  const policy = object.preemptionPolicy;
  const supported = ['PreemptLowerPriority', 'Never'];
  return policy === undefined ? errors : [...errors, ...oneOf(policyAt, policy, supported)];
}

export const priorityClass: Kind = {
  resource: 'priorityclasses.scheduling.k8s.io',
  generation: 'spec',
  applyDefaults: (object) => {
    object.preemptionPolicy ??= 'PreemptLowerPriority';
  },
  validate: validatePriorityClass,
  validateUpdate: (object, old) => [
    ...((object.value ?? 0) === (old.value ?? 0) ? [] : [forbiddenField('value', 'may not be changed in an update.')]),
    ...immutable(policyAt, object.preemptionPolicy, old.preemptionPolicy),
  ],
  validateUpdateOnly: true,
  row: (object, { now }) => [object.metadata.name, object.value ?? 0, object.globalDefault ?? false, ageOf(object, now), object.preemptionPolicy ?? ''],
};
