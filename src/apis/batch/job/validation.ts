// What a Job may be, and the little that may change of it.
import { type FieldError, type FieldPath, FieldPath as Path, invalidValue, notSupported, required, tooLong } from '../../../apimachinery/fieldErrors.ts';
import { isDNS1123Label } from '../../../apimachinery/names.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { podSpecText, templateText } from '../../core/pod/goShapes.ts';
import { specPath, validatePodTemplate } from '../../core/pod/spec.ts';
import { mismatchText, selectorOf } from '../../core/pod/templateOwner.ts';
import { dns1123Subdomain, immutable, nonNegative, optionalOneOf } from '../../support/checks.ts';
import { type GoStruct, goStruct } from '../../support/goText.ts';
import { immutableSelector, shownSelector, validateLabelSelector } from '../../validation/labels.ts';
import { controllerUidLabel, jobNameLabel, legacyLabels } from './defaults.ts';
import { failureShape, successShape, validateFailurePolicy, validateSuccessPolicy } from './policies.ts';

/** Up to the check of maxFailedIndexes and managedBy, which have more to say. */
const counters = ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished', 'backoffLimitPerIndex', 'maxFailedIndexes'];
const limits = { parallelism: 100000, failedIndexes: 100000, manyCompletions: 100000, parallelismOfMany: 10000, failedIndexesOfMany: 10000, managedBy: 63 };
const modes = ['NonIndexed', 'Indexed'];
const httpPath = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;

/** `example.com/controller` */
function validateManagedBy(at: FieldPath, name: string | undefined): FieldError[] {
  if (name === undefined) return [];
  if (name === '') return [required(at)];
  const slash = name.indexOf('/');
  const [host, path] = [name.slice(0, Math.max(slash, 0)), name.slice(slash + 1)];
  const long = name.length > limits.managedBy ? [tooLong(at, limits.managedBy)] : [];
  if (slash < 0 || !host || !path) return [invalidValue(at, name, 'must be a domain-prefixed path (such as "acme.io/foo")'), ...long];
  const wrongPath = httpPath.test(path) ? [] : [invalidValue(at, path, `Invalid path (regex used for validation is '${httpPath.source.slice(1, -1)}')`)];
  return [...dns1123Subdomain(at, host), ...wrongPath, ...long];
}

/** Jobs with very many completions must not be able to fail at very many. */
function validateMany(at: FieldPath, spec: Json): FieldError[] {
  const { completions, backoffLimitPerIndex, maxFailedIndexes, parallelism } = spec;
  if (!(completions > limits.manyCompletions) || backoffLimitPerIndex === undefined) return [];
  const text = (most: number): string => `must be less than or equal to ${most} when completions are above ${limits.manyCompletions} and used with backoff limit per index`;
  return [
    ...(maxFailedIndexes === undefined ? [required(at.child('maxFailedIndexes'), `must be specified when completions is above ${limits.manyCompletions}`)] : []),
    ...(parallelism > limits.parallelismOfMany ? [invalidValue(at.child('parallelism'), parallelism, text(limits.parallelismOfMany))] : []),
    ...(maxFailedIndexes > limits.failedIndexesOfMany ? [invalidValue(at.child('maxFailedIndexes'), maxFailedIndexes, text(limits.failedIndexesOfMany))] : []),
  ];
}

function validateIndexed(at: FieldPath, spec: Json): FieldError[] {
  const { completions, parallelism, maxFailedIndexes } = spec;
  const failedAt = at.child('maxFailedIndexes');
  return [
    ...(completions === undefined ? [required(at.child('completions'), 'when completion mode is Indexed')] : []),
    ...(parallelism > limits.parallelism ? [invalidValue(at.child('parallelism'), parallelism, `must be less than or equal to ${limits.parallelism} when completion mode is Indexed`)] : []),
    ...(completions !== undefined && maxFailedIndexes > completions ? [invalidValue(failedAt, maxFailedIndexes, 'must be less than or equal to completions')] : []),
    ...(maxFailedIndexes > limits.failedIndexes ? [invalidValue(failedAt, maxFailedIndexes, `must be less than or equal to ${limits.failedIndexes}`)] : []),
    ...validateMany(at, spec),
  ];
}

function validateMode(at: FieldPath, spec: Json): FieldError[] {
  const mode = spec.completionMode;
  if (mode === 'Indexed') return validateIndexed(at, spec);
  if (mode !== undefined && mode !== 'NonIndexed') return [notSupported(at.child('completionMode'), mode, modes)];
  return ['backoffLimitPerIndex', 'maxFailedIndexes'].filter((field) => spec[field] !== undefined).map((field) => invalidValue(at.child(field), spec[field], 'requires indexed completion mode'));
}

