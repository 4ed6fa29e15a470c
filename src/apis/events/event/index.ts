// Event of events.k8s.io: the same objects as the core group's, under other field names.
import type { Json } from '../../../apimachinery/object.ts';
import { eventFields, eventRow } from '../../core/event/index.ts';
import { validateNewEvent, validateNewEventUpdate } from '../../core/event/validation.ts';
import type { Kind } from '../../kind.ts';

/** The field here, and what it is called in the stored form. */
const fieldNames: readonly [here: string, stored: string][] = [
  ['regarding', 'involvedObject'],
  ['note', 'message'],
  ['reportingController', 'reportingComponent'],
  ['deprecatedSource', 'source'],
  ['deprecatedFirstTimestamp', 'firstTimestamp'],
  ['deprecatedLastTimestamp', 'lastTimestamp'],
  ['deprecatedCount', 'count'],
];

function renamed(object: Json, apiVersion: string, names: readonly (readonly [from: string, to: string])[]): Json {
  const known = new Map(names);
  return { ...Object.fromEntries(Object.entries(object).map(([field, value]) => [known.get(field) ?? field, value])), apiVersion };
}

const toStored = (object: Json): Json => renamed(object, 'v1', fieldNames);

export const eventsEvent: Kind = {
  resource: 'events.events.k8s.io',
  validate: (object) => validateNewEvent(toStored(object)),
  validateUpdate: (object, old) => validateNewEventUpdate(toStored(object), toStored(old)),
  validateUpdateOnly: true,
  toStored,
  fromStored: (object) =>
    renamed(
      object,
      'events.k8s.io/v1',
      fieldNames.map(([here, stored]) => [stored, here] as const),
    ),
  // Rows and selectors are of either form: tables are made of what is served, selectors ask what is stored.
  row: (object, { now }) => eventRow(toStored(object), now),
  selectableFields: Object.fromEntries(
    Object.entries(eventFields ?? {}).map(([name, value]) => [
      name.replace('involvedObject.', 'regarding.').replace('reportingComponent', 'reportingController'),
      (object: Json) => value(toStored(object)),
    ]),
  ),
};
