// ServiceCIDR: a range that cluster addresses of Services come from.
import { type FieldError, FieldPath, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import { ipPrefixOf, prefixText } from '../../../apimachinery/ip.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { cidr } from '../../support/ip.ts';
import { each } from '../../validation/each.ts';

const cidrsAt = FieldPath.root('spec').child('cidrs');

function canonicalCidr(at: FieldPath, text: string): FieldError[] {
  const errors = cidr(at, text);
  const prefix = ipPrefixOf(text);
  return errors.length > 0 || !prefix || prefixText(prefix) === text ? errors : [invalidValue(at, text, `must be in canonical form (${JSON.stringify(prefixText(prefix))})`)];
}

/** A range stays; a second one of the other family may join it. */
function validateServiceCidrUpdate(object: Json, old: Json): FieldError[] {
  const list: string[] = object.spec?.cidrs ?? [];
  const before: string[] = old.spec?.cidrs ?? [];
  const fixed = (at: FieldPath, value: Json): FieldError => invalidValue(at, value, 'field is immutable');
  const changed = before.flatMap((text, i) => (list[i] === text ? [] : [fixed(cidrsAt.index(i), list[i] ?? null)]));
  if (before.length === list.length) return changed;
  return before.length === 1 && list.length === 2 ? [...changed, ...validateServiceCidr(object)] : [fixed(cidrsAt, list)];
}

function validateServiceCidr({ spec = {} }: Json): FieldError[] {
  const list: string[] = spec.cidrs ?? [];
  if (list.length === 0) return [required(cidrsAt, 'at least one CIDR required')];
  if (list.length > 2) return [invalidValue(cidrsAt, spec, 'may only hold up to 2 values')];
  const families = list.map((text) => ipPrefixOf(text)?.family);
  const paired = list.length < 2 || families[0] === undefined || families[0] !== families[1];
  return [...each(cidrsAt, list, canonicalCidr), ...(paired ? [] : [invalidValue(cidrsAt, list, 'may specify no more than one IP for each IP family, i.e 192.168.0.0/24 and 2001:db8::/64')])];
}

export const serviceCidr: Kind = {
  resource: 'servicecidrs.networking.k8s.io',
  validate: validateServiceCidr,
  validateUpdate: validateServiceCidrUpdate,
  validateUpdateOnly: true,
  row: (object, { now }) => [object.metadata.name, (object.spec?.cidrs ?? []).join(','), ageOf(object, now)],
};