function validateRestartPolicy(at: FieldPath, policy: string | undefined, failurePolicy: Json): FieldError[] {
  if (!policy || policy === 'Always') return [required(at, 'valid values: "OnFailure", "Never"')];
  if (policy !== 'OnFailure' && policy !== 'Never') return [notSupported(at, policy, ['OnFailure', 'Never'])];
  return failurePolicy && policy !== 'Never' ? [invalidValue(at, policy, 'only "Never" is supported when podFailurePolicy is specified')] : [];
}

function validateReplacement(at: FieldPath, spec: Json): FieldError[] {
  const policy = spec.podReplacementPolicy;
  if (policy === undefined) return [];
  if (spec.podFailurePolicy) return policy === 'Failed' ? [] : [notSupported(at, policy, ['Failed'])];
  return optionalOneOf(at, policy, ['Failed', 'TerminatingOrFailed']);
}

/** The spec of Jobs and of CronJobs' templates. */
export function validateJobSpec(at: FieldPath, spec: Json): FieldError[] {
  const template = at.child('template');
  return [
    ...counters.flatMap((field) => nonNegative(at.child(field), spec[field])),
    ...(spec.maxFailedIndexes !== undefined && spec.backoffLimitPerIndex === undefined ? [required(at.child('backoffLimitPerIndex'), 'when maxFailedIndexes is specified')] : []),
    ...validateManagedBy(at.child('managedBy'), spec.managedBy),
    ...validateMode(at, spec),
    ...validateFailurePolicy(at.child('podFailurePolicy'), spec),
    ...validateSuccessPolicy(at.child('successPolicy'), spec),
    ...validateReplacement(at.child('podReplacementPolicy'), spec),
    ...validatePodTemplate(template, spec.template),
    ...validateRestartPolicy(template.child('spec', 'restartPolicy'), spec.template?.spec?.restartPolicy, spec.podFailurePolicy),
  ];
}

/** A generated selector selects by the job's number and by nothing else, and the template carries what it selects. */
function validateGenerated({ metadata, spec }: Json): FieldError[] {
  if (spec.manualSelector || !spec.selector) return [];
  const nameless = metadata.uid ? [] : [required(Path.root('metadata').child('uid'))];
  const labels = spec.template?.metadata?.labels ?? {};
  const at = specPath.child('template', 'metadata', 'labels');
  const expected = { [legacyLabels.uid]: metadata.uid, [legacyLabels.name]: metadata.name, [controllerUidLabel]: metadata.uid, [jobNameLabel]: metadata.name };
  const errors = Object.entries(expected).flatMap(([key, value]) => {
    if (labels[key] === undefined) return [required(at.key(key), `must be '${value}'`)];
    return labels[key] === value ? [] : [invalidValue(at.key(key), labels, `must be '${value}'`)];
  });
  const generated = selectorOf(spec.selector)?.matches(expected) ?? true;
  return generated ? [...nameless, ...errors] : [...nameless, ...errors, invalidValue(specPath.child('selector'), shownSelector(spec.selector), '`selector` not auto-generated')];
}

function validateSelector(spec: Json): FieldError[] {
  const at = specPath.child('selector');
  if (!spec.selector) return [required(at)];
  const selector = selectorOf(spec.selector);
  const labels = spec.template?.metadata?.labels;
  const mismatch = selector?.matches(labels) === false ? [invalidValue(specPath.child('template', 'metadata', 'labels'), labels ?? null, mismatchText)] : [];
  return [...validateLabelSelector(at, spec.selector), ...mismatch];
}

/** Pods of an indexed job have their number in their hostname. */
function validateHostnames({ metadata, spec }: Json): FieldError[] {
  if (spec.completionMode !== 'Indexed' || !(spec.completions > 0)) return [];
  const longest = `${metadata.name ?? ''}-${spec.completions - 1}`;
  return isDNS1123Label(longest).length > 0 ? [invalidValue(Path.root('metadata').child('name'), metadata.name ?? '', `will not able to create pod with invalid DNS label: ${longest}`)] : [];
}

export const validateJob = (job: Json): FieldError[] => [...validateGenerated(job), ...validateJobSpec(specPath, job.spec), ...validateSelector(job.spec), ...validateHostnames(job)];

