// ResourceSlice: the devices that a driver offers.
import type { Kind } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { validateSlice } from './validation.ts';

export const resourceSlice: Kind = {
  resource: 'resourceslices.resource.k8s.io',
  generation: 'spec',
  validate: (object) => validateSlice(object),
  validateUpdate: validateSlice,
  validateUpdateOnly: true,
  row: (object, { now }) => [object.metadata.name, object.spec?.nodeName ?? '', object.spec?.driver ?? '', object.spec?.pool?.name ?? '', ageOf(object, now)],
  selectableFields: {
    'spec.nodeName': (object) => object.spec?.nodeName ?? '',
    'spec.driver': (object) => object.spec?.driver ?? '',
  },
};
