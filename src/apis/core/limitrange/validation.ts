// How the bounds, defaults and ratios of a LimitRange must relate.
import { duplicate, type FieldError, FieldPath, forbiddenField, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import { isQualifiedName } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { parseQuantity, type Quantity } from '../../../apimachinery/quantity.ts';
import { named } from '../../support/checks.ts';
import { sortedEntries } from '../../validation/labels.ts';
import { isHugePages, isNativeResource, validateContainerResourceName, validateResourceName } from '../pod/resources.ts';

type Bound = 'min' | 'max' | 'default' | 'defaultRequest' | 'maxLimitRequestRatio';
const standardTypes = ['Pod', 'Container', 'PersistentVolumeClaim'];

function typeName(at: FieldPath, type: string): FieldError[] {
  const errors = named(isQualifiedName, at, type);
  if (errors.length > 0 || type.includes('/') || standardTypes.includes(type)) return errors;
  return [invalidValue(at, type, 'must be a standard limit type or fully qualified')];
}

function resourceNames(at: FieldPath, item: Json, bound: Bound): FieldError[] {
  const check = item.type === 'Pod' || item.type === 'Container' ? validateContainerResourceName : validateResourceName;
  return sortedEntries<Json>(item[bound]).flatMap(([name]) => check(at.child(bound).key(name), name));
}

interface Comparison {
  smaller: Bound;
  larger: Bound;
  /** The field that is named, and whose value is shown. */
  field: Bound;
  shown: Bound;
  words: readonly [smaller: string, larger: string];
}

const comparisons: readonly Comparison[] = [
  { smaller: 'min', larger: 'max', field: 'min', shown: 'min', words: ['min', 'max'] },
  { smaller: 'min', larger: 'defaultRequest', field: 'defaultRequest', shown: 'defaultRequest', words: ['min', 'default request'] },
  { smaller: 'defaultRequest', larger: 'max', field: 'defaultRequest', shown: 'defaultRequest', words: ['default request', 'max'] },
  { smaller: 'defaultRequest', larger: 'default', field: 'defaultRequest', shown: 'defaultRequest', words: ['default request', 'default limit'] },
  { smaller: 'min', larger: 'default', field: 'default', shown: 'min', words: ['min', 'default'] },
  { smaller: 'default', larger: 'max', field: 'default', shown: 'max', words: ['default', 'max'] },
];

type Amounts = (bound: Bound) => Quantity | undefined;

function compared(at: FieldPath, name: string, amount: Amounts): FieldError[] {
  return comparisons.flatMap(({ smaller, larger, field, shown, words }) => {
    const low = amount(smaller);
    const high = amount(larger);
    if (!low || !high || low.compare(high) <= 0) return [];
    return [invalidValue(at.child(field).key(name), String(amount(shown)), `${words[0]} value ${low} is greater than ${words[1]} value ${high}`)];
  });
}

function ratio(at: FieldPath, name: string, amount: Amounts): FieldError[] {
  const most = amount('maxLimitRequestRatio');
  if (!most) return [];
  const where = at.child('maxLimitRequestRatio').key(name);
  const errors = most.asNumber() < 1 ? [invalidValue(where, String(most), `ratio ${most} is less than 1`)] : [];
  const low = amount('min');
  const high = amount('max');
  if (!low || !high) return errors;
  const reachable = high.milliValue() / low.milliValue();
  return most.asNumber() > reachable ? [...errors, invalidValue(where, String(most), `ratio ${most} is greater than max/min = ${reachable.toFixed(6)}`)] : errors;
}

function relations(at: FieldPath, item: Json, name: string): FieldError[] {
  const amount: Amounts = (bound) => (item[bound]?.[name] === undefined ? undefined : parseQuantity(item[bound][name]));
  const errors = [...compared(at, name, amount), ...ratio(at, name, amount)];
  const limit = amount('default');
  const request = amount('defaultRequest');
  const overcommits = isNativeResource(name) && !isHugePages(name);
  if (!overcommits && limit && request && !limit.equals(request)) {
    errors.push(invalidValue(at.child('defaultRequest').key(name), String(request), `default value ${limit} must equal to defaultRequest value ${request} in ${name}`));
  }
  return errors;
}

function defaultsOf(at: FieldPath, item: Json): FieldError[] {
  const bounds: Bound[] = ['default', 'defaultRequest'];
  if (item.type !== 'Pod') return bounds.flatMap((bound) => resourceNames(at, item, bound));
  return bounds.filter((bound) => item[bound] && Object.keys(item[bound]).length > 0).map((bound) => forbiddenField(at.child(bound), "may not be specified when `type` is 'Pod'"));
}

export function validateLimitRange(object: Json): FieldError[] {
  const seen = new Set<string>();
  return (object.spec?.limits ?? []).flatMap((item: Json, i: number) => {
    const at = FieldPath.root('spec').child('limits').index(i);
    const type: string = item.type ?? '';
    const errors = typeName(at.child('type'), type);
    if (seen.has(type)) errors.push(duplicate(at.child('type'), type));
    seen.add(type);
    errors.push(...resourceNames(at, item, 'max'), ...resourceNames(at, item, 'min'), ...defaultsOf(at, item));
    if (type === 'PersistentVolumeClaim' && item.min?.storage === undefined && item.max?.storage === undefined) {
      errors.push(required(at.child('limits'), 'either minimum or maximum storage value is required, but neither was provided'));
    }
    errors.push(...resourceNames(at, item, 'maxLimitRequestRatio'));
    const bounds: Bound[] = type === 'Pod' ? ['min', 'max', 'maxLimitRequestRatio'] : ['min', 'max', 'default', 'defaultRequest', 'maxLimitRequestRatio'];
    const names = [...new Set(bounds.flatMap((bound) => Object.keys(item[bound] ?? {})))].sort();
    return [...errors, ...names.flatMap((name) => relations(at, item, name))];
  });
}
