// What a Job is when its manifest does not say, and the selector that its own number makes.
import type { Json } from '../../../apimachinery/object.ts';
import { sortedMap } from '../../support/goText.ts';
import { applyTemplateDefaults, fill } from '../../core/pod/defaults.ts';

export const controllerUidLabel = 'batch.kubernetes.io/controller-uid';
export const jobNameLabel = 'batch.kubernetes.io/job-name';
/** What the labels were called before they had a domain; pods still carry both. */
export const legacyLabels = { uid: 'controller-uid', name: 'job-name' } as const;

export function applyJobDefaults(job: Json): void {
  job.spec ??= {};
  const { spec } = job;
  applyTemplateDefaults(spec.template);
  if (spec.completions === undefined && spec.parallelism === undefined) spec.completions = 1;
  fill(spec, {
    parallelism: 1,
    backoffLimit: spec.backoffLimitPerIndex === undefined ? 6 : 2147483647,
    completionMode: 'NonIndexed',
    suspend: false,
    manualSelector: false,
    podReplacementPolicy: spec.podFailurePolicy ? 'Failed' : 'TerminatingOrFailed',
  });
  for (const rule of spec.podFailurePolicy?.rules ?? []) for (const pattern of rule.onPodConditions ?? []) pattern.status ||= 'True';
}

/** Labels the pods with the job's own number, and selects by it, unless the user selects by hand. */
export function generateSelector(job: Json): void {
  const { spec, metadata } = job;
  spec.template.metadata ??= {};
  if (!spec.manualSelector) {
    const names = { [jobNameLabel]: metadata.name, [legacyLabels.name]: metadata.name, [controllerUidLabel]: metadata.uid, [legacyLabels.uid]: metadata.uid };
    spec.template.metadata.labels = sortedMap({ ...names, ...spec.template.metadata.labels });
    spec.selector ??= {};
    spec.selector.matchLabels = sortedMap({ [controllerUidLabel]: metadata.uid, ...spec.selector.matchLabels });
  }
  // A job without labels of its own has its template's, the generated ones too.
  const labels = spec.template.metadata.labels;
  if (labels && Object.keys(metadata.labels ?? {}).length === 0) metadata.labels = { ...labels };
}
