// DeviceClass: a sort of device that claims may ask for.
import type { Kind } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';

export const deviceClass: Kind = {
  resource: 'deviceclasses.resource.k8s.io',
  generation: 'spec',
  row: (object, { now }) => [object.metadata.name, ageOf(object, now)],
};
