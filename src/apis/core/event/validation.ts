// What an Event may be: the old rules for all, and the strict ones for events of the events.k8s.io API.
import { type FieldError, FieldPath, invalidValue, required } from '../../../apimachinery/fieldErrors.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { dns1123Subdomain, immutable, qualifiedName } from '../../support/checks.ts';

const limits = { reportingInstance: 128, action: 128, reason: 128, message: 1024 };

/** A text that must be there, and may not be long. */
function bounded(field: keyof typeof limits, value = ''): FieldError[] {
  const missing = field !== 'message' && value === '' ? [required(field)] : [];
  return value.length > limits[field] ? [...missing, invalidValue(field, '', `can have at most ${limits[field]} characters`)] : missing;
}

/** `controller` is what this version of the API calls the reporting controller. */
function validateAlways(event: Json, controller: string): FieldError[] {
  const own: string = event.metadata.namespace ?? '';
  const about: string = event.involvedObject?.namespace ?? '';
  const misplaced = [invalidValue(FieldPath.root('involvedObject').child('namespace'), about, 'does not match event.namespace')];
  const where = dns1123Subdomain(FieldPath.root('namespace'), own);
  if (!event.eventTime) {
    const fits = about === '' ? own === '' || own === 'default' : own === about;
    return [...(fits ? [] : misplaced), ...where];
  }
  const reporter: string = event.reportingComponent ?? '';
  return [
    ...(about === '' && own !== 'default' && own !== 'kube-system' ? misplaced : []),
    ...(reporter ? [] : [required(controller)]),
    ...qualifiedName(FieldPath.root(controller), reporter),
    ...bounded('reportingInstance', event.reportingInstance),
    ...bounded('action', event.action),
    ...bounded('reason', event.reason),
    ...bounded('message', event.message),
    ...where,
  ];
}

export const validateEvent = (event: Json): FieldError[] => validateAlways(event, 'reportingComponent');

function validateSeries({ series }: Json): FieldError[] {
  if (!series) return [];
  return [...((series.count ?? 0) < 2 ? [invalidValue('series.count', '', 'should be at least 2')] : []), ...(series.lastObservedTime ? [] : [required('series.lastObservedTime')])];
}

const unset = ['firstTimestamp', 'lastTimestamp', 'count', 'source'];
const isSet = (value: Json): boolean => Boolean(value) && (typeof value !== 'object' || Object.values(value).some(Boolean));

/** Of an event in its stored form that came through events.k8s.io. */
export function validateNewEvent(event: Json): FieldError[] {
  return [
    ...validateAlways(event, 'reportingController'),
    ...validateSeries(event),
    ...(event.eventTime ? [] : [required('eventTime')]),
    ...(event.type === 'Normal' || event.type === 'Warning' ? [] : [invalidValue('type', '', `has invalid value: ${event.type ?? ''}`)]),
    ...unset.filter((field) => isSet(event[field])).map((field) => invalidValue(field, '', 'needs to be unset')),
  ];
}

const fixed = ['involvedObject', 'reason', 'message', 'source', 'firstTimestamp', 'lastTimestamp', 'count', 'type', 'eventTime', 'action', 'related', 'reportingComponent', 'reportingInstance'];

export function validateNewEventUpdate(event: Json, old: Json): FieldError[] {
  return [
    ...validateAlways(event, 'reportingController'),
    ...(deepEqual(event.series, old.series) ? [] : validateSeries(event)),
    ...fixed.flatMap((field) => immutable(FieldPath.root(field === 'reportingComponent' ? 'reportingController' : field), event[field], old[field])),
  ];
}
