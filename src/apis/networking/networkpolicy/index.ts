// NetworkPolicy: who may talk to the pods that it selects, and to whom they may talk.
import { formatLabelSelector } from '../../../apimachinery/labels.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { validateNetworkPolicy } from './validation.ts';

function applyNetworkPolicyDefaults({ spec }: Json): void {
  if (!spec) return;
  for (const rule of [...(spec.ingress ?? []), ...(spec.egress ?? [])]) for (const port of rule.ports ?? []) port.protocol ??= 'TCP';
  if (!spec.policyTypes?.length) spec.policyTypes = spec.egress?.length ? ['Ingress', 'Egress'] : ['Ingress'];
}

export const networkPolicy: Kind = {
  resource: 'networkpolicies.networking.k8s.io',
  generation: 'spec',
  applyDefaults: applyNetworkPolicyDefaults,
  validate: validateNetworkPolicy,
  row: (object, { now }) => [object.metadata.name, formatLabelSelector(object.spec?.podSelector), ageOf(object, now)],
};
