// What the addresses and ports of Endpoints may be.
import { type FieldError, FieldPath, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { dns1123Label, dns1123Subdomain, oneOf, portNumber, qualifiedName } from '../../support/checks.ts';
import { ipAddress, nonSpecialIp } from '../../support/ip.ts';

function address(at: FieldPath, value: Json): FieldError[] {
  return [
    ...ipAddress(at.child('ip'), value.ip ?? ''),
    ...(value.hostname ? dns1123Label(at.child('hostname'), value.hostname) : []),
    ...(value.nodeName === undefined ? [] : dns1123Subdomain(at.child('nodeName'), value.nodeName)),
    ...nonSpecialIp(at.child('ip'), value.ip ?? ''),
  ];
}

function port(at: FieldPath, value: Json, named: boolean): FieldError[] {
  const errors: FieldError[] = [];
  if (value.name) errors.push(...dns1123Label(at.child('name'), value.name));
  else if (named) errors.push(required(at.child('name')));
  errors.push(...portNumber(at.child('port'), value.port ?? 0), ...oneOf(at.child('protocol'), value.protocol, ['SCTP', 'TCP', 'UDP']));
  return value.appProtocol === undefined ? errors : [...errors, ...qualifiedName(at.child('appProtocol'), value.appProtocol)];
}

function subset(at: FieldPath, value: Json): FieldError[] {
  const { addresses = [], notReadyAddresses = [], ports = [] } = value;
  return [
    ...(addresses.length === 0 && notReadyAddresses.length === 0 ? [required(at, 'must specify `addresses` or `notReadyAddresses`')] : []),
    ...addresses.flatMap((a: Json, i: number) => address(at.child('addresses').index(i), a)),
    ...notReadyAddresses.flatMap((a: Json, i: number) => address(at.child('notReadyAddresses').index(i), a)),
    ...ports.flatMap((p: Json, i: number) => port(at.child('ports').index(i), p, ports.length > 1)),
  ];
}

export const validateEndpoints = (object: Json): FieldError[] => (object.subsets ?? []).flatMap((s: Json, i: number) => subset(FieldPath.root('subsets').index(i), s));