/** An indexed job may grow and shrink, when completions and parallelism do so together. */
function validateCompletions(spec: Json, old: Json): FieldError[] {
  const at = specPath.child('completions');
  if (spec.completionMode !== 'Indexed') return immutable(at, spec.completions, old.completions);
  if (spec.completions === undefined || spec.completions === old.completions || spec.completions === spec.parallelism) return [];
  return [invalidValue(at, spec.completions, 'can only be modified in tandem with parallelism')];
}

/** The old template with what may still be told: where its pods may run, and how they are marked. */
function withSchedulingOf(old: Json, template: Json): Json {
  const spec = { ...old.spec };
  const take = (field: string, value: Json): void => {
    if (value === undefined) delete spec[field];
    else spec[field] = value;
  };
  for (const field of ['nodeSelector', 'tolerations', 'schedulingGates']) take(field, template.spec?.[field]);
  const { nodeAffinity: _, ...others } = old.spec?.affinity ?? {};
  const nodeAffinity = template.spec?.affinity?.nodeAffinity;
  const affinity = { ...others, ...(nodeAffinity ? { nodeAffinity } : {}) };
  take('affinity', Object.keys(affinity).length > 0 || template.spec?.affinity ? affinity : undefined);
  return { ...old, metadata: template.metadata, spec };
}

/** The same with the sizes of its containers. */
function withResourcesOf(old: Json, spec: Json): Json {
  const sized = { ...old };
  for (const field of ['containers', 'initContainers']) {
    const now: Json[] = spec[field] ?? [];
    if (!old[field] || now.length !== old[field].length) continue;
    sized[field] = (old[field] as Json[]).map((container, i) => (container.name === now[i].name ? { ...container, resources: now[i].resources } : container));
  }
  return sized;
}

/** A suspended job without pods: one that never began, or has come to rest. */
function mayChangePods({ spec, status = {} }: Json): boolean {
  const resting = (status.conditions ?? []).some((condition: Json) => condition.type === 'Suspended' && condition.status === 'True');
  return Boolean(spec.suspend) && (status.startTime === undefined || resting) && (status.active ?? 0) === 0;
}

function validateTemplateChange(job: Json, oldJob: Json): FieldError[] {
  const { template } = job.spec;
  const old = oldJob.spec.template;
  if (!mayChangePods(oldJob)) return deepEqual(template, old) ? [] : [invalidValue(specPath.child('template'), templateText(template), 'field is immutable')];
  const expected = withResourcesOf(withSchedulingOf(old, template).spec, template.spec);
  // Absent and empty resources are the same.
  const settled = (spec: Json): Json => JSON.parse(JSON.stringify(spec));
  return deepEqual(settled(template.spec), settled(expected)) ? [] : [invalidValue(specPath.child('template.spec'), podSpecText(template.spec), 'field is immutable')];
}

/** What stays, and how upstream shows it. */
const fixed: readonly (readonly [field: string, shape?: GoStruct])[] = [
  ['completionMode'],
  ['podFailurePolicy', failureShape],
  ['backoffLimitPerIndex'],
  ['managedBy'],
  ['successPolicy', successShape],
];

function validateFixed(spec: Json, old: Json): FieldError[] {
  const shown = (value: Json, shape?: GoStruct): Json => (shape && value ? goStruct(value, shape) : value);
  return fixed.flatMap(([field, shape]) => immutable(specPath.child(field), shown(spec[field], shape), shown(old[field], shape)));
}

export function validateJobUpdate(job: Json, old: Json): FieldError[] {
  return [
    ...validateJobSpec(specPath, job.spec),
    ...validateSelector(job.spec),
    ...validateCompletions(job.spec, old.spec),
    ...immutableSelector(specPath.child('selector'), job.spec.selector, old.spec.selector),
    ...validateTemplateChange(job, old),
    ...validateFixed(job.spec, old.spec),
  ];
}

export function validateJobStatusUpdate({ status = {} }: Json): FieldError[] {
  return ['active', 'succeeded', 'failed', 'ready', 'terminating'].flatMap((field) => nonNegative(Path.root('status').child(field), status[field]));
}

const many = { completions: 100000, parallelism: 10000 };
const manyText =
  'In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail';

/** What the server warns of in the spec of Jobs and of CronJobs' templates, beside their pods. */
export const jobSpecWarnings = (at: string, spec: Json): string[] =>
  spec?.completionMode === 'Indexed' && spec.completions > many.completions && spec.parallelism > many.parallelism ? [`${at}: ${manyText}`] : [];
