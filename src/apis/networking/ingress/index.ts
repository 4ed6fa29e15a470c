// Ingress: which host and path leads to which Service.
import type { Json } from '../../../apimachinery/object.ts';
import { loadBalancerAddresses } from '../../core/service/columns.ts';
import type { Cell, Kind } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { classAnnotation, validateIngress, validateIngressSpec, validateIngressStatus } from './validation.ts';

const shownHosts = 3;

/** `a.example,b.example`, `*` when no rule names a host. */
function hostsText(rules: readonly Json[]): string {
  const hosts: string[] = [];
  let more = false;
  for (const { host } of rules) {
    if (hosts.length === shownHosts) more = true;
    else if (host) hosts.push(host);
  }
  if (hosts.length === 0) return '*';
  return more ? `${hosts.join(',')} + ${rules.length - shownHosts} more...` : hosts.join(',');
}

function ingressRow(ingress: Json, now: number): Cell[] {
  const { ingressClassName, rules = [], tls = [] } = ingress.spec;
  return [ingress.metadata.name, ingressClassName ?? '<none>', hostsText(rules), loadBalancerAddresses(ingress), tls.length > 0 ? '80, 443' : '80', ageOf(ingress, now)];
}

export const ingress: Kind = {
  resource: 'ingresses.networking.k8s.io',
  generation: 'spec',
  validate: validateIngress,
  validateUpdateOnly: true,
  validateUpdate: validateIngressSpec,
  validateStatusUpdate: validateIngressStatus,
  warnings: (object, old) => {
    const bare = !old && object.metadata.annotations?.[classAnnotation] !== undefined && object.spec?.ingressClassName === undefined;
    return bare ? [`annotation ${JSON.stringify(classAnnotation)} is deprecated, please use 'spec.ingressClassName' instead`] : [];
  },
  row: (object, { now }) => ingressRow(object, now),
};
