// What the peers and ports of a NetworkPolicy may be.
import { type FieldError, FieldPath, forbiddenField, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import { ipPrefixOf, prefixContains } from '../../../apimachinery/ip.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { portName, portNumber } from '../../support/checks.ts';
import { cidr } from '../../support/ip.ts';
import { each } from '../../validation/each.ts';
import { validateLabelSelector } from '../../validation/labels.ts';

const specAt = FieldPath.root('spec');
const protocols = ['TCP', 'UDP', 'SCTP'];
const types = ['Ingress', 'Egress'];

function numbers(at: FieldPath, port: Json, endPort: Json): FieldError[] {
  const end = at.child('endPort');
  if (port === undefined) return endPort === undefined ? [] : [invalidValue(end, endPort, 'may not be specified when `port` is not specified')];
  if (typeof port === 'string') {
    return [...(endPort === undefined ? [] : [invalidValue(end, endPort, 'may not be specified when `port` is non-numeric')]), ...portName(at.child('port'), port)];
  }
  const errors = portNumber(at.child('port'), port);
  if (endPort === undefined) return errors;
  // The value that the sentence shows is the port's, as upstream has it.
  return [...errors, ...(endPort < port ? [invalidValue(end, port, 'must be greater than or equal to `port`')] : []), ...portNumber(end, endPort)];
}

const portErrors = (at: FieldPath, { protocol, port, endPort }: Json): FieldError[] => [
  ...(protocol === undefined || protocols.includes(protocol) ? [] : [notSupported(at.child('protocol'), protocol, protocols)]),
  ...numbers(at, port, endPort),
];

function ipBlock(at: FieldPath, block: Json): FieldError[] {
  if (!block.cidr) return [required(at.child('cidr'))];
  const errors = cidr(at.child('cidr'), block.cidr);
  const network = ipPrefixOf(block.cidr);
  if (!network) return errors;
  return [
    ...errors,
    ...each(at.child('except'), block.except, (item, text) => {
      const wrong = cidr(item, text);
      const hole = ipPrefixOf(text);
      const inside = !hole || (prefixContains(network, hole) && network.length < hole.length);
      return inside ? wrong : [...wrong, invalidValue(item, text, 'must be a strict subset of `cidr`')];
    }),
  ];
}

function peerErrors(at: FieldPath, { podSelector, namespaceSelector, ipBlock: block }: Json): FieldError[] {
  const errors = [
    ...(podSelector ? validateLabelSelector(at.child('podSelector'), podSelector) : []),
    ...(namespaceSelector ? validateLabelSelector(at.child('namespaceSelector'), namespaceSelector) : []),
    ...(block ? ipBlock(at.child('ipBlock'), block) : []),
  ];
  if (!podSelector && !namespaceSelector && !block) return [...errors, required(at, 'must specify a peer')];
  return block && (podSelector || namespaceSelector) ? [...errors, forbiddenField(at, 'may not specify both ipBlock and another peer')] : errors;
}

const ruleErrors =
  (peers: 'from' | 'to') =>
  (at: FieldPath, rule: Json): FieldError[] => [...each(at.child('ports'), rule.ports, portErrors), ...each(at.child(peers), rule[peers], peerErrors)];

function policyTypes(list: string[]): FieldError[] {
  const at = specAt.child('policyTypes');
  if (list.length > types.length) return [invalidValue(at, list, 'may not specify more than two policyTypes')];
  return list.flatMap((type, i) => (types.includes(type) ? [] : [notSupported(at.index(i), type, types)]));
}

export function validateNetworkPolicy({ spec = {} }: Json): FieldError[] {
  return [
    ...validateLabelSelector(specAt.child('podSelector'), spec.podSelector),
    ...each(specAt.child('ingress'), spec.ingress, ruleErrors('from')),
    ...each(specAt.child('egress'), spec.egress, ruleErrors('to')),
    ...policyTypes(spec.policyTypes ?? []),
  ];
}
