// CronJob: a Job at every time that a schedule names.
import { type FieldError, type FieldPath, FieldPath as Path, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import { formatLabelSelector } from '../../../apimachinery/labels.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { containerCells } from '../../core/pod/columns.ts';
import { applyTemplateDefaults, fill } from '../../core/pod/defaults.ts';
import { specPath } from '../../core/pod/spec.ts';
import { ownerWarnings } from '../../core/pod/warnings.ts';
import type { Cell, Kind, TableContext } from '../../kind.ts';
import { nonNegative, oneOf } from '../../support/checks.ts';
import { ageOf, since } from '../../support/columns.ts';
import { shownSelector } from '../../validation/labels.ts';
import { jobSpecWarnings, validateJobSpec } from '../job/validation.ts';
import { scheduleError } from './schedule.ts';

export { scheduleError } from './schedule.ts';

/** Eleven characters are kept for the number of the minute that is appended for each job. */
const longestName = 52;

const zoneWarning = 'cannot use TZ or CRON_TZ in spec.spec.schedule, use timeZone instead, see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details';

/** Schedules with a zone of their own are kept where they are, and not made any more. */
function validateSchedule(at: FieldPath, spec: Json, old: Json): FieldError[] {
  const schedule: string = spec.schedule ?? '';
  if (!schedule) return [required(at)];
  const errors: FieldError[] = [];
  const wrong = scheduleError(schedule);
  if (wrong) errors.push(invalidValue(at, schedule, wrong));
  if (!schedule.includes('TZ')) return errors;
  if (!old?.schedule?.includes('TZ')) return [...errors, invalidValue(at, schedule, 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead')];
  return spec.timeZone === undefined ? errors : [...errors, invalidValue(at, schedule, 'cannot use both timeZone field and TZ or CRON_TZ in schedule')];
}

const zonePart = /^[A-Za-z._0-9+][A-Za-z.\-_0-9+]{0,13}$/;

function isTimeZone(name: string): boolean {
  if (name.split('/').some((part) => part === '.' || part === '..' || !zonePart.test(part))) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    // Zones are files for the server: their names have one spelling.
    return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}

function validateTimeZone(at: FieldPath, zone: string | undefined): FieldError[] {
  if (zone === undefined) return [];
  if (zone === '') return [invalidValue(at, zone, 'timeZone must be nil or non-empty string')];
  const local = zone.toLowerCase() === 'local' ? [invalidValue(at, zone, 'timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones')] : [];
  if (zone === 'Local') return local;
  if (local.length > 0) return [...local, invalidValue(at, zone, `unknown time zone ${zone}`)];
  return isTimeZone(zone) ? [] : [invalidValue(at, zone, `unknown time zone ${zone}`)];
}

function validateJobTemplate(at: FieldPath, template: Json): FieldError[] {
  const spec = template?.spec ?? {};
  const errors = validateJobSpec(at.child('spec'), spec);
  if (spec.selector) errors.push(invalidValue(at.child('spec', 'selector'), shownSelector(spec.selector), '`selector` will be auto-generated'));
  if (spec.manualSelector) errors.push(notSupported(at.child('spec', 'manualSelector'), spec.manualSelector, ['nil', 'false']));
  return errors;
}

function validateSpec(spec: Json, old?: Json): FieldError[] {
  return [
    ...validateSchedule(specPath.child('schedule'), spec, old),
    ...nonNegative(specPath.child('startingDeadlineSeconds'), spec.startingDeadlineSeconds),
    ...(old && old.timeZone === spec.timeZone ? [] : validateTimeZone(specPath.child('timeZone'), spec.timeZone)),
    ...oneOf(specPath.child('concurrencyPolicy'), spec.concurrencyPolicy, ['Allow', 'Forbid', 'Replace']),
    ...validateJobTemplate(specPath.child('jobTemplate'), spec.jobTemplate),
    ...nonNegative(specPath.child('successfulJobsHistoryLimit'), spec.successfulJobsHistoryLimit),
    ...nonNegative(specPath.child('failedJobsHistoryLimit'), spec.failedJobsHistoryLimit),
  ];
}

function validateCronJob({ metadata, spec }: Json): FieldError[] {
  const errors = validateSpec(spec);
  const tooLong = (metadata.name ?? '').length > longestName;
  return tooLong ? [...errors, invalidValue(Path.root('metadata').child('name'), metadata.name, `must be no more than ${longestName} characters`)] : errors;
}

/** A name that was let pass may stay. */
const validateCronJobUpdate = (cronJob: Json, old: Json): FieldError[] => validateSpec(cronJob.spec, old.spec);

function cronJobRow(cronJob: Json, { now }: TableContext): Cell[] {
  const { spec, status = {} } = cronJob;
  return [
    cronJob.metadata.name,
    spec.schedule,
    spec.timeZone ?? '<none>',
    spec.suspend === undefined ? '<unset>' : spec.suspend ? 'True' : 'False',
    (status.active ?? []).length,
    status.lastScheduleTime ? since(status.lastScheduleTime, now) : '<none>',
    ageOf(cronJob, now),
    ...containerCells(spec.jobTemplate?.spec?.template),
    formatLabelSelector(spec.jobTemplate?.spec?.selector),
  ];
}

export const cronJob: Kind = {
  resource: 'cronjobs.batch',
  generation: 'spec',
  podTemplate: ['spec', 'jobTemplate', 'spec', 'template'],
  applyDefaults: (object) => {
    object.spec ??= {};
    object.spec.concurrencyPolicy ||= 'Allow';
    fill(object.spec, { suspend: false, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1 });
    applyTemplateDefaults(object.spec.jobTemplate?.spec?.template);
  },
  validate: validateCronJob,
  validateUpdate: validateCronJobUpdate,
  validateUpdateOnly: true,
  warnings: (object, old) => [
    ...(old && object.metadata.generation === old.metadata.generation ? [] : jobSpecWarnings('spec.jobTemplate.spec', object.spec.jobTemplate?.spec)),
    ...ownerWarnings(object, old, ['spec', 'jobTemplate', 'spec', 'template']),
    ...(old && object.spec.schedule.includes('TZ') ? [zoneWarning] : []),
  ],
  row: cronJobRow,
};
