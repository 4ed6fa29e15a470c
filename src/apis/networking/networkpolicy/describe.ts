// What `kubectl describe networkpolicy` says: who may reach the pods, and whom they may reach.
import { formatLabelSelector } from '../../../apimachinery/labels.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Describer } from '../../describe/contract.ts';
import type { Description } from '../../describe/description.ts';
import { goTimeText, orNone, writeLabelsAndAnnotations, writeName } from '../../describe/metadata.ts';

interface Direction {
  type: 'Ingress' | 'Egress';
  word: 'ingress' | 'egress';
  /** The field of a rule that holds the peers, and their title. */
  peers: 'from' | 'to';
  title: 'From' | 'To';
  end: 'source' | 'destination';
}

const directions: readonly Direction[] = [
  { type: 'Ingress', word: 'ingress', peers: 'from', title: 'From', end: 'source' },
  { type: 'Egress', word: 'egress', peers: 'to', title: 'To', end: 'destination' },
];

function writePorts(out: Description, ports: Json[] = []): void {
  if (ports.length === 0) out.row(2, 'To Port: <any> (traffic allowed to all ports)');
  for (const { protocol = 'TCP', port = '<nil>', endPort } of ports) {
    out.row(2, endPort === undefined ? `To Port: ${port}/${protocol}` : `To Port Range: ${port}-${endPort}/${protocol}`);
  }
}

function writePeer(out: Description, { podSelector, namespaceSelector, ipBlock }: Json): void {
  if (namespaceSelector) out.row(3, `NamespaceSelector: ${formatLabelSelector(namespaceSelector)}`);
  if (podSelector) out.row(3, `PodSelector: ${formatLabelSelector(podSelector)}`);
  if (podSelector || namespaceSelector || !ipBlock) return;
  out.row(3, 'IPBlock:');
  out.row(4, `CIDR: ${ipBlock.cidr}`);
  out.row(4, `Except: ${(ipBlock.except ?? []).join(', ')}`);
}

function writeRules(out: Description, rules: Json[] = [], { word, peers, title, end }: Direction): void {
  if (rules.length === 0) out.row(2, `<none> (Selected pods are isolated for ${word} connectivity)`);
  rules.forEach((rule, i) => {
    if (i > 0) out.row(2, '----------');
    writePorts(out, rule.ports);
    const all: Json[] = rule[peers] ?? [];
    if (all.length === 0) out.row(2, `${title}: <any> (traffic not restricted by ${end})`);
    for (const peer of all) {
      out.row(2, `${title}:`);
      writePeer(out, peer);
    }
  });
}

const selectsAll = ({ matchLabels, matchExpressions }: Json = {}): boolean => Object.keys(matchLabels ?? {}).length === 0 && !matchExpressions?.length;

export const networkPolicyDescriber: Describer = {
  resource: 'networkpolicies.networking.k8s.io',
  events: 'none',
  describe(policy, out) {
    const { podSelector, policyTypes = [] } = policy.spec;
    writeName(out, policy);
    out.field('Created on', goTimeText(policy.metadata.creationTimestamp));
    writeLabelsAndAnnotations(out, policy);
    out.heading('Spec');
    out.row(1, `PodSelector:     ${selectsAll(podSelector) ? '<none> (Allowing the specific traffic to all pods in this namespace)' : formatLabelSelector(podSelector)}`);
    for (const direction of directions) {
      const affects = policyTypes.includes(direction.type);
      out.row(1, affects ? `Allowing ${direction.word} traffic:` : `Not affecting ${direction.word} traffic`);
      if (affects) writeRules(out, policy.spec[direction.word], direction);
    }
    out.row(1, `Policy Types: ${orNone(policyTypes.join(', '))}`);
  },
};
