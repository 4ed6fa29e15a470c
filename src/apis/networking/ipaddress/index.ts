// IPAddress: an address of the service range that is taken, and by whom.
import { type FieldError, FieldPath, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import { ipAddressOf, ipText } from '../../../apimachinery/ip.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { pathSegment } from '../../support/checks.ts';

const parentAt = FieldPath.root('spec').child('parentRef');

function validateIpAddress({ metadata, spec = {} }: Json): FieldError[] {
  const address = ipAddressOf(metadata.name ?? '');
  const canonical = address && ipText(address) === metadata.name;
  const errors = canonical ? [] : [invalidValue('metadata.name', metadata.name, 'must be a valid IP address in canonical form')];
  const parent = spec.parentRef;
  if (!parent) return [...errors, required(parentAt)];
  return [...errors, ...['resource', 'name'].flatMap((field) => (parent[field] ? pathSegment(parentAt.child(field), parent[field]) : [required(parentAt.child(field))]))];
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
  validateUpdate: (object, old) => (deepEqual(object.spec?.parentRef, old.spec?.parentRef) ? [] : [invalidValue(parentAt, object.spec?.parentRef ?? null, 'field is immutable')]),
  row: (object) => [object.metadata.name, parentText(object.spec?.parentRef)],
};
