// What a Job may be, and the little that may change of it.
import { type FieldError, type FieldPath, FieldPath as Path, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { templateText } from '../../core/pod/goShapes.ts';
import { specPath, validatePodTemplate } from '../../core/pod/spec.ts';
import { mismatchText, selectorOf } from '../../core/pod/templateOwner.ts';
import { immutable, nonNegative, oneOf } from '../../support/checks.ts';
import { immutableSelector, shownSelector, validateLabelSelector } from '../../validation/labels.ts';
import { controllerUidLabel, jobNameLabel, legacyLabels } from './defaults.ts';
import { validateFailurePolicy, validateSuccessPolicy } from './policies.ts';

const counters = ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished', 'backoffLimitPerIndex', 'maxFailedIndexes'];
const mostPods = 100000;

function validateIndexed(at: FieldPath, spec: Json): FieldError[] {
  const errors: FieldError[] = [];
  if (spec.backoffLimitPerIndex !== undefined && spec.completionMode !== 'Indexed')
    errors.push(invalidValue(at.child('backoffLimitPerIndex'), spec.backoffLimitPerIndex, 'requires indexed completion mode'));
  if (spec.completionMode !== 'Indexed') return errors;
  if (spec.completions === undefined) errors.push(required(at.child('completions'), 'when completion mode is Indexed'));
  if (spec.parallelism > mostPods) errors.push(invalidValue(at.child('parallelism'), spec.parallelism, `must be less than or equal to ${mostPods} when completion mode is Indexed`));
  return errors;
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
  return oneOf(at, policy, ['Failed', 'TerminatingOrFailed']);
}

/** The spec of Jobs and of CronJobs' templates. */
export function validateJobSpec(at: FieldPath, spec: Json): FieldError[] {
  const template = at.child('template');
  return [
    ...counters.flatMap((field) => nonNegative(at.child(field), spec[field])),
    ...(spec.completionMode === undefined ? [] : oneOf(at.child('completionMode'), spec.completionMode, ['NonIndexed', 'Indexed'])),
    ...validateIndexed(at, spec),
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
  if (!metadata.uid) return [required(Path.root('metadata').child('uid'))];
  const labels = spec.template?.metadata?.labels ?? {};
  const at = specPath.child('template', 'metadata', 'labels');
  const expected = { [legacyLabels.uid]: metadata.uid, [legacyLabels.name]: metadata.name, [controllerUidLabel]: metadata.uid, [jobNameLabel]: metadata.name };
  const errors = Object.entries(expected).flatMap(([key, value]) => {
    if (labels[key] === undefined) return [required(at.key(key), `must be '${value}'`)];
    return labels[key] === value ? [] : [invalidValue(at.key(key), labels, `must be '${value}'`)];
  });
  const generated = deepEqual(spec.selector.matchLabels, { [controllerUidLabel]: metadata.uid }) && !spec.selector.matchExpressions?.length;
  return generated ? errors : [...errors, invalidValue(specPath.child('selector'), shownSelector(spec.selector), '`selector` not auto-generated')];
}

function validateSelector(spec: Json): FieldError[] {
  const at = specPath.child('selector');
  if (!spec.selector) return [required(at)];
  const selector = selectorOf(spec.selector);
  const labels = spec.template?.metadata?.labels;
  const mismatch = selector?.matches(labels) === false ? [invalidValue(specPath.child('template', 'metadata', 'labels'), labels ?? null, mismatchText)] : [];
  return [...validateLabelSelector(at, spec.selector), ...mismatch];
}

export const validateJob = (job: Json): FieldError[] => [...validateGenerated(job), ...validateJobSpec(specPath, job.spec), ...validateSelector(job.spec)];

/** An indexed job may grow and shrink, when completions and parallelism do so together. */
function validateCompletions(spec: Json, old: Json): FieldError[] {
  const at = specPath.child('completions');
  if (spec.completionMode !== 'Indexed' || spec.completions === undefined || old.completions === undefined) return immutable(at, spec.completions, old.completions);
  if (spec.completions === old.completions || spec.completions === spec.parallelism) return [];
  return [invalidValue(at, spec.completions, 'can only be modified in tandem with parallelism')];
}

/** Where pods of a job that has not begun may run can still be told. */
function withSchedulingOf(template: Json, old: Json): Json {
  const fields = ['nodeSelector', 'tolerations', 'schedulingGates', 'affinity'];
  const spec = { ...template.spec };
  for (const field of fields) {
    if (old.spec[field] === undefined) delete spec[field];
    else spec[field] = old.spec[field];
  }
  return { ...template, metadata: old.metadata, spec };
}

function validateTemplateChange(job: Json, oldJob: Json): FieldError[] {
  const { template } = job.spec;
  const old = oldJob.spec.template;
  const began = oldJob.status?.startTime !== undefined || !oldJob.spec.suspend;
  const compared = began ? template : withSchedulingOf(template, old);
  return deepEqual(compared, old) ? [] : [invalidValue(specPath.child('template'), templateText(template), 'field is immutable')];
}

const fixed = ['completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy'];

export function validateJobUpdate(job: Json, old: Json): FieldError[] {
  return [
    ...validateJobSpec(specPath, job.spec),
    ...validateSelector(job.spec),
    ...validateCompletions(job.spec, old.spec),
    ...immutableSelector(specPath.child('selector'), job.spec.selector, old.spec.selector),
    ...validateTemplateChange(job, old),
    ...fixed.flatMap((field) => immutable(specPath.child(field), job.spec[field], old.spec[field])),
  ];
}
