// What a StatefulSet may be, and the little that may change of it.
import { type FieldError, type FieldPath, forbiddenField, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { validateClaimSpec } from '../../core/persistentvolumeclaim/validation.ts';
import { validatePodAnnotations } from '../../core/pod/annotations.ts';
import { specPath, validatePodTemplate } from '../../core/pod/spec.ts';
import { validateSelectorAndTemplate } from '../../core/pod/templateOwner.ts';
import { dns1123Label, nonNegative } from '../../support/checks.ts';
import { type Check, each } from '../../validation/each.ts';
import { type GoStruct, goStruct } from '../../support/goText.ts';
import { validateAnnotations, validateLabels } from '../../validation/labels.ts';
import { amountOf, notMoreThan100Percent, positiveIntOrPercent } from '../../validation/intOrPercent.ts';

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
  errors.push(...positiveIntOrPercent(at.child('maxUnavailable'), most));
  if (amountOf(most) === 0) errors.push(invalidValue(at.child('maxUnavailable'), most, 'cannot be 0'));
  return [...errors, ...notMoreThan100Percent(at.child('maxUnavailable'), most)];
}

function validateStrategy(at: FieldPath, strategy: Json): FieldError[] {
  const { type, rollingUpdate } = strategy;
  if (!type) return [required(at)];
  if (type === 'OnDelete') return rollingUpdate ? [invalidValue(at.child('rollingUpdate'), goStruct(rollingUpdate, rollingShape), "only allowed for updateStrategy 'RollingUpdate'")] : [];
  if (type === 'RollingUpdate') return rollingUpdate ? validateRollingUpdate(at.child('rollingUpdate'), rollingUpdate) : [];
  return [invalidValue(at, goStruct(strategy, strategyShape), "must be 'RollingUpdate' or 'OnDelete'")];
}

const retention = ['Retain', 'Delete'];

function validateRetention(at: FieldPath, policy: Json): FieldError[] {
  return ['whenDeleted', 'whenScaled'].flatMap((field) => (policy && !retention.includes(policy[field]) ? [notSupported(at.child(field), policy[field] ?? '', retention)] : []));
}

/** The pods as they will be: their names are their own, and each claim is a volume. */
function withClaims(template: Json, claims: Json[]): Json {
  const { subdomain: _, hostname: __, volumes = [], ...spec } = template?.spec ?? {};
  const names = claims.map((claim) => claim.metadata?.name ?? '');
  const own = names.map((name) => ({ name, persistentVolumeClaim: { claimName: name } }));
  const others = (volumes as Json[]).filter((volume) => !names.includes(volume.name ?? ''));
  return { ...template, spec: { ...spec, volumes: claims.length > 0 ? [...own, ...others] : volumes } };
}

interface Leniency {
  /** What cannot change any more is not asked again. */
  isUpdate?: boolean;
  /** Pods that were wrong already may stay wrong. */
  skipPods?: boolean;
}

function validateSpec({ spec }: Json, { isUpdate = false, skipPods = false }: Leniency = {}): FieldError[] {
  const claims: Json[] = spec.volumeClaimTemplates ?? [];
  // Labels and annotations are looked at whether the pods are or not.
  const checkTemplate: Check = (at, template) => {
    const metadata = template?.metadata;
    return [
      ...(skipPods ? [] : validatePodTemplate(at, withClaims(template, claims))),
      ...validateLabels(at.child('labels'), metadata?.labels),
      ...validateAnnotations(at.child('annotations'), metadata?.annotations),
      ...validatePodAnnotations(at.child('annotations'), metadata?.annotations, template?.spec ?? {}),
    ];
  };
  return [
    ...validateManagement(specPath.child('podManagementPolicy'), spec.podManagementPolicy),
    ...validateStrategy(specPath.child('updateStrategy'), spec.updateStrategy ?? {}),
    ...validateRetention(specPath.child('persistentVolumeClaimRetentionPolicy'), spec.persistentVolumeClaimRetentionPolicy),
    ...(isUpdate ? [] : each(specPath.child('volumeClaimTemplates'), claims, (item, claim) => validateClaimSpec(item.child('spec'), claim.spec))),
    ...nonNegative(specPath.child('replicas'), spec.replicas),
    ...nonNegative(specPath.child('minReadySeconds'), spec.minReadySeconds),
    ...nonNegative(specPath.child('ordinals', 'start'), spec.ordinals?.start),
    ...(isUpdate || !spec.serviceName ? [] : dns1123Label(specPath.child('serviceName'), spec.serviceName)),
    ...validateSelectorAndTemplate(spec, specPath, { owner: 'statefulset', kind: 'StatefulSet', unreadable: '' }, checkTemplate),
  ];
}

export const validateStatefulSet = (set: Json): FieldError[] => validateSpec(set);

const mutable = ['replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy', 'minReadySeconds'];
const fixedPart = (spec: Json): Json => Object.fromEntries(Object.entries(spec).filter(([field]) => !mutable.includes(field)));

export function validateStatefulSetUpdate(set: Json, old: Json): FieldError[] {
  const errors = validateSpec(set, { isUpdate: true, skipPods: validateSpec(old, { isUpdate: true }).length > 0 });
  if (deepEqual(fixedPart(set.spec), fixedPart(old.spec))) return errors;
  const names = `${mutable
    .slice(0, -1)
    .map((field) => `'${field}'`)
    .join(', ')} and '${mutable.at(-1)}'`;
  return [...errors, forbiddenField(specPath, `updates to statefulset spec for fields other than ${names} are forbidden`)];
}
