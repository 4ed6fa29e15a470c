// IPAddress: an address of the service range that is taken, and by whom.
import { type FieldError, FieldPath, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import { ipAddressOf, ipText } from '../../../apimachinery/ip.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { dns1123Subdomain, pathSegment } from '../../support/checks.ts';
import { ipAddress } from '../../support/ip.ts';

const parentAt = FieldPath.root('spec').child('parentRef');

/** The name is the address, in the one form that it has. */
function nameErrors(name: string): FieldError[] {
  const errors = ipAddress(FieldPath.root('metadata').child('name'), name);
  const address = ipAddressOf(name);
  if (errors.length > 0 || !address || ipText(address) === name) return errors;
  return [invalidValue('metadata.name', name, `must be in canonical form (${JSON.stringify(ipText(address))})`)];
}

function validateIpAddress({ metadata, spec = {} }: Json): FieldError[] {
  const errors = nameErrors(metadata.name ?? '');
  const parent = spec.parentRef;
  if (!parent) return [...errors, required(parentAt)];
  return [
    ...errors,
    ...(parent.group ? dns1123Subdomain(parentAt.child('group'), parent.group) : []),
    ...['resource', 'name'].flatMap((field) => (parent[field] ? pathSegment(parentAt.child(field), parent[field]) : [required(parentAt.child(field))])),
    ...(parent.namespace ? pathSegment(parentAt.child('namespace'), parent.namespace) : []),
  ];
}

function parentText(parent: Json): string {
  if (!parent) return '<none>';
  const resource = (parent.group ? `${parent.resource}.${parent.group}` : parent.resource).toLowerCase();
  return [resource, parent.namespace, parent.name].filter(Boolean).join('/');
}

export const ipAddressKind: Kind = {
  resource: 'ipaddresses.networking.k8s.io',
  nameRule: 'pathSegment',
  validate: validateIpAddress,
  validateUpdateOnly: true,
  validateUpdate: (object, old) => (deepEqual(object.spec?.parentRef, old.spec?.parentRef) ? [] : [invalidValue(parentAt, object.spec?.parentRef ?? null, 'field is immutable')]),
  row: (object) => [object.metadata.name, parentText(object.spec?.parentRef)],
};
