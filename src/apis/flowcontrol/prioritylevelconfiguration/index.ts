// PriorityLevelConfiguration: how many requests of a level the API server serves at once, and what the others do.
import { type FieldError, FieldPath, forbiddenField, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
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

const responses = ['Queue', 'Reject'];

function responseErrors({ type, queuing: queues }: Json): FieldError[] {
  const at = responseAt.child('queuing');
  if (!responses.includes(type)) return [notSupported(responseAt.child('type'), type ?? '', responses)];
  if (type === 'Reject') return queues ? [forbiddenField(at, 'must be nil if limited.limitResponse.type is not Limited')] : [];
  return queues ? queuing(queues) : [required(at, 'must not be empty if limited.limitResponse.type is Limited')];
}

const lendable = (at: FieldPath, percent: number | undefined): FieldError[] =>
  percent !== undefined && (percent < 0 || percent > 100) ? [invalidValue(at.child('lendablePercent'), percent, 'must be between 0 and 100, inclusive')] : [];

const shares = (at: FieldPath, value: number | undefined): FieldError[] =>
  value !== undefined && value < 0 ? [invalidValue(at.child('nominalConcurrencyShares'), value, 'must be a non-negative integer')] : [];

function limited(spec: Json): FieldError[] {
  if (!spec.limited) return [required(limitedAt, 'must not be empty when type is Limited')];
  const { nominalConcurrencyShares, limitResponse = {}, lendablePercent, borrowingLimitPercent: borrowing } = spec.limited;
  return [
    ...shares(limitedAt, nominalConcurrencyShares),
    ...responseErrors(limitResponse),
    ...lendable(limitedAt, lendablePercent),
    ...(borrowing !== undefined && borrowing < 0 ? [invalidValue(limitedAt.child('borrowingLimitPercent'), borrowing, 'if specified, must be a non-negative integer')] : []),
  ];
}

const types = ['Exempt', 'Limited'];
const exemptAt = specAt.child('exempt');

function validateLevel({ metadata, spec = {} }: Json): FieldError[] {
  const errors = (metadata.name === 'exempt') === (spec.type === 'Exempt') ? [] : [invalidValue(specAt.child('type'), spec.type ?? '', "must be 'Exempt' if and only if `name` is 'exempt'")];
  if (!types.includes(spec.type)) return [...errors, notSupported(specAt.child('type'), spec.type ?? '', types)];
  if (spec.type === 'Limited') return [...errors, ...(spec.exempt ? [forbiddenField(exemptAt, 'must be nil if the type is Limited')] : []), ...limited(spec)];
  return [
    ...errors,
    ...(spec.limited ? [forbiddenField(limitedAt, 'must be nil if the type is not Limited')] : []),
    ...(spec.exempt ? [...shares(exemptAt, spec.exempt.nominalConcurrencyShares), ...lendable(exemptAt, spec.exempt.lendablePercent)] : []),
  ];
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
