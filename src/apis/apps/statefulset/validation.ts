// What a StatefulSet may be, and the little that may change of it.
import { type FieldError, type FieldPath, forbiddenField, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { specPath } from '../../core/pod/spec.ts';
import { validateSelectorAndTemplate } from '../../core/pod/templateOwner.ts';
import { nonNegative } from '../../support/checks.ts';
import { type GoStruct, goStruct } from '../../support/goText.ts';
import { validateAnnotations, validateLabels } from '../../validation/labels.ts';
import { notMoreThan100Percent, positiveIntOrPercent } from '../../validation/intOrPercent.ts';

const rollingShape: GoStruct = [
  ['Partition', 'partition', 0],
  ['MaxUnavailable', 'maxUnavailable', null],
];
const strategyShape: GoStruct = [
  ['Type', 'type', ''],
  ['RollingUpdate', 'rollingUpdate', null, rollingShape],
];

function validateManagement(at: FieldPath, policy: string): FieldError[] {
  if (!policy) return [required(at)];
  return policy === 'OrderedReady' || policy === 'Parallel' ? [] : [invalidValue(at, policy, "must be 'OrderedReady' or 'Parallel'")];
}

function validateRollingUpdate(at: FieldPath, rolling: Json): FieldError[] {
  const errors = nonNegative(at.child('partition'), rolling.partition);
  const most = rolling.maxUnavailable;
  if (most === undefined) return errors;
  errors.push(...positiveIntOrPercent(at.child('maxUnavailable'), most), ...notMoreThan100Percent(at.child('maxUnavailable'), most));
  if (most === 0 || most === '0%') errors.push(invalidValue(at.child('maxUnavailable'), most, 'cannot be 0'));
  return errors;
}

function validateStrategy(at: FieldPath, strategy: Json): FieldError[] {
  const { type, rollingUpdate } = strategy;
  if (!type) return [required(at)];
  if (type === 'OnDelete') return rollingUpdate ? [invalidValue(at.child('rollingUpdate'), goStruct(rollingUpdate, rollingShape), "only allowed for updateStrategy 'RollingUpdate'")] : [];
  if (type === 'RollingUpdate') return rollingUpdate ? validateRollingUpdate(at.child('rollingUpdate'), rollingUpdate) : [];
  return [invalidValue(at, goStruct(strategy, strategyShape), "must be 'RollingUpdate' or 'OnDelete'")];
}

const retention = ['Delete', 'Retain'];

function validateRetention(at: FieldPath, policy: Json): FieldError[] {
  return ['whenDeleted', 'whenScaled'].flatMap((field) => (policy && !retention.includes(policy[field]) ? [notSupported(at.child(field), policy[field] ?? '', retention)] : []));
}

/** The server does not look at the pods: some of their volumes come from the claims only later. */
const validateTemplateMetadata = (at: FieldPath, template: Json): FieldError[] => [
  ...validateLabels(at.child('labels'), template?.metadata?.labels),
  ...validateAnnotations(at.child('annotations'), template?.metadata?.annotations),
];

export function validateStatefulSet({ spec }: Json): FieldError[] {
  return [
    ...validateManagement(specPath.child('podManagementPolicy'), spec.podManagementPolicy),
    ...validateStrategy(specPath.child('updateStrategy'), spec.updateStrategy ?? {}),
    ...validateRetention(specPath.child('persistentVolumeClaimRetentionPolicy'), spec.persistentVolumeClaimRetentionPolicy),
    ...nonNegative(specPath.child('replicas'), spec.replicas),
    ...nonNegative(specPath.child('minReadySeconds'), spec.minReadySeconds),
    ...nonNegative(specPath.child('ordinals', 'start'), spec.ordinals?.start),
    ...nonNegative(specPath.child('revisionHistoryLimit'), spec.revisionHistoryLimit),
    ...validateSelectorAndTemplate(spec, specPath, { owner: 'statefulset', kind: 'StatefulSet', unreadable: '' }, validateTemplateMetadata),
  ];
}

const mutable = ['replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy', 'minReadySeconds'];
const fixedPart = (spec: Json): Json => Object.fromEntries(Object.entries(spec).filter(([field]) => !mutable.includes(field)));

export function validateStatefulSetUpdate(set: Json, old: Json): FieldError[] {
  if (deepEqual(fixedPart(set.spec), fixedPart(old.spec))) return [];
  const names = `${mutable
    .slice(0, -1)
    .map((field) => `'${field}'`)
    .join(', ')} and '${mutable.at(-1)}'`;
  return [forbiddenField(specPath, `updates to statefulset spec for fields other than ${names} are forbidden`)];
}
