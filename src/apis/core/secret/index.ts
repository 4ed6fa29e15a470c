// Secret: confidential values, by type.
import type { Kind } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { applySecretDefaults, foldStringData } from './defaults.ts';
import { validateSecret, validateSecretUpdate } from './validation.ts';

export const secret: Kind = {
  resource: 'secrets',
  applyDefaults: applySecretDefaults,
  prepareForCreate: foldStringData,
  prepareForUpdate: foldStringData,
  validate: validateSecret,
  validateUpdate: validateSecretUpdate,
  validateUpdateOnly: true,
  row: (object, { now }) => [object.metadata.name, object.type ?? '', String(Object.keys(object.data ?? {}).length), ageOf(object, now)],
  selectableFields: { type: (object) => object.type ?? '' },
};
