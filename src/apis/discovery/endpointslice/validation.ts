// What the endpoints and ports of an EndpointSlice may be.
import { duplicate, type FieldError, FieldPath, invalidValue, required, tooMany } from '../../../apimachinery/fieldErrors.ts';
import { ipAddressOf } from '../../../apimachinery/ip.ts';
import { isValidLabelValue } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { dns1123Label, dns1123Subdomain, immutable, named, oneOf, qualifiedName } from '../../support/checks.ts';
import { validateLabels } from '../../validation/labels.ts';
import { ipAddress, nonSpecialIp } from '../../support/ip.ts';

const most = { endpoints: 1000, addresses: 100, ports: 20000, topology: 16, zones: 8, nodes: 8 };

function fullyQualified(at: FieldPath, name: string): FieldError[] {
  if (name === '') return [required(at)];
  const errors = dns1123Subdomain(at, name.replace(/\.$/, ''));
  if (errors.length > 0) return errors;
  return name.split('.').length < 3 ? [invalidValue(at, name, 'should be a domain with at least two segments separated by dots')] : [];
}

/** An address of another family is told of at the list, as upstream does. */
function ipRule(family: 4 | 6): (at: FieldPath, value: string, listAt: FieldPath) => FieldError[] {
  return (at, value, listAt) => {
    const wrong = ipAddress(at, value);
    if (wrong.length > 0) return wrong;
    const other = ipAddressOf(value)?.family === family ? [] : [invalidValue(listAt, value, `must be an IPv${family} address`)];
    return [...other, ...nonSpecialIp(at, value)];
  };
}

const addressRules: Record<string, (at: FieldPath, value: string, listAt: FieldPath) => FieldError[]> = {
  IPv4: ipRule(4),
  IPv6: ipRule(6),
  FQDN: fullyQualified,
};

function addresses(at: FieldPath, list: string[], type: string): FieldError[] {
  const errors: FieldError[] = [];
  if (list.length === 0) errors.push(required(at, 'must contain at least 1 address'));
  else if (list.length > most.addresses) errors.push(tooMany(at, list.length, most.addresses));
  return [...errors, ...list.flatMap((value, i) => addressRules[type]?.(at.index(i), value, at) ?? [])];
}

function zoneHints(at: FieldPath, zones: Json[]): FieldError[] {
  if (zones.length > most.zones) return [tooMany(at, zones.length, most.zones)];
  const seen = new Set<string>();
  return zones.flatMap((zone, i) => {
    const nameAt = at.index(i).child('name');
    const errors = seen.has(zone.name) ? [duplicate(nameAt, zone.name)] : [];
    seen.add(zone.name);
    return [...errors, ...named(isValidLabelValue, nameAt, zone.name ?? '')];
  });
}

function nodeHints(at: FieldPath, nodes: Json[]): FieldError[] {
  if (nodes.length > most.nodes) return [tooMany(at, nodes.length, most.nodes)];
  const names = nodes.map((node) => node.name ?? '');
  return names.flatMap((name, i) => {
    const nameAt = at.index(i).child('name');
    return [...(names.indexOf(name) < i ? [duplicate(nameAt, name)] : []), ...dns1123Subdomain(nameAt, name)];
  });
}

/** Too many hints of one sort are all that is said of hints. */
function hints(at: FieldPath, { forZones = [], forNodes = [] }: Json): FieldError[] {
  const zones = zoneHints(at.child('forZones'), forZones);
  return forZones.length > most.zones ? zones : [...zones, ...nodeHints(at.child('forNodes'), forNodes)];
}

function endpoint(at: FieldPath, value: Json, type: string): FieldError[] {
  return [
    ...addresses(at.child('addresses'), value.addresses ?? [], type),
    ...(value.nodeName === undefined ? [] : dns1123Subdomain(at.child('nodeName'), value.nodeName)),
    ...topology(at.child('deprecatedTopology'), value.deprecatedTopology),
    ...(value.hostname === undefined ? [] : dns1123Label(at.child('hostname'), value.hostname)),
    ...hints(at.child('hints'), value.hints ?? {}),
  ];
}

function topology(at: FieldPath, labels: Record<string, string> | undefined): FieldError[] {
  const count = Object.keys(labels ?? {}).length;
  return [...(count > most.topology ? [tooMany(at, count, most.topology)] : []), ...validateLabels(at, labels)];
}

function ports(list: Json[]): FieldError[] {
  const root = FieldPath.root('ports');
  if (list.length > most.ports) return [tooMany(root, list.length, most.ports)];
  const names = new Set<string>();
  return list.flatMap((port, i) => {
    const at = root.index(i);
    const errors = port.name ? dns1123Label(at.child('name'), port.name) : [];
    if (names.has(port.name)) errors.push(duplicate(at.child('name'), port.name));
    names.add(port.name);
    errors.push(...oneOf(at.child('protocol'), port.protocol, ['SCTP', 'TCP', 'UDP']));
    return port.appProtocol === undefined ? errors : [...errors, ...qualifiedName(at.child('appProtocol'), port.appProtocol)];
  });
}

export function validateEndpointSlice(slice: Json): FieldError[] {
  const all: Json[] = slice.endpoints ?? [];
  const root = FieldPath.root('endpoints');
  return [
    ...oneOf(FieldPath.root('addressType'), slice.addressType, ['FQDN', 'IPv4', 'IPv6']),
    ...ports(slice.ports ?? []),
    ...(all.length > most.endpoints ? [tooMany(root, all.length, most.endpoints)] : all.flatMap((value, i) => endpoint(root.index(i), value, slice.addressType))),
  ];
}

export const validateEndpointSliceUpdate = (slice: Json, old: Json): FieldError[] => [...validateEndpointSlice(slice), ...immutable(FieldPath.root('addressType'), slice.addressType, old.addressType)];
