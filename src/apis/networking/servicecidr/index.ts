// ServiceCIDR: a range that cluster addresses of Services come from.
import { type FieldError, FieldPath, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import { ipPrefixOf } from '../../../apimachinery/ip.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { cidr } from '../../support/ip.ts';
import { each } from '../../validation/each.ts';

const cidrsAt = FieldPath.root('spec').child('cidrs');

function validateServiceCidr({ spec = {} }: Json): FieldError[] {
  const list: string[] = spec.cidrs ?? [];
  if (list.length === 0) return [required(cidrsAt, 'at least one CIDR required')];
  if (list.length > 2) return [invalidValue(cidrsAt, spec, 'may only hold up to 2 values')];
  const families = new Set(list.map((text) => ipPrefixOf(text)?.family));
  const paired = list.length < 2 || families.size === 2;
  return [...(paired ? [] : [invalidValue(cidrsAt, spec, `may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/96`)]), ...each(cidrsAt, list, cidr)];
}

export const serviceCidr: Kind = {
  resource: 'servicecidrs.networking.k8s.io',
  validate: validateServiceCidr,
  validateUpdate: (object, old) => (deepEqual(object.spec?.cidrs, old.spec?.cidrs) ? [] : [invalidValue(cidrsAt.index(0), object.spec?.cidrs?.[0] ?? null, 'field is immutable')]),
  validateUpdateOnly: true,
  row: (object, { now }) => [object.metadata.name, (object.spec?.cidrs ?? []).join(','), ageOf(object, now)],
};
