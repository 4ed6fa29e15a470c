// Endpoints: the addresses behind a Service, in the form from before EndpointSlice.
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { hostPort, someOf } from '../../support/lists.ts';
import { validateEndpoints } from './validation.ts';

/** `10.0.0.1:80,10.0.0.2:80 + 3 more...` */
export function endpointsText(endpoints: Json): string {
  const all: string[] = (endpoints.subsets ?? []).flatMap((subset: Json) => {
    const ips: string[] = (subset.addresses ?? []).map((a: Json) => a.ip);
    if (!subset.ports?.length) return ips;
    return subset.ports.flatMap((port: Json) => ips.map((ip) => hostPort(ip, port.port)));
  });
  return someOf(all) || '<none>';
}

export const endpoints: Kind = {
  resource: 'endpoints',
  deprecation: 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
  applyDefaults: (object) => {
    for (const subset of object.subsets ?? []) for (const port of subset.ports ?? []) port.protocol ||= 'TCP';
  },
  validate: validateEndpoints,
  // What was accepted once stays acceptable while it is not touched.
  validateUpdate: (object, old) => (deepEqual(object.subsets, old.subsets) ? [] : validateEndpoints(object)),
  validateUpdateOnly: true,
  row: (object, { now }) => [object.metadata.name, endpointsText(object), ageOf(object, now)],
};
