// PriorityLevelConfiguration: how many requests of a level the API server serves at once, and what the others do.
import { type FieldError, FieldPath, forbiddenField, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { oneOf } from '../../support/checks.ts';
import { ageOf } from '../../support/columns.ts';

const specAt = FieldPath.root('spec');
const limitedAt = specAt.child('limited');
const responseAt = limitedAt.child('limitResponse');
const mostQueues = 10_000_000;

function queuing({ queues = 0, handSize = 0, queueLengthLimit = 0 }: Json): FieldError[] {
  const at = responseAt.child('queuing');
  const errors: FieldError[] = [];
  if (queueLengthLimit <= 0) errors.push(invalidValue(at.child('queueLengthLimit'), queueLengthLimit, 'must be positive'));
  if (queues <= 0) errors.push(invalidValue(at.child('queues'), queues, 'must be positive'));
  else if (queues > mostQueues) errors.push(invalidValue(at.child('queues'), queues, `must not be greater than ${mostQueues}`));
  if (handSize <= 0) errors.push(invalidValue(at.child('handSize'), handSize, 'must be positive'));
  else if (handSize > queues) errors.push(invalidValue(at.child('handSize'), handSize, `should not be greater than queues (${queues})`));
  return errors;
}

function limited(spec: Json): FieldError[] {
  if (!spec.limited) return [required(limitedAt, 'must not be empty when type is Limited')];
  const { nominalConcurrencyShares: shares, limitResponse = {} } = spec.limited;
  const errors: FieldError[] = [];
  if (shares !== undefined && shares < 0) errors.push(invalidValue(limitedAt.child('nominalConcurrencyShares'), shares, 'must be a non-negative integer'));
  errors.push(...oneOf(responseAt.child('type'), limitResponse.type, ['Queue', 'Reject']));
  if (limitResponse.type === 'Queue')
    errors.push(...(limitResponse.queuing ? queuing(limitResponse.queuing) : [required(responseAt.child('queuing'), 'must not be empty if and only if type is Queue')]));
  if (limitResponse.type === 'Reject' && limitResponse.queuing) errors.push(forbiddenField(responseAt.child('queuing'), 'must be nil if limited.limitResponse.type is not Limited'));
  return errors;
}

function validateLevel({ spec = {} }: Json): FieldError[] {
  if (spec.type === 'Exempt') return spec.limited ? [forbiddenField(limitedAt, 'must be nil if the type is not Limited')] : [];
  if (spec.type === 'Limited') return limited(spec);
  return oneOf(specAt.child('type'), spec.type, ['Exempt', 'Limited']);
}

function applyLevelDefaults({ spec }: Json): void {
  if (spec?.limited) {
    spec.limited.nominalConcurrencyShares ??= 30;
    spec.limited.lendablePercent ??= 0;
    const queue = spec.limited.limitResponse?.queuing;
    if (queue) {
      queue.handSize ||= 8;
      queue.queues ||= 64;
      queue.queueLengthLimit ||= 50;
    }
  }
  if (spec?.exempt) {
    spec.exempt.nominalConcurrencyShares ??= 0;
    spec.exempt.lendablePercent ??= 0;
  }
}

export const priorityLevelConfiguration: Kind = {
  resource: 'prioritylevelconfigurations.flowcontrol.apiserver.k8s.io',
  generation: 'spec',
  applyDefaults: applyLevelDefaults,
  validate: validateLevel,
  row: ({ metadata, spec }, { now }) => {
    const queue = spec?.limited?.limitResponse?.queuing;
    const shares = spec?.limited?.nominalConcurrencyShares;
    return [metadata.name, spec?.type ?? '', shares ?? '<none>', queue?.queues ?? '<none>', queue?.handSize ?? '<none>', queue?.queueLengthLimit ?? '<none>', ageOf({ metadata }, now)];
  },
};
