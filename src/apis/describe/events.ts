// The events at the end of a description.
import { escapeFieldValue } from '../../apimachinery/fields.ts';
import { type Json, parseTime } from '../../apimachinery/object.ts';
import { since } from '../support/columns.ts';
import type { DescribeContext, DescribeReader, Describer, EventReference } from './contract.ts';
import type { Description } from './description.ts';

/** Events are kept where their object is; those about objects of the cluster may be anywhere. */
function find(reader: DescribeReader, { name, namespace, kind, uid }: EventReference): Json[] {
  const terms = { name, namespace: namespace ?? '', ...(kind ? { kind } : {}), ...(uid ? { uid } : {}) };
  const fieldSelector = Object.entries(terms)
    .map(([field, value]) => `involvedObject.${field}=${escapeFieldValue(value)}`)
    .join(',');
  return reader.list('events', { namespace, fieldSelector });
}

function search(reader: DescribeReader, references: readonly EventReference[], isNeeded: boolean): Json[] {
  try {
    return references.flatMap((reference) => find(reader, reference));
  } catch (error) {
    if (isNeeded) throw error;
    return [];
  }
}

function ageText(event: Json, now: number): string {
  const first = since(event.eventTime ?? event.firstTimestamp, now);
  if (event.series) return `${since(event.series.lastObservedTime, now)} (x${event.series.count ?? 0} over ${first})`;
  return (event.count ?? 0) > 1 ? `${since(event.lastTimestamp, now)} (x${event.count} over ${first})` : first;
}

function messageText({ message = '', involvedObject }: Json): string {
  const text = message.trim();
  return involvedObject?.fieldPath ? `${involvedObject.fieldPath}: ${text}` : text;
}

const lastSeen = (event: Json): number => (event.lastTimestamp ? parseTime(event.lastTimestamp) : Number.NEGATIVE_INFINITY);

export const referenceTo = ({ kind, metadata }: Json): EventReference => ({ name: metadata.name, namespace: metadata.namespace, kind, uid: metadata.uid });

/** What happened to the object, the latest last. */
export function writeEvents(out: Description, describer: Pick<Describer, 'events' | 'needsEvents'>, object: Json, { reader, now, showEvents }: DescribeContext): void {
  if (!showEvents || describer.events === 'none') return;
  const references = describer.events ? describer.events(object) : [referenceTo(object)];
  const events = search(reader, references, describer.needsEvents ?? false);
  if (events.length === 0) {
    out.field('Events', '<none>');
    return;
  }
  out.settle();
  out.heading('Events');
  out.row(1, 'Type', 'Reason', 'Age', 'From', 'Message');
  out.row(1, '----', '------', '----', '----', '-------');
  for (const event of events.sort((a, b) => lastSeen(a) - lastSeen(b))) {
    out.row(1, event.type ?? '', event.reason ?? '', ageText(event, now), event.source?.component || event.reportingComponent || '', messageText(event));
  }
}
