// CSIDriver: what the cluster must know of a storage driver.
import { duplicate, type FieldError, FieldPath, invalidValue, notSupported } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { immutable, optionalOneOf } from '../../support/checks.ts';
import { ageOf } from '../../support/columns.ts';

const specAt = FieldPath.root('spec');
const modes = ['Persistent', 'Ephemeral'];

function tokenRequests(requests: readonly Json[]): FieldError[] {
  const seen = new Set<string>();
  return requests.flatMap(({ audience, expirationSeconds: seconds }, i) => {
    const at = specAt.child('tokenRequests').index(i);
    if (seen.has(audience)) return [duplicate(at.child('audience'), audience)];
    seen.add(audience);
    const errors: FieldError[] = [];
    if (seconds === undefined) return errors;
    if (seconds < 600) errors.push(invalidValue(at.child('expirationSeconds'), seconds, 'may not specify a duration less than 10 minutes'));
    if (seconds > 2 ** 32) errors.push(invalidValue(at.child('expirationSeconds'), seconds, 'may not specify a duration larger than 2^32 seconds'));
    return errors;
  });
}

const updatePeriod = (at: FieldPath, seconds: number | undefined): FieldError[] =>
  seconds !== undefined && seconds < 10 ? [invalidValue(at, seconds, 'must be greater than or equal to 10 seconds')] : [];

const tokensInSecrets = (at: FieldPath, { serviceAccountTokenInSecrets: wanted, tokenRequests: requests = [] }: Json): FieldError[] =>
  wanted !== undefined && requests.length === 0 ? [invalidValue(at, wanted, 'serviceAccountTokenInSecrets is set but no tokenRequests are specified')] : [];

const validateCsiDriver = ({ spec = {} }: Json): FieldError[] => [
  ...optionalOneOf(specAt.child('fsGroupPolicy'), spec.fsGroupPolicy, ['File', 'None', 'ReadWriteOnceWithFSType']),
  ...tokenRequests(spec.tokenRequests ?? []),
  ...(spec.volumeLifecycleModes ?? []).filter((mode: string) => !modes.includes(mode)).map((mode: string) => notSupported(specAt.child('volumeLifecycleModes'), mode, modes)),
  ...updatePeriod(specAt.child('nodeAllocatableUpdatePeriodSeconds'), spec.nodeAllocatableUpdatePeriodSeconds),
  ...tokensInSecrets(specAt.child('serviceAccountTokenInSecrets'), spec),
];

export const csiDriver: Kind = {
  resource: 'csidrivers.storage.k8s.io',
  applyDefaults: (object) => {
    object.spec ??= {};
    const { spec } = object;
    spec.attachRequired ??= true;
    spec.podInfoOnMount ??= false;
    spec.storageCapacity ??= false;
    spec.fsGroupPolicy ??= 'ReadWriteOnceWithFSType';
    if (!spec.volumeLifecycleModes?.length) spec.volumeLifecycleModes = ['Persistent'];
    spec.requiresRepublish ??= false;
    spec.seLinuxMount ??= false;
  },
  validate: validateCsiDriver,
  validateUpdate: (object, old) => [
    ...validateCsiDriver(object),
    ...immutable(specAt.child('attachedRequired'), object.spec.attachRequired, old.spec.attachRequired),
    ...immutable(specAt.child('volumeLifecycleModes'), object.spec.volumeLifecycleModes, old.spec.volumeLifecycleModes),
  ],
  validateUpdateOnly: true,
  row: ({ metadata, spec }, { now }) => [
    metadata.name,
    spec.attachRequired ?? true,
    spec.podInfoOnMount ?? false,
    spec.storageCapacity ?? false,
    spec.tokenRequests ? spec.tokenRequests.map((r: Json) => r.audience).join(',') : '<unset>',
    spec.requiresRepublish ?? false,
    (spec.volumeLifecycleModes ?? []).join(',') || '<none>',
    ageOf({ metadata }, now),
  ],
};
