// Event: what a component has to tell about an object.
import type { Json } from '../../../apimachinery/object.ts';
import type { Cell, Kind } from '../../kind.ts';
import { since } from '../../support/columns.ts';
import { validateEvent } from './validation.ts';

/** Events of the events.k8s.io API, and those of new clients, have no source but a controller. */
const sourceText = ({ source, reportingComponent, reportingInstance }: Json): string => {
  const component = source?.component || reportingComponent || '';
  const host = source?.host || reportingInstance || '';
  return host ? `${component}, ${host}` : component;
};

/** First and last seen, and how often: from the series when there is one. */
function times(event: Json, now: number): { first: string; last: string; count: number } {
  const firstTime = event.firstTimestamp ?? event.eventTime;
  const first = since(firstTime, now);
  if (event.series) return { first, last: since(event.series.lastObservedTime, now), count: event.series.count ?? 0 };
  return { first, last: event.lastTimestamp ? since(event.lastTimestamp, now) : first, count: event.count || 1 };
}

export function eventRow(event: Json, now: number): Cell[] {
  const { first, last, count } = times(event, now);
  const { kind = '', name = '', fieldPath = '' } = event.involvedObject ?? {};
  const target = name ? `${kind.toLowerCase()}/${name}` : kind.toLowerCase();
  return [last, event.type ?? '', event.reason ?? '', target, fieldPath, sourceText(event), (event.message ?? '').trim(), first, count, event.metadata.name];
}

const involved =
  (field: string) =>
  (event: Json): string =>
    event.involvedObject?.[field] ?? '';

export const eventFields: Kind['selectableFields'] = {
  'involvedObject.kind': involved('kind'),
  'involvedObject.namespace': involved('namespace'),
  'involvedObject.name': involved('name'),
  'involvedObject.uid': involved('uid'),
  'involvedObject.apiVersion': involved('apiVersion'),
  'involvedObject.resourceVersion': involved('resourceVersion'),
  'involvedObject.fieldPath': involved('fieldPath'),
  reason: (event) => event.reason ?? '',
  reportingComponent: (event) => event.reportingComponent ?? '',
  source: (event) => event.source?.component || event.reportingComponent || '',
  type: (event) => event.type ?? '',
};

export const event: Kind = {
  resource: 'events',
  validate: validateEvent,
  row: (object, { now }) => eventRow(object, now),
  selectableFields: eventFields,
};
