// Job: pods that run until enough of them have succeeded.
import { humanDuration } from '../../../apimachinery/duration.ts';
import { formatLabelSelector } from '../../../apimachinery/labels.ts';
import { type Json, parseTime } from '../../../apimachinery/object.ts';
import { containerCells } from '../../core/pod/columns.ts';
import { ownerWarnings } from '../../core/pod/warnings.ts';
import type { Cell, Kind, TableContext } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { applyJobDefaults, generateSelector } from './defaults.ts';
import { jobSpecWarnings, validateJob, validateJobStatusUpdate, validateJobUpdate } from './validation.ts';

function completions({ spec, status = {} }: Json): string {
  if (spec.completions !== undefined) return `${status.succeeded ?? 0}/${spec.completions}`;
  return spec.parallelism > 1 ? `${status.succeeded ?? 0}/1 of ${spec.parallelism}` : `${status.succeeded ?? 0}/1`;
}

function duration({ status = {} }: Json, now: number): string {
  if (!status.startTime) return '';
  return humanDuration((status.completionTime ? parseTime(status.completionTime) : now) - parseTime(status.startTime));
}

function jobState(job: Json): string {
  const has = (type: string): boolean => Boolean(job.status?.conditions?.some((condition: Json) => condition.type === type && condition.status === 'True'));
  if (has('Complete')) return 'Complete';
  if (has('Failed')) return 'Failed';
  if (job.metadata.deletionTimestamp) return 'Terminating';
  return ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'].find(has) ?? 'Running';
}

function jobRow(job: Json, { now }: TableContext): Cell[] {
  return [job.metadata.name, jobState(job), completions(job), duration(job, now), ageOf(job, now), ...containerCells(job.spec.template), formatLabelSelector(job.spec.selector)];
}

export const job: Kind = {
  resource: 'jobs.batch',
  generation: 'spec',
  podTemplate: ['spec', 'template'],
  applyDefaults: applyJobDefaults,
  prepareForCreate: (object) => {
    object.status = {};
    generateSelector(object);
  },
  validate: validateJob,
  validateUpdate: validateJobUpdate,
  validateUpdateOnly: true,
  validateStatusUpdate: validateJobStatusUpdate,
  warnings: (object, old) => [...(old && object.metadata.generation === old.metadata.generation ? [] : jobSpecWarnings('spec', object.spec)), ...ownerWarnings(object, old, ['spec', 'template'])],
  row: jobRow,
  unknownFieldText: (field) => `field label ${JSON.stringify(field)} not supported for batchv1.Job`,
  selectableFields: { 'status.successful': (object) => String(object.status?.succeeded ?? 0) },
};
