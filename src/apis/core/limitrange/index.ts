// LimitRange: bounds and defaults for the pods and claims of a namespace.
import type { Kind } from '../../kind.ts';
import { createdAt } from '../../support/columns.ts';
import { applyLimitRangeDefaults } from './defaults.ts';
import { validateLimitRange } from './validation.ts';

export const limitRange: Kind = {
  resource: 'limitranges',
  applyDefaults: applyLimitRangeDefaults,
  validate: validateLimitRange,
  row: (object) => [object.metadata.name, createdAt(object)],
};
