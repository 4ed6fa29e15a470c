// EndpointSlice: some of the addresses behind a Service.
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { someOf } from '../../support/lists.ts';
import { validateEndpointSlice, validateEndpointSliceUpdate } from './validation.ts';

const portText = ({ port, name }: Json): string => (port === undefined ? (name ?? '*') : String(port));

export const endpointSlice: Kind = {
  resource: 'endpointslices.discovery.k8s.io',
  applyDefaults: (object) => {
    for (const port of object.ports ?? []) {
      port.name ??= '';
      port.protocol ??= 'TCP';
    }
  },
  generation: 'spec',
  validate: validateEndpointSlice,
  validateUpdate: validateEndpointSliceUpdate,
  validateUpdateOnly: true,
  row: (object, { now }) => [
    object.metadata.name,
    object.addressType ?? '',
    someOf((object.ports ?? []).map(portText)) || '<unset>',
    someOf((object.endpoints ?? []).flatMap((e: Json) => e.addresses ?? [])) || '<unset>',
    ageOf(object, now),
  ],
};
