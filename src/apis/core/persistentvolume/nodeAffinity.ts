// The nodes that can reach a volume.
import { type FieldError, type FieldPath, forbiddenField, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import { isValidLabelValue } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { dns1123Subdomain, named } from '../../support/checks.ts';
import { goStruct, type GoStruct } from '../../support/goText.ts';
import { each } from '../../validation/each.ts';
import { labelKey } from '../../validation/labels.ts';

function values(at: FieldPath, { operator, values: list = [] }: Json): FieldError[] {
  if (operator === 'In' || operator === 'NotIn') return list.length === 0 ? [required(at.child('values'), "must be specified when `operator` is 'In' or 'NotIn'")] : [];
  if (operator === 'Exists' || operator === 'DoesNotExist') return list.length > 0 ? [forbiddenField(at.child('values'), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")] : [];
  if (operator === 'Gt' || operator === 'Lt') return list.length === 1 ? [] : [required(at.child('values'), "must be specified single value when `operator` is 'Lt' or 'Gt'")];
  return [invalidValue(at.child('operator'), operator ?? '', 'not a valid selector operator')];
}

const expression = (at: FieldPath, requirement: Json): FieldError[] => [
  ...values(at, requirement),
  ...labelKey(at.child('key'), requirement.key ?? ''),
  ...each(at.child('values'), requirement.values, (item, value) => named(isValidLabelValue, item, value)),
];

function fieldExpression(at: FieldPath, requirement: Json): FieldError[] {
  const errors: FieldError[] = [];
  const list: string[] = requirement.values ?? [];
  if (requirement.operator === 'In' || requirement.operator === 'NotIn') {
    if (list.length !== 1) errors.push(required(at.child('values'), "must be only one value when `operator` is 'In' or 'NotIn' for node field selector"));
  } else errors.push(invalidValue(at.child('operator'), requirement.operator ?? '', 'not a valid selector operator'));
  if (requirement.key !== 'metadata.name') return [...errors, invalidValue(at.child('key'), requirement.key ?? '', 'not a valid field selector key')];
  return [...errors, ...each(at.child('values'), list, (item, value) => dns1123Subdomain(item, value))];
}

/** v1.NodeSelector. */
export function validateNodeSelector(at: FieldPath, selector: Json): FieldError[] {
  const terms = at.child('nodeSelectorTerms');
  if (!selector.nodeSelectorTerms?.length) return [required(terms, 'must have at least one node selector term')];
  return each(terms, selector.nodeSelectorTerms, (item, term) => [
    ...each(item.child('matchExpressions'), term.matchExpressions, expression),
    ...each(item.child('matchFields'), term.matchFields, fieldExpression),
  ]);
}

export function validateVolumeNodeAffinity(at: FieldPath, affinity: Json): FieldError[] {
  if (!affinity) return [];
  return affinity.required ? validateNodeSelector(at.child('required'), affinity.required) : [required(at.child('required'), 'must specify required node constraints')];
}

const goRequirement: GoStruct = [
  ['Key', 'key', ''],
  ['Operator', 'operator', ''],
  ['Values', 'values', null],
];
const goTerm: GoStruct = [
  ['MatchExpressions', 'matchExpressions', null, { items: goRequirement }],
  ['MatchFields', 'matchFields', null, { items: goRequirement }],
];

export const goVolumeNodeAffinity = (affinity: Json): Json =>
  affinity ? goStruct(affinity, [['Required', 'required', null, [['NodeSelectorTerms', 'nodeSelectorTerms', null, { items: goTerm }]]]]) : null;
