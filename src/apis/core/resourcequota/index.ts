// ResourceQuota: how much a namespace may use.
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { amountText } from '../../support/quantities.ts';
import { validateQuota, validateQuotaStatus, validateQuotaUpdate } from './validation.ts';

const isLimit = (name: string): boolean => name.startsWith('limits.');

function usage(quota: Json, shown: (name: string) => boolean): string {
  const hard: Record<string, Json> = quota.status?.hard ?? {};
  return Object.keys(hard)
    .filter(shown)
    .sort()
    .map((name) => `${name}: ${amountText(quota.status.used?.[name])}/${amountText(hard[name])}`)
    .join(', ');
}

export const resourceQuota: Kind = {
  resource: 'resourcequotas',
  validate: validateQuota,
  validateUpdate: validateQuotaUpdate,
  validateStatusUpdate: validateQuotaStatus,
  row: (object, { now }) => [object.metadata.name, usage(object, (name) => !isLimit(name)), usage(object, isLimit), ageOf(object, now)],
};
