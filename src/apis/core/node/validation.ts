// What a Node's taints and pod networks may be, and what stays once it is set.
import { duplicate, type FieldError, FieldPath, forbiddenField, invalidValue } from '../../../apimachinery/fieldErrors.ts';
import { ipPrefixOf } from '../../../apimachinery/ip.ts';
import { isValidLabelValue } from '../../../apimachinery/names.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { oneOf, qualifiedName } from '../../support/checks.ts';
import { type GoStruct, goStruct } from '../../support/goText.ts';
import { cidr } from '../../support/ip.ts';
import { sortedEntries } from '../../validation/labels.ts';
import { validateResourceAmount } from '../pod/resources.ts';

// The path is upstream's: taints lie in the spec, and are named as if they lay in the metadata.
const taintsAt = FieldPath.root('metadata').child('taints');
const cidrsAt = FieldPath.root('spec').child('podCIDRs');
const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const goTaint: GoStruct = [
  ['Key', 'key', ''],
  ['Value', 'value', ''],
  ['Effect', 'effect', ''],
  ['TimeAdded', 'timeAdded', null],
];

function taints(node: Json): FieldError[] {
  const seen = new Set<string>();
  return (node.spec?.taints ?? []).flatMap((taint: Json, i: number) => {
    const at = taintsAt.index(i);
    const errors = qualifiedName(at.child('key'), taint.key ?? '');
    const messages = isValidLabelValue(taint.value ?? '');
    if (messages.length > 0) errors.push(invalidValue(at.child('value'), taint.value, messages.join(';')));
    errors.push(...oneOf(at.child('effect'), taint.effect, effects));
    const key = `${taint.key}:${taint.effect}`;
    if (seen.has(key)) errors.push({ ...duplicate(at, goStruct(taint, goTaint)), detail: 'taints must be unique by key and effect pair' });
    seen.add(key);
    return errors;
  });
}

function podNetworks(node: Json): FieldError[] {
  const networks: string[] = node.spec?.podCIDRs ?? [];
  const errors = networks.flatMap((network, i) => cidr(cidrsAt.index(i), network));
  const families = new Set(networks.map((network) => ipPrefixOf(network)?.family));
  if (networks.length > 1 && errors.length === 0 && (networks.length > 2 || families.size !== 2)) {
    errors.push(invalidValue(cidrsAt, networks, 'may specify no more than one CIDR for each IP family'));
  }
  return errors;
}

function amounts(node: Json): FieldError[] {
  return ['capacity', 'allocatable'].flatMap((list) =>
    sortedEntries<Json>(node.status?.[list]).flatMap(([name, amount]) => validateResourceAmount(FieldPath.root('status').child(list, name), name, amount)),
  );
}

const featureName = /^[A-Z][a-zA-Z0-9]*(\/[a-zA-Z][a-zA-Z0-9]*)*$/;

function featureFault(name: string): string | undefined {
  if (name.length > 253) return `invalid feature name ${JSON.stringify(name)}: must be no more than 253 characters`;
  const rule = "must start with an UpperCamelCase segment, with subsequent segments separated by '/' (e.g., MyFeature or MyFeature/mySubFeature), and contain only alphanumeric characters and slashes";
  return featureName.test(name) ? undefined : `invalid feature name ${JSON.stringify(name)}: ${rule}`;
}

function declaredFeatures(node: Json): FieldError[] {
  const at = FieldPath.root('status').child('declaredFeatures');
  const names: string[] = node.status?.declaredFeatures ?? [];
  return names.flatMap((name, i) => {
    const fault = featureFault(name);
    const errors = fault ? [invalidValue(at.index(i), name, fault)] : [];
    const next = names[i + 1];
    if (next === undefined || name < next) return errors;
    return [...errors, name === next ? duplicate(at.index(i + 1), next) : invalidValue(at.index(i + 1), next, 'list must be sorted alphabetically')];
  });
}

export const validateNode = (node: Json): FieldError[] => [...taints(node), ...amounts(node), ...declaredFeatures(node), ...podNetworks(node)];

function doubledAddresses(node: Json): FieldError[] {
  const all: Json[] = node.status?.addresses ?? [];
  const at = FieldPath.root('status').child('addresses');
  return all.flatMap((address, i) => (all.slice(0, i).some((other) => deepEqual(other, address)) ? [duplicate(at.index(i), { Type: address.type, Address: address.address })] : []));
}

export function validateNodeUpdate(node: Json, old: Json): FieldError[] {
  const errors = [...validateNode(node), ...doubledAddresses(node)];
  const before: string[] = old.spec?.podCIDRs ?? [];
  const after: string[] = node.spec?.podCIDRs ?? [];
  const kept = 'node updates may not change podCIDR except from "" to valid';
  if (before.length > 0) {
    const changes = before.length === after.length ? before.filter((network, i) => network !== after[i]).length : 1;
    for (let i = 0; i < changes; i++) errors.push(forbiddenField(cidrsAt, kept));
  }
  const { providerID } = old.spec ?? {};
  if (providerID && providerID !== node.spec?.providerID) {
    errors.push(forbiddenField('spec.providerID', 'node updates may not change providerID except from "" to valid'));
  }
  errors.push(...taints(node));
  if ((node.spec?.externalID ?? '') !== (old.spec?.externalID ?? '')) errors.push(forbiddenField('spec.externalID', 'may not be updated'));
  return errors;
}
