// FlowSchema: which requests to the API server belong to which priority level.
import { type FieldError, FieldPath, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';
import { dns1123Subdomain } from '../../support/checks.ts';
import { ageOf } from '../../support/columns.ts';
import { each } from '../../validation/each.ts';
import { flowRuleErrors } from './rules.ts';

const specAt = FieldPath.root('spec');
const highestPrecedence = 10000;

function precedence(name: string, value = 0): FieldError[] {
  const at = specAt.child('matchingPrecedence');
  if (value <= 0) return [invalidValue(at, value, 'must be a positive value')];
  if (value > highestPrecedence) return [invalidValue(at, value, `must not be greater than ${highestPrecedence}`)];
  return value === 1 && name !== 'exempt' ? [invalidValue(at, value, "only the schema named 'exempt' may have matchingPrecedence 1")] : [];
}

const methods = ['ByNamespace', 'ByUser'];

const distinguisher = (method: Json): FieldError[] =>
  method === undefined || methods.includes(method.type) ? [] : [notSupported(specAt.child('distinguisherMethod', 'type'), { Type: method.type ?? '' }, methods)];

function validateFlowSchema({ metadata, spec = {} }: Json): FieldError[] {
  const level = specAt.child('priorityLevelConfiguration', 'name');
  const name = spec.priorityLevelConfiguration?.name;
  return [
    ...precedence(metadata.name, spec.matchingPrecedence),
    ...distinguisher(spec.distinguisherMethod),
    ...(name ? dns1123Subdomain(level, name) : [required(level, 'must reference a priority level')]),
    ...each(specAt.child('rules'), spec.rules, flowRuleErrors),
  ];
}

const defaultPrecedence = 1000;

export const flowSchema: Kind = {
  resource: 'flowschemas.flowcontrol.apiserver.k8s.io',
  generation: 'spec',
  applyDefaults: ({ spec }) => {
    if (spec) spec.matchingPrecedence ||= defaultPrecedence;
  },
  validate: validateFlowSchema,
  row: ({ metadata, spec, status }, { now }) => {
    const dangling = (status?.conditions ?? []).find((c: Json) => c.type === 'Dangling');
    return [
      metadata.name,
      spec?.priorityLevelConfiguration?.name || '<none>',
      spec?.matchingPrecedence ?? 0,
      spec?.distinguisherMethod?.type ?? '<none>',
      ageOf({ metadata }, now),
      dangling?.status ?? '?',
    ];
  },
};
